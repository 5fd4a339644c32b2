"""The elements of an OpenDocument spreadsheet, as a parser meets them → its rows that are not empty."""

import re
from pathlib import Path
from xml.parsers import expat

from bilingual.errors import ReviewError
from bilingual.review.spreadsheets.cells import (
    DATE,
    FORMULA,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    NUMBER,
    TIME,
    TRUTH,
    Cell,
    number_text,
)

NumberedRow = tuple[int, int, list[Cell]]
"""The number of the sheet, that of the row in it, and its cells."""

URN = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = (f"{URN}{name}:1.0 " for name in ("table", "office", "text"))
SHEET, ROW, CELLS = f"{TABLE}table", f"{TABLE}table-row", (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
PARAGRAPH, NOTE = f"{TEXT}p", f"{OFFICE}annotation"
KINDS = {
    "float": NUMBER, "percentage": NUMBER, "currency": NUMBER, "date": DATE, "time": TIME, "boolean": TRUTH,
}  # fmt: skip
VALUES = {NUMBER: f"{OFFICE}value", DATE: f"{OFFICE}date-value", TRUTH: f"{OFFICE}boolean-value"}
# What stands for a blank, tab or line end that is an element: XML cannot hold it, so it is no layout of the file.
STAND_INS = {f"{TEXT}s": "\x00", f"{TEXT}tab": "\x01", f"{TEXT}line-break": "\x02"}
MEANT = {0: " ", 1: "\t", 2: "\n"}
MOST_REPEATS = 2  # of a row with content: the second is refused for its id
_LAYOUT = re.compile(r"[ \t\r\n]+")


class Content:
    """Takes a document piece by piece through its `parser`, and gives the rows that are complete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.buffer_text = True
        self._rows: list[NumberedRow] = []
        self._sheet = self._row = self._notes = self._paragraphs = self._length = 0
        self._repeats = 1
        self._cells: list[Cell] = []
        self._cell: dict[str, str] | None = None
        self._texts: list[list[str]] = []

    def taken(self) -> list[NumberedRow]:
        """Return the rows that were completed since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == NOTE:
            self._notes += 1
        elif self._notes:
            return
        elif name == SHEET:
            self._sheet, self._row = self._sheet + 1, 0
        elif name == ROW:
            self._cells, self._repeats = [], _count(attributes, f"{TABLE}number-rows-repeated")
        elif name in CELLS:
            self._cell, self._texts, self._length = attributes, [], 0
        elif name == PARAGRAPH and self._cell is not None:
            self._paragraphs += 1
            self._texts.append([])
        elif name in STAND_INS:
            self._characters(STAND_INS[name] * min(_count(attributes, f"{TEXT}c"), MOST_CHARACTERS))

    def _characters(self, text: str) -> None:
        if self._paragraphs and not self._notes and self._texts:
            self._length += len(text)
            if self._length > MOST_CHARACTERS:
                line = self._row + 1
                raise ReviewError(f"{self._path}: row {line} has a cell of more than {MOST_CHARACTERS:,} characters")
            self._texts[-1].append(text)

    def _end(self, name: str) -> None:
        if name == NOTE:
            self._notes -= 1
        elif self._notes:
            return
        elif name == PARAGRAPH and self._paragraphs:
            self._paragraphs -= 1
        elif name in CELLS and self._cell is not None:
            repeats = _count(self._cell, f"{TABLE}number-columns-repeated")
            room = min(repeats, MOST_COLUMNS - len(self._cells))
            self._cells += [self._value(self._cell)] * room
            self._cell = None
        elif name == ROW:
            self._finish_row()

    def _finish_row(self) -> None:
        if any(cell.text for cell in self._cells):
            self._rows += [
                (self._sheet, self._row + number, self._cells)
                for number in range(1, min(self._repeats, MOST_REPEATS) + 1)
            ]
        self._row += self._repeats

    def _value(self, attributes: dict[str, str]) -> Cell:
        shown = "\n".join(map(_meant, self._texts)) or attributes.get(f"{OFFICE}string-value", "")
        kind = KINDS.get(attributes.get(f"{OFFICE}value-type", ""), "")
        text = attributes.get(VALUES.get(kind, ""), shown)
        if kind == NUMBER:
            text = _number(text)
        return Cell(text, FORMULA if f"{TABLE}formula" in attributes else kind)


def _meant(pieces: list[str]) -> str:
    """Return the text of a paragraph: blanks in a row are one, but for those that are elements."""
    return _LAYOUT.sub(" ", "".join(pieces)).strip(" ").translate(MEANT)


def _number(text: str) -> str:
    try:
        return number_text(float(text))
    except (ValueError, OverflowError):
        return text


def _count(attributes: dict[str, str], name: str) -> int:
    """Return how often something is repeated: 1 where nothing says so."""
    found = attributes.get(name, "1")
    return max(1, int(found)) if found.isascii() and found.isdigit() and len(found) < 10 else 1
