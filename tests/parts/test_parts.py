"""Parts: every article in exactly one, under a name that says all that decides its rows."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.articles.article import Cue
from bilingual.articles.article_lines import from_lines, to_line
from bilingual.errors import DatasetError
from bilingual.pipeline.part_work import PartWork, PartWorker
from bilingual.pipeline.parts import ARTICLES, DONE, Part, PartCutter, clear_parts, is_done, read_done, read_part
from bilingual.pipeline.watching import Watcher
from tests.parts.conftest import sentences

SIZE = 1_000
ANY = st.text()  # lone surrogates, line ends and NUL too
FIELDS = st.none() | ANY


def made(count: int, seed: int = 1) -> list[Article]:
    rng = random.Random(seed)
    return [Article(id=str(number), text=sentences(rng, rng.randrange(1, 12))) for number in range(count)]


def cut(folder: Path, articles: list[Article], decides: str = "", size: int = SIZE) -> list[Part]:
    cutter = PartCutter(folder, size)
    for article in articles:
        cutter.add(article)
    return cutter.name_parts(decides)


class TestArticlesAsLines:
    @given(ANY, FIELDS, FIELDS, st.booleans())
    def test_come_back_as_they_were_whatever_they_hold(self, text, title, author, extracted):
        article = Article(
            id="a", text=text, title=title, author=author, language="fr", path="b/a.srt", encoding="cp1252",
            extracted=extracted, marked=((0, "title"), (9, "caption")), languages=((3, "en"),), pages=(0, 4),
            cues=(Cue(start=0, end=2, number=1, start_ms=0, end_ms=900),),
        )  # fmt: skip
        line = to_line(article)
        assert line.count(b"\n") == 1 and list(from_lines([line])) == [article]


class TestCutting:
    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.text(min_size=1, max_size=300), max_size=30), st.integers(1, 400))
    def test_puts_every_article_into_exactly_one_part_in_order(self, tmp_path: Path, texts: list[str], size: int):
        articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
        clear_parts(tmp_path)
        parts = cut(tmp_path, articles, size=size)
        assert [each for part in parts for each in read_part(tmp_path / part.name)] == articles
        assert [part.number for part in parts] == list(range(len(parts)))
        assert sum(part.articles for part in parts) == len(articles)
        assert sum(part.characters for part in parts) == sum(map(len, texts))
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(part.name for part in parts)

    def test_makes_parts_of_half_to_twice_the_size(self, tmp_path: Path):
        parts = cut(tmp_path, made(400))
        assert all(SIZE / 2 <= part.characters < 2 * SIZE + 500 for part in parts[:-1])
        assert 0.7 * SIZE < sum(part.characters for part in parts) / len(parts) < 1.3 * SIZE

    def test_leaves_distant_parts_as_they_are_when_an_article_changes(self, tmp_path: Path):
        before = made(400)
        whole = {part.name for part in cut(tmp_path / "before", before)}
        other = Article(id="other", text="Tout autre chose.")
        for name, after in {"edited": [*before[:200], other, *before[201:]], "added": [*before[:200], other, *before[200:]],
                            "removed": [*before[:200], *before[201:]]}.items():  # fmt: skip
            assert len(whole - {part.name for part in cut(tmp_path / name, after)}) <= 3, name

    def test_names_follow_everything_that_is_published_of_an_article_and_what_else_decides(self, tmp_path: Path):
        article = Article(id="a", text="Oui.")
        others = [replace(article, **change) for change in (
            {"id": "b"}, {"text": "Non."}, {"title": "T"}, {"author": "A"}, {"marked": ((0, "title"),)}, {"extracted": True},
        )]  # fmt: skip
        names = {cut(tmp_path / str(number), [each])[0].name for number, each in enumerate([article, *others])}
        names.add(cut(tmp_path / "other", [article], "another model")[0].name)
        assert len(names) == len(others) + 2
        assert cut(tmp_path / "again", [article])[0].name in names


class TestADamagedPart:
    def test_whose_articles_cannot_be_read_is_one_clear_error(self, tmp_path: Path):
        (part,) = cut(tmp_path, made(3))
        path = tmp_path / part.name / ARTICLES
        for content in (path.read_bytes()[:20], b"nothing of the kind"):
            path.write_bytes(content)
            with pytest.raises(DatasetError, match=r"cannot be read: .*; run the command again") as caught:
                list(read_part(tmp_path / part.name))
            assert "\n" not in str(caught.value)

    def test_is_not_done_whichever_of_its_files_changed(self, tmp_path: Path, work: PartWork):
        (part,) = cut(tmp_path, made(3))
        folder = tmp_path / part.name
        assert not is_done(folder)
        PartWorker(work, threads=1).run(folder, None, Watcher())
        assert is_done(folder)
        done = read_done(folder)
        for name in (*done.files, DONE):
            content = (folder / name).read_bytes()
            for damaged in (content[:-1], content[:5] + b"?" + content[6:]):
                (folder / name).write_bytes(damaged)
                assert not is_done(folder), name
            (folder / name).unlink()
            assert not is_done(folder), name
            (folder / name).write_bytes(content)
        assert is_done(folder)

    def test_is_done_again_to_the_same_bytes(self, tmp_path: Path, work: PartWork):
        (part,) = cut(tmp_path, made(3))
        folder, worker = tmp_path / part.name, PartWorker(work, threads=2)
        worker.run(folder, None, Watcher())
        first = read_done(folder)
        (folder / "default.arrow").write_bytes(b"damaged")
        worker.run(folder, None, Watcher())
        assert is_done(folder) and read_done(folder).files == first.files
