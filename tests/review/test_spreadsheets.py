"""The review table through real programs: LibreOffice, pandas and what Excel does; every text comes back exactly."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.dataset.cells import decode_cell, encode_cell
from bilingual.dataset.review_table import COLUMNS
from bilingual.review import ApplyOptions, apply_review, plan_review
from bilingual.review.delimited import read_records
from tests.hostile_texts import BEGINNINGS, HOSTILE, drawn_texts
from tests.review.test_sheets import book, exported
from tests.review.test_sheets import texts_of as sheet_texts
from tests.spreadsheets import SOFFICE, as_excel_saves, convert

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# What any text may begin with, so that the dangerous beginnings come up often.
STARTS = st.sampled_from(BEGINNINGS)
ALL = (*HOSTILE, *drawn_texts(600))
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice: apt install libreoffice-calc")


def table_of(texts: Iterable[str]) -> str:
    """A table with the columns of `pairs.tsv` and each text as French, English and comment."""
    lines = ["\t".join(COLUMNS)]
    for number, text in enumerate(texts):
        cell = encode_cell(text)
        texts = (cell, cell, cell, "", "-0.500", cell, "sentence", cell, cell, cell)
        lines.append("\t".join((f"{number:015x}a", "machine", *texts)))
    return "\ufeff" + "".join(f"{line}\n" for line in lines)


def texts_of(path: Path) -> list[tuple[str, ...]]:
    """The French, English and comment of each line, from whatever order the columns have."""
    header, *records = read_records(path)
    places = [header.cells.index(name) for name in ("fr", "en", "comment")]
    return [tuple(decode_cell(record.cells[place]) for place in places) for record in records]


def saved(content: str | bytes, folder: Path) -> Path:
    path = folder / "table.tsv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def converted(request: pytest.FixtureRequest, dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A hostile table, the dataset's own and one without a guard: as a workbook each, then as a table again."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "hostile.tsv").write_text(table_of(ALL), encoding="utf-8", newline="")
    (folder / "pairs.tsv").write_bytes((dataset / "pairs.tsv").read_bytes())
    profile = tmp_path_factory.getbasetemp() / "libreoffice"
    (folder / "unguarded.tsv").write_text("a\tb\n=1+1\t1e5\n", encoding="utf-8")
    tables = [folder / f"{name}.tsv" for name in ("hostile", "pairs", "unguarded")]
    books = convert(tables, request.param, folder / "there", profile)
    return [*books, *convert(books, "tsv", folder / "back", profile)]


@needs_libreoffice
class TestLibreOffice:
    def test_every_hostile_text_comes_back(self, converted: list[Path]):
        assert texts_of(converted[3]) == [(text,) * 3 for text in ALL]

    def test_no_cell_is_run_or_converted(self, converted: list[Path]):
        """In the workbook every text is a string: no formula, number, date, truth value or error."""
        book = zipfile.ZipFile(converted[0])
        if converted[0].suffix == ".xlsx":
            cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(f".//{SHEET}c")
            texts = [cell for cell in cells if re.match("[CDEH]", cell.get("r"))]
            assert len(texts) >= 4 * sum(map(bool, ALL)) and all(cell.get("t") == "s" for cell in texts)
            assert all(cell.find(f"{SHEET}f") is None for cell in cells)
        else:
            content = book.read("content.xml").decode()
            assert "table:formula" not in content
            assert not re.findall(r'office:value-type="(?!string|float)', content)
            assert content.count('office:value-type="float"') <= len(ALL)  # the column of scores

    def test_a_cell_without_a_guard_is_run_and_converted(self, converted: list[Path]):
        """So the tests above are of a LibreOffice that does such things."""
        assert converted[5].read_text(encoding="utf-8-sig") == "a\tb\n2\t100000\n"

    def test_the_dataset_s_table_comes_back_without_a_change(self, dataset: Path, converted: list[Path]):
        plan = plan_review([converted[4]], dataset)
        assert (plan.problems, plan.changes, plan.notices) == ((), {}, ())

    def test_a_verdict_given_there_is_applied(self, dataset: Path, converted: list[Path], tmp_path: Path):
        lines = converted[4].read_text(encoding="utf-8-sig").splitlines(keepends=True)
        wanted = next(pair for pair in read_pairs(dataset) if pair.kind == "sentence")
        place = next(number for number, line in enumerate(lines) if wanted.id in line)
        cells = lines[place].split("\t")
        cells[1], cells[3] = "edited", encode_cell("- Corrected, he said.")
        lines[place] = "\t".join(cells)
        (tmp_path / "edited.tsv").write_text("".join(lines), encoding="utf-8", newline="")
        apply_review([tmp_path / "edited.tsv"], dataset, ApplyOptions(out=tmp_path / "next"))
        edited = [pair for pair in read_pairs(tmp_path / "next") if pair.status != "machine"]
        assert [(pair.id, pair.en, pair.machine_en) for pair in edited] == [
            (wanted.id, "- Corrected, he said.", wanted.en)
        ]


@pytest.fixture(scope="module")
def sheets(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Spreadsheets of hostile texts and of the dataset, as LibreOffice saves them: each kind as itself and as the other."""
    folder = tmp_path_factory.mktemp("sheets")
    profile, saved = tmp_path_factory.getbasetemp() / "libreoffice", dict[str, list[Path]]()
    for kind in ("xlsx", "ods"):
        books = [book(kind, list(ALL), folder), exported(kind, dataset, folder)]
        for other in ("xlsx", "ods"):
            saved[f"{kind} as {other}"] = convert(books, other, folder / f"{kind}-{other}", profile)
    return saved


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("how", ["xlsx as xlsx", "xlsx as ods", "ods as xlsx", "ods as ods"])
class TestSheetsInLibreOffice:
    def test_every_hostile_text_comes_back(self, how: str, sheets: dict[str, list[Path]]):
        assert sheet_texts(sheets[how][0]) == [(text[:32_767],) * 3 for text in ALL]

    def test_the_dataset_comes_back_without_a_change(self, how: str, sheets: dict[str, list[Path]], dataset: Path):
        plan = plan_review([sheets[how][1]], dataset)
        assert (plan.problems, dict(plan.changes), plan.notices) == ((), {}, ())

    def test_what_guides_the_reviewer_is_understood(self, how: str, sheets: dict[str, list[Path]]):
        if how.endswith("ods"):
            content = zipfile.ZipFile(sheets[how][1]).read("content.xml").decode()
            assert "cell-content-is-in-list(&quot;machine&quot;;" in content and 'table:protected="true"' in content
            assert "table:display-filter-buttons" in content and 'style:cell-protect="none"' in content
        else:
            content = zipfile.ZipFile(sheets[how][1]).read("xl/worksheets/sheet1.xml").decode()
            assert "machine,accepted,edited,rejected,reset" in content and "<sheetProtection" in content
            assert "<autoFilter" in content and content.count("<cfRule") == 4


@pytest.mark.parametrize("separator", ["\t", ","])
def test_pandas_with_its_defaults_gives_every_text_back(separator: str, tmp_path: Path):
    import pandas as pd

    pd.read_csv(saved(table_of(HOSTILE), tmp_path), sep="\t").to_csv(tmp_path / "back.tsv", sep=separator, index=False)
    assert texts_of(tmp_path / "back.tsv") == [(text,) * 3 for text in HOSTILE]


class TestRewriting:
    """What Excel, editors and scripts do to a table, one at a time."""

    def test_excel_unicode_text(self, tmp_path: Path):
        assert texts_of(saved(as_excel_saves(table_of(HOSTILE)), tmp_path)) == [(text,) * 3 for text in HOSTILE]

    def test_utf_16_without_a_mark_and_big_endian(self, tmp_path: Path):
        for encoding in ("utf-16-le", "utf-16-be"):
            content = table_of(HOSTILE).removeprefix("\ufeff").encode(encoding)
            assert texts_of(saved(content, tmp_path)) == [(text,) * 3 for text in HOSTILE]

    def test_the_mark_is_lost_and_line_ends_are_those_of_windows(self, tmp_path: Path):
        content = table_of(HOSTILE).removeprefix("\ufeff").replace("\n", "\r\n")
        assert texts_of(saved(content, tmp_path)) == [(text,) * 3 for text in HOSTILE]

    @pytest.mark.parametrize("separator", ["\t", ",", ";"])
    @pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    def test_quotes_are_added_and_columns_reordered(self, separator: str, quoting: int, tmp_path: Path):
        rows = [line.split("\t") for line in table_of(HOSTILE).removeprefix("\ufeff").split("\n")[:-1]]
        with (tmp_path / "table.tsv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=separator, quoting=quoting).writerows(row[::-1] for row in rows)
        assert texts_of(tmp_path / "table.tsv") == [(text,) * 3 for text in HOSTILE]

    def test_smart_quotes_are_no_edit_and_do_not_change_the_french(self, dataset: Path, tmp_path: Path):
        table = (dataset / "pairs.tsv").read_text(encoding="utf-8")
        assert "'" in table and '"' in table
        curly = re.sub(r'"(?=\w)', "“", table).replace('"', "”").replace("'", "’").replace("...", "…")
        plan = plan_review([saved(curly, tmp_path)], dataset)
        assert (plan.problems, plan.changes) == ((), {}) and len(plan.notices) == 1


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(lambda start, text: start + text, STARTS, TEXTS), min_size=1, max_size=8))
@example(["=1", "+1", "-1", "@a", "'", '"', "\t", "NA", "null", "1e5", "00123", "\u200f\u202e", "\x00"])
@example(['"', '"a"', '""', "a\n", "\\"])
def test_any_text_comes_back_from_any_rewriting(tmp_path_factory: pytest.TempPathFactory, texts: list[str]):
    import pandas as pd

    folder, table = tmp_path_factory.getbasetemp(), table_of(texts)
    by_pandas = io.StringIO()
    pd.read_csv(io.StringIO(table), sep="\t").to_csv(by_pandas, sep="\t", index=False, lineterminator="\r\n")
    assert len(table.splitlines()) == len(texts) + 1
    for content in (table, table.replace("\n", "\r\n"), as_excel_saves(table), by_pandas.getvalue()):
        assert texts_of(saved(content, folder)) == [(text,) * 3 for text in texts]
