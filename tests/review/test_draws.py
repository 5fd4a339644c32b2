"""Samples: what their tables say of the draw, and what is said of the rest once they come back."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.review import Draw, Drawn, columns_of, plan_review, review_rows
from bilingual.review.opening import read_table
from tests.conftest import Run

SIZE = 60


def sample(dataset: Path, folder: Path, judge, name: str = "sample.tsv") -> Path:
    """A sample of the dataset with the statuses that `judge` gives its rows, by their number in their half."""
    rows, seen = ["\t".join(columns_of(SIZE))], Counter[str]()
    for values in review_rows(dataset, SIZE, seed=3):
        cells = dict(zip(columns_of(SIZE), values, strict=True))
        half = cells["sample"].split()[0]
        seen[half] += 1
        cells["status"] = judge(half, seen[half])
        rows.append("\t".join(cells.values()))
    path = folder / name
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def all_of_it(half: str, number: int) -> str:
    return "rejected" if number <= 3 else "accepted"


def twenty(half: str, number: int) -> str:
    return all_of_it(half, number) if number <= 20 else "machine"


def nineteen(half: str, number: int) -> str:
    return all_of_it(half, number) if number <= 19 else "machine"


class TestTheColumn:
    def test_only_a_sample_has_it_and_it_names_half_size_and_seed(self, dataset: Path, run: Run, tmp_path: Path):
        assert (
            run("review", "export", dataset, "--out", tmp_path / "s.tsv", "--sample", SIZE, "--seed", 3).returncode == 0
        )
        header, *records = read_table(tmp_path / "s.tsv")
        assert header.cells[-1] == "sample"
        flags = {pair.id: pair.flags for pair in read_pairs(dataset)}
        cells = {record.cells[0].lstrip("\\"): record.cells[-1] for record in records}
        assert Counter(cells.values()) == {"random 30 seed 3": 30, "flagged 30 seed 3": 30}
        assert all(cell.startswith("flagged" if flags[name] else "random") for name, cell in cells.items())

    @pytest.mark.parametrize("draw", [Draw("random", 25, 0), Draw("flagged", 1, 12345)])
    def test_it_is_read_as_it_is_written_whatever_was_done_to_it(self, draw: Draw):
        assert Draw.read(str(draw)) == Draw.read(f" {str(draw).upper().replace(' ', '  ')} ") == draw

    @pytest.mark.parametrize("cell", ["", "random", "random 25", "25", "random x seed 0", "other 25 seed 0"])
    def test_anything_else_is_no_draw(self, cell: str):
        assert Draw.read(cell) is None


class TestWhatIsSaid:
    def test_the_interval_of_the_random_half_and_counts_of_the_other(self, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "apply", sample(dataset, tmp_path, all_of_it), dataset, "--dry-run").stdout
        assert (
            "30 drawn at random without a flag: 3 of 30 reviewed were wrong; of all without a flag 3.5% to 25.6%"
            in told
        )
        assert "30 drawn with a flag: 3 of 30 reviewed were wrong\n" in told and told.count("Wilson") == 1

    def test_what_is_still_open_is_said(self, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "apply", sample(dataset, tmp_path, twenty), dataset, "--dry-run").stdout
        assert "5.2% to 36.0% (95 % Wilson), if the 10 still open were not put off for what they say" in told

    def test_rows_that_were_left_out_are_open_too(self, dataset: Path, tmp_path: Path):
        file = sample(dataset, tmp_path, all_of_it)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "rejected" not in line), encoding="utf-8")
        first, second = plan_review([file], dataset).progress.drawn
        assert (first, second) == (Drawn(first.draw, 27, 0), Drawn(second.draw, 27, 0))
        assert (first.open, second.open) == (3, 3)

    def test_under_twenty_nothing_is_estimated(self, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "apply", sample(dataset, tmp_path, nineteen), dataset, "--dry-run").stdout
        assert "3 of 19 reviewed were wrong, too few to say more (from 20 on)" in told and "Wilson" not in told

    def test_a_pair_in_two_files_counts_once(self, dataset: Path, tmp_path: Path):
        files = [sample(dataset, tmp_path, all_of_it, name) for name in ("a.tsv", "b.tsv")]
        assert [drawn.reviewed for drawn in plan_review(files, dataset).progress.drawn] == [30, 30]

    def test_json_has_the_draws(self, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "apply", sample(dataset, tmp_path, twenty), dataset, "--dry-run", "--json").stdout
        random, flagged = json.loads(told)["samples"]
        assert random == {
            "half": "random", "pairs": 30, "seed": 3, "errors": 3, "of_reviewed": 20,
            "error_rate_95": pytest.approx([0.0524, 0.3604], abs=1e-4),
        }  # fmt: skip
        assert flagged["error_rate_95"] is None and flagged["of_reviewed"] == 20
