"""A delimited table, whoever wrote it last → its records with their line numbers.

Our own table is tab-separated and has no quoted cells. Excel gives it back as UTF-16 with CR LF and quotes around cells
with a comma, LibreOffice and pandas quote cells with a quotation mark, an editor leaves a mark that a person typed
as it is, and any of them may write commas or semicolons instead of tabs.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bilingual.errors import ReviewError
from bilingual.files.opening import open_regular
from bilingual.review.likeness import WINDOWS

ADVICE = "save it as tab-separated or comma-separated text in UTF-8 (in Excel: `Unicode Text` or `CSV UTF-8`)"
INSTEAD = "save the review as a file, for it is read more than once, or name a dataset"
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
# What may follow on the next line in a quoted cell with a line break: no tab before the mark that closes it.
_GOES_ON = re.compile(r'[^\t"]*(?:""[^\t"]*)*(?:"(?=[\t\r\n]|\Z)|[\r\n]|\Z)')
_LINE_END = re.compile(r"(?:\r\n|\r|\n)\Z")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line it begins on, counted from 1, its cells, and whether its line end was there.

    `kinds` are the places of a spreadsheet's cells that are no text, each with what it is: `a number`, `a date`.
    """

    line: int
    cells: tuple[str, ...]
    ended: bool
    kinds: tuple[tuple[int, str], ...] = ()


def read_records(path: Path) -> Iterator[Record]:
    """Yield the rows of a table, the header first.

    Raises UsageError for what is no regular file, ReviewError with the line where it cannot be read.
    """
    encoding = encoding_of(path)
    with io.TextIOWrapper(open_regular(path, INSTEAD), encoding=encoding, newline="") as stream:
        try:
            first = stream.readline()
            lines = chain([first], stream)
            if "\t" in first:
                yield from _tabbed(lines, _style(first, encoding))
            else:
                yield from _comma_separated(lines, ";" if ";" in first else ",")
        except UnicodeDecodeError as error:
            raise ReviewError(f"{path}: {_first_undecodable(path, encoding)}; {ADVICE}") from error
        except csv.Error as error:
            if "field limit" in str(error):
                what = f"a cell of more than {csv.field_size_limit():,} characters; save the table with tabs instead"
            else:
                what = f"a quoted cell is not closed: {error}; the file is cut off or damaged"
            raise ReviewError(f"{path}: {what}") from error


def encoding_of(path: Path) -> str:
    """Return how the text of a file is encoded: UTF-8, UTF-16 or, where it is neither, Windows-1252."""
    with open_regular(path, INSTEAD) as stream:
        start = stream.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if len(start) > 1 and 0 in start[:2]:  # UTF-16 that lost its mark: the header is ASCII
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) or not _is_windows_1252(path) else WINDOWS


def _is_windows_1252(path: Path) -> bool:
    """Return whether more lines of a file with other than ASCII characters are no UTF-8 than are."""
    balance, cut = 0, False
    with open_regular(path, INSTEAD) as stream:
        for line in stream:
            if not line.isascii():
                wrong = _undecodable(line, "utf-8")
                cut = wrong is not None and "unexpected end" in wrong.reason  # no line end: the file is cut off here
                balance += -1 if wrong is None else 1
    return balance > 0 and not (cut and balance == 1)


def _undecodable(line: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None


def _first_undecodable(path: Path, encoding: str) -> str:
    if encoding.startswith("utf-16"):
        return "it ends in the middle of a character, or is not UTF-16 throughout"
    with open_regular(path, INSTEAD) as stream:
        wrong = ((number, found) for number, line in enumerate(stream, 1) if (found := _undecodable(line, encoding)))
        number, error = next(wrong, (0, None))
    if error is None:
        return "it is not UTF-8"
    if encoding == WINDOWS:
        return f"line {number} is neither UTF-8 nor Windows-1252, which has no byte {error.object[error.start]:#04x}"
    return f"line {number} is not UTF-8"


def _style(header: str, encoding: str) -> Callable[[str], bool]:
    """Return the rule by which this file's writer quotes a cell, given what lies between the quotation marks."""
    if header.startswith('"'):
        return lambda inner: True
    marks = ('""', "\n", "\r", ",") if encoding.startswith("utf-16") else ('""', "\n", "\r")
    return lambda inner: any(mark in inner for mark in marks)


def _tabbed(lines: Iterable[str], is_quoted: Callable[[str], bool]) -> Iterator[Record]:
    first, held = 1, list[str]()  # the lines of a record whose last cell is still open
    for number, line in enumerate(lines, 1):
        if held and not _GOES_ON.match(line):
            yield _record(first, "".join(held), is_quoted)
            held = []
        is_open = _ends_inside_quotes(line, bool(held))
        first = first if held else number
        held.append(line)
        if not is_open:
            yield _record(first, "".join(held), is_quoted)
            held = []
    if held:
        yield _record(first, "".join(held), is_quoted)


def _ends_inside_quotes(line: str, goes_on: bool) -> bool:
    """Return whether a quoted cell is open at a line's end; `goes_on`: one was at its start."""
    _, tab, last = line.rpartition("\t")
    if goes_on and not tab:
        return last.count('"') % 2 == 0
    return last.startswith('"') and last.count('"') % 2 == 1


def _record(line: int, text: str, is_quoted: Callable[[str], bool]) -> Record:
    body = _LINE_END.sub("", text)
    cells = tuple(_unquote(cell, is_quoted) for cell in body.split("\t"))
    return Record(line, cells, body != text)


def _unquote(cell: str, is_quoted: Callable[[str], bool]) -> str:
    found = _QUOTED.fullmatch(cell)
    return found[1].replace('""', '"') if found and is_quoted(found[1]) else cell


def _comma_separated(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    ended = deque[bool](maxlen=1)

    def watched() -> Iterator[str]:
        for line in lines:
            ended.append(line.endswith(("\n", "\r")))
            yield line

    reader = csv.reader(watched(), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield Record(line, tuple(cells), ended[0])
        line = reader.line_num + 1
