"""Every configuration is written and loads, whatever a dataset holds, and takes no more room than its card says."""

import json
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import load_dataset

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.document_tables import DocumentTables
from bilingual.dataset.documents import read_documents
from bilingual.dataset.manifest import record_file
from bilingual.dataset.schema import CONFIGS, FOLDERS, FORMAT_2, configs_of, features
from bilingual.dataset.tables import ShardTables
from bilingual.errors import DatasetError
from bilingual.review.page.editions import work_folder
from bilingual.review.page.opening import open_index
from bilingual.splits import NAMES, parse_splits
from tests.build.folders import judge
from tests.conftest import Run
from tests.documents.corpora import briefs, document, write
from tests.format_1 import write_in_format


def load(dataset: Path, config: str, cache: Path) -> list[dict[str, Any]]:
    return load_dataset(str(dataset), config, split="train", cache_dir=str(cache)).to_list()


@pytest.mark.slow
class TestTheFiveArticles:
    def test_every_configuration_loads_with_its_columns_streamed_too(self, dataset: Path, tmp_path: Path):
        for config in CONFIGS:
            loaded = load_dataset(str(dataset), config, split="train", cache_dir=str(tmp_path))
            streamed = load_dataset(str(dataset), config, split="train", streaming=True, cache_dir=str(tmp_path))
            assert loaded.features == features(config) and loaded.to_list() == list(streamed)

    def test_documents_hold_the_pairs_on_both_sides(self, dataset: Path, tmp_path: Path):
        pairs = {pair.id: pair for pair in read_pairs(dataset)}
        skipped = {item.id: item for item in read_skipped(dataset)}
        for row in load(dataset, "documents", tmp_path):
            for place in row["sentences"]:
                pair = pairs.pop(place["id"])
                assert row["fr"][place["start"] : place["end"]] == pair.fr
                assert row["en"][place["en_start"] : place["en_end"]] == pair.en
            for gap in row["gaps"]:
                text = skipped.pop(gap["id"]).text
                assert row["fr"][gap["start"] : gap["end"]] == row["en"][gap["en_start"] : gap["en_end"]] == text
            assert row["fr"].count("\n") == row["en"].count("\n")
        assert not pairs and not skipped

    def test_flat_holds_the_pairs_in_their_order(self, dataset: Path, tmp_path: Path):
        assert load(dataset, "flat", tmp_path) == [
            {"fr": pair.fr, "en": pair.en, "score": pair.score, "status": pair.status, "document_id": pair.article_id,
             "segment_id": pair.id} for pair in read_pairs(dataset)
        ]  # fmt: skip

    def test_the_card_says_what_each_takes(self, dataset: Path):
        card = (dataset / "README.md").read_text("utf-8")
        for config in CONFIGS:
            size = sum(path.stat().st_size for path in (dataset / FOLDERS[config]).iterdir())
            assert f"| {config} | " in card and f" | {size / 1000:,.0f} kB | " in card

    def test_the_new_ones_do_not_double_what_is_stored(self, dataset: Path):
        size = {
            config: sum(path.stat().st_size for path in (dataset / FOLDERS[config]).iterdir()) for config in CONFIGS
        }
        assert size["flat"] + size["documents"] < size["default"] + size["skipped"] + size["articles"]


@pytest.mark.slow
class TestNothingSkipped:
    @pytest.fixture
    def whole(self, dataset: Path, tmp_path: Path) -> Path:
        return write(dataset, tmp_path / "whole", briefs(3))

    def test_skipped_loads_and_its_one_row_says_so(self, whole: Path, tmp_path: Path):
        (row,) = load(whole, "skipped", tmp_path)
        assert row["reason"] == "none" and not row["id"] and not row["text"]
        assert "stands for none" in (whole / "README.md").read_text("utf-8")

    def test_it_is_counted_nowhere(self, whole: Path):
        assert list(read_skipped(whole)) == [] and check_dataset(whole) == []
        assert read_manifest(whole).counts["skipped"] == 0
        assert all(not each.skipped for each in read_documents(whole))
        with closing(open_index(whole, work_folder(whole), "x")) as index:
            assert index.articles == 3


@pytest.mark.slow
class TestWithoutTexts:
    @pytest.fixture
    def bare(self, dataset: Path, tmp_path: Path) -> Path:
        return write(dataset, tmp_path / "bare", [document("a", "Le chat dort. Il rêve.", every=2)], texts=False)

    def test_neither_text_nor_documents_are_published(self, bare: Path, tmp_path: Path):
        (row,) = load(bare, "articles", tmp_path)
        assert row["text"] is None and row["id"] == "a" and len(row["sha256"]) == 64
        assert not (bare / "documents").exists()
        card = (bare / "README.md").read_text("utf-8")
        assert (
            "config_name: documents" not in card
            and "are not published: their sentences are" in card
            and "`flat` with the splits of the pairs, `skipped` and `articles` with `train` alone." in card
            and "metadata, without their texts" in card
        )

    def test_it_is_sound_and_goes_on_being_read_reviewed_and_exported(self, bare: Path, run: Run, tmp_path: Path):
        assert check_dataset(bare) == []
        name = next(iter(read_pairs(bare))).id
        for command in (
            ("stats", bare),
            ("explain", bare, name),
            ("report", bare, "--out", tmp_path / "r.html"),
            ("export", bare, "--to", "jsonl"),
        ):
            done = run(*command)
            assert done.returncode == 0, done.stderr
        judge(run, bare, "accepted", "")
        assert check_dataset(bare) == [] and next(read_documents(bare)).text is None

    def test_the_command_builds_it(self, run: Run, tiny_package: Path, tmp_path: Path):
        (tmp_path / "a.txt").write_text("Le chat dort. Il rêve.", "utf-8")
        done = run("build", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", tiny_package, "--no-articles")
        assert done.returncode == 0, done.stderr
        assert read_manifest(tmp_path / "out").options["articles"] == "without texts"
        assert "1, published without their texts" in run("stats", tmp_path / "out").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("split", "elsewhere", "in train, but its article is in elsewhere"), ("sha256", "0" * 64, "has another SHA-256")],
)
def test_check_finds_what_articles_say_wrongly_though_the_manifest_lists_it(
    column: str, value: str, told: str, dataset: Path, tmp_path: Path
):
    splits = parse_splits("train=0.8,test=0.2")
    whole = write(dataset, tmp_path / "whole", briefs(6), splits)
    shard = whole / "articles" / "train-00000-of-00001.parquet"
    table = pq.read_table(shard)
    rows = [{**row, column: value} if row["split"] == "train" else row for row in table.to_pylist()]
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), shard)
    manifest = json.loads((whole / "manifest.json").read_text("utf-8"))
    manifest["files"][shard.relative_to(whole).as_posix()] = asdict(record_file(shard, len(rows)))
    (whole / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert any(told in problem for problem in check_dataset(whole))


@pytest.mark.slow
def test_a_dataset_of_format_2_is_read_and_its_next_version_stays_in_it(dataset: Path, run: Run, tmp_path: Path):
    second = write_in_format(FORMAT_2, dataset, tmp_path / "second")
    assert check_dataset(second) == []
    judge(run, second, "accepted", "")
    assert check_dataset(second) == [] and read_manifest(second).format == FORMAT_2
    assert {path.name for path in second.iterdir() if path.is_dir()} - {"figures", "train"} == {
        FOLDERS[config] for config in configs_of(FORMAT_2)
    }


def test_no_pair_is_lost_for_a_split_that_has_no_table(tmp_path: Path):
    made = replace(document("a", "Le chat dort."), split="elsewhere")
    tables = DocumentTables(ShardTables(tmp_path, NAMES))
    tables.add_document(made)
    with pytest.raises(DatasetError, match="in `elsewhere`, no split"):
        tables.flush()


def test_the_release_of_python_is_named_without_its_patch(dataset: Path):
    assert read_manifest(dataset).versions["python"].count(".") == 1
