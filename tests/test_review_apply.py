"""Verdicts come back: what a review file may say, what is refused, and the dataset's next version."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.review_table import write_review_tsv
from bilingual.errors import DatasetError, ReviewError, UsageError
from bilingual.quality import check_pair
from bilingual.review import RefusedReview, apply_review, plan_review
from tests.conftest import ROOT, Run

Table = list[list[str]]
ID, STATUS, FR, EN, COMMENT = range(5)


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture
def review(copy: Path, tmp_path: Path) -> Callable[..., Path]:
    """Write the dataset's own table, changed by a function of its rows (the header is row 0)."""

    def write(change: Callable[[Table], object] = lambda rows: None, name: str = "review.tsv") -> Path:
        rows = [line.split("\t") for line in (copy / "pairs.tsv").read_text(encoding="utf-8-sig").splitlines()]
        change(rows)
        path = tmp_path / name
        path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def put(row: int, **cells: str) -> Callable[[Table], None]:
    """A change of some cells of a row."""

    def change(rows: Table) -> None:
        for name, cell in cells.items():
            rows[row][rows[0].index(name)] = cell

    return change


def together(*changes: Callable[[Table], object]) -> Callable[[Table], None]:
    def change(rows: Table) -> None:
        for each in changes:
            each(rows)

    return change


def pair_at(dataset: Path, row: int):
    return list(read_pairs(dataset))[row - 1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestVerdicts:
    def test_accepted_edited_and_rejected_are_recorded_and_the_models_english_is_kept(self, copy: Path, review):
        before = list(read_pairs(copy))
        file = review(
            together(
                put(4, status="accepted", comment="good"),
                put(5, status="edited", en="A better sentence.", comment="too literal"),
                put(6, status="rejected"),
            )
        )
        apply_review([file], copy)
        after = list(read_pairs(copy))
        assert (after[3].status, after[3].en, after[3].comment) == ("accepted", before[3].en, "good")
        assert (after[4].status, after[4].en, after[4].machine_en) == ("edited", "A better sentence.", before[4].en)
        assert (after[5].status, after[5].en) == ("rejected", before[5].en)
        assert after[:3] + after[6:] == before[:3] + before[6:]

    def test_an_edit_is_checked_again_and_the_score_stays_the_models(self, copy: Path, review):
        old = pair_at(copy, 5)
        apply_review([review(put(5, status="edited", en=old.fr))], copy)
        new = pair_at(copy, 5)
        assert new.flags == tuple(check_pair(old.fr, old.fr)) and "untranslated" in new.flags
        assert new.score == old.score

    def test_accepted_with_corrected_english_is_an_edit_and_is_said(self, copy: Path, review):
        applied = apply_review([review(put(5, status="accepted", en="A better sentence."))], copy)
        assert pair_at(copy, 5).status == "edited"
        assert "1 accepted with other English than the model's are recorded as edited" in applied.plan.notices

    @pytest.mark.parametrize("written", ["{:.3f}", "{:.4g}", "'{:.3f}"])
    def test_an_edit_whose_status_was_forgotten_is_an_edit_and_is_said(self, written: str, copy: Path, review):
        score = written.format(pair_at(copy, 5).score).replace(".", ",")
        applied = apply_review([review(put(5, en="A better sentence.", score=score))], copy)
        assert (pair_at(copy, 5).status, pair_at(copy, 5).en) == ("edited", "A better sentence.")
        assert "1 with changed English that still said machine are recorded as edited" in applied.plan.notices

    def test_an_edit_can_be_taken_back_to_the_models_english(self, copy: Path, review):
        old = pair_at(copy, 5)
        apply_review([review(put(5, status="edited", en="A better sentence."))], copy)
        apply_review([review(put(5, status="accepted", en=old.en))], copy)
        assert pair_at(copy, 5) == replace(old, status="accepted")

    def test_a_rejected_pair_needs_no_english(self, copy: Path, review):
        apply_review([review(put(5, status="rejected", en=""))], copy)
        assert pair_at(copy, 5).en == pair_at(copy, 5).machine_en

    def test_a_comment_alone_is_kept_and_is_no_verdict(self, copy: Path, review):
        apply_review([review(put(5, comment=r"ask\nthe author"))], copy)
        assert (pair_at(copy, 5).status, pair_at(copy, 5).comment) == ("machine", "ask\nthe author")

    def test_a_status_may_be_written_in_capitals_and_with_blanks_around_it(self, copy: Path, review):
        apply_review([review(put(5, status=" Accepted "))], copy)
        assert pair_at(copy, 5).status == "accepted"

    def test_an_older_file_does_not_undo_the_verdicts_on_pairs_it_says_nothing_of(self, copy: Path, review):
        older = review(put(6, status="accepted"), "older.tsv")
        apply_review([review(put(5, status="edited", en="A better sentence.", comment="literal"))], copy)
        apply_review([older], copy)
        assert (pair_at(copy, 5).status, pair_at(copy, 5).comment) == ("edited", "literal")
        assert pair_at(copy, 6).status == "accepted"

    def test_missing_rows_columns_that_nobody_edits_and_the_order_of_both_do_not_matter(self, copy: Path, review):
        def change(rows: Table) -> None:
            rows[5][STATUS] = "accepted"
            rows[:] = [[row[EN], row[STATUS], row[FR], row[ID]] for row in [rows[0], *rows[7:3:-1]]]

        apply_review([review(change)], copy)
        assert pair_at(copy, 5).status == "accepted"


class TestTheNextVersion:
    def test_it_is_sound_counts_up_and_knows_its_parent_and_its_reviews(self, copy: Path, review):
        parent = hashlib.sha256((copy / "manifest.json").read_bytes()).hexdigest()
        file = review(put(5, status="accepted"))
        apply_review([file], copy)
        manifest = read_manifest(copy)
        assert (manifest.version, manifest.parent) == (2, parent)
        assert manifest.inputs["reviews"] == [hashlib.sha256(file.read_bytes()).hexdigest()]
        assert manifest.counts["statuses"] == {"machine": manifest.counts["pairs"] - 1, "accepted": 1}
        assert check_dataset(copy) == []

    def test_only_the_pairs_differ(self, dataset: Path, copy: Path, review):
        apply_review([review(put(5, status="accepted"))], copy)
        old, new = contents(dataset), contents(copy)
        assert set(old) == set(new)
        same = {name for name in old if old[name] == new[name]}
        assert any(name.startswith("articles/") for name in same) and any(name.startswith("skipped/") for name in same)
        assert list(read_skipped(copy)) == list(read_skipped(dataset))

    def test_the_same_file_again_changes_nothing_and_says_so(self, copy: Path, review, run: Run):
        file = review(put(5, status="edited", en="A better sentence."))
        assert apply_review([file], copy).written
        before = contents(copy)
        again = run("review", "apply", file, copy)
        assert again.returncode == 0 and again.stdout.startswith("unchanged"), again.stderr
        assert contents(copy) == before

    def test_the_same_verdicts_give_the_same_bytes(self, dataset: Path, copy: Path, review, tmp_path: Path):
        file = review(put(5, status="accepted"))
        for name in ("one", "two"):
            apply_review([file], copy, tmp_path / name)
        assert contents(tmp_path / "one") == contents(tmp_path / "two")
        assert contents(copy) == contents(dataset)

    def test_its_own_table_is_a_review_file_that_changes_nothing(self, copy: Path, review):
        apply_review([review(put(5, status="edited", en='"Better," he said.', comment="-"))], copy)
        assert not plan_review([copy / "pairs.tsv"], copy).changes

    def test_a_dry_run_shows_the_difference_and_writes_nothing(self, copy: Path, review, run: Run):
        before = contents(copy)
        shown = run("review", "apply", review(put(5, status="edited", en="A better sentence.")), copy, "--dry-run")
        assert shown.returncode == 0, shown.stderr
        assert f"{pair_at(copy, 5).id}  machine → edited" in shown.stdout
        assert "  + en: A better sentence." in shown.stdout and "would change 1 pairs" in shown.stdout
        assert contents(copy) == before

    def test_another_dataset_at_out_is_left_alone(self, copy: Path, dataset: Path, review, tmp_path: Path):
        other = Path(shutil.copytree(dataset, tmp_path / "other"))
        with pytest.raises(UsageError, match="another dataset is there"):
            apply_review([review(put(5, status="accepted"))], copy, other)

    def test_the_splits_and_the_absence_of_an_arrow_copy_stay(self, run: Run, tmp_path: Path, tiny_package: Path):
        articles = tmp_path / "articles"
        articles.mkdir()
        for number in range(6):
            (articles / f"{number}.txt").write_text(f"Le chat numéro {number} dort.\n", encoding="utf-8")
        out = tmp_path / "out"
        options = ("--model", tiny_package, "--split", "train=0.5,test=0.5", "--no-arrow")
        assert run("build", articles, "--out", out, *options).returncode == 0
        before = {split: [pair.id for pair in read_pairs(out, split)] for split in ("train", "test")}
        table = (out / "pairs.tsv").read_text(encoding="utf-8").replace("\tmachine\t", "\trejected\t")
        (tmp_path / "review.tsv").write_text(table, encoding="utf-8")
        apply_review([tmp_path / "review.tsv"], out)
        assert {split: [pair.id for pair in read_pairs(out, split)] for split in before} == before
        assert {pair.status for pair in read_pairs(out)} == {"rejected"}
        assert not (out / "dataset_dict.json").exists() and check_dataset(out) == []

    def test_verdicts_move_to_another_build_of_the_same_articles(
        self, copy: Path, dataset: Path, review, tmp_path: Path
    ):
        rebuilt = Path(shutil.copytree(dataset, tmp_path / "rebuilt"))
        apply_review(
            [
                review(
                    together(
                        put(4, status="accepted"), put(5, status="edited", en="So it is."), put(6, status="rejected")
                    )
                )
            ],
            copy,
        )
        apply_review([copy], rebuilt)
        assert list(read_pairs(rebuilt)) == list(read_pairs(copy))

    def test_killed_at_any_moment_the_old_or_the_new_version_stands(self, copy: Path, review):
        file = review(put(5, status="accepted"))
        command = [sys.executable, "-c", APPLY, str(file), str(copy)]
        for delay in (0.0, 0.05, 0.1, 0.2, 0.3):
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            assert process.stdout.readline() == "ready\n"
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
            plan_review([file], copy)
            assert check_dataset(copy) == []
        apply_review([file], copy)
        assert read_manifest(copy).version == 2 and check_dataset(copy) == []

    def test_a_dataset_caught_between_the_two_renames_is_put_back(self, copy: Path, review):
        copy.rename(copy.with_name(".fr-en.old"))
        assert apply_review([review_of(copy.with_name(".fr-en.old"), copy.parent)], copy).written

    def test_a_table_that_somebody_has_written_in_where_it_stands_is_not_lost(self, copy: Path, review):
        table = copy / "pairs.tsv"
        table.write_text(table.read_text("utf-8").replace("\tmachine\t", "\taccepted\t", 1), "utf-8")
        other = review(put(5, status="accepted"))
        before = contents(copy)
        with pytest.raises(DatasetError, match="somebody has written in it; bring that in"):
            apply_review([other], copy)
        assert contents(copy) == before
        (copy / "mine.tsv").write_text("mine")
        with pytest.raises(DatasetError, match="not the dataset's own"):
            apply_review([other, table], copy)
        (copy / "mine.tsv").unlink()
        assert len(apply_review([other, table], copy).plan.changes) == 2
        assert read_manifest(copy).version == 2 and check_dataset(copy) == []

    def test_two_at_once_do_not_mix(self, copy: Path, review):
        from bilingual.dataset import stage

        file = review(put(5, status="accepted"))
        with stage(copy), pytest.raises(DatasetError, match="another process"):
            apply_review([file], copy)


APPLY = """
import sys
from pathlib import Path
import bilingual.review, pyarrow.parquet, datasets, bilingual.dataset
print("ready", flush=True)
bilingual.review.apply_review([Path(sys.argv[1])], Path(sys.argv[2]))
"""


def review_of(dataset: Path, folder: Path) -> Path:
    path = folder / "own.tsv"
    write_review_tsv((replace(pair, status="accepted") for pair in read_pairs(dataset)), path)
    return path


WRONG = {
    "changed French": (put(5, fr="Une autre phrase."), 6, "the French was changed"),
    "unknown id": (put(5, id="0123456789abcdef"), 6, "no pair has the id"),
    "no id": (put(5, id=""), 6, "no pair has the id ''"),
    "half a character as id": (put(5, id=r"\ud800"), 6, "no pair has the id"),
    "duplicate id": (lambda rows: rows.append(rows[5]), None, "stands already in line 6"),
    "unknown status": (put(5, status="ok"), 6, "unknown status 'ok'"),
    "no status": (put(5, status=""), 6, "unknown status ''"),
    "missing column": (lambda rows: [row.pop(FR) for row in rows], 1, "no column `fr`"),
    "the same column twice": (lambda rows: [row.append(row[EN]) for row in rows], 1, "two columns `en`"),
    "edited but empty": (put(5, status="edited", en=""), 6, "the English is empty"),
    "accepted but empty": (put(5, status="accepted", en=" "), 6, "the English is empty"),
    "edited but not changed": (put(5, status="edited"), 6, "still the model's"),
    "the English of another model": (put(5, en="Better.", score="-9.000"), 6, "`machine`, but the English was changed"),
    "the score twice": (lambda rows: [row.append(row[6]) for row in rows], 1, "two columns `score`"),
    "rejected and changed": (put(5, status="rejected", en="Better."), 6, "`rejected`, but the English was changed"),
    "run as a formula": (put(5, status="edited", en="#NAME?"), 6, "ran the English as a formula"),
    "a line break": (put(5, status="edited", en=r"one\ntwo"), 6, "line break or control character"),
    "half a character": (put(5, status="edited", en=r"\ud800"), 6, "half a character"),
    "a tab too many": (lambda rows: rows[5].insert(3, "surplus"), 6, "10 cells where the header has 9"),
    "a tab too few": (lambda rows: rows[5].pop(), 6, "8 cells where the header has 9"),
}


class TestWrongFiles:
    @pytest.mark.parametrize("wrong", WRONG)
    def test_is_refused_whole_with_its_line(self, wrong: str, copy: Path, review):
        change, line, message = WRONG[wrong]
        file = review(together(put(4, status="accepted"), change))
        lines = len(file.read_text(encoding="utf-8").splitlines())
        before = contents(copy)
        with pytest.raises(RefusedReview, match="nothing was changed") as caught:
            apply_review([file], copy)
        problem = caught.value.plan.problems[0]
        assert problem.line == (line or lines) and message in problem.text
        assert contents(copy) == before

    def test_every_problem_is_reported_in_the_order_of_the_lines(self, copy: Path, review, run: Run):
        file = review(together(put(9, status="ok"), put(3, fr="Autre."), put(5, status="edited", en="")))
        refused = run("review", "apply", file, copy)
        assert refused.returncode == 1 and not refused.stdout
        *problems, last = refused.stderr.splitlines()
        assert [line.split(": ")[0] for line in problems] == [f"{file}, line {number}" for number in (4, 6, 10)]
        assert last == f"bilingual: 3 problems in the review; {copy} was not changed"

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_a_truncated_file_is_refused_at_its_last_line(self, share: float, copy: Path, review):
        file = review(put(1, status="accepted"))
        data = file.read_bytes()
        end = int(len(data) * share)
        while data[end : end + 1] in (b"\n", b"\t") or data[end - 1 : end] == b"\n" or data[end] & 0xC0 == 0x80:
            end += 1
        file.write_bytes(data[:end])
        with pytest.raises(ReviewError) as caught:
            apply_review([file], copy)
        last = data[:end].count(b"\n") + 1
        assert {problem.line for problem in caught.value.plan.problems} == {last}

    def test_a_file_that_ends_inside_an_english_sentence_in_the_last_column_is_refused(self, copy: Path, review):
        def last(rows: Table) -> None:
            rows[5][STATUS], rows[5][EN] = "edited", "A better sentence."
            rows[:] = [[row[ID], row[STATUS], row[FR], row[EN]] for row in rows[:6]]

        file = review(last)
        file.write_bytes(file.read_bytes()[:-5])
        with pytest.raises(RefusedReview, match=r"line 6: the file ends inside this line"):
            apply_review([file], copy)

    def test_a_complete_last_line_needs_no_line_end(self, copy: Path, review):
        file = review(put(5, status="accepted"))
        file.write_bytes(file.read_bytes()[:-1])
        assert len(plan_review([file], copy).changes) == 1

    def test_two_files_that_disagree_are_refused_with_both_lines(self, copy: Path, review):
        one = review(put(5, status="accepted"), "one.tsv")
        two = review(put(5, status="rejected"), "two.tsv")
        with pytest.raises(RefusedReview, match=r"two.tsv, line 6: disagrees with .*one.tsv, line 6"):
            apply_review([one, two], copy)

    def test_two_files_that_agree_or_speak_of_other_pairs_are_joined(self, copy: Path, review):
        one = review(together(put(5, status="accepted", comment="good"), put(6, status="rejected")), "one.tsv")
        two = review(together(put(5, status="accepted", comment="indeed"), put(7, status="accepted")), "two.tsv")
        apply_review([one, two], copy)
        assert [pair_at(copy, row).status for row in (5, 6, 7)] == ["accepted", "rejected", "accepted"]
        assert pair_at(copy, 5).comment == "good; indeed"
        assert not plan_review([one, two], copy).changes

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"PK\x03\x04rest", "this is an .xlsx or .ods file"),
            (b"\xd0\xcf\x11\xe0rest", "this is an .xls file"),
            (b"id\tstatus\tfr\ten\n1\taccepted\t\xe9t\xe9\tsummer\n", "line 2 is not UTF-8"),
            (b"", "no column `id`"),
            (b"\xff\xfei", "UTF-16"),
            (b'id,status,fr,en\n"1,accepted', "not closed"),
        ],
    )
    def test_what_is_no_table_is_refused(self, data: bytes, message: str, copy: Path, tmp_path: Path):
        file = tmp_path / "file"
        file.write_bytes(data)
        with pytest.raises(ReviewError, match=message):
            apply_review([file], copy)

    def test_a_missing_file_and_a_folder_that_is_no_dataset_are_one_line(
        self, copy: Path, review, run: Run, tmp_path: Path
    ):
        for arguments in ((tmp_path / "none.tsv", copy), (review(), tmp_path)):
            refused = run("review", "apply", *arguments)
            assert refused.returncode in (1, 2) and len(refused.stderr.splitlines()) == 1, refused.stderr


class TestWhatIsSaid:
    def test_share_acceptance_edit_distance_and_the_interval_of_the_rest(self, copy: Path, review, run: Run):
        file = review(
            together(*(put(row, status="accepted") for row in range(4, 8)), put(8, status="edited", en="Another text."))
        )
        told = run("review", "apply", file, copy)
        assert told.returncode == 0, told.stderr
        assert "reviewed   5 of " in told.stdout and "accepted   80.0%" in told.stdout
        assert "chrF" in told.stdout and "95 % Wilson; " in told.stdout

    def test_json_for_machines(self, copy: Path, review, run: Run):
        told = json.loads(run("review", "apply", review(put(5, status="accepted")), copy, "--json").stdout)
        assert told["version"] == 2 and told["written"] and told["statuses"]["accepted"] == 1
        assert told["changed"] == [{"id": pair_at(copy, 5).id, "from": "machine", "to": "accepted"}]
