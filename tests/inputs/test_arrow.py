"""Arrow tables and folders of Hugging Face datasets: their rows are articles, what describes them is none."""

import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilingual import read_articles
from bilingual.articles import Article, survey_articles
from bilingual.articles.article import ARTICLE_BYTES
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.errors import ArticleError
from tests.conftest import ROOT, Run
from tests.inputs.test_delimited import COUNT
from tests.surveys import surveyed

FILES = Path(__file__).parent / "files"
PASSED_OVER = "passed over, it belongs to a Hugging Face dataset and holds no article"
TEXTS = ["Le pont est ouvert.", "La gare est fermée.", "Il pleut."]


def write(path: Path, table: pa.Table, how=pa.ipc.new_stream, rows: int | None = None, **options) -> Path:
    with how(path, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, rows)
    return path


def texts(source: Path, **columns: str) -> list[str]:
    return [article.text for article in read_articles(source, columns=columns)]


def errors(path: Path) -> list[str]:
    found = read_file(InputFile(str(path), path.name))
    return [str(one).removeprefix(f"{path}") for one in found if isinstance(one, ArticleError)]


class TestSavedDatasets:
    """tests/inputs/files/saved was written by `DatasetDict.save_to_disk`, with a card as the Hub has one."""

    def test_every_shard_of_every_split_is_read_and_what_describes_them_is_one_note(self):
        survey, found = surveyed(FILES / "saved", columns={"text": "translation.fr", "publisher": "journal", "id": ""})
        assert [(article.id, article.publisher) for article in found] == [
            ("test/data-00000-of-00001-0", "Le Courrier"),
            ("train/data-00000-of-00002-0", "La Gazette"),
            ("train/data-00000-of-00002-1", "Le Courrier"),
            ("train/data-00001-of-00002-0", "La Gazette"),
        ]
        assert survey.notes == (f"6 files: {PASSED_OVER}: README.md, dataset_dict.json, test/dataset_info.json, …",)
        assert survey.unread.count == 0

    def test_ids_that_every_split_begins_anew_can_be_left_out(self):
        columns = {"text": "translation.fr", "id": "journal"}
        with pytest.raises(
            ArticleError, match=r"have the id 'Le Courrier', .*; rename one of them, or number the rows: --column id=$"
        ):
            survey_articles(FILES / "saved", columns=columns)
        assert survey_articles(FILES / "saved", columns=columns | {"id": ""}).articles == 4

    def test_ids_of_their_own_are_kept(self):
        articles = read_articles(FILES / "saved" / "train", columns={"text": "translation.fr"})
        assert [article.id for article in articles] == ["0", "1", "2"]

    def test_without_the_column_it_is_said_which_there_are(self):
        with pytest.raises(
            ArticleError,
            match=r"no column `text`; it has id, translation.en, translation.fr, journal; ",
        ):
            list(read_articles(FILES / "saved" / "train"))

    def test_a_table_beside_the_shards_is_a_cache_and_a_missing_shard_is_said(self, tmp_path: Path):
        folder = tmp_path / "saved"
        shutil.copytree(FILES / "saved" / "train", folder)
        shutil.copy(folder / "data-00000-of-00002.arrow", folder / "cache-1f.arrow")
        (folder / "data-00001-of-00002.arrow").unlink()
        survey = survey_articles(folder, columns={"text": "translation.fr"})
        assert survey.articles == 2 and "cache-1f.arrow" in survey.notes[0]
        assert list(survey.unread.lines()) == [
            f"{folder}/state.json: the file data-00001-of-00002.arrow that it names is not there"
        ]

    def test_rows_that_an_index_chooses_are_not_taken_for_all(self, tmp_path: Path):
        shutil.copytree(FILES / "saved" / "train", tmp_path / "saved")
        state = tmp_path / "saved" / "state.json"
        state.write_text(json.dumps(json.loads(state.read_text()) | {"_indices_data_files": [{"filename": "i.arrow"}]}))
        with pytest.raises(ArticleError, match=r"state.json: which rows there are .* flatten_indices"):
            survey_articles(tmp_path, columns={"text": "translation.fr"})

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "[]",
            '{"_data_files": 1}',
            "[" * 100_000,
            '{"_data_files": [1]}',
            '{"_data_files": [{"filename": "\\ud800"}]}',
        ],
    )
    def test_a_state_of_something_else_hides_nothing(self, tmp_path: Path, content: str):
        write(tmp_path / "a.arrow", pa.table({"text": TEXTS}))
        (tmp_path / "state.json").write_text(content)
        assert texts(tmp_path) == TEXTS

    def test_a_card_is_known_by_what_its_front_matter_says(self, tmp_path: Path):
        shutil.copy(FILES / "datasets.parquet", tmp_path)
        (tmp_path / "README.md").write_text("---\ntitle: Le pont\n---\n\nLe pont est ouvert.\n", encoding="utf-8")
        assert survey_articles(tmp_path).articles == 5
        (tmp_path / "README.md").write_bytes(b"\xef\xbb\xbf---\r\ndataset_info:\r\n  x: 1\r\n---\r\nUne fiche.\r\n")
        assert survey_articles(tmp_path).articles == 4
        assert len(list(read_articles(tmp_path / "README.md"))) == 1

    @pytest.mark.slow
    def test_what_datasets_chose_is_what_is_read(self, tmp_path: Path):
        import datasets

        made = datasets.Dataset.from_dict(
            {"id": [f"a{n}" for n in range(40)], "text": [f"Texte {n}." for n in range(40)]}
        )
        chosen = made.shuffle(seed=1).select(range(20)).filter(lambda row: not row["id"].endswith("3"))
        chosen.save_to_disk(tmp_path / "chosen", num_shards=3)
        datasets.DatasetDict(train=made.select(range(9)), test=made.select([9])).save_to_disk(tmp_path / "both")
        chosen.to_parquet(tmp_path / "chosen.parquet")
        chosen.to_json(tmp_path / "chosen.jsonl", force_ascii=False)
        chosen.to_csv(tmp_path / "chosen.csv")
        for source in ("chosen", "chosen.parquet", "chosen.jsonl", "chosen.csv"):
            found = [(article.id, article.text) for article in read_articles(tmp_path / source)]
            assert found == list(zip(chosen["id"], chosen["text"], strict=True)), source
        assert sorted(texts(tmp_path / "both")) == [f"Texte {n}." for n in range(10)]

    @pytest.mark.slow
    def test_the_copy_in_a_dataset_of_ours_can_be_built_from(self, run: Run, dataset: Path):
        done = run("segment", dataset / "train", "--text-column", "translation.fr")
        assert done.returncode == 0 and done.stdout.count("\n") > 200, done.stderr
        done = run("segment", dataset)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert ": a dataset, not a folder of articles; give " in done.stderr


class TestTables:
    @pytest.mark.parametrize("how", [pa.ipc.new_stream, pa.ipc.new_file])
    @pytest.mark.parametrize("compression", [None, "lz4", "zstd"])
    def test_streams_and_files_are_read_compressed_or_not(self, tmp_path: Path, how, compression: str | None):
        table = pa.table(
            {"text": TEXTS, "date": pa.array([1, 2, 3], pa.int32()).cast(pa.date32()), "x": [["a"], [], None]}
        )
        for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())):
            table = table.set_column(0, "text", pa.array(TEXTS, pa.string()).cast(kind))
            found = list(read_articles(write(tmp_path / "a.arrow", table, how, 2, compression=compression)))
            assert [(one.id, one.text, one.date) for one in found] == [
                (f"a-{n}", text, f"1970-01-0{n + 2}") for n, text in enumerate(TEXTS)
            ]

    def test_a_struct_that_is_null_has_no_text(self, tmp_path: Path):
        table = pa.table({"translation": [{"fr": "Oui."}, None, {"fr": None}, {"fr": "Non."}]})
        write(tmp_path / "a.arrow", table)
        pq.write_table(table, tmp_path / "a.parquet")
        for name in ("a.arrow", "a.parquet"):
            file = InputFile(str(tmp_path / name), name, columns={"text": "translation.fr"})
            assert [one.text if isinstance(one, Article) else re.sub(".*: row", "row", str(one)) for one in read_file(file)] == [
                "Oui.", "row 1: `translation.fr` is missing, empty or not a string",
                "row 2: `translation.fr` is missing, empty or not a string", "Non.",
            ]  # fmt: skip

    def test_of_a_batch_only_the_columns_that_are_asked_for_are_unpacked(self, tmp_path: Path):
        table = pa.table({"text": TEXTS, "image": [b"\0" * 1000] * 3})
        assert texts(write(tmp_path / "a.arrow", table, compression="zstd")) == TEXTS


class TestHostile:
    @pytest.mark.slow
    @pytest.mark.parametrize("is_dictionary", [False, True])
    def test_a_batch_that_unpacks_to_too_much_is_refused_before_it_is(self, tmp_path: Path, is_dictionary: bool):
        text = pa.array(["a" * (ARTICLE_BYTES + 1)])
        text = pa.DictionaryArray.from_arrays([0], text) if is_dictionary else text
        path = write(tmp_path / "a.arrow", pa.table({"text": text}), compression="zstd")
        assert path.stat().st_size < 50_000
        (said,) = errors(path)
        assert re.match(r": a batch unpacks to 268,435,\d+ bytes; write it in smaller batches", said)

    @pytest.mark.slow
    def test_a_batch_larger_than_an_article_may_be_is_refused(self, tmp_path: Path):
        write(tmp_path / "a.arrow", pa.table({"text": ["a" * (ARTICLE_BYTES + 1)]}))
        assert errors(tmp_path / "a.arrow") == [
            ": a batch of more than 256 MiB; write it in smaller batches (datasets: writer_batch_size), or as Parquet"
        ]

    @pytest.mark.parametrize(
        "content", [b"", b"ARROW1\0\0", b"x" * 100, b"\xff\xff\xff\xff\xff\xff\xff\x7f", b"\xff" * 16]
    )
    def test_what_is_no_table_is_one_line(self, tmp_path: Path, content: bytes):
        (tmp_path / "a.arrow").write_bytes(content)
        (said,) = errors(tmp_path / "a.arrow")
        assert said.startswith(":") and "\n" not in said

    def test_a_table_that_is_cut_off_is_read_up_to_there(self, tmp_path: Path):
        path = write(tmp_path / "a.arrow", pa.table({"text": TEXTS}), rows=1)
        path.write_bytes(path.read_bytes()[:-150])
        found = list(read_file(InputFile(str(path), "a.arrow")))
        assert [one.text for one in found if isinstance(one, Article)] == TEXTS[:2]
        assert errors(path)[0].startswith(": row 2 and all after it: not a readable Arrow file: ")

    @pytest.mark.slow
    @pytest.mark.parametrize("compression", [None, "zstd"])
    def test_flipped_bytes_are_read_or_refused(self, tmp_path: Path, compression: str | None):
        table = pa.table(
            {"id": ["a", "b"], "text": pa.array(["Oui. " * 9, "Non."]).dictionary_encode(), "t": [{"fr": "x"}] * 2}
        )
        sound = write(tmp_path / "a.arrow", table, compression=compression).read_bytes()
        for seed in range(200):
            chance, content = random.Random(seed), bytearray(sound)
            for _ in range(chance.choice([1, 3])):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            (tmp_path / "a.arrow").write_bytes(content)
            assert all(said.startswith(":") and "\n" not in said for said in errors(tmp_path / "a.arrow"))


@pytest.mark.slow
def test_a_large_table_takes_little_memory(tmp_path: Path):
    rows = pa.table({"text": [f"{n} " + "Une phrase de plus. " * 1000 for n in range(1_000)]})
    write(tmp_path / "a.arrow", rows, rows=100)
    done = subprocess.run(
        [sys.executable, "-c", COUNT.replace("a.csv", "a.arrow"), tmp_path / "a.arrow"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    count, megabytes = map(int, done.stdout.split())
    assert count == 1_000 and megabytes < 150
