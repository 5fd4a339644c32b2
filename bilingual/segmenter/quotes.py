"""Which of the quotation marks that look the same on both sides close a quotation."""

import re

MARKS = (".", "!", "?", "…")
STRAIGHT = re.compile('"')
GUILLEMET = re.compile("[«»]")


def standing_closers(line: str) -> set[int]:
    """Return the offsets of marks that stand between blanks, or are swapped, and close a quotation."""
    closers = _straight_closers(line) if ' "' in line else set()
    if "»" in line and "«" in line:
        closers |= _guillemet_closers(line)
    return closers


def _straight_closers(line: str) -> set[int]:
    """Return the straight marks that close: between blanks, one closes what is open or opens what the next closes."""
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
    if blank_before and line[at + 1] in ",;:":
        return "between"
    return "opens" if blank_before or line[at - 1] in "('’«“[" else "closes"


def _guillemet_closers(line: str) -> set[int]:
    """Return the guillemets that close: `«` what a swapped `»` opened, `»` between a blank and a word what `«` did.

    A `»` is swapped after a colon, or at the start of a line.
    """
    closers: set[int] = set()
    waiting = ""
    for match in GUILLEMET.finditer(line):
        sign, at = match.group(), match.start()
        swapped = sign == "»" and (at == 0 or line[max(0, at - 2) : at].rstrip(" ")[-1:] == ":")
        glued = sign == "»" and line[at - 2 : at - 1] in MARKS and line[at - 1 : at] == " " and _precedes_word(line, at)
        if (waiting == "»" and sign == "«") or (waiting == "«" and glued):
            closers.add(at)
            waiting = ""
        else:
            waiting = sign if swapped or sign == "«" else ""
    return closers


def _precedes_word(line: str, at: int) -> bool:
    return line[at + 1 : at + 2].isalnum()
