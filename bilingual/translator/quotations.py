"""Quotation marks as French prints them, with a blank inside.

A word glued to an opening mark is cut into other pieces than the same word after a blank, which the model has met a
hundred times as often: `"printemps arabe"` came out as `Arabemps`, `« printemps arabe »` as `Arab spring`.
"""

import re

from bilingual.translator.plain import Knows

TYPED = re.compile("<<|>>|,,|``|''|[«»“”„‟″〝〞❝❞＂‹›≪≫《》\"]")
# Curly single marks around words; an apostrophe within is followed by a letter.
CURLY_SINGLE = re.compile(r"(?<!\w)[‘‚‛](?=\S)([^\n]{1,200}?)(?<=\S)[’‘](?!\w)")
OPENING = frozenset(("<<", ",,", "``", "«", "“", "„", "‟", "〝", "❝", "‹", "≪", "《"))
STRAIGHT = frozenset(('"', "″", "＂"))
BEFORE_OPENING = "([{'’-–—/"
AFTER_CLOSING = ".,;:!?)]}"
INSIDE = re.compile(r"(\") ?([^\"]*?) ?(\")")
LOOSE = re.compile(r"(?<=\w) \"(?=[,.;:!?)]|$)")
SINGLE = re.compile(r"(?<!\S)' (\w[^'\"]{0,200})'(?!\w)")


def close_up(english: str) -> str:
    """Return the English without the blanks inside quotation marks that a model copies from the French."""
    if "' " in english:
        english = SINGLE.sub(r'"\1"', english)
    if '"' not in english:
        return english
    english = LOOSE.sub('"', english)
    return INSIDE.sub(r"\1\2\3", english) if english.count('"') % 2 == 0 else english


def open_up(text: str, knows: Knows) -> str:
    """Write every quotation mark as a guillemet with a blank inside; as a straight one where the model knows no other.

    `''` and `,,` count where people type them for marks; a straight mark after a figure is that of inches or seconds.
    """
    opening, closing = ("«", "»") if knows("«") and knows("»") else ('"', '"')
    pieces: list[str] = []
    position, depth = 0, 0
    text = CURLY_SINGLE.sub(r"“\1”", text) if "‘" in text or "‚" in text or "‛" in text else text
    for match in TYPED.finditer(text):
        opens = _opens(text, match, depth)
        if opens is None:
            continue
        before = text[position : match.start()]
        if opens:
            pieces += [before, opening, "" if _is_blank(text, match.end()) else " "]
        else:
            pieces += [before, "" if _is_blank(text, match.start() - 1) else " ", closing]
        position, depth = match.end(), max(0, depth + (1 if opens else -1))
    return "".join([*pieces, text[position:]])


def _opens(text: str, match: re.Match[str], depth: int) -> bool | None:
    """Return whether a mark opens a quotation, by its place, else by its form; None where it is none."""
    mark, start = match[0], match.start()
    before = text[start - 1] if start else " "
    after = text[match.end()] if match.end() < len(text) else " "
    bound_left, bound_right = before.isspace() or before in BEFORE_OPENING, after.isspace()
    if (mark in STRAIGHT and before.isdigit() and not depth) or (mark == "''" and not depth):
        return None
    if mark == ",," and not bound_left:
        return None
    if mark in STRAIGHT:
        if bound_left != bound_right:
            return bound_left and not (depth and after in AFTER_CLOSING)
        return depth == 0 if bound_left else (False if depth else None)
    if mark in OPENING:
        return not (depth and not bound_left and (bound_right or after in AFTER_CLOSING))
    return not depth and bound_left and not bound_right and after not in AFTER_CLOSING


def _is_blank(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()
