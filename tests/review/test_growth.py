"""A review of any length: memory that does not grow with its verdicts, and problems that do not flood a terminal."""

import json
import tracemalloc
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from bilingual.dataset import read_pairs
from bilingual.dataset.review_table import write_review_tsv
from bilingual.pairs import Pair
from bilingual.review import Change, Changes, Edits, Entry, Judged, Plan, VerdictLog, edit_chrf, plan_review
from tests.conftest import Run
from tests.written_datasets import many_pairs, write_dataset

SIZE = 1_000


def judged(number: int, pair: Pair) -> Pair:
    """Every verdict there is, a third of the pairs each."""
    match number % 3:
        case 0:
            return replace(pair, status="accepted")
        case 1:
            return replace(pair, status="edited", en=f"{pair.en[:-1]} indeed.", comment="too literal")
        case _:
            return replace(pair, status="rejected")


def mistaken(number: int, pair: Pair) -> Pair:
    return replace(pair, status="okay")


@pytest.fixture(scope="module", params=[judged, mistaken])
def peaks(request: pytest.FixtureRequest, dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """The most bytes of Python's memory in use while a review of `SIZE`, and one four times as long, is read."""
    found = []
    for size in (100, SIZE, 4 * SIZE):  # the first time, word lists are loaded
        folder = tmp_path_factory.mktemp("growth")
        written = write_dataset(dataset, folder / "dataset", many_pairs(size))
        write_review_tsv((request.param(*item) for item in enumerate(many_pairs(size))), folder / "review.tsv")
        tracemalloc.start()
        plan = plan_review([folder / "review.tsv"], written)
        edit_chrf(plan.progress.edits)
        found.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (plan.problem_count, len(plan.changes)) == ((size, 0) if request.param is mistaken else (0, size))
    return found[1:]


@pytest.mark.slow
def test_four_times_the_verdicts_or_problems_take_no_more_memory(peaks: list[int]):
    once, four_times = peaks
    assert four_times < 1.25 * once + 3 * SIZE, f"{once:,} and {four_times:,} bytes"


@pytest.mark.slow
def test_taking_back_four_times_the_verdicts_takes_some_four_times_as_long(tmp_path: Path):
    def seconds(size: int, name: str) -> float:
        with VerdictLog.beside(tmp_path / f"{size}-{name}") as log:
            entries = (
                Entry(judged=Judged.of(pair), status="accepted", en=pair.en, comment="") for pair in many_pairs(size)
            )
            log.extend(entries, "Ana")
            begun = process_time()
            assert len(log.undo("Ana")) == size
            return process_time() - begun

    once, four_times = (min(seconds(size, name) for name in "abc") for size in (2 * SIZE, 8 * SIZE))
    assert four_times < 8 * once


class TestTheChanges:
    @pytest.fixture
    def plan(self, dataset: Path, tmp_path: Path) -> Plan:
        write_review_tsv((judged(*item) for item in enumerate(read_pairs(dataset))), tmp_path / "review.tsv")
        return plan_review([tmp_path / "review.tsv"], dataset)

    def test_they_are_read_by_id_and_in_the_dataset_s_order_as_often_as_one_likes(self, plan: Plan, dataset: Path):
        pairs = list(read_pairs(dataset))
        assert list(plan.changes) == [pair.id for pair in pairs] and len(plan.changes) == len(pairs)
        for _ in range(2):
            assert [change.old for change in plan.changes.values()] == pairs
        assert plan.changes[pairs[0].id] == Change(pairs[0], replace(pairs[0], status="accepted", origin="review"))
        assert plan.changes.after(pairs[0]) == plan.changes[pairs[0].id].new

    def test_a_pair_without_a_change_is_not_among_them(self, plan: Plan):
        assert "0000000000000000" not in plan.changes and plan.changes.get("0000000000000000") is None
        (other,) = many_pairs(1)
        assert plan.changes.after(other) is other

    def test_one_pair_twice_is_the_later(self):
        (pair,) = many_pairs(1)
        changes = Changes()
        for status in ("accepted", "rejected"):
            changes.add(Change(pair, replace(pair, status=status, flags=("names", "urls"), comment='"Été"')))
        assert len(changes) == 1 and changes[pair.id].new.status == "rejected"
        assert changes.after(pair) == replace(pair, status="rejected", flags=("names", "urls"), comment='"Été"')

    def test_edits_come_in_order_as_often_as_one_likes(self):
        edits = Edits()
        assert not edits and list(edits) == []
        for item in (("b", "c"), ("a", "d")):
            edits.add(*item)
        assert len(edits) == 2 and list(edits) == list(edits) == [("b", "c"), ("a", "d")]

    @pytest.mark.slow
    def test_all_of_them_are_in_the_json(self, plan: Plan, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "apply", tmp_path / "review.tsv", dataset, "--dry-run", "--json")
        (line,) = told.stdout.splitlines()
        shown = json.loads(line)
        assert list(shown)[3:6] == ["parent", "changed", "pairs"]
        assert shown["changed"] == [
            {"id": name, "from": change.old.status, "to": change.new.status} for name, change in plan.changes.items()
        ]


@pytest.mark.slow
def test_only_the_first_hundred_problems_are_shown_with_the_count_of_all(dataset: Path, tmp_path: Path, run: Run):
    write_review_tsv((mistaken(*item) for item in enumerate(read_pairs(dataset))), tmp_path / "review.tsv")
    refused = run("review", "apply", tmp_path / "review.tsv", dataset)
    *problems, more, last = refused.stderr.splitlines()
    count = sum(1 for _ in read_pairs(dataset))
    assert [line.split(": ")[0] for line in problems] == [f"{tmp_path}/review.tsv, line {n}" for n in range(2, 102)]
    assert more == f"… and {count - 100} more"
    assert last == f"bilingual: {count} problems in the review; {dataset} was not changed"


def test_the_first_are_those_of_the_first_file_whichever_step_finds_them(dataset: Path, tmp_path: Path):
    """In the first file the ids are unknown, which is known last; the statuses of the second are wrong at sight."""
    unknown = (replace(pair, id=f"{number:016x}") for number, pair in enumerate(read_pairs(dataset)))
    write_review_tsv(unknown, tmp_path / "one.tsv")
    write_review_tsv((mistaken(*item) for item in enumerate(read_pairs(dataset))), tmp_path / "two.tsv")
    plan = plan_review([tmp_path / "one.tsv", tmp_path / "two.tsv"], dataset)
    assert [(problem.file, problem.line) for problem in plan.problems] == [
        (f"{tmp_path}/one.tsv", n) for n in range(2, 102)
    ]
    assert plan.problem_count == 2 * sum(1 for _ in read_pairs(dataset))
