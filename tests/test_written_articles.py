"""Twenty articles as people have them, Markdown and hard-wrapped, each with the sentences that a reader reads in it."""

from pathlib import Path

import pytest

from bilingual.articles import Article, read_articles
from bilingual.dataset import read_pairs, read_skipped
from bilingual.segmenter import segment
from bilingual.text.lines import one_line
from tests.conftest import Run

FOLDER = Path(__file__).parent / "written_articles"
FILES = sorted(path for path in FOLDER.rglob("*.*") if path.suffix in (".md", ".txt"))
MARKUP = ("**", "~~", "](", "`", "<", "|", "---", "[^", "{%", "&amp;")


def sentences(path: Path) -> list[str]:
    """What a reader reads, one sentence or title a line."""
    return path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()


def read(path: Path) -> Article:
    (article,) = read_articles([path])
    return article


def test_there_are_ten_of_each():
    assert [sum(path.suffix == ending for path in FILES) for ending in (".md", ".txt")] == [10, 10]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_segments_are_the_sentences_and_stand_where_they_say(path: Path):
    article = read(path)
    found = segment(article.text, wrapped=False if article.extracted else None, marked=dict(article.marked))
    assert [one_line(item.text) for item in found] == sentences(path)
    assert all(item.text == article.text[item.start : item.end] for item in found)


@pytest.mark.slow
def test_a_build_publishes_whole_sentences_without_markup(run: Run, tmp_path: Path, tiny_package: Path):
    built = run("build", FOLDER, "--kinds", "all", "--out", tmp_path / "o", "--model", tiny_package)
    assert built.returncode == 0, built.stderr
    assert "9 articles: lines taken as wrapped" in built.stderr.replace("10 articles", "9 articles")
    written = {line for path in FILES for line in sentences(path)}
    published = [pair.fr for pair in read_pairs(tmp_path / "o")]
    assert len(published) > 100 and set(published) <= written
    assert not [fr for fr in published if any(mark in fr for mark in MARKUP) and not fr.startswith("--")]
    times = [skipped for skipped in read_skipped(tmp_path / "o") if "-->" in skipped.text]
    assert {skipped.reason for skipped in times} == {"wordless"}
    checked = run("check", tmp_path / "o")
    assert checked.returncode == 0, checked.stderr
