"""A spreadsheet, whichever program saved it last → the records of its review table, with the sheet's row numbers."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from bilingual.review.columns import REQUIRED
from bilingual.review.delimited import Record
from bilingual.review.spreadsheets.cells import Cell, Sheet
from bilingual.review.spreadsheets.ods_reading import read_ods
from bilingual.review.spreadsheets.xlsx_reading import read_xlsx

READERS = {"xlsx": read_xlsx, "ods": read_ods}


def read_sheet(path: Path, kind: str) -> Iterator[Record]:
    """Yield the rows of the first sheet that has a review table's columns, the header first; else the first header.

    Raises ReviewError for a file that is damaged or hostile, UsageError where a library is missing.
    """
    first: Record | None = None
    for sheet in READERS[kind](path):
        header = _header(sheet)
        if set(REQUIRED) <= {name.strip().casefold() for name in header.cells}:
            yield header
            yield from _records(sheet, len(header.cells))
            return
        first = first or header
    if first:
        yield first


def _header(sheet: Sheet) -> Record:
    number, cells = next(iter(sheet), (1, list[Cell]()))
    names = [cell.text for cell in cells]
    while names and not names[-1].strip():
        names.pop()
    return _record(number, [Cell(name) for name in names])


def _records(sheet: Iterable[tuple[int, list[Cell]]], width: int) -> Iterator[Record]:
    for number, cells in sheet:
        yield _record(number, list(chain(cells[:width], [Cell("")] * (width - len(cells)))))


def _record(number: int, cells: list[Cell]) -> Record:
    kinds = tuple((place, cell.kind) for place, cell in enumerate(cells) if cell.kind)
    return Record(number, tuple(cell.text for cell in cells), True, kinds)
