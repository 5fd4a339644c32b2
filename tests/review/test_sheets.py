"""Spreadsheets without a spreadsheet program: what is written, and that every text comes back from it."""

import io
import tracemalloc
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.dataset.review_table import COLUMNS
from bilingual.review import apply_review, plan_review
from bilingual.review.opening import read_table
from bilingual.review.spreadsheets import write_sheet
from tests.conftest import Run
from tests.hostile_texts import HOSTILE, drawn_texts
from tests.review.sheets import KINDS, TEXTS, as_xlsx, book, exported, texts_of, values
from tests.review.tables import pair_at


@pytest.mark.parametrize("kind", KINDS)
class TestWriting:
    @pytest.mark.slow
    def test_hostile_texts_come_back(self, kind: str, tmp_path: Path):
        texts = [*HOSTILE, *drawn_texts(300)]
        assert texts_of(book(kind, texts, tmp_path)) == [(text,) * 3 for text in texts]

    def test_the_same_rows_give_the_same_bytes(self, kind: str, tmp_path: Path):
        assert book(kind, ["un"], tmp_path).read_bytes() == book(kind, ["un"], tmp_path).read_bytes()

    def test_a_text_longer_than_a_cell_is_the_pairs_own(self, kind: str, copy: Path, tmp_path: Path):
        texts = ["é" * 40_000, "😀" * 20_000]
        for whole, (found, *_) in zip(texts, texts_of(book(kind, texts, tmp_path)), strict=True):
            assert whole.startswith(found) and len(found.encode("utf-16-le")) >= 2 * 32_766

    @pytest.mark.slow
    def test_four_times_the_rows_take_no_more_memory_but_for_their_heights(self, kind: str, tmp_path: Path):
        peaks = []
        for count in (100, 1_500, 6_000):  # the first time, libraries are loaded
            rows = (values(number, f"Le texte numéro {number}.") for number in range(count))
            tracemalloc.start()
            with (tmp_path / f"grown.{kind}").open("wb") as stream:
                write_sheet(kind, stream, COLUMNS, rows)
            if kind == "ods":  # openpyxl keeps an empty element of each row that it has read
                assert sum(1 for _ in read_table(tmp_path / "grown.ods")) == count + 1
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        heights = 4_500 * 400 if kind == "xlsx" else 0  # bytes; XlsxWriter keeps the height of each row to the end
        assert peaks[2] < 1.25 * peaks[1] + heights, f"{peaks} bytes"

    @pytest.mark.slow
    def test_the_dataset_comes_back_without_a_change(self, kind: str, dataset: Path, tmp_path: Path):
        plan = plan_review([exported(kind, dataset, tmp_path)], dataset)
        assert (plan.problems, dict(plan.changes), plan.notices) == ((), {}, ())

    def test_the_command_writes_it_by_its_ending(self, kind: str, dataset: Path, tmp_path: Path, run: Run):
        told = run("review", "export", dataset, "--out", tmp_path / f"r.{kind.upper()}", "--sample", 12)
        assert told.returncode == 0 and "12 pairs" in told.stderr
        assert (tmp_path / f"r.{kind.upper()}").read_bytes() == exported(kind, dataset, tmp_path, 12).read_bytes()


def test_the_workbook_guides_the_reviewer(sheet: Path):
    from openpyxl import load_workbook

    found = load_workbook(sheet).active
    assert [cell.value for cell in found[1]][:7] == ["status", "fr", "en", "comment", "before", "after", "title"]
    assert found.freeze_panes == "A2" and found.auto_filter.ref == found.dimensions
    (choice,) = found.data_validations.dataValidation
    assert choice.formula1 == '"machine,accepted,edited,rejected,reset"' and str(choice.sqref).startswith("A2:")
    assert found.protection.sheet and found.protection.password is None
    assert [cell.value for cell in found[1] if not found.cell(2, cell.column).protection.locked] == [
        "status",
        "en",
        "comment",
    ]
    assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for cell in found[2])
    assert all(cell.data_type != "f" and (cell.column_letter == "I" or cell.number_format == "@") for cell in found[2])
    assert len(found.conditional_formatting) == 1
    for number, row in enumerate(found.iter_rows(min_row=2, max_row=40), 2):  # the longest text has room
        assert found.row_dimensions[number].height >= min(405, 15 * max(len(row[place].value) / 60 for place in (1, 2)))


class TestReading:
    @pytest.mark.slow
    def test_a_verdict_is_applied_whatever_the_order_of_rows_and_columns(self, sheet: Path, copy: Path):
        old = pair_at(copy, 5)

        def change(found) -> None:
            found.cell(6, 1).value, found.cell(6, 3).value = "edited", "- Corrected, he said."
            found.move_range(f"A6:{found.cell(6, found.max_column).coordinate}", rows=500)

        apply_review([as_xlsx(sheet, change)], copy)
        assert (pair_at(copy, 5).status, pair_at(copy, 5).en, pair_at(copy, 5).machine_en) == (
            "edited", "- Corrected, he said.", old.en,
        )  # fmt: skip

    def test_problems_name_the_sheets_row(self, sheet: Path, copy: Path):
        def change(found) -> None:
            found.insert_rows(3, 4)  # empty ones
            found.cell(10, 1).value = "ok"

        (problem,) = plan_review([as_xlsx(sheet, change)], copy).problems
        assert str(problem).startswith(f"{sheet}, line 10: unknown status 'ok'")

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (date(2024, 1, 2), "the English is a date, '2024-01-02'"),
            (time(9, 30), "the English is a time, '09:30:00'"),
            (1300, "the English is a number, '1300'"),
            (0.5, "the English is a number, '0.5'"),
            (True, "the English is a truth value, 'TRUE'"),
            ("=1+1", "the English is a formula, '=1+1'"),
            ("#NAME?", "ran the English as a formula and left #NAME?"),
        ],
    )
    @pytest.mark.slow
    def test_what_a_program_made_of_a_text_is_noticed(self, value: object, told: str, sheet: Path, copy: Path):
        def change(found) -> None:
            found.cell(6, 1).value = "edited"
            found.cell(6, 3).value = value

        (problem,) = plan_review([as_xlsx(sheet, change)], copy).problems
        assert (problem.line, told in problem.text) == (6, True), problem.text

    @pytest.mark.slow
    def test_the_table_may_be_any_sheet_and_have_columns_of_ones_own(self, sheet: Path, copy: Path):
        def change(found) -> None:
            found.cell(6, 1).value = "accepted"
            found.cell(1, found.max_column + 1).value = "my notes"
            found.cell(6, found.max_column).value = 7
            found.parent.create_sheet("notes", 0)["A1"] = "read me"

        assert len(plan_review([as_xlsx(sheet, change)], copy).changes) == 1

    def test_a_workbook_without_the_table_says_so(self, sheet: Path, copy: Path):
        (problem,) = plan_review([as_xlsx(sheet, lambda found: found.delete_rows(1))], copy).problems
        assert "no column `id`" in problem.text

    @pytest.mark.slow
    @pytest.mark.parametrize("engine", ["openpyxl", "xlsxwriter"])
    def test_pandas_with_its_defaults(self, engine: str, tmp_path: Path):
        import pandas as pd

        path = book("xlsx", list(HOSTILE), tmp_path)
        pd.read_excel(path).to_excel(tmp_path / "back.xlsx", index=False, engine=engine)
        assert texts_of(tmp_path / "back.xlsx") == [(text[:32_767],) * 3 for text in HOSTILE]

    @pytest.mark.slow
    def test_a_verdict_given_in_pandas(self, sheet: Path, copy: Path):
        import pandas as pd

        frame = pd.read_excel(sheet)
        frame.loc[4, "status"] = "rejected"
        frame.to_excel(sheet, index=True)
        plan = plan_review([sheet], copy)
        assert (plan.problems, [change.new.status for change in plan.changes.values()]) == ((), ["rejected"])


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8))
@example(["=1", "-1", "'", "  a  b ", "_x0041_", "\x00\r\n\t", "None", "]]>", "\ufffe", "<a>&amp;"])
def test_any_text_survives_both(tmp_path_factory: pytest.TempPathFactory, texts: list[str]):
    for kind in KINDS:
        assert texts_of(book(kind, texts, tmp_path_factory.getbasetemp())) == [(text,) * 3 for text in texts]


def test_more_rows_than_a_sheet_has_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from bilingual.errors import UsageError
    from bilingual.review.spreadsheets import layout

    monkeypatch.setattr(layout, "MOST_ROWS", 3)
    for kind in KINDS:
        write_sheet(kind, io.BytesIO(), COLUMNS, [values(number, "a") for number in range(2)])
        with pytest.raises(UsageError, match="no more than 3 rows"):
            write_sheet(kind, io.BytesIO(), COLUMNS, [values(number, "a") for number in range(3)])


def test_pairs_are_those_of_the_dataset(sheet: Path, copy: Path):
    header, *records = read_table(sheet)
    place = header.cells.index("id")
    assert [record.cells[place].lstrip("\\") for record in records] == [pair.id for pair in read_pairs(copy)]
