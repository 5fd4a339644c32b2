"""What both kinds of spreadsheet are read as: sheets of numbered rows of cells, each a text or said to be none."""

from collections.abc import Iterator
from typing import NamedTuple

MOST_COLUMNS = 500
MOST_CHARACTERS = 1 << 20  # in a cell, whatever made it so long
NUMBER, DATE, TIME, TRUTH, FORMULA = "a number", "a date", "a time", "a truth value", "a formula"


class Cell(NamedTuple):
    """A cell as text, and what it is where it is no text."""

    text: str
    kind: str = ""


Sheet = Iterator[tuple[int, list[Cell]]]
"""Rows that are not empty, with their numbers, counted from 1."""


def number_text(value: float) -> str:
    """Return a number as a person would write it: without a fraction where it has none."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
