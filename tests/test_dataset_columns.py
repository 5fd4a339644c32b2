"""What is made of a dataset's columns at once: equal to what its pairs say one by one, in time and memory that last."""

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from heapq import merge
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import DatasetWriter, measure_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.card import EXAMPLES, choose_examples
from bilingual.dataset.cell_columns import encode_cells
from bilingual.dataset.cells import WORDS, encode_cell
from bilingual.dataset.document_tables import DocumentTables
from bilingual.dataset.documents import Document
from bilingual.dataset.neighbour_columns import read_columns_in_context
from bilingual.dataset.neighbours import Neighbours
from bilingual.dataset.review_columns import guard_ids
from bilingual.dataset.review_table import guarded_id, write_review_tsv
from bilingual.dataset.schema import FORMAT_1, FORMATS, arrow_schema
from bilingual.dataset.shortening import shorten_all, shorten_left, shorten_right
from bilingual.dataset.tables import ShardTables
from bilingual.dataset.word_counts import count_words
from bilingual.pairs import Pair, Skipped
from bilingual.text.blanks import BLANKS
from tests.conftest import ROOT
from tests.growth.measuring import MOST, growth
from tests.inputs.peaks import PEAK

PIECES = (
    "Le", "ministre", "l’été", "n'a", "œuvre", "12", "2024", "³", "٣", "«", "»", "-", "=", "'", '"', "\\", "_x0041_", "_",
    "(", "…", "©", "Ω", "ª", "\x00", "\ufeff", "\uffff", "a" * 70, "b" * 119, "c" * 121, "  ", *WORDS, *BLANKS,
)  # fmt: skip
SENTENCES = ("Le ministre de la ville annonce une réforme", "Il a dit : « non »", "En 2024, le 5 mars", "Oui", "")
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(SENTENCES), max_size=14).map(" ".join),
    st.text(),
)
many = st.lists(texts, max_size=6)


def column(values: Iterable[str]) -> Any:
    """The texts as a slice of a column that has others beside them."""
    return pa.array(["un autre", *values, "encore"], pa.string()).slice(1)[:-1]


class TestTexts:
    def test_blanks_are_those_of_python(self):
        assert "".join(letter for letter in map(chr, range(0x110000)) if letter.isspace()) == BLANKS

    @given(many)
    def test_have_as_many_words_as_python_finds(self, values: list[str]):
        assert count_words(column(values)).tolist() == [len(text.split()) for text in values]

    def test_that_are_null_have_no_words(self):
        assert count_words(pa.array([None, "un mot", None])).tolist() == [0, 2, 0]

    @given(many)
    @example([f"{'a' * 118} b", f"{'a' * 119} b", f"{'a' * 120} b", "a" * 121, f"a{' ' * 490}b", f"{' ' * 490}b"])
    def test_are_shortened_as_one_is(self, values: list[str]):
        lefts, rights = shorten_all(column(values))
        assert lefts.to_pylist() == [shorten_left(text) for text in values]
        assert rights.to_pylist() == [shorten_right(text) for text in values]

    @given(many)
    @example(sorted(WORDS))
    def test_are_the_cells_that_one_is(self, values: list[str]):
        assert encode_cells(column(values)).to_pylist() == [encode_cell(text) for text in values]

    @given(st.lists(st.text(st.sampled_from("0123456789abcdef٣"), max_size=16)))
    def test_that_are_ids_are_guarded_where_a_program_would_read_a_number(self, values: list[str]):
        assert guard_ids(column(values)).to_pylist() == [guarded_id(text) for text in values]


scores = st.one_of(st.sampled_from((0.0, -0.0, -0.2, -0.4, -1.0, -3.0, -20.0, 0.0005)), st.floats(-4, 0.5, width=32))
segments = st.builds(
    Pair,
    id=st.sampled_from(("a1b2", "0012345678901234", "12e4567890123456")),
    fr=texts,
    en=texts,
    article_id=st.just(""),
    title=st.none() | texts,
    date=st.none(),
    publisher=st.sampled_from((None, "", "Le Journal", "unknown")),
    url=st.none(),
    paragraph=st.just(0),
    sentence=st.just(0),
    start=st.integers(0, 9),
    end=st.just(0),
    kind=st.sampled_from(("sentence", "heading")),
    score=scores,
    flags=st.sampled_from(((), (), ("words",), ("numbers", "a flag of another version"))),
    status=st.sampled_from(("machine", "accepted", "edited")),
    machine_en=texts,
    comment=texts,
    origin=st.sampled_from(("model", "review", "memory")),
) | st.builds(
    Skipped,
    id=st.just("a1"),
    article_id=st.just(""),
    paragraph=st.just(0),
    sentence=st.just(0),
    start=st.integers(0, 9),
    end=st.just(0),
    text=texts,
    kind=st.just("sentence"),
    lang=st.sampled_from(("en", "de")),
    reason=st.sampled_from(("language", "kind")),
)
articles = st.lists(st.tuples(st.sampled_from(("train", "test")), st.lists(segments, max_size=8)), max_size=5)


def documents(found: Iterable[tuple[str, list[Pair | Skipped]]]) -> Iterable[Document]:
    for number, (split, given_segments) in enumerate(found):
        name = f"={number}\tarticle"
        own = sorted((replace(each, article_id=name) for each in given_segments), key=lambda each: each.start)
        yield Document(
            id=name, text="Le texte é." if number else None, title=None, date=None, publisher=None, url=None, path="a",
            encoding="utf-8", sha256="", split=split, segments=tuple(own),
        )  # fmt: skip


def one_by_one(dataset: Path) -> Iterable[tuple[Pair, Neighbours]]:
    """The pairs with their neighbours, all segments of an article in memory; of equal place, pairs come first."""
    skipped = defaultdict(list)
    for item in read_skipped(dataset):
        skipped[item.article_id].append(item)
    for article, pairs in groupby(read_pairs(dataset), lambda pair: pair.article_id):
        others = sorted(skipped[article], key=lambda item: item.start)
        own = list(merge(pairs, others, key=lambda item: item.start))
        shown = ["", *(item.fr if isinstance(item, Pair) else item.text for item in own), ""]
        for place, item in enumerate(own):
            if isinstance(item, Pair):
                yield item, Neighbours(before=shorten_left(shown[place]), after=shorten_right(shown[place + 2]))


def counted(dataset: Path) -> dict[str, Any]:
    """The figures of the pairs, counted one by one."""
    pairs, total = list(read_pairs(dataset)), 0.0
    for pair in pairs:
        total += pair.score
    edges = Counter(f"{max(-3.0, pair.score // 0.2 * 0.2) + 0.0:.1f}" for pair in pairs)
    return {
        "pairs": len(pairs),
        "words_fr": sum(len(pair.fr.split()) for pair in pairs),
        "words_en": sum(len(pair.en.split()) for pair in pairs),
        "flagged": sum(1 for pair in pairs if pair.flags),
        "mean_score": round(total / len(pairs), 4) if pairs else 0.0,
        "scores": edges,
        "lengths": Counter(str(min(60, len(pair.fr.split()) // 5 * 5)) for pair in pairs),
        "kinds": Counter(pair.kind for pair in pairs),
        "flags": Counter(chain.from_iterable(pair.flags for pair in pairs)),
        "statuses": Counter(pair.status for pair in pairs),
        "origins": Counter(pair.origin for pair in pairs),
        "publishers": Counter(pair.publisher or "unknown" for pair in pairs),
        "reasons": Counter(item.reason for item in read_skipped(dataset)),
        "languages": Counter(item.lang for item in read_skipped(dataset) if item.reason == "language"),
    }


@pytest.mark.slow
class TestADataset:
    @settings(max_examples=15)
    @given(articles, st.sampled_from(FORMATS))
    @example([], FORMATS[-1])
    @example([("train", [])], FORMAT_1)
    def test_has_the_table_and_the_figures_of_its_pairs(self, dataset: Path, found: list[Any], form: str):
        manifest = read_manifest(dataset)
        shares = {**manifest.options, "splits": {"train": 0.5, "test": 0.5}, "leaks": "left out"}
        with TemporaryDirectory() as name:
            folder = Path(name)
            with DatasetWriter(folder, ("train", "test"), form=form, arrow=False) as writer:
                for document in documents(found):
                    writer.add_document(document)
                writer.finish(replace(manifest, options=shares))
            write_review_tsv(one_by_one(folder), folder / "reference.tsv")
            assert (folder / "pairs.tsv").read_bytes() == (folder / "reference.tsv").read_bytes()
            stats, wanted = measure_dataset(folder), counted(folder)
            assert {each: getattr(stats, each) for each in wanted} == wanted
            readable = [
                pair.score
                for pair in read_pairs(folder)
                if pair.kind == "sentence"
                and not pair.flags
                and 8 <= len(pair.fr.split()) <= 25
                and max(len(pair.fr), len(pair.en)) <= 400
            ]
            assert [shown for *_, shown in choose_examples(folder)] == [f"{score:.2f}" for score in readable[:EXAMPLES]]

    @settings(max_examples=15)
    @given(articles, st.integers(1, 4))
    def test_is_read_in_batches_that_know_their_neighbours(self, found: list[Any], rows: int):
        with TemporaryDirectory() as name:
            folder = Path(name)
            tables = ShardTables(folder, ("train", "test"))
            rows_of = DocumentTables(tables)
            for document in documents(found):
                rows_of.add_document(document)
            rows_of.flush()
            tables.close()
            batches = list(read_columns_in_context(folder, rows=rows))
            sides = [(batch.before.to_pylist(), batch.after.to_pylist()) for batch in batches]
            beside = [Neighbours(*texts) for side in sides for texts in zip(*side, strict=True)]
            assert beside == [around for _, around in one_by_one(folder)]

    def test_of_one_article_is_read_in_time_that_grows_with_it(self, tmp_path: Path):
        def made(size: int) -> Path:
            if not (folder := tmp_path / str(size)).exists():
                write_columns(folder, ["article"] * size)
            return folder

        assert growth(lambda folder: list(read_columns_in_context(folder, rows=20)), made, size=4_000) <= MOST

    @pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
    def test_of_many_pairs_takes_the_memory_of_few(self, tmp_path: Path):
        peaks = []
        for times in (2, 8):
            articles = [f"article {number // 20}" for number in range(10_000)]
            folder = write_columns(tmp_path / str(times), articles, times)
            command = [sys.executable, "-c", FINISH, str(folder)]
            peaks.append(int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))
        assert peaks[1] - peaks[0] < 30, peaks


FINISH = f"""{PEAK}
from pathlib import Path
from bilingual.dataset.review_columns import write_review_columns
from bilingual.dataset.stats import measure_dataset
dataset = Path(sys.argv[1])
write_review_columns(dataset, dataset / "pairs.tsv")
measure_dataset(dataset)
print(peak())
"""


def write_columns(folder: Path, articles: list[str], times: int = 1) -> Path:
    """The tables of a dataset of one pair, and one skipped segment behind it, for each of these articles' ids.

    All pairs are there so many `times`.
    """
    size, sentence = len(articles), "Le train numéro {} part demain : « La ville attend une réponse du ministre. » "
    fr = [sentence.format(number) * (1 + number % 3) for number in range(size)]
    pairs = {
        "id": [f"{number:015x}a" for number in range(size)],
        "translation": [{"fr": text, "en": text} for text in fr],
        "article_id": articles,
        "start": [2 * number for number in range(size)],
        "kind": ["sentence"] * size,
        "score": [-0.5] * size,
        "flags": [["words"]] * size,
        "status": ["machine"] * size,
        "comment": [""] * size,
    }
    skipped = {"article_id": articles, "start": [2 * number + 1 for number in range(size)], "text": fr}
    skipped |= {"reason": ["language"] * size, "lang": ["en"] * size}
    for config, name, values in (
        ("default", "data", pairs),
        ("skipped", "skipped", skipped),
        ("articles", "articles", {}),
    ):
        schema = arrow_schema(config)
        rows = size if values else 0
        columns = [pa.array(values.get(each.name, [None] * rows), each.type) for each in schema]
        (folder / name).mkdir(parents=True)
        with pq.ParquetWriter(folder / name / "train-00000-of-00001.parquet", schema) as writer:
            for _ in range(times if config == "default" else 1):
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    return folder
