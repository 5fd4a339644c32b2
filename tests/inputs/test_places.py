"""What a document says of a place: heading above, page, cues and times, from the article to the dataset and its check."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.article import Cue
from bilingual.articles.places import LONGEST_SECTION, Places, Standing
from bilingual.dataset import check_dataset, read_pairs
from bilingual.dataset.checking_places import check_places
from bilingual.dataset.documents import Document, read_documents
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.segmenting import segment_article
from tests.conftest import Run
from tests.format_1 import write_in_format

TEXT = "Un mot.\nLe pont\nIl est ouvert. On passe.\nLe quai\nIl est fermé."
MARKED = ((8, "title"), (41, "title"))
SUBTITLES = """WEBVTT
Language: fr-FR

00:01.000 --> 00:03.000
Le pont est

00:03.000 --> 00:05.500
ouvert depuis hier. Le quai

00:05.500 --> 00:08.000
reste fermé.
"""
MARKDOWN = """---
title: Deux rives
author: Jeanne Lormel
lang: fr-CA
---
Le fleuve a monté dans la nuit.

# Le pont

Il est ouvert depuis hier. On le traverse à pied.

## Le quai

Il reste fermé jusqu'à lundi.
"""


def cue(start: int, end: int, number: int) -> Cue:
    return Cue(start=start, end=end, number=number, start_ms=1000 * number, end_ms=1000 * number + 900)


class TestSections:
    PLACES = Places.of(Article(id="a", text=TEXT, marked=MARKED))

    def test_are_the_nearest_heading_above(self):
        found = {found: self.PLACES.at(TEXT.index(found), TEXT.index(found) + len(found)).section for found in
                 ("Un mot.", "Il est ouvert.", "On passe.", "Il est fermé.")}  # fmt: skip
        assert found == {
            "Un mot.": None, "Il est ouvert.": "Le pont", "On passe.": "Le pont", "Il est fermé.": "Le quai",
        }  # fmt: skip

    def test_a_heading_opens_a_section_and_is_in_none(self):
        assert self.PLACES.at(8, 15).section is None and self.PLACES.at(41, 48).section is None

    def test_there_are_none_where_the_format_marks_no_heading(self):
        assert Places.of(Article(id="a", text=TEXT, marked=((8, "caption"),))).at(16, 30) == Standing()

    def test_are_cut_where_they_are_long(self):
        text = f"{'mot ' * 90}\nUne phrase."
        section = Places.of(Article(id="a", text=text, marked=((0, "title"),))).at(len(text) - 11, len(text)).section
        assert section is not None and len(section) <= LONGEST_SECTION and section.endswith("mot…")


class TestPages:
    def test_count_from_one_and_a_sentence_is_on_the_page_where_it_begins(self):
        places = Places((), (0, 10, 20), ())
        assert [places.at(start, start + 15).page for start in (0, 9, 10, 25)] == [1, 1, 2, 3]

    def test_what_stands_before_the_first_is_on_it(self):
        assert Places((), (5,), ()).at(0, 3).page == 1


class TestCues:
    PLACES = Places((), (), (cue(0, 10, 1), cue(11, 20, 2), cue(22, 30, 4)))

    def test_are_the_first_and_last_that_hold_a_part_of_it(self):
        assert self.PLACES.at(5, 23) == Standing(first_cue=1, last_cue=4, start_ms=1000, end_ms=4900)
        assert self.PLACES.at(11, 20) == Standing(first_cue=2, last_cue=2, start_ms=2000, end_ms=2900)

    def test_what_lies_between_two_is_in_none(self):
        assert self.PLACES.at(20, 22) == Standing()


@given(
    st.lists(st.integers(0, 60), max_size=8, unique=True).map(sorted),
    st.lists(st.integers(0, 60), max_size=8, unique=True).map(sorted),
    st.integers(0, 59),
    st.integers(1, 20),
)
def test_a_search_finds_what_looking_at_each_finds(pages: list[int], edges: list[int], start: int, length: int):
    cues = [cue(*edge, number + 1) for number, edge in enumerate(pairwise(edges)) if not number % 2]
    found, end = Places((), pages, cues).at(start, start + length), start + length
    touched = [each.number for each in cues if each.start < end and each.end > start]
    assert (found.first_cue, found.last_cue) == ((touched[0], touched[-1]) if touched else (None, None))
    assert found.page == (max(1, sum(page <= start for page in pages)) if pages else None)


def test_time_grows_with_the_article():
    def seconds(count: int) -> float:
        text = "Un titre\nUne phrase.\n" * count
        marked = tuple((21 * number, "title") for number in range(count))
        article = Article(id="a", text=text, marked=marked, pages=tuple(range(0, len(text), 50)),
                          cues=tuple(cue(21 * number, 21 * number + 20, number) for number in range(count)))  # fmt: skip
        before = time.process_time()
        places = Places.of(article)
        for number in range(count):
            places.at(21 * number + 9, 21 * number + 20)
        return time.process_time() - before

    seconds(1000)
    assert min(seconds(16_000) for _ in range(2)) < 40 * max(0.002, min(seconds(1000) for _ in range(3)))


class TestDeclaredLanguages:
    TEXT = "Le pont est ouvert à tous.\nLe pònt es dobèrt.\nNo comment\nIl reste fermé avec la grille."

    def langs(self, languages: dict[str, str]) -> list[str]:
        declared = tuple((self.TEXT.index(line), code) for line, code in languages.items())
        article = Article(id="a", text=self.TEXT, extracted=True, languages=declared)
        return [found.lang for found in segment_article(article, None)]

    def test_are_those_of_their_lines(self):
        assert self.langs({"Le pònt": "oc", "No comment": "en"})[1:3] == ["oc", "en"]

    def test_give_way_to_words_that_are_plainly_french(self):
        assert self.langs({"Le pont": "en", "Il reste": "de"})[0::3] == ["fr", "fr"]

    def test_of_french_decide_only_what_the_words_do_not(self):
        english = "The bridge was closed because of the storm that came in the night."
        article = Article(id="a", text=f"{english}\n2020", extracted=True, languages=((0, "fr"), (67, "fr")))
        assert [found.lang for found in segment_article(article, None)] == ["en", "fr"]

    def test_one_for_the_whole_article_makes_no_french_foreign(self):
        article = Article(id="a", text="Le pont est ouvert à tous.\nBonjour", language="en", extracted=True)
        assert {found.lang for found in segment_article(article, None)} == {"fr"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    (folder / "rives.md").write_text(MARKDOWN, encoding="utf-8")
    (folder / "film.vtt").write_text(SUBTITLES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path, tiny_package: Path) -> Path:
    out = folder.parent / f"{folder.name}-out"
    build([folder], out, BuildOptions(model=str(tiny_package), arrow=False))
    return out


@pytest.mark.slow
class TestTheDataset:
    def test_pairs_have_what_their_articles_know(self, built: Path):
        found = [
            (pair.fr, pair.author, pair.section, pair.page, pair.first_cue, pair.last_cue, pair.start_ms, pair.end_ms)
            for pair in read_pairs(built)
        ]
        name, none = "Jeanne Lormel", (None,) * 5
        assert found == [
            ("Le pont est ouvert depuis hier.", None, None, None, 1, 2, 1000, 5500),
            ("Le quai reste fermé.", None, None, None, 2, 3, 3000, 8000),
            ("Le fleuve a monté dans la nuit.", name, None, *none),
            ("Le pont", name, None, *none),
            ("Il est ouvert depuis hier.", name, "Le pont", *none),
            ("On le traverse à pied.", name, "Le pont", *none),
            ("Le quai", name, None, *none),
            ("Il reste fermé jusqu'à lundi.", name, "Le quai", *none),
        ]

    def test_articles_and_documents_have_author_and_language(self, built: Path):
        for config in ("articles", "documents"):
            rows = pq.read_table(built / config).to_pylist()
            assert [(row["author"], row["language"]) for row in rows] == [(None, "fr"), ("Jeanne Lormel", "fr")]

    def test_articles_have_their_cues_and_empty_lists_where_there_are_none(self, built: Path):
        film, rives = pq.read_table(built / "articles").to_pylist()
        assert (rives["pages"], rives["cues"], film["pages"]) == ([], [], [])
        assert [film["text"][each["start"] : each["end"]] for each in film["cues"]] == [
            "Le pont est", "ouvert depuis hier. Le quai", "reste fermé.",
        ]  # fmt: skip
        assert film["cues"][1] == {"start": 12, "end": 39, "number": 2, "start_ms": 3000, "end_ms": 5500}

    def test_is_sound_and_read_back_as_it_was_written(self, built: Path):
        assert check_dataset(built) == []
        film, rives = read_documents(built)
        assert [each.number for each in film.cues] == [1, 2, 3] and rives.author == "Jeanne Lormel"

    @pytest.mark.parametrize("form", ["bilingual-dataset/1", "bilingual-dataset/2"])
    def test_of_an_earlier_format_has_none_of_it(self, built: Path, tmp_path: Path, form: str):
        earlier = write_in_format(form, built, tmp_path / "earlier")
        assert check_dataset(earlier) == []
        new = {"author", "section", "page", "first_cue", "last_cue", "start_ms", "end_ms", "language", "pages", "cues",
               "extracted", "marks"}  # fmt: skip
        for config in ("data", "articles"):
            assert not new & set(pq.read_table(earlier / config).column_names)
        assert {(pair.author, pair.first_cue) for pair in read_pairs(earlier)} == {(None, None)}

    def test_explain_and_the_copies_to_read_show_it(self, built: Path, run: Run, tmp_path: Path):
        joined, below = list(read_pairs(built))[0::5][:2]
        told = run("explain", built, joined.id).stdout
        assert "shown      in cues 1 to 2, 00:00:01.000 to 00:00:05.500" in told
        told = run("explain", built, below.id).stdout
        assert "author     Jeanne Lormel" in told and "section    Le pont" in told
        assert (
            run("export", built, "--to", "html,jsonl", "--columns", "section,start_ms", "--out", tmp_path).returncode
            == 0
        )
        assert "<bdi>Jeanne Lormel</bdi>" in (tmp_path / "pairs.html").read_text("utf-8")
        rows = (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()
        assert rows[0] == '{"section": null, "start_ms": 1000}' and '{"section": "Le quai", "start_ms": null}' in rows

    def test_segment_shows_it_as_json(self, folder: Path, run: Run):
        first = run("segment", folder / "film.vtt", "--json").stdout.splitlines()[0]
        assert first.endswith('"first_cue": 1, "last_cue": 2, "start_ms": 1000, "end_ms": 5500}')

    def test_articles_that_are_read_again_keep_author_and_language(self, built: Path):
        film, rives = read_articles([built / "articles"])
        assert (film.author, film.language, rives.author, rives.language) == (None, "fr", "Jeanne Lormel", "fr")

    def test_a_dataset_of_its_own_articles_has_the_same_pairs_in_the_same_places(
        self, built: Path, tiny_package: Path, tmp_path: Path
    ):
        build([built / "articles"], tmp_path / "again", BuildOptions(model=str(tiny_package), arrow=False))
        assert list(read_pairs(tmp_path / "again")) == list(read_pairs(built))
        assert list(read_articles([tmp_path / "again/articles"])) == list(read_articles([built / "articles"]))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("marks", [{"start": 900, "kind": "title", "language": None}]),
            ("marks", [{"start": 0, "kind": "poem", "language": None}]),
            ("marks", [{"start": None, "kind": "title", "language": None}]),
            ("marks", [{"start": 0, "kind": None, "language": None}] * 500),
            ("pages", [5, 3]),
            ("pages", [-1]),
            ("cues", [{"start": 0, "end": 3, "number": None, "start_ms": 0, "end_ms": 1}]),
        ],
    )
    def test_what_does_not_fit_the_text_is_an_error_of_its_row(self, built: Path, tmp_path, name: str, value: object):
        (path,) = (built / "articles").iterdir()
        table = pq.read_table(path)
        place = table.schema.get_field_index(name)
        forged = pa.array([value, []], table.schema.field(name).type)
        pq.write_table(table.set_column(place, table.schema.field(name), forged), tmp_path / "a.parquet")
        told: list[str] = []
        (kept,) = read_articles([tmp_path / "a.parquet"], told.append)
        assert kept.id == "rives" and f"row 0: its {name} do not stand in its text" in told[0]


class TestTheSurvey:
    def test_tells_two_files_apart_by_the_times_of_their_cues(self, tmp_path: Path):
        def digest(text: str) -> str:
            (tmp_path / "film.vtt").write_text(text, encoding="utf-8")
            return survey_articles([tmp_path]).sha256

        assert len({digest(SUBTITLES), digest(SUBTITLES.replace("08.000", "08.001"))}) == 2


def documents() -> Iterator[Document]:
    """A document of pages and one of cues, as they are right."""
    from tests.documents.corpora import document

    made = document("a", TEXT, str.upper)
    for pages, cues in (((0, 41), ()), ((), (cue(0, 15, 1), cue(16, len(TEXT), 2)))):
        article = Article(id="a", text=TEXT, marked=MARKED, pages=pages, cues=cues)
        places, segments = Places.of(article), []
        for pair in made.pairs:
            at = places.at(pair.start, pair.end)
            segments.append(replace(pair, **{field: getattr(at, field) for field in Standing.__slots__}))
        yield replace(made, segments=tuple(segments), marks=article.marks, pages=pages, cues=cues)


class TestTheCheck:
    PAGES, CUES = documents()

    def test_finds_nothing_where_all_is_right(self):
        assert [*check_places(self.PAGES), *check_places(self.CUES)] == []
        assert [*check_places(replace(self.PAGES, text=None)), *check_places(replace(self.CUES, text=None))] == []

    @pytest.mark.parametrize(
        ("name", "value"), [("page", 2), ("first_cue", 1), ("last_cue", 3), ("start_ms", 1), ("end_ms", 0)]
    )
    def test_finds_a_place_that_is_not_the_article_s(self, name: str, value: int):
        made = self.PAGES
        first, *others = made.segments
        (problem,) = check_places(replace(made, segments=(replace(first, **{name: value}), *others)))
        assert f"its {name} is not that of its article at {first.start}" in problem

    @pytest.mark.parametrize("section", ["Le quai", "Un autre", None])
    def test_finds_a_section_that_is_not_the_heading_above(self, section: str | None):
        first, heading, pair, *others = self.PAGES.segments
        segments = (first, heading, replace(pair, section=section), *others)
        (problem,) = check_places(replace(self.PAGES, segments=segments))
        assert problem.endswith("its section is not that of its article at 16")

    @pytest.mark.parametrize(
        "changed",
        [
            {"marks": ((41, "title", None), (8, None, "en"))},
            {"pages": (41, 0)},
            {"pages": (0, 900)},
            {"cues": (cue(9, 3, 1),)},
            {"cues": (cue(0, 9, 1), cue(5, 12, 2))},
        ],
    )
    def test_finds_marks_pages_and_cues_that_do_not_stand_in_the_text(self, changed: dict[str, object]):
        (problem,) = check_places(replace(self.PAGES, **changed))
        assert "do not stand in its text in their order" in problem
