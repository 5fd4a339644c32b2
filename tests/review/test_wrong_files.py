"""What a review file may not say."""

from pathlib import Path

import pytest

from bilingual.errors import ReviewError
from bilingual.review import RefusedReview, apply_review, plan_review
from tests.conftest import Run
from tests.review.tables import EN, FR, ID, STATUS, Table, contents, pair_at, put, together

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
    "a tab too many": (lambda rows: rows[5].insert(3, "surplus"), 6, "13 cells where the header has 12"),
    "a tab too few": (lambda rows: rows[5].pop(), 6, "11 cells where the header has 12"),
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
            (b"\xd0\xcf\x11\xe0rest", "this is an .xls file"),
            (b"\xef\xbb\xbfid\tstatus\tfr\ten\n1\taccepted\t\xe9t\xe9\tsummer\n", "line 2 is not UTF-8"),
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

    @pytest.mark.slow
    def test_a_missing_file_and_a_folder_that_is_no_dataset_are_one_line(
        self, copy: Path, review, run: Run, tmp_path: Path
    ):
        for arguments in ((tmp_path / "none.tsv", copy), (review(), tmp_path)):
            refused = run("review", "apply", *arguments)
            assert refused.returncode in (1, 2) and len(refused.stderr.splitlines()) == 1, refused.stderr
