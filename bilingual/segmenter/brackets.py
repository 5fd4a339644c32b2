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
    open_count = {"(": 0, "[": 0, "{": 0}
    for match in BRACKET.finditer(line):
        sign, at = match.group(), match.start()
        if sign in open_count:
            waiting.append((sign, at))
            open_count[sign] += 1
            continue
        wanted = CLOSES[sign]
        if not open_count[wanted]:
            continue
        while True:
            opening, start = waiting.pop()
            open_count[opening] -= 1
            if opening == wanted:
                break
        while pairs and pairs[-1][0] > start:
            pairs.pop()
        pairs.append((start, at))
    return pairs


def shelter_of(pairs: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Return the pair of brackets that `at` lies between, if any."""
    index = bisect_right(pairs, (at, 0)) - 1
    return pairs[index] if index >= 0 and pairs[index][1] > at else None


def is_inside(pairs: list[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies between brackets."""
    return shelter_of(pairs, at) is not None
