"""Tables and lines that are made to fill memory or to break a reader: bounded, and refused in one line with their place."""

import datetime
import decimal
import json
import re
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.article import ARTICLE_BYTES, FIELD_CHARACTERS
from bilingual.errors import ArticleError
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

READ_SOME = """
import resource, sys
from itertools import islice
from bilingual.articles import read_articles
import bilingual.articles.tables.parquet
from bilingual.errors import BilingualError
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
try:
    print(*(len(article.text) for article in islice(read_articles([sys.argv[1]]), 3)))
except BilingualError as error:
    print(error)
"""


def read_with_little_memory(path: Path, limit: int) -> str:
    """What a process that may hold `limit` bytes says of the first three articles: their lengths, or our error."""
    command = [sys.executable, "-c", READ_SOME, str(path), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write_shared(path: Path, column: str, dictionary_type: bool) -> Path:
    """A few kilobytes of Parquet in which 512 rows share one string of 10 MB."""
    values = pa.DictionaryArray.from_arrays(pa.array([0] * 512, pa.int32()), pa.array(["a" * 10_000_000]))
    table = pa.table({"text": pa.array(["Un texte."] * 512)} | {column: values})
    pq.write_table(table, path, compression="zstd", dictionary_pagesize_limit=1 << 30, store_schema=dictionary_type)
    return path


@pytest.mark.parametrize("dictionary_type", [True, False], ids=["dictionary", "string"])
def test_rows_that_share_a_long_text_do_not_multiply_it_in_memory(tmp_path: Path, dictionary_type: bool):
    path = write_shared(tmp_path / "bomb.parquet", "text", dictionary_type)
    assert path.stat().st_size < 20_000
    assert pa.types.is_dictionary(pq.read_schema(path).field("text").type) == dictionary_type
    assert read_with_little_memory(path, 2 << 30) == "10000000 10000000 10000000"


@pytest.mark.parametrize("dictionary_type", [True, False], ids=["dictionary", "string"])
def test_rows_that_share_a_long_id_are_refused_without_holding_it_for_each(tmp_path: Path, dictionary_type: bool):
    path = write_shared(tmp_path / "bomb.parquet", "id", dictionary_type)
    said = read_with_little_memory(path, 2 << 30)
    assert said == f"{path}: row 0: `id` has 10,000,000 bytes; at most 40,000 are read"


def test_an_article_without_bounds_is_refused_whatever_holds_it(tmp_path: Path):
    size = ARTICLE_BYTES + 1
    for name in ("a.txt", "a.html", "a.jsonl"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    pq.write_table(pa.table({"text": ["Un.", "a" * size]}), tmp_path / "a.parquet", compression="zstd")
    said = {
        "a.txt": "a.txt: more than 256 MiB in one article",
        "a.html": "a.html: more than 256 MiB in one article",
        "a.jsonl": "a.jsonl:1: a line of more than 256 MiB",
        "a.parquet": f"a.parquet: row 1: `text` has {size:,} bytes; at most {ARTICLE_BYTES:,}",
    }
    for name, words in said.items():
        with pytest.raises(ArticleError, match=re.escape(words)):
            list(read_articles([tmp_path / name]))


def test_too_little_memory_is_one_line_with_the_file(tmp_path: Path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"a")
        file.truncate(ARTICLE_BYTES)
    assert read_with_little_memory(path, 400 << 20) == f"{path}: too large for the memory that is free"


class TestJsonLines:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deep"),
            ('{"text": "Un.", "x": ' + '{"a":' * 100_000 + "1" + "}" * 100_001, "nested too deep"),
            ('{"text": "Un.", "id": ' + "1" * 5000 + "}", "not a line of JSON"),
            ('{"text": "Un.", "title": "' + "t" * (FIELD_CHARACTERS + 1) + '"}', "`title` has 10,001 characters"),
            ('{"text": "Un.", "id": "' + "t" * 20_000 + '"}', "`id` has 20,000 characters; at most 10,000 are read"),
        ],
    )
    def test_a_line_that_would_break_the_reader_is_refused_with_its_number(self, tmp_path: Path, line: str, words: str):
        path = tmp_path / "a.jsonl"
        path.write_text('{"text": "Un."}\n' + line + "\n", encoding="utf-8")
        with pytest.raises(ArticleError, match=r"a.jsonl:2: ") as caught:
            list(read_articles([path]))
        assert words in str(caught.value) and "\n" not in str(caught.value)

    @given(content=st.binary(max_size=200) | st.text(alphabet='{}[]",:\\ud8é01ntex\n').map(str.encode))
    def test_any_bytes_are_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, content: bytes):
        path = tmp_path_factory.mktemp("any") / "a.jsonl"
        path.write_bytes(content)
        try:
            assert all(article.text.strip() for article in read_articles([path]))
        except ArticleError as error:
            assert str(path) in str(error) and "\n" not in str(error)


def odd(values: list[object], kind: pa.DataType, storage: pa.DataType | None = None) -> pa.Array:
    """Values of a type that Python cannot hold: made of the numbers that stand for them."""
    return pa.array(values, storage).view(kind) if storage else pa.array(values, kind)


NOT_UTF8 = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffb")])
REFUSED = {
    "text that is not UTF-8": ("text", NOT_UTF8, "row 0: `text` is broken UTF-8 (byte 1)"),
    "title that is not UTF-8": ("title", NOT_UTF8, "row 0: `title` is broken UTF-8 (byte 1)"),
    "timestamp": ("date", odd([2**62], pa.timestamp("ms"), pa.int64()), "row 0: `date` has no value that can be written"),
    "date": ("date", odd([2**31 - 1], pa.date32(), pa.int32()), "row 0: `date` has no value that can be written"),
    "time": ("date", odd([2**62], pa.time64("us"), pa.int64()), "row 0: `date` has no value that can be written"),
    "time zone": ("date", odd([0], pa.timestamp("s", "Mars/Base"), pa.int64()), "row 0: `date` has no value"),
    "list": ("title", odd([["a"]], pa.list_(pa.string())), "column `title` holds list<"),
    "struct": ("text", odd([{"a": "b"}], pa.struct([("a", pa.string())])), "column `text` holds struct<a: string>, not strings"),
    "binary": ("id", odd([b"a"], pa.binary()), "column `id` holds binary, not strings, numbers or dates"),
    "map": ("url", odd([[("a", "b")]], pa.map_(pa.string(), pa.string())), "column `url` holds map<"),
    "number": ("text", odd([1], pa.int64()), "column `text` holds int64, not strings"),
    "null": ("text", odd([None], pa.null()), "column `text` holds null, not strings"),
    "long title": ("title", odd(["é" * 10_001], pa.string()), "row 0: `title` has 10,001 characters; at most 10,000"),
}  # fmt: skip


class TestParquet:
    @pytest.mark.parametrize(("name", "column", "words"), REFUSED.values(), ids=REFUSED)
    def test_values_that_are_no_text_are_refused_with_their_row_or_column(
        self, tmp_path: Path, name: str, column: pa.Array, words: str
    ):
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table({"text": ["Un."]} | {name: column}), path)
        with pytest.raises(ArticleError) as caught:
            list(read_articles([path]))
        assert str(caught.value).startswith(f"{path}: {words}") and "\n" not in str(caught.value)

    def test_single_values_of_any_other_type_are_read_as_python_writes_them(self, tmp_path: Path):
        name = uuid.UUID(int=7)
        moment = datetime.datetime(2020, 2, 3, 4, 5, 6)
        table = pa.table(
            {
                "id": pa.array([name.bytes], pa.uuid()),
                "text": pa.array(["Un texte."], pa.large_string()),
                "title": pa.array([1.5], pa.float32()),
                "date": pa.array([moment], pa.timestamp("ms")),
                "publisher": pa.array(["Le Soir"]).dictionary_encode(),
                "url": pa.array([decimal.Decimal("1.50")], pa.decimal128(5, 2)),
            }
        )
        pq.write_table(table, tmp_path / "a.parquet")
        (found,) = read_articles([tmp_path / "a.parquet"])
        assert found == Article(
            id=str(name),
            text="Un texte.",
            title="1.5",
            date=str(moment),
            publisher="Le Soir",
            url="1.50",
            path="a.parquet",
            encoding="utf-8",
        )

    def test_many_row_groups_and_pages_give_every_row_in_its_place(self, tmp_path: Path):
        rows = [
            {"id": f"a{n}", "text": f"Texte {n % 7}. " * (n % 13 + 1), "title": None if n % 3 else f"T{n}"}
            for n in range(2000)
        ]
        table = pa.Table.from_pylist(rows)
        for kind in (pa.string(), pa.dictionary(pa.int32(), pa.string())):
            typed = table.set_column(
                1,
                "text",
                table["text"].cast(pa.string()).dictionary_encode() if pa.types.is_dictionary(kind) else table["text"],
            )
            pq.write_table(
                typed, tmp_path / "a.parquet", row_group_size=300, data_page_size=500, dictionary_pagesize_limit=200
            )
            assert [(a.id, a.text, a.title) for a in read_articles([tmp_path / "a.parquet"])] == [
                (r["id"], r["text"], r["title"]) for r in rows
            ]

    def test_different_texts_in_a_dictionary_column_cost_little_more_than_in_a_plain_one(self, tmp_path: Path):
        texts = pa.array([f"Texte {number}. " * 100 for number in range(3000)])
        taken = []
        for column in (texts, texts.dictionary_encode()):
            pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
            began = time.process_time()
            assert sum(1 for _ in read_articles([tmp_path / "a.parquet"])) == 3000
            taken.append(time.process_time() - began)
        assert taken[1] <= 5 * taken[0]

    def test_flipped_bytes_are_read_or_refused(self, tmp_path: Path):
        import random

        table = pa.table(
            {
                "id": ["a", "b"] * 20,
                "text": ["Oui. " * 9, "Non."] * 20,
                "date": pa.array([datetime.date(2020, 1, 1)] * 40),
            }
        )
        pq.write_table(table, tmp_path / "sound.parquet")
        sound, path = (tmp_path / "sound.parquet").read_bytes(), tmp_path / "a.parquet"
        for seed in range(60):
            chance, content = random.Random(seed), bytearray(sound)
            for _ in range(chance.choice([1, 3])):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
            try:
                list(read_articles([path]))
            except ArticleError as error:
                assert str(error).startswith(str(path)) and "\n" not in str(error)


class TestHtml:
    def test_what_the_extractor_raises_is_one_line_with_the_file(self, tmp_path: Path, monkeypatch):
        import trafilatura

        (tmp_path / "a.html").write_text("<html><body><p>Un texte.</p></body></html>", encoding="utf-8")
        for error in (RecursionError("deep"), ValueError("NUL\nbyte"), AttributeError("x")):

            def fail(*_, error=error, **__):
                raise error

            monkeypatch.setattr(trafilatura, "bare_extraction", fail)
            with pytest.raises(
                ArticleError, match=rf"a.html: this page cannot be read as HTML: {type(error).__name__}"
            ) as caught:
                list(read_articles([tmp_path / "a.html"]))
            assert "\n" not in str(caught.value)


class TestSurvey:
    def survey(self, folder: Path, **fields: str) -> str:
        (folder / "a.jsonl").write_text(json.dumps({"id": "x", "text": "Un texte."} | fields), encoding="utf-8")
        return survey_articles([folder / "a.jsonl"]).sha256

    def test_the_hash_of_the_inputs_covers_all_that_is_published(self, tmp_path: Path):
        hashes = {self.survey(tmp_path)}
        for field in ("id", "text", "title", "date", "publisher", "url"):
            hashes.add(self.survey(tmp_path, **{field: "autre"}))
        (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
        hashes.add(survey_articles([tmp_path / "b.jsonl"]).sha256)
        assert len(hashes) == 8

    def test_no_text_of_a_field_can_pass_for_two_fields(self, tmp_path: Path):
        pairs = [({"title": "a\0b"}, {"title": "a", "date": "b"}), ({"title": 'a", "b'}, {"title": "a", "date": "b"}),
                 ({"title": "a\nb"}, {"title": "a", "date": "b"}), ({"date": "a"}, {"publisher": "a"})]  # fmt: skip
        for one, other in pairs:
            assert self.survey(tmp_path, **one) != self.survey(tmp_path, **other)

    def test_notes_of_one_kind_are_one_line_with_the_first_places(self, tmp_path: Path):
        lines = "".join('{"text": "Oui\\ud800 ' + f'{number}."}}\n' for number in range(1200))
        (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
        (tmp_path / "b.txt").write_bytes("Été.".encode("cp1252"))
        for name in ("c.jpg", "d.png"):
            (tmp_path / name).write_bytes(b"x")
        assert survey_articles([tmp_path]).notes == (
            "2 files: passed over, not an article by its ending: c.jpg, d.png",
            "1,200 articles: unpaired surrogates replaced by U+FFFD: a.jsonl (a-1), a.jsonl (a-2), a.jsonl (a-3), …",
            "b.txt: read as Windows-1252",
        )

    def test_ten_thousand_ids_are_told_apart_and_the_one_that_is_twice_is_found(self, tmp_path: Path):
        rows = "".join(json.dumps({"id": str(number), "text": "Oui."}) + "\n" for number in range(10_000))
        (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
        assert survey_articles([tmp_path]).articles == 10_000
        (tmp_path / "b.jsonl").write_text('{"id": "777", "text": "Non."}', encoding="utf-8")
        with pytest.raises(ArticleError, match=r"two articles have the id '777', in a.jsonl and b.jsonl"):
            survey_articles([tmp_path])
