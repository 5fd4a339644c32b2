"""Verdicts come back: what is recorded, and what is said about it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.quality import check_pair
from bilingual.review import apply_review
from tests.conftest import Run
from tests.review.tables import EN, FR, ID, STATUS, Table, pair_at, put, together


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

    @pytest.mark.slow
    def test_an_edit_can_be_taken_back_to_the_models_english(self, copy: Path, review):
        old = pair_at(copy, 5)
        apply_review([review(put(5, status="edited", en="A better sentence."))], copy)
        apply_review([review(put(5, status="accepted", en=old.en))], copy)
        assert pair_at(copy, 5) == replace(old, status="accepted", origin="review")

    def test_a_rejected_pair_needs_no_english(self, copy: Path, review):
        apply_review([review(put(5, status="rejected", en=""))], copy)
        assert pair_at(copy, 5).en == pair_at(copy, 5).machine_en

    def test_a_comment_alone_is_kept_and_is_no_verdict(self, copy: Path, review):
        apply_review([review(put(5, comment=r"ask\nthe author"))], copy)
        assert (pair_at(copy, 5).status, pair_at(copy, 5).comment) == ("machine", "ask\nthe author")

    def test_a_status_may_be_written_in_capitals_and_with_blanks_around_it(self, copy: Path, review):
        apply_review([review(put(5, status=" Accepted "))], copy)
        assert pair_at(copy, 5).status == "accepted"

    @pytest.mark.slow
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


class TestWhatIsSaid:
    @pytest.mark.slow
    def test_share_acceptance_edit_distance_and_the_interval_of_the_rest(self, copy: Path, review, run: Run):
        file = review(
            together(*(put(row, status="accepted") for row in range(4, 8)), put(8, status="edited", en="Another text."))
        )
        told = run("review", "apply", file, copy)
        assert told.returncode == 0, told.stderr
        assert "reviewed   5 of " in told.stdout and "accepted   80.0%" in told.stdout
        assert "chrF" in told.stdout and "reviewed were wrong" in told.stdout and "Wilson" not in told.stdout

    @pytest.mark.slow
    def test_nothing_is_estimated_from_what_a_reviewer_chose(self, copy: Path, review, run: Run):
        clean = [number for number, pair in enumerate(read_pairs(copy), 1) if not pair.flags][:25]
        told = run("review", "apply", review(together(*(put(row, status="accepted") for row in clean))), copy)
        assert "0 of 25 reviewed were wrong" in told.stdout and "Wilson" not in told.stdout

    @pytest.mark.slow
    def test_json_for_machines(self, copy: Path, review, run: Run):
        told = json.loads(run("review", "apply", review(put(5, status="accepted")), copy, "--json").stdout)
        assert told["version"] == 2 and told["written"] and told["statuses"]["accepted"] == 1
        assert told["changed"] == [{"id": pair_at(copy, 5).id, "from": "machine", "to": "accepted"}]
