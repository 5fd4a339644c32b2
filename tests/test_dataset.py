"""The dataset folder: what `datasets`, pandas and DuckDB read, and what `check` proves."""

import errno
import json
import random
import resource
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilingual.articles import read_articles
from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.reading import fault_of
from bilingual.dataset.schema import CONFIGS
from bilingual.errors import DatasetError
from tests.conftest import SEEDS, Run


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return tmp_path / "cache"


class TestTheFiveArticles:
    def test_the_204_french_sentences_titles_and_captions_are_published_of_226_segments(self, dataset: Path):
        pairs, skipped = list(read_pairs(dataset)), list(read_skipped(dataset))
        assert (len(pairs), len(skipped)) == (204, 22)
        assert {pair.kind for pair in pairs} == {"sentence", "title", "caption"}
        assert {item.kind for item in skipped if item.reason == "kind"} == {"boilerplate", "byline", "date", "source"}
        assert {pair.article_id[:3] for pair in pairs} == {"000", "001", "002", "003", "004"}

    def test_the_english_captions_and_the_turkish_tweet_are_skipped_with_their_language(self, dataset: Path):
        skipped = {(item.article_id[:3], item.lang) for item in read_skipped(dataset)}
        assert {("000", "en"), ("004", "en"), ("001", "tr"), ("002", "en")} <= skipped
        assert all(item.reason == "language" for item in read_skipped(dataset) if item.lang != "fr")

    def test_every_non_blank_character_lies_in_exactly_one_segment_at_its_offsets(self, dataset: Path):
        texts = {article.id: article.text for article in read_articles([SEEDS])}
        seen = {name: [0] * len(text) for name, text in texts.items()}
        for item in [*read_pairs(dataset), *read_skipped(dataset)]:
            assert texts[item.article_id][item.start : item.end] == (item.fr if hasattr(item, "fr") else item.text)
            for index in range(item.start, item.end):
                seen[item.article_id][index] += 1
        for name, text in texts.items():
            assert all(count == 1 for count, c in zip(seen[name], text, strict=True) if not c.isspace())


class TestEveryReader:
    @pytest.mark.slow
    def test_load_dataset_reads_each_config(self, dataset: Path, offline: Path):
        from datasets import Translation, load_dataset

        pairs = load_dataset(str(dataset), cache_dir=str(offline), split="train")
        assert pairs.features["translation"] == Translation(languages=["en", "fr"])
        assert len(pairs) == read_manifest(dataset).counts["pairs"]
        assert len(load_dataset(str(dataset), "articles", cache_dir=str(offline), split="train")) == 5
        skipped = load_dataset(str(dataset), "skipped", cache_dir=str(offline), split="train")
        assert "en" in skipped["lang"] and "tr" in skipped["lang"]

    @pytest.mark.slow
    def test_streaming_reads_the_same_rows(self, dataset: Path, offline: Path):
        from datasets import load_dataset

        stream = load_dataset(str(dataset), cache_dir=str(offline), split="train", streaming=True)
        assert [row["id"] for row in stream] == [pair.id for pair in read_pairs(dataset)]

    def test_load_from_disk_reads_the_arrow_copy(self, dataset: Path):
        from datasets import load_from_disk

        rows = load_from_disk(str(dataset))["train"]
        assert [row["translation"]["fr"] for row in rows] == [pair.fr for pair in read_pairs(dataset)]

    def test_pandas_and_duckdb_read_the_parquet_tables(self, dataset: Path):
        import duckdb
        import pandas as pd

        count = read_manifest(dataset).counts["pairs"]
        assert len(pd.read_parquet(dataset / "data")) == count
        files = str(dataset / "data" / "*.parquet")
        query = f"SELECT count(*), count(translation.fr) FROM '{files}'"
        assert duckdb.connect().execute(query).fetchall() == [(count, count)]


class TestTheCard:
    def test_it_says_what_a_person_needs_and_nothing_of_this_machine(self, dataset: Path):
        card = (dataset / "README.md").read_text(encoding="utf-8")
        for words in (
            "## Licence and attribution",
            "## Limits",
            "bilingual model install",
            "Press TV",
            "machine-generated",
        ):
            assert words in card
        assert str(Path.home()) not in card and str(dataset) not in card

    def test_the_hub_can_parse_its_metadata(self, dataset: Path):
        from huggingface_hub import DatasetCard

        data = DatasetCard.load(dataset / "README.md").data
        assert data.language == ["fr", "en"] and data.task_categories == ["translation"]
        assert [config["config_name"] for config in data.configs] == list(CONFIGS)


class TestCheck:
    def test_a_fresh_dataset_is_sound(self, run: Run, dataset: Path):
        checked = run("check", dataset)
        assert (checked.returncode, checked.stderr) == (0, "")
        assert "sound" in checked.stdout

    @pytest.mark.slow
    def test_one_changed_byte_in_any_file_is_found(self, copy: Path):
        for name in read_manifest(copy).files:
            path = copy / name
            content = path.read_bytes()
            middle = len(content) // 2
            path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
            assert any(name in problem for problem in check_dataset(copy)), name
            path.write_bytes(content)
        assert check_dataset(copy) == []

    @pytest.mark.slow
    def test_a_changed_byte_anywhere_is_a_problem_and_no_traceback(self, copy: Path):
        rng = random.Random(7)
        files = [name for name in read_manifest(copy).files if not name.startswith("figures/")]
        for _ in range(40):
            path = copy / rng.choice(files)
            content = path.read_bytes()
            at = rng.randrange(len(content))
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :])
            assert any(str(path) in problem for problem in check_dataset(copy)), (path, at)
            path.write_bytes(content)

    @pytest.mark.slow
    def test_one_changed_character_of_an_article_is_found_by_its_offsets(self, run: Run, copy: Path):
        path = next((copy / "articles").glob("*.parquet"))
        table = pq.read_table(path)
        texts = table["text"].to_pylist()
        texts[2] = texts[2].replace("Vladimir", "Vladimer", 1)
        pq.write_table(table.set_column(1, table.schema.field("text"), pa.array(texts)), path)
        checked = run("check", copy)
        assert checked.returncode == 1 and "its text does not stand at" in checked.stdout
        assert "Traceback" not in checked.stderr

    @pytest.mark.slow
    def test_a_segment_that_is_missing_or_there_twice_is_found(self, copy: Path):
        path = next((copy / "data").glob("*.parquet"))
        table = pq.read_table(path)
        pq.write_table(pa.concat_tables([table.slice(0, 10), table.slice(11)]), path)
        assert any("characters in no segment" in problem for problem in check_dataset(copy))
        pq.write_table(pa.concat_tables([table.slice(0, 11), table.slice(10)]), path)
        assert any("overlaps" in problem for problem in check_dataset(copy))

    def test_a_missing_and_an_extra_file_are_found(self, copy: Path):
        (copy / "croissant.json").unlink()
        (copy / "notes.txt").write_text("x")
        problems = check_dataset(copy)
        assert any("croissant.json: missing" in problem for problem in problems)
        assert any("notes.txt: not listed" in problem for problem in problems)

    @pytest.mark.slow
    @pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "other/1"}'])
    def test_a_damaged_manifest_is_one_clear_line(self, run: Run, copy: Path, content: str):
        (copy / "manifest.json").write_text(content)
        for command in ("check", "stats"):
            told = run(command, copy)
            assert told.returncode == 1 and len(told.stderr.splitlines()) == 1 and "manifest.json" in told.stderr

    @pytest.mark.parametrize("reader", ["measure_dataset", "check_dataset", "measure_duplicates"])
    def test_what_is_read_while_another_version_takes_the_place_is_not_believed(
        self, copy: Path, monkeypatch: pytest.MonkeyPatch, reader: str
    ):
        import bilingual.dataset
        from bilingual.dataset import reading

        read = reading.shards

        def exchanging(dataset: Path, *arguments: str) -> list[Path]:
            (copy / "manifest.json").write_text((copy / "manifest.json").read_text() + "\n")
            return read(dataset, *arguments)

        monkeypatch.setattr(reading, "shards", exchanging)
        with pytest.raises(DatasetError, match="replaced by another version"):
            getattr(bilingual.dataset, reader)(copy)

    @pytest.mark.parametrize(
        ("error", "kind"),
        [
            (pa.ArrowException("Unknown error: Failed to launch worker thread: …"), MemoryError),
            (pa.lib.ArrowMemoryError("malloc of size 64 failed"), MemoryError),
            (OSError(errno.EMFILE, "Too many open files"), OSError),
            (pa.ArrowInvalid("Parquet magic bytes not found in footer"), DatasetError),
        ],
    )
    def test_too_little_memory_is_not_the_datasets_fault(self, tmp_path: Path, error: Exception, kind: type):
        assert isinstance(fault_of(tmp_path / "shard", error), kind)

    @pytest.mark.slow
    def test_a_full_temporary_folder_is_not_the_datasets_fault(self, run: Run, dataset: Path, tmp_path: Path):
        small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))  # noqa: E731
        checked = run("check", dataset, env={"TMPDIR": str(tmp_path)}, preexec_fn=small)
        assert checked.returncode == 1 and checked.stdout == ""
        assert f"{tmp_path}: no room there" in checked.stderr and checked.stderr.count("\n") == 1

    def test_a_folder_that_is_no_dataset_is_a_usage_error(self, run: Run, tmp_path: Path):
        told = run("check", tmp_path)
        assert told.returncode == 2 and "not a dataset of bilingual" in told.stderr


@pytest.mark.slow
def test_stats_prints_tables_for_people_and_json_for_machines(run: Run, dataset: Path):
    told = run("stats", dataset)
    assert told.returncode == 0 and "French words" in told.stdout and "language" in told.stdout
    counted = json.loads(run("stats", dataset, "--json").stdout)
    assert counted["pairs"] == read_manifest(dataset).counts["pairs"]
    assert sum(counted["kinds"].values()) == counted["pairs"] == sum(counted["scores"].values())


@pytest.mark.slow
def test_stats_count_the_pairs_that_repeat_an_earlier_one(run: Run, tiny_package: Path, tmp_path: Path):
    long = "Le ministre attend la pluie dans le jardin de la ville depuis lundi matin"
    (tmp_path / "a.txt").write_text(f"Le chat dort. Un train arrive. LE CHAT DORT! {long}. {long}, dit-on.", "utf-8")
    assert run("build", "a.txt", "--out", "out", "--model", tiny_package, cwd=tmp_path).returncode == 0
    found = json.loads(run("stats", "out", "--json", cwd=tmp_path).stdout)["duplicates"]
    assert found["near"] == 1 and sum(found.values()) == 2
    assert json.loads(run("stats", "out", "--json", "--no-duplicates", cwd=tmp_path).stdout)["duplicates"] == {}
