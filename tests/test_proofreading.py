"""After `review apply` the model reads the edits, and names those that look like slips; it refuses none."""

import json
import shutil
from pathlib import Path

import pytest

from bilingual.dataset import read_manifest, read_pairs
from bilingual.models import find_by_hash
from bilingual.pairs import Pair
from tests.conftest import Run


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


def edit(copy: Path, *edits: str) -> tuple[Path, list[Pair]]:
    """A review table in which the first plain pairs of a length are edited so."""
    pairs = [pair for pair in read_pairs(copy) if 8 <= len(pair.en.split()) <= 20 and not pair.flags][: len(edits)]
    path = copy.parent / "review.tsv"
    rows = ["id\tstatus\tfr\ten"]
    for pair, how in zip(pairs, edits, strict=True):
        rows.append("\t".join((pair.id, "edited", pair.fr, how.format(en=pair.en.rstrip(".")))))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path, pairs


@pytest.mark.slow
def test_an_edit_that_looks_like_a_slip_is_named_and_applied_all_the_same(copy: Path, run: Run):
    file, (slip, right) = edit(copy, "{en} giraffe ofen.", "{en}!")
    result = run("review", "apply", file, copy)
    assert result.returncode == 0
    assert "proofread  2 edits by the model: 1 looks like a slip" in result.stdout
    (named,) = [line for line in result.stdout.splitlines() if slip.id in line]
    assert "giraffe" in named and right.id not in result.stdout
    assert {pair.status for pair in read_pairs(copy) if pair.id in (slip.id, right.id)} == {"edited"}


@pytest.mark.slow
def test_the_flags_do_not_depend_on_the_models_at_hand(copy: Path, run: Run):
    file, (pair,) = edit(copy, "{en} giraffe ofen.")
    run("review", "apply", file, copy)
    assert all("fidelity" not in found.flags for found in read_pairs(copy) if found.id == pair.id)
    explained = run("explain", copy, pair.id).stdout
    assert any(line.strip().startswith("fidelity") and "giraffe" in line for line in explained.splitlines())


@pytest.mark.slow
def test_a_dry_run_proofreads_and_no_proofread_does_not(copy: Path, run: Run):
    file, _ = edit(copy, "{en} giraffe ofen.")
    assert "1 looks like a slip" in run("review", "apply", file, copy, "--dry-run").stdout
    assert "proofread  " not in run("review", "apply", file, copy, "--dry-run", "--no-proofread").stdout


def test_a_named_model_that_is_none_is_refused_before_anything_is_written(copy: Path, run: Run):
    file, _ = edit(copy, "{en}!")
    before = (copy / "manifest.json").read_bytes()
    result = run("review", "apply", file, copy, "--model", "nonsense")
    assert result.returncode and "no such model" in result.stderr
    assert (copy / "manifest.json").read_bytes() == before


@pytest.mark.slow
def test_another_model_than_that_of_the_dataset_reads_nothing(copy: Path, run: Run, tiny_package: Path):
    file, _ = edit(copy, "{en}!")
    result = run("review", "apply", file, copy, "--model", tiny_package)
    assert result.returncode == 0 and "is not the model of this dataset" in result.stderr


@pytest.mark.slow
def test_json_holds_the_words(copy: Path, run: Run):
    file, (pair, _) = edit(copy, "{en} giraffe ofen.", "{en}!")
    found = json.loads(run("review", "apply", file, copy, "--json").stdout)["proofread"]
    assert (found["edits"], found["slips"], found["first"][0]["id"]) == (2, 1, pair.id)
    assert found["first"][0]["words"]["giraffe"] < -9.5


@pytest.mark.slow
def test_accepted_and_rejected_pairs_are_not_read(copy: Path, run: Run):
    pair = next(iter(read_pairs(copy)))
    file = copy.parent / "review.tsv"
    file.write_text(f"id\tstatus\tfr\ten\n{pair.id}\taccepted\t{pair.fr}\t{pair.en}\n", encoding="utf-8")
    assert "proofread" not in run("review", "apply", file, copy).stdout


@pytest.mark.slow
def test_a_model_that_is_not_at_hand_is_said_and_can_be_named(tmp_path: Path, run: Run, tiny_package: Path):
    (tmp_path / "a.txt").write_text("le chat noir\n", encoding="utf-8")
    out = tmp_path / "d"
    assert run("build", tmp_path / "a.txt", "--out", out, "--model", tiny_package).returncode == 0
    assert find_by_hash(read_manifest(out).model["sha256"]) is None
    (pair,) = read_pairs(out)
    file = tmp_path / "review.tsv"
    file.write_text(f"id\tstatus\tfr\ten\n{pair.id}\tedited\t{pair.fr}\tThe black cat\n", encoding="utf-8")
    result = run("review", "apply", file, out, "--dry-run")
    assert result.returncode == 0 and "not proofread" in result.stderr and "--model" in result.stderr
    assert "proofread  1 edit " in run("review", "apply", file, out, "--dry-run", "--model", tiny_package).stdout
