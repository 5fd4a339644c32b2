"""Versions beside each other: no reviewer's work is replaced or left behind without a word."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import DatasetWriter, check_dataset, read_manifest, read_pairs, stage
from bilingual.dataset.review_table import write_review_tsv
from bilingual.errors import DatasetError, UsageError
from bilingual.pairs import Pair
from bilingual.review import ApplyOptions, apply_review, plan_review
from tests.conftest import Run
from tests.written_datasets import changed, write_dataset

Says = Callable[..., Path]


@pytest.fixture
def says(dataset: Path, tmp_path: Path) -> Says:
    """Write a reviewer's table: by row of the dataset, what they say of the pair."""

    def write(name: str, verdicts: dict[int, dict[str, str]]) -> Path:
        pairs = enumerate(read_pairs(dataset))
        rows = (replace(pair, **verdicts[number]) for number, pair in pairs if number in verdicts)
        write_review_tsv(rows, tmp_path / f"{name}.tsv")
        return tmp_path / f"{name}.tsv"

    return write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "reviewed"


def pairs_of(folder: Path) -> list[Pair]:
    return list(read_pairs(folder))


ACCEPTED = {"status": "accepted"}
EDITED = {"status": "edited", "en": "A better sentence.", "comment": "too literal"}
ALICE = {0: ACCEPTED, 1: EDITED, 2: {"status": "rejected"}, 3: {"comment": "ask the author"}}


class TestAnotherReviewersVersionAtOut:
    @pytest.fixture(autouse=True)
    def alice(self, says: Says, dataset: Path, out: Path) -> None:
        apply_review([says("alice", ALICE)], dataset, ApplyOptions(out=out))

    @pytest.mark.parametrize(
        ("bob", "lost"),
        [
            ({10: ACCEPTED}, "4 verdicts or comments"),
            ({**ALICE, 3: ACCEPTED}, "a verdict or comment"),
            ({**ALICE, 1: {**EDITED, "en": "Another sentence."}}, "a verdict or comment"),
            ({**ALICE, 1: {**EDITED, "comment": "other"}}, "a verdict or comment"),
            ({0: ACCEPTED, 1: {"status": "rejected"}}, "3 verdicts or comments"),
        ],
    )
    def test_is_not_replaced_by_one_that_lacks_any_of_its_verdicts_or_comments(
        self, bob: dict[int, dict[str, str]], lost: str, says: Says, dataset: Path, out: Path
    ):
        before = pairs_of(out)
        with pytest.raises(UsageError, match=f"--out {out}: {lost} in it would be lost; .* or give --replace"):
            apply_review([says("bob", bob)], dataset, ApplyOptions(out=out))
        assert pairs_of(out) == before and check_dataset(out) == []

    @pytest.mark.slow
    def test_is_replaced_by_one_that_says_all_the_same_and_more(self, says: Says, dataset: Path, out: Path):
        more = says("more", {**ALICE, 10: ACCEPTED})
        assert apply_review([more], dataset, ApplyOptions(out=out)).written
        assert pairs_of(out)[:4] == list(plan_after(more, dataset))[:4] and pairs_of(out)[10].status == "accepted"

    @pytest.mark.slow
    def test_is_replaced_when_told_so(self, says: Says, dataset: Path, out: Path, run: Run):
        bob = says("bob", {10: ACCEPTED})
        refused = run("review", "apply", bob, dataset, "--out", out)
        assert refused.returncode == 2 and len(refused.stderr.splitlines()) == 1, refused.stderr
        told = run("review", "apply", bob, dataset, "--out", out, "--replace")
        assert told.returncode == 0, told.stderr
        assert [number for number, pair in enumerate(pairs_of(out)) if pair.status != "machine"] == [10]

    def test_takes_the_other_review_as_the_message_says(self, says: Says, dataset: Path, out: Path):
        bob = says("bob", {10: ACCEPTED})
        apply_review([bob], out)
        assert [pair.status for pair in pairs_of(out)[:3]] == ["accepted", "edited", "rejected"]
        assert pairs_of(out)[10].status == "accepted"

    def test_what_its_parent_says_too_is_not_lost(self, says: Says, out: Path, tmp_path: Path):
        second = tmp_path / "second"
        apply_review([says("bob", {10: ACCEPTED})], out, ApplyOptions(out=second))
        assert apply_review(
            [says("carol", {0: {"status": "rejected"}, 10: ACCEPTED})], out, ApplyOptions(out=second)
        ).written

    def test_even_told_so_another_dataset_is_left_alone(self, says: Says, dataset: Path, out: Path, tmp_path: Path):
        other = Path(shutil.copytree(dataset, tmp_path / "other"))
        with pytest.raises(UsageError, match="another dataset is there"):
            apply_review([says("bob", {10: ACCEPTED})], dataset, ApplyOptions(out=other, replace=True))

    def test_is_looked_at_while_nobody_else_can_write_it(self, says: Says, dataset: Path, out: Path):
        bob = says("bob", {10: ACCEPTED})
        with stage(out), pytest.raises(DatasetError, match="another process"):
            apply_review([bob], dataset, ApplyOptions(out=out))


def plan_after(file: Path, dataset: Path) -> list[Pair]:
    return [plan_review([file], dataset).changes.after(pair) for pair in pairs_of(dataset)]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let something happen while the new version is written."""

    def arrange(event: Callable[[], object]) -> None:
        finish = DatasetWriter.finish

        def finish_after_it(writer: DatasetWriter, manifest):
            event()
            return finish(writer, manifest)

        monkeypatch.setattr(DatasetWriter, "finish", finish_after_it)

    return arrange


class TestWhatHappensMeanwhile:
    @pytest.mark.slow
    def test_verdicts_that_reach_out_are_kept(self, says: Says, dataset: Path, out: Path, tmp_path: Path, meanwhile):
        apply_review([says("alice", ALICE)], dataset, ApplyOptions(out=tmp_path / "alice"))
        meanwhile(lambda: shutil.copytree(tmp_path / "alice", out))
        with pytest.raises(DatasetError, match="changed while the new version was written; run the command again"):
            apply_review([says("bob", {10: ACCEPTED})], dataset, ApplyOptions(out=out))
        assert pairs_of(out) == pairs_of(tmp_path / "alice")

    @pytest.mark.parametrize("in_place", [True, False])
    def test_a_dataset_that_changes_is_left_as_it_is(
        self, in_place: bool, says: Says, dataset: Path, out: Path, tmp_path: Path, meanwhile
    ):
        copy, alice = Path(shutil.copytree(dataset, tmp_path / "copy")), tmp_path / "alice"
        apply_review([says("alice", ALICE)], dataset, ApplyOptions(out=alice))
        meanwhile(lambda: shutil.copytree(alice, copy, dirs_exist_ok=True))
        with pytest.raises(DatasetError, match="changed while it was read; run the command again"):
            apply_review([says("bob", {10: ACCEPTED})], copy, ApplyOptions(out=None if in_place else out))
        assert pairs_of(copy) == pairs_of(alice) and not out.exists()

    def test_a_dataset_that_changes_while_the_review_is_read_is_told(
        self, says: Says, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        copy = Path(shutil.copytree(dataset, tmp_path / "copy"))

        def change_and_read(folder: Path):
            (folder / "manifest.json").write_text("{}")
            return read_pairs(folder)

        monkeypatch.setattr("bilingual.review.planning.read_pairs", change_and_read)
        with pytest.raises(DatasetError, match="changed while it was read"):
            plan_review([says("bob", {10: ACCEPTED})], copy)


class TestVerdictsOfAnotherDataset:
    """A dataset given as a review: what its people wrote is brought over, the English of its model is not."""

    def carry(self, dataset: Path, tmp_path: Path, there: dict[str, str], here: dict[str, str]) -> tuple[Pair, Pair]:
        reviewed = write_dataset(dataset, tmp_path / "reviewed", changed(dataset, there))
        rebuilt = write_dataset(dataset, tmp_path / "rebuilt", changed(dataset, here))
        before = pairs_of(rebuilt)[0]
        applied = apply_review([reviewed], rebuilt)
        assert list(applied.plan.changes) == [before.id]
        assert not plan_review([reviewed], rebuilt).changes
        return before, pairs_of(rebuilt)[0]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "here",
        [{}, {"en": "Other words.", "machine_en": "Other words."}, {"status": "accepted"},
         {"status": "edited", "en": "An edit."}],
    )  # fmt: skip
    def test_a_comment_without_a_verdict_comes_too_and_changes_nothing_else(
        self, here: dict[str, str], dataset: Path, tmp_path: Path
    ):
        before, after = self.carry(dataset, tmp_path, {"comment": "ask\tthe author"}, here)
        assert after == replace(before, comment="ask\tthe author")

    @pytest.mark.slow
    def test_english_of_a_person_whose_status_nobody_set_is_an_edit(self, dataset: Path, tmp_path: Path):
        before, after = self.carry(dataset, tmp_path, {"en": "A better sentence."}, {})
        assert (after.status, after.en, after.machine_en) == ("edited", "A better sentence.", before.machine_en)

    def test_other_marks_of_another_model_are_not_taken_for_a_program_s_rewriting(self, dataset: Path, tmp_path: Path):
        there = {"en": "It's so.", "machine_en": "It's so.", "comment": "ask"}
        here = {"en": "It’s so.", "machine_en": "It’s so."}
        reviewed = write_dataset(dataset, tmp_path / "reviewed", changed(dataset, there))
        rebuilt = write_dataset(dataset, tmp_path / "rebuilt", changed(dataset, here))
        assert plan_review([reviewed], rebuilt).notices == (f"{reviewed}: 1 of 1 verdict carried over (1 same)",)

    def test_a_comment_on_a_segment_that_is_gone_is_counted(self, dataset: Path, tmp_path: Path):
        reviewed = write_dataset(dataset, tmp_path / "reviewed", changed(dataset, {"comment": "ask"}))
        rest = (pair for number, pair in enumerate(read_pairs(dataset)) if number)
        rebuilt = write_dataset(dataset, tmp_path / "rebuilt", rest)
        plan, name = plan_review([reviewed], rebuilt), pairs_of(reviewed)[0].id
        assert plan.notices == (
            f"{reviewed}: 0 of 1 verdict carried over; 1 not: their French is not in the article any more ({name})",
        )


class TestWhatIsNoFile:
    @pytest.mark.parametrize(
        ("kind", "what"),
        [
            ("pipe", "a pipe, not a regular"),
            ("device", "a device, not a"),
            ("folder", "a folder, and no dataset; name"),
        ],
    )
    def test_is_refused_at_once(self, kind: str, what: str, run: Run, dataset: Path, tmp_path: Path):
        path = tmp_path / "review.tsv"
        match kind:
            case "pipe":
                os.mkfifo(path)
            case "device":
                path.symlink_to("/dev/zero")
            case _:
                path.mkdir()
        refused = run("review", "apply", path, dataset)
        (line,) = refused.stderr.splitlines()
        assert refused.returncode == 2 and line.startswith(f"bilingual: {path}: {what}"), line

    def test_what_is_not_there_is_refused(self, run: Run, dataset: Path, tmp_path: Path):
        refused = run("review", "apply", tmp_path / "absent.tsv", dataset)
        assert refused.returncode == 2 and "absent.tsv: no such file; name a review table" in refused.stderr

    def test_a_link_to_a_file_is_one(self, says: Says, dataset: Path, tmp_path: Path):
        (tmp_path / "link").symlink_to(says("bob", {10: ACCEPTED}))
        assert len(plan_review([tmp_path / "link"], dataset).changes) == 1
        assert read_manifest(dataset).version == 1
