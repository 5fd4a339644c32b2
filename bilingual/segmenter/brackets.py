"""Which parts of a line lie between matched brackets."""

import re
from bisect import bisect_right

CLOSES = {")": "(", "]": "[", "}": "{"}
# An emoticon's bracket opens and closes nothing.
BRACKET = re.compile(r"[()\[\]{}](?<![:;=].)(?<![:;=]-.)")


def bracketed(line: str) -> list[tuple[int, int]]:
    """Return the outermost matched pairs of a line as (offset of the opening, offset of the closing), in order.

    A bracket that is never closed, or never opened, shelters nothing.
    """
    if not ("(" in line or "[" in line or "{" in line):
        return []
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    still_open = dict.fromkeys("([{", 0)
    for match in BRACKET.finditer(line):
        sign, at = match.group(), match.start()
        if sign in still_open:
            waiting.append((sign, at))
            still_open[sign] += 1
        elif still_open[CLOSES[sign]]:
            start = _pop_to(CLOSES[sign], waiting, still_open)
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at))
    return pairs


def _pop_to(wanted: str, waiting: list[tuple[str, int]], still_open: dict[str, int]) -> int:
    """Drop what was opened after the last `wanted` bracket, and return where that one is."""
    while True:
        opening, start = waiting.pop()
        still_open[opening] -= 1
        if opening == wanted:
            return start


def shelter_of(pairs: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Return the pair of brackets that `at` lies between, if any."""
    index = bisect_right(pairs, (at, 0)) - 1
    return pairs[index] if index >= 0 and pairs[index][1] > at else None


def is_inside(pairs: list[tuple[int, int]], at: int) -> bool:
    """Return whether `at` lies between brackets."""
    return shelter_of(pairs, at) is not None
