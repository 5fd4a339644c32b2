"""The log at the command line: several reviewers, taking back, and the next version out of what stands."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_manifest
from bilingual.review import Record, VerdictLog, has_log
from bilingual.review.log_file import log_path
from tests.conftest import Run
from tests.format_1 import write_format_1
from tests.review.tables import pair_at, put, together

Review = Callable[..., Path]
pytestmark = pytest.mark.slow


@pytest.fixture
def two(copy: Path, review: Review, run: Run) -> Path:
    """A dataset on whose second pair two reviewers disagree; they agree on the first, and one has judged a third."""
    tables = {
        "Ana": together(put(1, status="accepted"), put(2, status="accepted"), put(3, status="rejected")),
        "Bo": together(put(1, status="accepted"), put(2, status="rejected", comment="no word of it")),
    }
    for name, change in tables.items():
        done = run("review", "apply", review(change, f"{name}.tsv"), copy, "--reviewer", name, "--log-only")
        assert done.returncode == 0, done.stderr
    return copy


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
            log.adopt([_moved(last, id="0" * 16), _moved(last, id="1" * 16, fr="Un autre texte.")])
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


def _moved(record: Record, **changes: str) -> Record:
    judged = replace(record.judged, **changes)
    return replace(record, number=int(judged.id, 16) % 7 + 1, judged=judged)


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
        done = run("review", "undo", copy)
        assert (done.returncode, "no verdict has been logged" in done.stderr) == (2, True)

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


def test_a_table_that_says_machine_takes_no_verdict_back_and_says_so(copy: Path, review: Review, run: Run):
    before, accepted = review(name="before.tsv"), review(put(1, status="accepted"))
    run("review", "apply", accepted, copy)
    done = run("review", "apply", before, copy)
    assert "1 still say machine and keep the verdict of the dataset; reset takes one back" in done.stderr
    done = run("review", "apply", review(put(1, status="reset")), copy)
    assert f"replaces   {pair_at(copy, 1).id}  accepted" in done.stdout
    assert pair_at(copy, 1).status == "machine"
