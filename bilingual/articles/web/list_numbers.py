"""The numbers of an ordered list in HTML, as a browser writes them before its items."""

import re
from dataclasses import dataclass
from typing import Any

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
NUMBER = re.compile(r"\s*([+-]?\d{1,9})")
UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*[^;]{0,40}\bnone\b", re.IGNORECASE)
MOST_ROMAN = 3_999
LETTERS = 26


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of one list."""

    following: int
    style: str

    @classmethod
    def of(cls, element: Any) -> "ListNumbers | None":  # noqa: ANN401 - lxml has no types of its own
        """Return the numbers of a list; None where it shows none, or counts down."""
        if element.get("reversed") is not None or UNNUMBERED.search(element.get("style") or ""):
            return None
        return cls(_number(element.get("start"), 1), element.get("type") or "1")

    def next(self, item: Any) -> str:  # noqa: ANN401
        """Return the number of the next item with its full stop and blank."""
        value = _number(item.get("value"), self.following)
        self.following = value + 1
        return f"{_written(value, self.style)}. "


def _number(said: str | None, otherwise: int) -> int:
    found = NUMBER.match(said or "")
    return int(found[1]) if found else otherwise


def _written(value: int, style: str) -> str:
    if style in ("a", "A") and 1 <= value <= LETTERS:
        return chr(ord(style) + value - 1)
    if style in ("i", "I") and 1 <= value <= MOST_ROMAN:
        return _roman(value) if style == "i" else _roman(value).upper()
    return str(value)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in ROMAN:
        written += sign * (value // worth)
        value %= worth
    return written
