"""A stretch of text over several lines → the one line that a reader makes of it, hyphenated line ends joined."""

import re

from bilingual.text.hyphens import keeps_hyphen

# The mandatory breaks of Unicode's line breaking algorithm (UAX #14) with the blanks around them, and the marks that
# mail sets before each line it quotes; looked for from the first of these only, so that no blank is looked at twice.
_BREAKS = "\n\v\f\r\x85\u2028\u2029"
_BREAK = re.compile(rf"(?<!\s)[^\S{_BREAKS}]*+[{_BREAKS}]\s*+(?:>++\s*+)*+")
_HAS_BREAK = re.compile(f"[{_BREAKS}]")
_LAST_WORD = re.compile(r"[^\W_]+\Z")
_FIRST_WORD = re.compile(r"[^\W_]+")
_OF_ADDRESS = re.compile(r"https?://|www\.|@|\.[a-z]{2,6}/")
_LONGEST_ADDRESS = 200
_REACH = 40  # characters looked at on either side of a hyphen
_HYPHENS = "-\u2010"
_SOFT = "\u00ad\u00ac"  # marks that only a line end shows


def one_line(text: str) -> str:
    """Return a text as one line: a line break with the blanks around it, and `> ` behind it, becomes one blank.

    A word that is divided at a line's end is joined, its hyphen kept where the word has one (`peut-être`,
    `Saint-Denis`, `1939-1945`). A text without a line break is returned as it is.
    """
    if not _HAS_BREAK.search(text):
        return text
    pieces: list[str] = []
    start = 0
    for found in _BREAK.finditer(text):
        piece = text[start : found.start()]
        link = _link(piece, text[found.end() : found.end() + _REACH])
        pieces.append(piece[:-1] + link if link is not None else f"{piece} ")
        start = found.end()
    pieces.append(text[start:])
    return "".join(pieces)


def _link(before: str, after: str) -> str | None:
    """Return what stands in the place of the last mark of a divided word; None where the line does not end with one."""
    mark = before[-1:]
    if not mark or mark not in _HYPHENS + _SOFT:
        return None
    head, tail = _LAST_WORD.search(before[-_REACH - 1 : -1]), _FIRST_WORD.match(after)
    if head is None or tail is None:
        return None
    if mark in _SOFT:
        return ""
    if _OF_ADDRESS.search(before[-_LONGEST_ADDRESS:].split()[-1]):
        return mark
    return mark if keeps_hyphen(head[0], tail[0]) else ""
