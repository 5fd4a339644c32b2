"""Rows → `.xlsx`. XlsxWriter writes a row to a temporary file when the next begins; openpyxl keeps every string."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from bilingual.errors import UsageError
from bilingual.review.spreadsheets.kinds import INSTALL_REVIEW
from bilingual.review.spreadsheets.layout import (
    CHOICES,
    COLOURS,
    NAME,
    SCORE,
    Column,
    columns_of_sheet,
    cut,
    rows_of_sheet,
)

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
ALLOWED = {"autofilter": True, "sort": True, "format_cells": True, "format_columns": True, "format_rows": True}
POINTS_A_LINE, MOST_LINES = 15, 27  # a row is 409 points high at most
WRITTEN = datetime(2000, 1, 1)  # the same rows give the same bytes


def write_xlsx(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write the sheet and return how many rows it has. Raises UsageError without XlsxWriter."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UsageError(f".xlsx files are written with XlsxWriter; run: {INSTALL_REVIEW}") from error
    with Workbook(stream, OPTIONS) as book:
        book.set_properties({"created": WRITTEN})
        sheet, found = book.add_worksheet(NAME), columns_of_sheet(columns)
        formats = _formats(book)
        for place, column in enumerate(found):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, formats["header"])
        count = 0
        for count, values in enumerate(rows_of_sheet(rows), 1):
            _write_row(sheet, count, found, values, formats)
        _furnish(book, sheet, count, found)
    return count


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - XlsxWriter is imported on use
    return {
        "header": book.add_format({**TEXT, "bold": True, "bottom": 1}),
        "locked": book.add_format({**TEXT, "font_color": "#404040"}),
        "open": book.add_format({**TEXT, "locked": False}),
        "number": book.add_format({**TEXT, "num_format": "0.000", "font_color": "#404040"}),
    }


def _write_row(sheet: Any, number: int, columns: list[Column], values: Sequence[str], formats: dict[str, Any]) -> None:  # noqa: ANN401
    sheet.set_row(number, _height(columns, values))
    for place, column in enumerate(columns):
        value = values[column.place]
        if column.name == SCORE:
            sheet.write_number(number, place, float(value), formats["number"])
        elif value:
            sheet.write_string(number, place, cut(value), formats["open" if column.is_open else "locked"])
        else:
            sheet.write_blank(number, place, None, formats["open" if column.is_open else "locked"])


def _height(columns: list[Column], values: Sequence[str]) -> float:
    """Return room for the longest text of a row in points; programs do not make it themselves when they open a file."""
    lines = max(len(values[column.place]) // column.width + 1 for column in columns)
    return POINTS_A_LINE * min(lines, MOST_LINES)


def _furnish(book: Any, sheet: Any, count: int, columns: list[Column]) -> None:  # noqa: ANN401
    last = max(count, 1)
    place = next(place for place, column in enumerate(columns) if column.name == "status")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.protect("", ALLOWED)
    sheet.data_validation(1, place, last, place, {"validate": "list", "source": list(CHOICES)})
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
    for status, colour in COLOURS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{status}"'}
        sheet.conditional_format(1, place, last, place, {**rule, "format": book.add_format({"bg_color": f"#{colour}"})})
