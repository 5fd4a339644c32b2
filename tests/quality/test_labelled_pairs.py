"""The labelled pairs: what the checks are measured on holds what its description says."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from bilingual import check_pair
from bilingual.dataset import read_pairs
from scripts.damages.labelled_figures import BAD, DRAWN, SEVERITIES
from tests.conftest import ROOT

CASES = Path(__file__).parent.parent / "quality_cases"
COLUMNS = ["id", "fr", "en", "score", "severity", "class", "span", "comment"]
FEWEST = {"right": 25, "minor": 35, "major": 150, "critical": 45}
CLASSES = {
    "mistranslation", "omission", "addition", "untranslated", "non-word", "named entity", "number", "polarity",
    "grammar", "punctuation", "pronoun", "unit", "word order", "garbage", "style",
}  # fmt: skip

Row = dict[str, str]
Error = tuple[str, str]


def read_rows(name: str = "model_output.tsv") -> list[Row]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def errors(row: Row) -> list[Error]:
    if not row["class"] and not row["span"]:
        return []
    return list(zip(row["class"].split(" | "), row["span"].split(" | "), strict=True))


ROWS = read_rows()
WORST = Counter(errors(row)[0][0] for row in ROWS if errors(row))


def test_the_file_holds_300_different_pairs_and_no_cell_too_many():
    assert (len(ROWS), len({row["id"] for row in ROWS}), len({row["fr"] for row in ROWS})) == (300, 300, 300)
    assert all(list(row) == COLUMNS and None not in row.values() for row in ROWS)
    assert b"\r" not in (CASES / "model_output.tsv").read_bytes()


def test_every_severity_has_enough_pairs_to_measure_on():
    counted = Counter(row["severity"] for row in ROWS)
    assert counted.keys() == FEWEST.keys()
    assert {severity: counted[severity] for severity, fewest in FEWEST.items() if counted[severity] < fewest} == {}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_each_error_has_a_known_class_and_is_found_where_it_stands(row: Row):
    assert (row["severity"] == "right") == (errors(row) == [])
    for kind, span in errors(row):
        assert kind in CLASSES
        assert span
        assert span in row["fr" if kind == "omission" else "en"]


def test_a_score_is_a_mean_log_probability_of_four_decimals():
    assert all(re.fullmatch(r"-?\d+\.\d{4}", row["score"]) for row in ROWS)
    assert all(float(row["score"]) <= 0 for row in ROWS)


def test_the_description_gives_the_counts_of_the_file():
    described = (CASES / "README.md").read_text(encoding="utf-8")
    table = {name: int(count) for name, count in re.findall(r"^\| ([a-z -]+) \| (\d+) \|", described, re.MULTILINE)}
    assert table == {**Counter(row["severity"] for row in ROWS), **WORST}


class TestTheArticlesInSeeds:
    ROWS = read_rows("seed_output.tsv")

    def test_are_all_there_with_their_french(self, dataset: Path):
        published = {pair.id: " ".join(pair.fr.split()) for pair in read_pairs(dataset)}
        assert {row["id"]: row["fr"] for row in self.ROWS} == published

    def test_each_error_is_found_where_it_stands(self):
        for row in self.ROWS:
            assert list(row) == COLUMNS and None not in row.values()
            assert (row["severity"] == "right") == (errors(row) == [])
            assert all(
                kind in CLASSES and span and span in row["fr" if kind == "omission" else "en"]
                for kind, span in errors(row)
            ), row["id"]

    def test_the_card_gives_the_counts_of_the_file(self):
        card = (ROOT / "bilingual" / "models" / "fr_en" / "README.md").read_text(encoding="utf-8")
        for rows in (self.ROWS[:DRAWN], self.ROWS):
            counts = Counter(row["severity"] for row in rows)
            wrong = [row for row in rows if row["severity"] in BAD]
            flagged = sum(bool(check_pair(row["fr"], row["en"], float(row["score"]))) for row in wrong)
            cells = [len(rows), *(counts[severity] for severity in SEVERITIES), len(wrong), flagged]
            assert f"| {' | '.join(map(str, cells))} |" in card
