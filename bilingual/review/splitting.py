"""Tables whose cells a spreadsheet program split at commas or semicolons when it opened them."""

from bilingual.dataset.cells import encode_cell
from bilingual.review.likeness import Wear, same_words
from bilingual.review.problems import Problem
from bilingual.review.rows import Row

SEPARATORS = ",;"
WHAT = (
    "the French is cut at a comma or semicolon: a program split the cells there when it opened the table, as "
    "LibreOffice does unless told not to; open the table again with the character set UTF-8, separated by Tab only and "
    "no string delimiter, or review a spreadsheet instead (`bilingual review export --out review.xlsx`)"
)


def split_row(french: str, row: Row, wear: Wear) -> Problem | None:
    """Return what is wrong with the whole file where a row holds only the French up to a comma, and then its rest."""
    cell, rest = row.fr, row.en.strip()
    whole = encode_cell(french)
    if not rest or len(cell) >= len(whole) or whole[len(cell)] not in SEPARATORS:
        return None
    before, after = whole[: len(cell)], whole[len(cell) + 1 :].strip()
    is_split = _same(cell, before, wear) and _same(rest, after[: len(rest)], wear)
    return Problem(row.file, row.line, WHAT) if is_split else None


def _same(found: str, text: str, wear: Wear) -> bool:
    return same_words(found, text) or wear.explains(found, text)
