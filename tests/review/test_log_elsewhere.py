"""The log of one dataset for another version or build, and reviewers' names in what is published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.review import VerdictLog
from bilingual.review.log_file import log_path
from tests.conftest import Run
from tests.format_1 import write_format_1
from tests.review.tables import pair_at, put

Review = Callable[..., Path]
pytestmark = pytest.mark.slow


class TestReviewers:
    def published(self, dataset: Path) -> list[tuple[str | None, bool]]:
        return [(pair.reviewer, pair.reviewed is not None) for pair in (pair_at(dataset, row) for row in (1, 2, 3, 4))]

    def test_are_named_in_the_dataset_only_when_asked(self, two: Path, run: Run):
        run("review", "apply", two, "--latest")
        assert self.published(two) == [(None, False)] * 4
        done = run("review", "apply", two, "--latest", "--with-reviewers")
        assert done.returncode == 0, done.stderr
        assert self.published(two) == [("Ana, Bo", True), ("Bo", True), ("Ana", True), (None, False)]
        assert run("check", two).returncode == 0

    def test_of_a_table_are_who_it_is_said_to_be_of(self, copy: Path, review: Review, run: Run):
        done = run("review", "apply", review(put(1, status="accepted")), copy, "--with-reviewers", "--reviewer", "Ana")
        assert done.returncode == 0, done.stderr
        assert self.published(copy)[:2] == [("Ana", True), (None, False)]
        with VerdictLog.beside(copy) as log:
            assert [record.time for record in log.records()] == [pair_at(copy, 1).reviewed]

    def test_go_when_they_are_not_asked_for_again(self, two: Path, review: Review, run: Run):
        run("review", "apply", two, "--latest", "--with-reviewers")
        run("review", "apply", review(put(4, status="accepted")), two)
        assert self.published(two) == [(None, False)] * 4

    def test_of_another_build_are_those_of_its_log(self, two: Path, dataset: Path, run: Run):
        other = Path(shutil.copytree(dataset, two.with_name("other")))
        done = run("review", "apply", two, other, "--latest", "--with-reviewers")
        assert done.returncode == 0, done.stderr
        assert self.published(other) == [("Ana, Bo", True), ("Bo", True), ("Ana", True), (None, False)]
        assert run("review", "apply", other, "--latest", "--with-reviewers").stdout.startswith("unchanged")

    def test_have_no_column_in_a_dataset_of_format_1(self, copy: Path, review: Review, run: Run):
        old = write_format_1(copy, copy.with_name("old"))
        done = run("review", "apply", copy, old, "--with-reviewers")
        assert done.returncode == 2
        assert "an older format without columns for it; build it again" in done.stderr


class TestAnotherBuild:
    def test_takes_verdicts_over_that_are_in_the_log_alone(self, two: Path, dataset: Path, run: Run):
        other = Path(shutil.copytree(dataset, two.with_name("other")))
        assert run("review", "apply", two, other).returncode == 1
        done = run("review", "apply", two, other, "--latest")
        assert done.returncode == 0, done.stderr
        assert [pair_at(other, row).status for row in (1, 2, 3, 4)] == ["accepted", "rejected", "rejected", "machine"]
        with VerdictLog.beside(two) as log, VerdictLog.beside(other) as others:
            assert [each.reviewer for each in others.records()] == [each.reviewer for each in log.records()]

    def test_takes_the_log_along_where_the_verdicts_are_there_already(self, two: Path, run: Run):
        run("review", "apply", two, "--latest")
        other = Path(shutil.copytree(two, two.with_name("other")))
        assert run("review", "apply", two, other, "--latest").stdout.startswith("unchanged")
        with VerdictLog.beside(other) as log:
            assert log.reviewers() == ["Ana", "Bo"]

    def test_takes_them_over_from_a_log_that_has_other_ids(self, copy: Path, review: Review, run: Run):
        old = write_format_1(copy, copy.with_name("old"))
        table = old.with_name("old.tsv")
        table.write_text((old / "pairs.tsv").read_text("utf-8").replace("\tmachine\t", "\trejected\t", 1), "utf-8")
        run("review", "apply", table, old, "--log-only", "--reviewer", "Ana")
        shutil.rmtree(old)
        shutil.copytree(copy, old)
        done = run("review", "apply", old, copy)
        assert f"{old}: 1 of 1 verdict carried over (1 same)" in done.stderr
        assert f"{old}: 1 pair in the log under another id: found by article and French" in done.stderr
        assert pair_at(copy, 1).status == "rejected"
        with VerdictLog.beside(copy) as log:
            assert log.reviewers() == ["Ana"]

    @pytest.mark.parametrize("logged", [True, False])
    def test_keeps_what_was_said_later_of_what_it_has_brought(self, copy: Path, review: Review, run: Run, logged: bool):
        other = Path(shutil.copytree(copy, copy.with_name("other")))
        accepted, rejected = review(put(1, status="accepted"), "a.tsv"), review(put(1, status="rejected"), "b.tsv")
        run("review", "apply", accepted, copy)
        if not logged:
            log_path(copy).unlink()
        run("review", "apply", copy, other)
        run("review", "apply", rejected, other, "--reviewer", "Bo")
        done = run("review", "apply", copy, other)
        assert done.stdout.startswith("unchanged")
        assert "1 of 1 verdict carried over (1 same); 1 of them stays as it was judged here since" in done.stderr
        assert pair_at(other, 1).status == "rejected"
        run("review", "apply", review(put(1, status="edited", en="New."), "c.tsv"), copy)
        run("review", "apply", copy, other)
        assert pair_at(other, 1).en == "New."

    def test_takes_each_of_them_once(self, two: Path, dataset: Path, run: Run):
        other = Path(shutil.copytree(dataset, two.with_name("other")))
        for _ in range(2):
            assert run("review", "apply", two, other, "--latest").returncode == 0
        run("review", "undo", two, "--reviewer", "Bo")
        assert run("review", "apply", two, other).returncode == 0
        with VerdictLog.beside(two) as log, VerdictLog.beside(other) as others:
            assert [(each.reviewer, each.undoes) for each in others.records()] == [
                (each.reviewer, each.undoes) for each in log.records()
            ]
        assert [pair_at(other, row).status for row in (1, 2, 3)] == ["accepted", "accepted", "rejected"]
