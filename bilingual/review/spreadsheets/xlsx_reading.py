"""`.xlsx` → sheets of cells, by openpyxl, one row at a time; strings that cells share are kept in memory."""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from bilingual.errors import ReviewError, UsageError
from bilingual.files.opening import open_regular
from bilingual.review.delimited import ADVICE, INSTEAD
from bilingual.review.spreadsheets.cells import (
    DATE,
    FORMULA,
    MOST_COLUMNS,
    NUMBER,
    TIME,
    TRUTH,
    Cell,
    Sheet,
    number_text,
)
from bilingual.review.spreadsheets.kinds import INSTALL_REVIEW, open_archive, refuse_entities

AT_ONCE = 1_000
# What openpyxl raises for parts that are missing, cut off or not what they say.
_DAMAGED = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, RuntimeError, NotImplementedError,
    EOFError, OSError, BadZipFile, zlib.error, ParseError,
)  # fmt: skip


def read_xlsx(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a workbook; each must be read before the next. Formulas and macros are not run.

    Raises ReviewError for a file that is damaged or hostile, UsageError without openpyxl.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UsageError(f"{path}: .xlsx files are read with openpyxl; run: {INSTALL_REVIEW}") from error
    with open_archive(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                refuse_entities(archive, name, path)
    with open_regular(path, INSTEAD) as stream, _intact(path):
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(stream, read_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield _rows(sheet, path)
        book.close()


@contextmanager
def _intact(path: Path) -> Iterator[None]:
    """Raise ReviewError for what openpyxl raises, which looks at nothing before it uses it."""
    try:
        yield
    except _DAMAGED as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise ReviewError(f"{path}: damaged: {what}; save it again, or {ADVICE}") from error


def _rows(sheet: Any, path: Path) -> Sheet:  # noqa: ANN401 - openpyxl is imported on use
    sheet.reset_dimensions()  # a file may say anything of its size
    rows = enumerate(sheet.iter_rows(), 1)
    while batch := _some(rows, path):
        for number, row in batch:
            if any(cell.value is not None for cell in row):
                yield number, [_cell(cell) for cell in row[:MOST_COLUMNS]]


def _some(rows: Iterator[tuple[int, Any]], path: Path) -> list[tuple[int, Any]]:
    with _intact(path), warnings.catch_warnings(action="ignore"):  # of what openpyxl would not write back
        return list(islice(rows, AT_ONCE))


def _cell(cell: Any) -> Cell:  # noqa: ANN401
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value)), FORMULA)
    match value:
        case str():
            return Cell(value)
        case bool():
            return Cell(str(value).upper(), TRUTH)
        case int() | float():
            return Cell(number_text(value), NUMBER)
        case datetime() | date():
            return Cell(value.isoformat().removesuffix("T00:00:00"), DATE)
        case time() | timedelta():
            return Cell(str(value), TIME)
    return Cell(str(value), FORMULA)
