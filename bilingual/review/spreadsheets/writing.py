"""Rows of a review table → a spreadsheet, one pass, memory that does not grow with the rows."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from bilingual.review.spreadsheets.ods_writing import write_ods
from bilingual.review.spreadsheets.xlsx_writing import write_xlsx

WRITERS = {"xlsx": write_xlsx, "ods": write_ods}


def write_sheet(kind: str, stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table with these columns as a spreadsheet and return how many rows it has without the header.

    Raises UsageError where a library is missing, or there are more rows than a sheet has room for.
    """
    return WRITERS[kind](stream, columns, rows)
