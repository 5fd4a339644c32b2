"""The log at the command line: what it holds, taking back, and where reviewers disagree."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.review import VerdictLog
from tests.conftest import Run
from tests.review.tables import pair_at, put

Review = Callable[..., Path]
pytestmark = pytest.mark.slow


class TestLog:
    def test_lists_who_said_what(self, two: Path, run: Run):
        done = run("review", "log", two)
        first, *_, last = done.stdout.splitlines()
        assert first.split()[0] == "1"
        assert first.split()[2:] == [pair_at(two, 1).id, "Ana:", "accepted"]
        assert last.endswith("Bo: rejected (no word of it)")

    def test_lists_those_of_one_reviewer_and_pair(self, two: Path, run: Run):
        done = run("review", "log", two, "--reviewer", "Bo", "--pair", pair_at(two, 2).id, "--json")
        [record] = map(json.loads, done.stdout.splitlines())
        assert (record["reviewer"], record["status"], record["judged"]["id"]) == ("Bo", "rejected", pair_at(two, 2).id)

    def test_shows_nothing_that_acts_on_a_terminal(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, status="accepted", comment="a\u202eb")), copy)
        assert "\u202e" not in run("review", "log", copy).stdout

    def test_is_missing_where_nobody_has_judged(self, copy: Path, run: Run):
        for command in ("log", "undo", "disagreements"):
            done = run("review", command, copy)
            assert (done.returncode, "no verdict has been logged" in done.stderr) == (2, True)


class TestUndo:
    def test_gives_a_pair_back_to_who_judged_it_before(self, two: Path, run: Run):
        run("review", "apply", two, "--latest")
        done = run("review", "undo", two, "--reviewer", "Bo", "--pair", pair_at(two, 2).id)
        assert "undoes 5, back to machine" in done.stdout
        assert "took back 1 verdict;" in done.stdout
        applied = run("review", "apply", two)
        assert applied.returncode == 0, applied.stderr
        assert [pair_at(two, row).status for row in (1, 2)] == ["accepted", "accepted"]
        assert pair_at(two, 2).comment == ""

    def test_until_nothing_is_left_gives_the_first_version_again(self, copy: Path, review: Review, run: Run):
        before = (copy / "pairs.tsv").read_bytes()
        for row, status in ((1, "accepted"), (2, "rejected")):
            run("review", "apply", review(put(row, status=status)), copy)
        assert [run("review", "undo", copy).returncode for _ in range(3)] == [0, 0, 2]
        assert run("review", "apply", copy).returncode == 0
        assert (copy / "pairs.tsv").read_bytes() == before

    def test_says_that_there_is_nothing_where_the_log_is_empty(self, copy: Path, run: Run):
        VerdictLog.beside(copy).close()
        for command, told in (("undo", "no verdict has been logged"), ("log", "no verdict has been logged"),
                              ("apply", "no verdicts to apply")):  # fmt: skip
            done = run("review", command, copy)
            assert (done.returncode, told in done.stderr) == (2, True)

    def test_asks_whose_where_there_are_several(self, two: Path, run: Run):
        done = run("review", "undo", two)
        assert (done.returncode, "name one with --reviewer: Ana, Bo" in done.stderr) == (2, True)

    def test_of_an_unknown_reviewer_names_the_nearest(self, two: Path, run: Run):
        done = run("review", "undo", two, "--reviewer", "Anna")
        assert (done.returncode, "did you mean `Ana`?" in done.stderr) == (2, True)


class TestDisagreements:
    def test_show_both_sides_and_the_agreement(self, two: Path, run: Run):
        done = run("review", "disagreements", two)
        lines = done.stdout.splitlines()
        assert lines[0].startswith(pair_at(two, 2).id)
        assert lines[1:4] == ["  Ana: accepted", "  Bo: rejected (no word of it)", "1 pair on which reviewers disagree"]
        assert lines[4] == "Ana and Bo: same verdict on 1 of 2 pairs; no kappa where a reviewer gave one verdict only"

    def test_are_one_json_object_when_asked(self, two: Path, run: Run):
        found = json.loads(run("review", "disagreements", two, "--json").stdout)
        assert found["count"] == 1
        assert [each["reviewer"] for each in found["listed"][0]["said"]] == ["Ana", "Bo"]
        assert found["agreements"][0]["pairs"] == 2
