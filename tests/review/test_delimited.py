"""What counts as a quoted cell, and what is a mark that a person typed; with the line of every row."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.dataset.cells import FORMULA, QUOTES, decode_cell, encode_cell
from bilingual.errors import ReviewError
from bilingual.review.delimited import read_records

HEADER = "id\ten\tcomment\n"


def cells(folder: Path, text: str, encoding: str = "utf-8") -> list[tuple[int, tuple[str, ...]]]:
    path = folder / "table"
    path.write_bytes(text.encode(encoding))
    return [(record.line, record.cells) for record in read_records(path)][1:]


class TestTypedInAnEditor:
    @pytest.mark.parametrize(
        "typed",
        [
            '"Yes," he said.',
            '"Yes',
            'Yes"',
            '"Yes"',
            '"',
            '""',
            '"Yes," he said, "no."',
            '"Yes, he said.',
            "'Yes'",
            "- Yes",
        ],
    )
    def test_a_quotation_mark_stays(self, typed: str, tmp_path: Path):
        text = f"{HEADER}1\t{typed}\tx\n2\t{typed}\ty\n3\tz\t{typed}\n4\tz\t{typed}\n"
        assert cells(tmp_path, text) == [
            (2, ("1", typed, "x")), (3, ("2", typed, "y")), (4, ("3", "z", typed)), (5, ("4", "z", typed)),
        ]  # fmt: skip

    def test_a_backslash_that_is_no_escape_stays(self):
        assert decode_cell(r"C:\data\x and \o/") == r"C:\data\x and \o/"


class TestSavedByAProgram:
    def test_a_cell_with_doubled_marks_was_quoted(self, tmp_path: Path):
        assert cells(tmp_path, f'{HEADER}1\t"He said ""yes"""\tx\n') == [(2, ("1", 'He said "yes"', "x"))]

    def test_a_cell_with_a_line_break_was_quoted_and_the_next_row_has_its_own_line(self, tmp_path: Path):
        text = f'{HEADER}1\ta\t"one\r\ntwo ""2""\n\nfour"\r\n2\tb\tc\r\n'
        assert cells(tmp_path, text) == [(2, ("1", "a", 'one\r\ntwo "2"\n\nfour')), (6, ("2", "b", "c"))]

    def test_where_the_header_is_quoted_every_quoted_cell_was(self, tmp_path: Path):
        assert cells(tmp_path, '"id"\t"en"\t"comment"\n"1"\t"Yes"\t""\n') == [(2, ("1", "Yes", ""))]

    def test_in_excels_unicode_text_a_cell_with_a_comma_was(self, tmp_path: Path):
        assert cells(tmp_path, f'{HEADER}1\t"Yes, no"\tx\r\n', "utf-16") == [(2, ("1", "Yes, no", "x"))]

    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_commas_and_semicolons_part_cells_too(self, delimiter: str, tmp_path: Path):
        text = f'{HEADER}1\t"a{delimiter}""b""\nc"\tx\n2\td\te\n'.replace("\t", delimiter)
        assert cells(tmp_path, text) == [(2, ("1", f'a{delimiter}"b"\nc', "x")), (4, ("2", "d", "e"))]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_line_end_will_do(self, end: str, tmp_path: Path):
        assert cells(tmp_path, f"{HEADER}1\ta\tb\n2\tc\td".replace("\n", end)) == [
            (2, ("1", "a", "b")), (3, ("2", "c", "d")),
        ]  # fmt: skip

    def test_a_quote_that_is_never_closed_does_not_swallow_what_follows(self, tmp_path: Path):
        text = f'{HEADER}1\ta\t"open\n2\tb\tc\n3\td\t"open again'
        assert cells(tmp_path, text) == [
            (2, ("1", "a", '"open\n'.rstrip())), (3, ("2", "b", "c")), (4, ("3", "d", '"open again')),
        ]  # fmt: skip

    def test_a_cell_too_long_for_commas_is_refused_with_the_way_out(self, tmp_path: Path):
        with pytest.raises(
            ReviewError, match=r"a cell of more than 131,072 characters; save the table with tabs instead"
        ):
            cells(tmp_path, f"id,en\n1,{'x' * 140_000}\n")
        assert cells(tmp_path, f"{HEADER}1\t{'x' * 140_000}\t\n")

    def test_in_a_comma_separated_file_it_is_refused(self, tmp_path: Path):
        with pytest.raises(ReviewError, match="not closed"):
            cells(tmp_path, 'id,en,comment\n1,"open,b\n2,c,d\n')


@given(st.text(st.characters(exclude_categories=())))
@example("\\&x")
@example("&1")
@example("\\")
@example("\ud800")
def test_any_text_is_one_cell_that_no_program_runs_and_comes_back(text: str):
    cell = encode_cell(text)
    assert decode_cell(cell) == text
    assert len(cell.splitlines()) <= 1 and "\t" not in cell and "\0" not in cell
    assert not cell.startswith((*FORMULA, *QUOTES)) and cell == cell.strip()


@given(st.text(st.sampled_from('"\t\n\r,;a')))
def test_any_bytes_are_rows_or_one_clear_error(tmp_path_factory: pytest.TempPathFactory, text: str):
    folder = tmp_path_factory.getbasetemp()
    try:
        found = cells(folder, f"{HEADER}{text}")
    except ReviewError:
        return
    lines = [line for line, _ in found]
    assert lines == sorted(set(lines)) and all(line > 1 for line in lines)
