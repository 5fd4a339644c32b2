"""Datasets of format 1 stay what they are: read, checked, reviewed, exported."""

import json
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs
from bilingual.pairs import segment_id_by_place
from tests.build.folders import judge
from tests.conftest import Run
from tests.format_1 import write_format_1


@pytest.fixture
def first(dataset: Path, tmp_path: Path) -> Path:
    return write_format_1(dataset, tmp_path / "first")


def test_an_id_holds_the_offsets():
    assert segment_id_by_place("a1", 0, 17, "Le chat est noir.") == "ff9ea7c06e49f24d"


@pytest.mark.slow
def test_it_is_sound_by_its_own_rule_and_by_no_other(first: Path, dataset: Path):
    assert check_dataset(first) == []
    for folder, form in ((first, "bilingual-dataset/2"), (dataset, "bilingual-dataset/1")):
        other = json.loads((folder / "manifest.json").read_text("utf-8")) | {"format": form}
        copy = first.with_name(f"as {form[-1]}")
        copy.mkdir()
        for path in folder.iterdir():
            (copy / path.name).symlink_to(path)
        (copy / "manifest.json").unlink()
        (copy / "manifest.json").write_text(json.dumps(other), "utf-8")
        problems = check_dataset(copy)
        assert any("the id is not that of its" in problem for problem in problems)
        assert any("its columns are not those of the design" in problem for problem in problems)


@pytest.mark.slow
def test_its_next_version_keeps_format_ids_and_columns(first: Path, run: Run):
    ids = [pair.id for pair in read_pairs(first)]
    judge(run, first, "accepted", "")
    assert check_dataset(first) == []
    manifest = read_manifest(first)
    assert (manifest.format, manifest.version) == ("bilingual-dataset/1", 2)
    assert [pair.id for pair in read_pairs(first)] == ids
    assert [pair.origin for pair in read_pairs(first)][:2] == ["review", "model"]
    for command in (
        ("stats", first),
        ("explain", first, ids[0]),
        ("report", first),
        ("export", first, "--to", "csv,jsonl,tmx"),
    ):
        done = run(*command, cwd=first.parent)
        assert done.returncode == 0, (command, done.stderr)
