"""An export that would hold nothing is an error that says why, and leaves what is there."""

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.errors import UsageError
from bilingual.exports.exporting import export_dataset
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import Selection
from tests.conftest import Run
from tests.exports.pairs import pair
from tests.written_datasets import write_dataset

NONE = Selection(min_score=0.0)


def test_a_full_file_is_never_replaced_by_an_empty_one(dataset: Path, run: Run, tmp_path: Path):
    out = tmp_path / "x"
    first = export_dataset(dataset, ["jsonl", "moses"], out).files
    before = {path.name: path.read_bytes() for path in first}
    done = run("export", dataset, "--to", "jsonl", "--min-score", "0", "--out", out)
    assert done.returncode == 2
    assert done.stderr == (
        "bilingual: jsonl: none of the 204 pairs is what the options ask for; ask for less, or leave jsonl out of --to; "
        "nothing was written\n"
    )
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("name", ["tsv", "xliff", "moses", "jsonl", "csv", "wmt"])
def test_no_format_is_written_empty(dataset: Path, tmp_path: Path, name: str):
    with pytest.raises(UsageError, match=f"^{name}: none of the 204 pairs is what the options ask for"):
        export_dataset(dataset, [name], tmp_path / "x", NONE)
    assert not (tmp_path / "x").exists()


def test_one_empty_format_is_enough_for_none_to_be_written(dataset: Path, tmp_path: Path):
    with pytest.raises(UsageError, match=r"^tmx: none of the 204 pairs is accepted or edited .* leave tmx out of --to"):
        export_dataset(dataset, ["jsonl", "tmx"], tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_preferences_need_an_edit_whatever_is_asked_for(dataset: Path, tmp_path: Path):
    with pytest.raises(UsageError, match=r"^trl-preference: none of the 204 pairs is an edit .*`bilingual review`"):
        export_dataset(dataset, ["trl"], tmp_path / "x", Selection(statuses=frozenset({"machine"})))


def test_a_split_without_a_pair_to_export_is_named(dataset: Path, tmp_path: Path):
    plain = [pair(n, f"Phrase {n}.", f"Sentence {n}.", article_id=f"a{n}") for n in range(24)]
    write_dataset(dataset, tmp_path / "plain", plain, ("train", "test"))
    train = [each.article_id for each in read_pairs(tmp_path / "plain", "train")]
    pairs = [replace(each, status="accepted") if each.article_id in train else each for each in plain]
    both = write_dataset(dataset, tmp_path / "both", pairs, ("train", "test"))
    with pytest.raises(UsageError, match=r"^tmx: none of the [\d,]+ pairs of `test` is .* export the other splits"):
        export_dataset(both, ["tmx"], tmp_path / "x")
    assert export_dataset(both, ["tmx"], tmp_path / "x", options=ExportOptions(splits=("train",))).pairs == len(train)
    some = [each for each in plain if each.article_id in train]
    one = write_dataset(dataset, tmp_path / "one", some, ("train", "test"))
    with pytest.raises(UsageError, match=r"^jsonl: no pairs at all of `test`; export the other splits with --split"):
        export_dataset(one, ["jsonl"], tmp_path / "y")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (ExportOptions(columns=("id",)), "--columns: not of tmx, moses; it is for jsonl, csv"),
        (ExportOptions(columns=("id",), blank_lines=True), "--columns"),
    ],
)
def test_an_option_that_no_format_has_is_refused(dataset: Path, tmp_path: Path, options: ExportOptions, told: str):
    with pytest.raises(UsageError, match=told):
        export_dataset(dataset, ["tmx", "moses"], tmp_path / "x", options=options)


def test_options_of_other_formats_are_refused_by_the_command(dataset: Path, run: Run, tmp_path: Path):
    for option in (("--blank-lines",), ("--english", "en-gb"), ("--columns", "fr,en")):
        done = run("export", dataset, "--to", "tsv", *option, "--out", tmp_path / "x")
        assert done.returncode == 2 and f"{option[0]}: not of tsv; it is for" in done.stderr


def test_there_are_two_kinds_of_english(dataset: Path, run: Run, tmp_path: Path):
    done = run("export", dataset, "--to", "tmx", "--english", "en-US,en-GB", "--out", tmp_path / "x")
    assert done.returncode == 2 and "--english en-US en-GB: no `en-us en-gb`; did you mean `en-US`?" in done.stderr
    with pytest.raises(UsageError, match="--english: no `en-CA`; choose from en-US, en-GB"):
        export_dataset(dataset, ["tmx"], tmp_path / "x", options=ExportOptions(english="en-CA"))
