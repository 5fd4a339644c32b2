"""What a person wrote into a dataset is counted, whatever it is and in whichever split."""

import shutil
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.dataset.reviewed import reviewed_pairs
from bilingual.errors import DatasetError
from bilingual.pairs import Pair
from tests.written_datasets import changed, write_dataset


def dataset_of(source: Path, out: Path, *changes: dict[str, str]) -> Path:
    return write_dataset(source, out, changed(source, *changes), ("train", "test"))


def test_a_dataset_that_nobody_has_looked_at_has_none(dataset: Path):
    assert reviewed_pairs(dataset) == 0


@pytest.mark.parametrize(
    "change",
    [{"status": "accepted"}, {"status": "edited"}, {"status": "rejected"}, {"comment": "ask the author"},
     {"en": "Other English."}, {"status": "edited", "en": "Other English.", "comment": "too literal"}],
)  # fmt: skip
def test_a_status_a_comment_or_other_english_is_one(change: dict[str, str], dataset: Path, tmp_path: Path):
    assert reviewed_pairs(dataset_of(dataset, tmp_path / "one", change)) == 1


def test_what_a_memory_says_is_none_but_a_comment_on_it_is_one(dataset: Path, tmp_path: Path):
    taken = {"status": "edited", "en": "Other English.", "origin": "memory"}
    assert reviewed_pairs(dataset_of(dataset, tmp_path / "one", taken, {**taken, "comment": "hm"})) == 1


def test_they_are_counted_in_every_split(dataset: Path, tmp_path: Path):
    pairs: list[Pair] = list(read_pairs(dataset))
    every = dataset_of(dataset, tmp_path / "all", *({"comment": "seen"} for _ in pairs))
    assert len(list((every / "data").iterdir())) == 2
    assert reviewed_pairs(every) == len(pairs)


def test_a_folder_without_tables_has_none(tmp_path: Path):
    assert reviewed_pairs(tmp_path) == 0


@pytest.mark.parametrize("damage", [b"", b"PAR1 no table PAR1"])
def test_a_damaged_table_is_named(damage: bytes, dataset: Path, tmp_path: Path):
    copy = Path(shutil.copytree(dataset, tmp_path / "copy"))
    shard = next((copy / "data").iterdir())
    shard.write_bytes(damage)
    with pytest.raises(DatasetError, match=f"{shard.name}: cannot be read"):
        reviewed_pairs(copy)


def test_a_table_without_the_columns_is_named(dataset: Path, tmp_path: Path):
    copy = Path(shutil.copytree(dataset, tmp_path / "copy"))
    (shard,) = (copy / "data").iterdir()
    shard.write_bytes(next((copy / "articles").iterdir()).read_bytes())
    with pytest.raises(DatasetError, match=f"{shard.name}: cannot be read"):
        reviewed_pairs(copy)
