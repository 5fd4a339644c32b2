"""The lines of a table of text → its records, by the standard library's csv, each with the line it begins on.

A quotation mark that opens a cell and is never closed would make one cell of the rest of the file. Here that is an
error of its line, and reading goes on with the next one. Tables with tabs often have no quoted cells at all; in these
such a mark is a character like others.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from bilingual.errors import ArticleError

# More than any book. csv holds four bytes for each character of a cell, and as many again while it grows.
RECORD_CHARACTERS = 16 << 20
# Lines are read again behind a mark that was never closed: so many characters in all, so that time grows with the file.
AGAIN_CHARACTERS = 4 * RECORD_CHARACTERS


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line it begins on, counted from 1, and its cells."""

    line: int
    cells: list[str]


@dataclass(slots=True, kw_only=True)
class _Lines:
    """Lines that can be given back, while the budget lasts. `held` are those of the record at work but its first."""

    source: Iterator[str]
    number: int
    held: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)  # the next one last
    size: int = 0
    budget: int = AGAIN_CHARACTERS

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.returned.pop() if self.returned else next(self.source)
        self.number += 1
        self.held.append(line)
        self.size += len(line)
        if self.size > 2 * RECORD_CHARACTERS:
            raise csv.Error(f"it goes on for more than {RECORD_CHARACTERS:,} characters")
        return line

    def begin(self) -> str | None:
        """Return the first line of the next record, None at the end."""
        self.size = 0
        line = next(self, None)
        self.held.clear()
        return line

    def give_back(self) -> bool:
        """Return the lines behind the record's first; say whether the budget allows it."""
        self.number -= len(self.held)
        self.budget -= sum(map(len, self.held))
        self.returned.extend(reversed(self.held))
        self.held.clear()
        return self.budget >= 0


def read_records(
    source: Iterator[str], delimiter: str, *, quotes: bool, line: int, shown: str
) -> Iterator[Record | ArticleError]:
    """Yield the records of lines, blank ones too, and for one that is at fault the error that names its line.

    With `quotes` cells between quotation marks are always quoted, in a table with tabs too. `line` is the number of the
    lines before. Raises ArticleError, `shown` first, where nothing more can be read.
    """
    lines = _Lines(source=source, number=line)
    while (first := lines.begin()) is not None:
        number = lines.number
        if delimiter == "\t" and not quotes and _is_plain(first):
            yield Record(number, _split(first))
            continue
        try:
            yield Record(number, _read_quoted(first, lines, delimiter, quotes))
        except csv.Error as error:
            where, end = f"{shown}:{number}", lines.number
            if not lines.give_back():
                raise ArticleError(f"{where}: {_wrong(error, end)}; nothing after it is read") from error
            yield Record(number, _split(first)) if delimiter == "\t" else ArticleError(f"{where}: {_wrong(error, end)}")


def _is_plain(line: str) -> bool:
    """Return whether no cell of a line with tabs needs the quotation marks around it, if there are any."""
    if '"' not in line:
        return True
    opened = [cell for cell in _split(line) if cell.startswith('"')]
    return all(len(cell) > 1 and cell.endswith('"') and '""' not in cell for cell in opened)


def _split(line: str) -> list[str]:
    return line.rstrip("\r\n").split("\t")


def _read_quoted(first: str, lines: _Lines, delimiter: str, quotes: bool) -> list[str]:
    with _wide_cells():
        cells = next(csv.reader(chain([first], lines), delimiter=delimiter, strict=True))
    if delimiter == "\t" and not quotes and any("\t" in cell and ("\n" in cell or "\r" in cell) for cell in cells):
        raise csv.Error("a cell with line breaks holds a tab")  # several rows: the mark that opens it is a character
    return cells


@contextmanager
def _wide_cells() -> Iterator[None]:
    """Let csv take long cells: its bound is one for all that use it, so it is put back."""
    before = csv.field_size_limit(4 * RECORD_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _wrong(error: csv.Error, line: int) -> str:
    return (
        f"a quoted cell does not end as one should (line {line:,}: {error}); within a cell a quotation mark is written "
        "twice"
    )
