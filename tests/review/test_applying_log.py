"""Verdicts into the log, and the next version out of what stands in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.dataset import read_manifest
from bilingual.review import VerdictLog, has_log
from bilingual.review.log_file import log_path
from tests.conftest import Run
from tests.review.tables import moved, pair_at, put, together

Review = Callable[..., Path]
pytestmark = pytest.mark.slow


class TestApplyingTables:
    def test_keeps_every_verdict_in_the_log(self, copy: Path, review: Review, run: Run):
        done = run("review", "apply", review(put(1, status="edited", en="New.")), copy, "--reviewer", "Ana")
        assert done.returncode == 0, done.stderr
        with VerdictLog.beside(copy) as log:
            [record] = log.records()
        assert (record.reviewer, record.status, record.en, record.judged.status) == ("Ana", "edited", "New.", "machine")
        assert record.judged.fr == pair_at(copy, 1).fr

    def test_logs_into_the_dataset_only_what_is_asked(self, two: Path):
        assert read_manifest(two).version == 1
        assert pair_at(two, 1).status == "machine"

    def test_says_whose_verdict_it_replaces(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, status="accepted")), copy, "--reviewer", "Ana")
        done = run("review", "apply", review(put(1, status="rejected")), copy, "--reviewer", "Bo")
        [line] = [line for line in done.stdout.splitlines() if line.startswith("replaces")]
        assert line.split()[1:4] == [pair_at(copy, 1).id, "accepted", "(Ana,"]
        assert line.endswith("→ rejected")

    def test_that_are_refused_leaves_no_verdict_in_the_log(self, copy: Path, review: Review, run: Run):
        table = review(together(put(1, status="accepted"), put(2, status="ok")))
        assert run("review", "apply", table, copy).returncode == 1
        assert run("review", "apply", review(put(1, status="accepted")), copy, "--out", copy.parent).returncode == 2
        assert not has_log(copy)

    def test_twice_logs_them_once(self, copy: Path, review: Review, run: Run):
        table = review(put(1, status="accepted"))
        for _ in range(2):
            assert run("review", "apply", table, copy, "--log-only", "--reviewer", "Ana").returncode == 0
        with VerdictLog.beside(copy) as log:
            assert log.last() == 1

    def test_says_how_many_of_them_the_log_did_not_hold(self, copy: Path, review: Review, run: Run):
        table = review(put(1, status="accepted"))
        said = [run("review", "apply", table, copy, "--log-only").stdout for _ in range(2)]
        assert [text.split(" on ")[0] for text in said] == ["logged     1 verdict", "logged     nothing new"]

    def test_that_reset_what_is_in_the_log_alone_are_logged(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, status="accepted")), copy, "--log-only", "--reviewer", "Ana")
        reset = review(put(1, status="reset"))
        said = [run("review", "apply", reset, copy, "--log-only", "--reviewer", "Ana").stdout for _ in range(2)]
        logged = "logged     1 verdict for which its log had another"
        assert [logged in text for text in said] == [True, False]
        assert run("review", "apply", copy).stdout.startswith("unchanged")

    def test_into_the_log_alone_write_no_version_anywhere(self, copy: Path, review: Review, run: Run):
        for option in (("--out", copy.with_name("other")), ("--with-reviewers",)):
            done = run("review", "apply", review(put(1, status="accepted")), copy, "--log-only", *option)
            assert done.returncode == 2
            assert f"--log-only writes no version, so {option[0]} says nothing" in done.stderr

    def test_elsewhere_takes_the_log_along(self, two: Path, review: Review, run: Run):
        other = two.with_name("other")
        done = run("review", "apply", review(put(5, status="accepted")), two, "--out", other, "--reviewer", "Cy")
        assert done.returncode == 0, done.stderr
        with VerdictLog.beside(other) as log:
            assert log.reviewers() == ["Ana", "Bo", "Cy"]
        with VerdictLog.beside(two) as log:
            assert log.reviewers() == ["Ana", "Bo"]

    def test_elsewhere_again_takes_the_rest_of_the_log_along(self, copy: Path, review: Review, run: Run):
        other = copy.with_name("other")
        for status in ("accepted", "rejected"):
            run("review", "apply", review(put(1, status=status)), copy, "--log-only", "--reviewer", "Ana")
            done = run("review", "apply", copy, "--out", other, "--replace")
            assert done.returncode == 0, done.stderr
        assert run("review", "apply", other).stdout.startswith("unchanged")
        assert pair_at(other, 1).status == "rejected"

    def test_names_nobody_for_what_an_undo_has_brought_back(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, status="accepted")), copy)
        log_path(copy).unlink()
        run("review", "apply", review(put(1, status="rejected")), copy, "--reviewer", "Bo")
        run("review", "undo", copy)
        run("review", "apply", copy)
        done = run("review", "apply", review(put(1, status="rejected")), copy, "--reviewer", "Cy", "--dry-run")
        assert f"replaces   {pair_at(copy, 1).id}  accepted → rejected" in done.stdout


class TestApplyingTheLog:
    def test_is_refused_while_two_disagree(self, two: Path, run: Run):
        done = run("review", "apply", two)
        assert done.returncode == 1
        assert f"reviewers disagree about 1 pair ({pair_at(two, 2).id})" in done.stderr
        assert "settle them on the page, or give --latest" in done.stderr
        assert read_manifest(two).version == 1

    def test_takes_the_latest_when_asked_and_says_so(self, two: Path, run: Run):
        done = run("review", "apply", two, "--latest")
        assert "1 disagreement between reviewers: the latest verdict counts" in done.stderr
        assert [pair_at(two, row).status for row in (1, 2, 3, 4)] == ["accepted", "rejected", "rejected", "machine"]
        assert pair_at(two, 2).comment == "no word of it"
        assert read_manifest(two).version == 2

    def test_again_changes_nothing(self, two: Path, run: Run):
        run("review", "apply", two, "--latest")
        done = run("review", "apply", two, "--latest")
        assert done.stdout.startswith("unchanged")
        assert read_manifest(two).version == 2

    def test_finds_pairs_that_had_another_id_and_counts_those_that_are_gone(self, two: Path, run: Run):
        with VerdictLog.beside(two) as log:
            [*_, last] = log.records()
        other = two.with_name("other")
        shutil.copytree(two, other)
        with VerdictLog.beside(other) as log:
            log.adopt([moved(last, id="0" * 16), moved(last, id="1" * 16, fr="Un autre texte.")])
        done = run("review", "apply", other)
        assert "1 pair in the log under another id: found by article and French" in done.stderr
        assert "1 pair in the log not in this dataset: their French is not in the article any more" in done.stderr
        assert [pair_at(other, row).status for row in (1, 2, 3)] == ["machine", "rejected", "machine"]

    def test_needs_one(self, copy: Path, run: Run):
        done = run("review", "apply", copy)
        assert done.returncode == 2
        assert "no verdicts to apply" in done.stderr
        assert f"bilingual review serve {copy}" in done.stderr

    def test_has_reviewers_of_its_own(self, two: Path, run: Run):
        for options in (["--reviewer", "Ana"], ["--log-only"]):
            done = run("review", "apply", two, *options)
            assert done.returncode == 2
            assert f"{options[0]} is for review tables" in done.stderr

    def test_needs_the_dataset_beside_a_table(self, copy: Path, review: Review, run: Run):
        table = review()
        done = run("review", "apply", table)
        assert done.returncode == 2
        assert f"name the dataset too: `bilingual review apply {table} DATASET`" in done.stderr


class TestComments:
    def test_are_no_verdict_of_who_wrote_them(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, status="accepted", comment="a")), copy, "--reviewer", "Ana")
        done = run("review", "apply", review(put(1, comment="b")), copy, "--reviewer", "Bo", "--with-reviewers")
        assert done.returncode == 0, done.stderr
        assert (pair_at(copy, 1).comment, pair_at(copy, 1).reviewer) == ("b", "Ana")
        assert run("review", "apply", copy, "--with-reviewers").stdout.startswith("unchanged")
        run("review", "undo", copy, "--reviewer", "Bo")
        run("review", "apply", copy)
        assert (pair_at(copy, 1).comment, pair_at(copy, 1).status) == ("a", "accepted")

    def test_that_a_verdict_removes_do_not_come_back(self, copy: Path, review: Review, run: Run):
        run("review", "apply", review(put(1, comment="a")), copy, "--reviewer", "Ana")
        run("review", "apply", review(put(1, status="accepted", comment="")), copy, "--reviewer", "Bo")
        assert run("review", "apply", copy).stdout.startswith("unchanged")

    def test_take_no_verdict_back_that_is_in_the_log_alone(self, copy: Path, review: Review, run: Run):
        for cells in ({"status": "rejected"}, {"comment": "a"}):
            run("review", "apply", review(put(1, **cells)), copy, "--reviewer", "Bo", "--log-only")
        run("review", "apply", copy)
        assert (pair_at(copy, 1).status, pair_at(copy, 1).comment) == ("rejected", "a")


def test_a_table_that_says_machine_takes_no_verdict_back_and_says_so(copy: Path, review: Review, run: Run):
    before, accepted = review(name="before.tsv"), review(put(1, status="accepted"))
    run("review", "apply", accepted, copy)
    done = run("review", "apply", before, copy)
    assert "1 still say machine and keep the verdict of the dataset; reset takes one back" in done.stderr
    done = run("review", "apply", review(put(1, status="reset")), copy)
    assert f"replaces   {pair_at(copy, 1).id}  accepted" in done.stdout
    assert pair_at(copy, 1).status == "machine"


def test_a_table_that_says_what_the_dataset_says_ends_what_the_log_says_otherwise(copy: Path, review: Review, run: Run):
    accepted = review(put(1, status="accepted"), "accepted.tsv")
    run("review", "apply", accepted, copy, "--reviewer", "Ana")
    run("review", "apply", review(put(1, status="rejected")), copy, "--reviewer", "Bo", "--log-only")
    assert run("review", "apply", accepted, copy, "--reviewer", "Ana").returncode == 0
    done = run("review", "apply", copy)
    assert done.stdout.startswith("unchanged"), done.stdout + done.stderr
    assert pair_at(copy, 1).status == "accepted"
