r"""Text ↔ a cell of a tab-separated table that comes back whole from any spreadsheet, editor or data frame.

A backslash is the only mark: no program gives it a meaning of its own, so none takes it away. Inside a text `\t`, `\n`,
`\r` and `\u0000` stand for what would break a line or does not survive a file format, `\\` for a backslash. Before the
first character it keeps a program from reading the cell as something else: `\-Oui`, `\=1`, `\007`, and `\&` does so
where a letter comes first: `\&null`. The guard follows OWASP's page "CSV Injection" (`= + - @ tab return`, their
full-width forms), and adds numbers, dates, words for missing and truth values, and the quotation mark, which opens a
quoted cell.
"""

import re
from itertools import islice

# The full-width forms are run by East Asian Excel.
FORMULA = "=+-@＝＋－＠"
QUOTES = "\"'"
# What programs turn into nothing, a truth value, a number or an error when it is the whole cell.
WORDS = {
    "na", "n/a", "#n/a", "#na", "<na>", "nan", "nat", "null", "nil", "none", "true", "false", "vrai", "faux", "inf",
    "infinity", "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!",
}  # fmt: skip
RUN_WHEN_TYPED = ("=", "{=", "'")
MOST_WORDS_IN_A_DATE = 2

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_LETTERS = {"t": "\t", "n": "\n", "r": "\r"}
# Control characters, line ends of every kind, the byte-order mark and what XML (so .xlsx and .ods) cannot hold.
_BREAKING = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_EDGE_BLANK = re.compile(r"\A\s|\s\Z")
# `_x0041_` is how .xlsx writes a character it cannot hold, and some programs read it back as one.
_XLSX_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([tnr])|(&)|([^A-Za-z]))")
_LETTER_OR_AND = re.compile(r"[A-Za-z&]")
_WORD = re.compile(r"[^\W\d_]+")


def encode_cell(text: str) -> str:
    """Return the cell for a text: one line, no tab, nothing a program would run, convert or take for a quote."""
    cell = _escaped(text)
    return _guarded(cell) if cell and cell[0] != "\\" and _is_read_as_something_else(cell) else cell


def encode_sheet_cell(text: str) -> str:
    """Return a text for a cell of a spreadsheet that is of the type text: with few guards, for no program runs it.

    One is left before `=` and an apostrophe, which are run or taken away where somebody edits the cell, and before
    words for missing or truth values, which data frames convert.
    """
    cell = _escaped(text)
    return _guarded(cell) if cell.startswith(RUN_WHEN_TYPED) or cell.casefold() in WORDS else cell


def decode_cell(cell: str) -> str:
    """Return the text of a cell; a backslash before a letter that is no escape stands for itself."""
    return _ESCAPED.sub(_character, cell) if "\\" in cell else cell


def _escaped(text: str) -> str:
    cell = _BREAKING.sub(lambda found: _ESCAPES.get(found[0]) or _code(found), text)
    return _XLSX_ESCAPE.sub(_code, _EDGE_BLANK.sub(_code, cell))


def _guarded(cell: str) -> str:
    return f"\\&{cell}" if _LETTER_OR_AND.match(cell) else f"\\{cell}"


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _character(found: re.Match[str]) -> str:
    code, letter, guard, other = found.groups()
    if code:
        return chr(int(code, 16))
    return _LETTERS[letter] if letter else "" if guard else str(other)


def _is_read_as_something_else(cell: str) -> bool:
    if cell[0] in FORMULA or cell[0] in QUOTES or cell.casefold() in WORDS:
        return True
    # Numbers, dates, times, amounts: figures with at most a few words, as in `lundi 5 mars 2024` or `1e5`.
    too_many = next(islice(_WORD.finditer(cell), MOST_WORDS_IN_A_DATE, None), None)
    return too_many is None and any(letter.isdigit() for letter in cell)
