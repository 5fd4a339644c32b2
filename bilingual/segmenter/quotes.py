"""Which of the quotation marks that look the same on both sides close a quotation."""

import re

STRAIGHT = re.compile('"')
# `»` opens where quotation marks are swapped: after a colon, or at the start of a line.
GUILLEMET = re.compile(r"(?P<swapped>(?:\A|: ?)»)|(?P<glued>(?<=[.!?…]) »(?=\w))|[«»]")


def standing_closers(line: str) -> set[int]:
    """Return the offsets of marks that stand between blanks, or are swapped, and close a quotation."""
    closers = _straight_closers(line) if ' "' in line else set()
    if "»" in line and "«" in line:
        closers |= _guillemet_closers(line)
    return closers


def _straight_closers(line: str) -> set[int]:
    """A straight mark between blanks closes what is open, or is left over; it opens what the next one closes."""
    offsets = [match.start() for match in STRAIGHT.finditer(line)]
    shapes = [_shape(line, at) for at in offsets]
    closers: set[int] = set()
    is_open = False
    for index, (at, shape) in enumerate(zip(offsets, shapes, strict=True)):
        if shape == "between":
            leads = not is_open and index + 1 < len(shapes) and shapes[index + 1] != "opens"
            if not leads:
                closers.add(at)
            is_open = leads
        else:
            is_open = shape == "opens"
    return closers


def _shape(line: str, at: int) -> str:
    blank_before = at == 0 or line[at - 1].isspace()
    blank_after = line[at + 1 : at + 2].isspace() or at + 1 == len(line)
    if blank_before and blank_after:
        return "between"
    return "opens" if blank_before or line[at - 1] in "('’«“[" else "closes"


def _guillemet_closers(line: str) -> set[int]:
    """A `«` closes what a swapped `»` opened; a `»` between a blank and a word closes what a `«` opened."""
    closers: set[int] = set()
    waiting = ""
    for match in GUILLEMET.finditer(line):
        at = match.end() - 1
        if (waiting == "»" and line[at] == "«") or (waiting == "«" and match["glued"]):
            closers.add(at)
            waiting = ""
        else:
            waiting = "»" if match["swapped"] else "«" if line[at] == "«" else ""
    return closers
