"""What programs and slips of the hand do to a table: understood, or named in the words of what happened."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.dataset.cells import encode_cell
from bilingual.review import RefusedReview, apply_review, plan_review
from bilingual.review.likeness import fits_windows_1252, same_in_windows_1252
from tests.conftest import Run
from tests.review.tables import COMMENT, EN, FR, STATUS, Table, pair_at, put, together
from tests.spreadsheets import AS_IT_COMES, SOFFICE, convert
from tests.written_datasets import many_pairs, write_dataset

LOST = "Erdoğan a dit « ça va » 😀 à 12\u202f000 élus."


@pytest.fixture
def rare(dataset: Path, tmp_path: Path) -> Path:
    """A dataset whose first pair has letters that Windows-1252 lacks."""
    first, *rest = many_pairs(5)
    en = "Erdoğan said it’s fine 😀."
    return write_dataset(dataset, tmp_path / "rare", [replace(first, fr=LOST, en=en, machine_en=en), *rest])


def in_windows(dataset: Path, folder: Path, change=lambda rows: None, separator: str = "\t") -> Path:
    rows = [line.split("\t") for line in (dataset / "pairs.tsv").read_text(encoding="utf-8-sig").splitlines()]
    change(rows)
    path = folder / "windows.tsv"
    path.write_bytes("".join(separator.join(row) + "\r\n" for row in rows).encode("cp1252", "replace"))
    return path


class TestWindows1252:
    @pytest.mark.parametrize("separator", ["\t", ";"])
    def test_it_is_read_and_said_and_nothing_lost_is_an_edit(self, separator: str, rare: Path, tmp_path: Path):
        file = in_windows(rare, tmp_path, put(2, status="accepted"), separator)
        plan = plan_review([file], rare)
        assert plan.problems == () and plan.notices == (f"{file}: not UTF-8, read as Windows-1252",)
        assert [(change.new.status, change.new.en) for change in plan.changes.values()] == [
            ("accepted", pair_at(rare, 2).en)
        ]

    def test_a_verdict_on_a_pair_with_lost_letters_keeps_its_own_text(self, rare: Path, tmp_path: Path):
        apply_review([in_windows(rare, tmp_path, put(1, status="accepted"))], rare)
        assert (pair_at(rare, 1).status, pair_at(rare, 1).en) == ("accepted", "Erdoğan said it’s fine 😀.")

    def test_an_edit_that_lost_letters_is_refused(self, rare: Path, tmp_path: Path):
        file = in_windows(rare, tmp_path, put(1, status="edited", en="Erdoğan said all is well 😀."))
        (problem,) = plan_review([file], rare).problems
        assert problem.line == 2 and "Windows-1252, which lacks letters of it and has `?` for them" in problem.text

    def test_an_edit_with_letters_that_it_has_is_one(self, rare: Path, tmp_path: Path):
        apply_review([in_windows(rare, tmp_path, put(2, status="edited", en="Le café œuvre – 5 €."))], rare)
        assert pair_at(rare, 2).en == "Le café œuvre – 5 €."

    def test_bytes_that_it_lacks_are_named_with_their_line(self, rare: Path, tmp_path: Path):
        file = in_windows(rare, tmp_path)
        file.write_bytes(file.read_bytes().replace(b"demain", b"dema\x81n", 1))
        with pytest.raises(Exception, match=r"line 2 is neither UTF-8 nor Windows-1252, which has no byte 0x81"):
            plan_review([file], rare)

    def test_one_wrong_byte_in_utf_8_is_no_windows_1252(self, rare: Path, tmp_path: Path):
        (tmp_path / "u.tsv").write_bytes((rare / "pairs.tsv").read_bytes().removeprefix(b"\xef\xbb\xbf") + b"\xe9\n")
        with pytest.raises(Exception, match=r"line 7 is not UTF-8"):
            plan_review([tmp_path / "u.tsv"], rare)

    @given(st.text())
    def test_any_text_is_known_again(self, text: str):
        written = text.encode("cp1252", "replace").decode("cp1252")
        assert same_in_windows_1252(written, text)
        assert fits_windows_1252(text) == (written == text) or "?" in text


class TestMissing:
    @pytest.mark.parametrize("word", ["nan", "NaN", "None", "<NA>", "NA"])
    def test_a_column_that_a_program_filled_is_empty(self, word: str, copy: Path, review):
        def fill(rows: Table) -> None:
            for row in rows[1:]:
                row[:] = [cell or word for cell in row]

        assert dict(plan_review([review(fill)], copy).changes) == {}

    @pytest.mark.slow
    def test_a_text_that_is_such_a_word_is_kept(self, copy: Path, review):
        apply_review([review(put(5, comment=encode_cell("nan"), status="edited", en=encode_cell("None")))], copy)
        assert (pair_at(copy, 5).comment, pair_at(copy, 5).en) == ("nan", "None")
        assert not plan_review([review(put(5, comment="nan", en="None"))], copy).changes

    def test_no_english_where_a_program_has_filled_it(self, copy: Path, review):
        assert plan_review([review(put(5, status="rejected", en="nan"))], copy).problems == ()
        (problem,) = plan_review([review(put(5, status="edited", en="nan"))], copy).problems
        assert "the English is empty" in problem.text


class TestTheWrongColumn:
    @pytest.mark.parametrize("column", ["flags", "score", "article", "kind", "before", "after", "title"])
    @pytest.mark.parametrize("word", ["edited", " Accepted", "RESET"])
    def test_a_verdict_there_is_named(self, column: str, word: str, copy: Path, review):
        (problem,) = plan_review([review(put(5, **{column: word}))], copy).problems
        assert (problem.line, problem.text) == (6, f"`{column}` was changed to a verdict; verdicts go into `status`")

    def test_and_in_the_english(self, copy: Path, review):
        (problem,) = plan_review([review(put(5, en="accepted"))], copy).problems
        assert problem.text == "`en` was changed to 'accepted'; verdicts go into `status`"
        assert plan_review([review(put(5, en="Accepted", status="edited"))], copy).problem_count == 0

    def test_a_comment_may_be_any_word_and_is_asked_about(self, copy: Path, review):
        file = review(together(put(5, comment="Accepted"), put(6, comment="rejected", status="rejected")))
        plan = plan_review([file], copy)
        assert len(plan.changes) == 2
        assert plan.notices == (
            f"{file}, line 6: `comment` says 'Accepted', and `status` is `machine`; verdicts go into `status`",
        )

    def test_a_title_that_is_such_a_word_is_none(self, dataset: Path, tmp_path: Path):
        named = write_dataset(dataset, tmp_path / "named", [replace(pair, title="Edited") for pair in many_pairs(3)])
        assert plan_review([named / "pairs.tsv"], named).problem_count == 0

    def test_other_changes_there_are_ignored(self, copy: Path, review):
        file = review(put(5, before="…", after="", title="Other", flags="names"))
        assert plan_review([file], copy).problem_count == 0 and not plan_review([file], copy).changes


class TestReset:
    @pytest.mark.slow
    def test_it_gives_the_pair_back_to_the_model(self, copy: Path, review):
        old = pair_at(copy, 5)
        apply_review([review(put(5, status="edited", en="Another text.", comment="hm"))], copy)
        apply_review([review(put(5, status="reset", en="Another text.", comment="no verdict"))], copy)
        new = pair_at(copy, 5)
        assert (new.status, new.en, new.comment, new.flags) == ("machine", old.en, "no verdict", old.flags)

    @pytest.mark.slow
    @pytest.mark.parametrize("en", ["", "nan"])
    def test_it_needs_no_english(self, en: str, copy: Path, review):
        apply_review([review(put(5, status="accepted"))], copy)
        apply_review([review(put(5, status="Reset", en=en))], copy)
        assert pair_at(copy, 5).status == "machine"

    def test_new_english_beside_it_is_refused(self, copy: Path, review):
        with pytest.raises(RefusedReview, match=r"`reset`, but the English was changed to 'New.'"):
            apply_review([review(put(5, status="reset", en="New."))], copy)


def split_at_commas(rows: Table) -> None:
    """As LibreOffice splits the cells, all rows as long as the longest."""
    for row in rows:
        row[:] = "\t".join(row).replace(";", "\t").replace(",", "\t").split("\t")
    most = max(map(len, rows))
    for row in rows:
        row += [""] * (most - len(row))


class TestSplitAtCommas:
    def test_it_is_one_problem_that_says_what_to_do(self, copy: Path, review, run: Run):
        told = run("review", "apply", review(split_at_commas), copy)
        assert told.returncode == 1 and len(told.stderr.splitlines()) == 2
        for words in ("cut at a comma", "UTF-8, separated by Tab only and no string delimiter", "--out review.xlsx"):
            assert words in told.stderr

    def test_the_problems_of_another_file_are_still_told(self, copy: Path, review):
        files = [review(split_at_commas, "a.tsv"), review(put(5, status="ok"), "b.tsv")]
        plan = plan_review(files, copy)
        assert [Path(problem.file).name for problem in plan.problems] == ["a.tsv", "b.tsv"] and plan.problem_count == 2

    def test_french_that_somebody_shortened_is_not_taken_for_it(self, copy: Path, review):
        row = next(number for number, pair in enumerate(read_pairs(copy), 1) if "," in pair.fr)
        cut = pair_at(copy, row).fr.split(",")[0]
        (problem,) = plan_review([review(put(row, fr=cut))], copy).problems
        assert "the French was changed" in problem.text

    @pytest.mark.slow
    @pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice: apt install libreoffice-calc")
    def test_as_libreoffice_does_it(self, dataset: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory):
        profile = tmp_path_factory.getbasetemp() / "libreoffice"
        books = convert([dataset / "pairs.tsv"], "xlsx", tmp_path, profile, reading=AS_IT_COMES)
        saved = convert(books, "csv", tmp_path, profile), convert(books, "tsv", tmp_path, profile), books
        for (file,) in saved:
            plan = plan_review([file], dataset)
            assert plan.problem_count == 1 and "cut at a comma" in plan.problems[0].text, file


class TestTheEndOfTheFile:
    def test_a_title_that_is_cut_off_is_noticed(self, copy: Path, review):
        file = review(put(1, status="accepted"))
        file.write_bytes(file.read_bytes()[:-4])
        with pytest.raises(RefusedReview, match="the file ends inside this line"):
            apply_review([file], copy)

    def test_an_older_table_without_the_new_columns_is_read(self, copy: Path, review):
        def older(rows: Table) -> None:
            rows[5][STATUS] = "accepted"
            rows[:] = [row[:9] for row in rows]

        assert len(plan_review([review(older)], copy).changes) == 1
        assert (FR, EN, COMMENT) == (2, 3, 4)
