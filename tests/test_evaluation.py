"""`bilingual evaluate`: scores that can be repeated, and one line for a test set that cannot be read."""

import gzip
import json
from pathlib import Path

import pytest

from bilingual.errors import UsageError
from bilingual.evaluation import read_test_set
from tests.conftest import Run

PAIRS = (
    "Le chat dort dans le jardin.\tThe cat sleeps in the garden.\nLa pluie tombe lundi.\tThe rain falls on Monday.\n"
)


def test_a_model_that_knows_the_answers_scores_far_above_one_that_does_not(
    run: Run, tiny_package: Path, tmp_path: Path
):
    known, other = tmp_path / "known.tsv", tmp_path / "other.tsv.gz"
    known.write_text(PAIRS * 5, encoding="utf-8")
    other.write_bytes(gzip.compress(b"Nous voterons demain.\tWe shall vote tomorrow.\n"))
    told = run("evaluate", known, other, "--model", tiny_package, "--json")
    first, second = map(json.loads, told.stdout.splitlines())
    assert first["chrf"] > 80 > 50 > second["chrf"] and (first["sentences"], second["sentences"]) == (10, 1)
    assert "|version:" in first["bleu_signature"] and first["words_per_second"] > 0


def test_typographic_quotes_cost_nothing_in_the_plain_figures(run: Run, tiny_package: Path, tmp_path: Path):
    (tmp_path / "a.tsv").write_text("Le chat dort dans le jardin.\t“The cat sleeps in the garden.”\n", encoding="utf-8")
    told = run("evaluate", tmp_path / "a.tsv", "--model", tiny_package)
    assert told.returncode == 0 and "with plain quotes" in told.stdout and "words a second" in told.stdout


@pytest.mark.parametrize("content", [b"", b"Oui.\n", b"Oui.\tYes.\n\tNo.\n", b"d\xe9j\xe0\talready\n"])
def test_a_bad_test_set_is_refused_by_name(tmp_path: Path, content: bytes):
    path = tmp_path / "t.tsv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"t\.tsv"):
        read_test_set(path)


def test_a_missing_test_set_is_a_usage_error(run: Run, tmp_path: Path):
    told = run("evaluate", tmp_path / "absent.tsv")
    assert told.returncode == 2 and "Traceback" not in told.stderr
