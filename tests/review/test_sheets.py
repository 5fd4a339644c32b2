"""Spreadsheets without a spreadsheet program: what is written, and that every text comes back from it."""

import io
import random
import tracemalloc
import zipfile
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.dataset.cells import decode_cell
from bilingual.dataset.review_table import COLUMNS
from bilingual.review import apply_review, columns_of, plan_review, review_rows
from bilingual.review.opening import read_table
from bilingual.review.spreadsheets import write_sheet
from tests.conftest import Run
from tests.hostile_texts import HOSTILE, drawn_texts
from tests.review.tables import pair_at

KINDS = ("xlsx", "ods")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def values(number: int, text: str) -> tuple[str, ...]:
    return (f"{number:015x}a", "machine", text, text, text, "", "-0.500", text, "sentence", text, text, text)


def book(kind: str, texts: list[str], folder: Path) -> Path:
    path = folder / f"book.{kind}"
    with path.open("wb") as stream:
        write_sheet(kind, stream, COLUMNS, [values(*item) for item in enumerate(texts)])
    return path


def texts_of(path: Path) -> list[tuple[str, ...]]:
    """The French, English and comment of each row, from whatever order the columns have."""
    header, *records = read_table(path)
    places = [header.cells.index(name) for name in ("fr", "en", "comment")]
    return [tuple(decode_cell(record.cells[place]) for place in places) for record in records]


def exported(kind: str, dataset: Path, folder: Path, sample: int | None = None) -> Path:
    path = folder / f"review.{kind}"
    with path.open("wb") as stream:
        write_sheet(kind, stream, columns_of(sample), review_rows(dataset, sample))
    return path


def as_xlsx(path: Path, change) -> Path:
    """The workbook as openpyxl saves it after a change of its sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    change(book.active)
    book.save(path)
    return path


@pytest.fixture
def sheet(copy: Path, tmp_path: Path) -> Path:
    return exported("xlsx", copy, tmp_path)


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


def rewritten(path: Path, **parts: bytes) -> Path:
    """The archive with other contents of some parts, `__` for a slash and `_` for a dot in their names."""
    changed = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (kept | changed).items():
            new.writestr(name, data)
    return path


BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;">]><b>&c;</b>'
ROW = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}" office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>'


def with_rows(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    return rewritten(path, content_xml=content.replace("</table:table>", f"{rows}</table:table>").encode())


class TestHostileFiles:
    def refused(self, path: Path, copy: Path, run: Run) -> str:
        told = run("review", "apply", path, copy)
        assert told.returncode in (1, 2) and not told.stdout and len(told.stderr.splitlines()) == 1, told.stderr
        assert str(path) in told.stderr and "Traceback" not in told.stderr
        return told.stderr

    @pytest.mark.slow
    def test_an_entity_bomb(self, copy: Path, tmp_path: Path, run: Run):
        found = rewritten(exported("ods", copy, tmp_path), content_xml=BOMB)
        assert "content.xml declares a document type" in self.refused(found, copy, run)
        found = rewritten(exported("xlsx", copy, tmp_path), xl__worksheets__sheet1_xml=BOMB)
        assert "declares a document type" in self.refused(found, copy, run)

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_zip_bomb(self, kind: str, copy: Path, tmp_path: Path, run: Run):
        path = exported(kind, copy, tmp_path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb", "w") as part:
            for _ in range(300):
                part.write(bytes(1 << 20))
        assert "more than 400 times its size" in self.refused(path, copy, run)

    @pytest.mark.slow
    def test_a_cell_that_is_repeated_blanks(self, copy: Path, tmp_path: Path, run: Run):
        blanks = '<text:s text:c="1000000"/>' * 50
        path = with_rows(exported("ods", copy, tmp_path), ROW.format(1, 1, blanks))
        assert "a cell of more than 1,048,576 characters" in self.refused(path, copy, run)

    def test_rows_and_columns_without_end_take_no_time(self, copy: Path, tmp_path: Path):
        rows = ROW.format(1_000_000, 16_384, "") + ROW.format(999_999, 16_384, "x")
        plan = plan_review([with_rows(exported("ods", copy, tmp_path), rows)], copy)
        assert 1 <= plan.problem_count <= 2

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", KINDS)
    def test_any_byte_wrong_or_missing_is_one_line(self, kind: str, copy: Path, tmp_path: Path):
        from bilingual.errors import BilingualError

        whole, rng = exported(kind, copy, tmp_path).read_bytes(), random.Random(4)
        path, refused = tmp_path / f"broken.{kind}", 0
        for number in range(30):
            data = bytearray(whole)
            if number % 3:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            else:
                del data[rng.randrange(4, len(data)) :]
            path.write_bytes(data)
            try:
                plan_review([path], copy)
            except BilingualError as error:
                refused += 1
                assert str(error).startswith(f"{path}") and "\n" not in str(error)
        assert refused >= 15

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"\xd0\xcf\x11\xe0rest", "an .xls file, or it has a password"),
            (b"PK\x03\x04rest", "not a zip archive"),
        ],
    )
    def test_what_is_none(self, data: bytes, told: str, copy: Path, tmp_path: Path, run: Run):
        (tmp_path / "file.xlsx").write_bytes(data)
        assert told in self.refused(tmp_path / "file.xlsx", copy, run)

    def test_another_archive(self, copy: Path, tmp_path: Path, run: Run):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert "an archive, but no .xlsx or .ods file" in self.refused(tmp_path / "a.xlsx", copy, run)

    @pytest.mark.slow
    def test_without_the_libraries_the_command_names_them(self, copy: Path, sheet: Path, tmp_path: Path, run_new: Run):
        for name in ("openpyxl", "xlsxwriter"):
            (tmp_path / "none" / name).mkdir(parents=True)
            (tmp_path / "none" / name / "__init__.py").write_text("raise ImportError")
        env = {"PYTHONPATH": f"{tmp_path / 'none'}:{Path(__file__).parents[2]}"}
        for arguments in (("apply", sheet, copy), ("export", copy, "--out", tmp_path / "new.xlsx")):
            told = run_new("review", *arguments, env=env)
            assert told.returncode == 2 and 'run: pip install "bilingual[review]"' in told.stderr
            assert len(told.stderr.splitlines()) == 1 and not (tmp_path / "new.xlsx").exists()


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
