"""Where the segments of one line start."""

import re
from dataclasses import dataclass

from bilingual.segmenter.brackets import bracketed, is_inside, shelter_of
from bilingual.segmenter.characters import BOUNDARY, BULLETS, DASHES, ELISION, OPENING, OPENING_TAGS, SIGNS
from bilingual.segmenter.glued import is_glued_start, is_note
from bilingual.segmenter.labels import CREDIT, LAST_SITE
from bilingual.segmenter.lists import item_starts, numbered_items
from bilingual.segmenter.openers import is_opener
from bilingual.segmenter.quotes import standing_closers
from bilingual.segmenter.stops import goes_on, goes_on_after_letter, may_abbreviate

PASSED_OVER = f"{OPENING}{DASHES}{BULLETS}{SIGNS}… "
LOOKAHEAD = 12  # marks and blanks passed over on the way to the first letter
LONGEST_SITE = 100
LONGEST_CREDIT = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what is known of it before its sentence ends are looked at.

    `shelters` are its outermost pairs of brackets, `closers` the offsets of ambiguous quotation marks that
    close, `numbers` maps where an item's number ends to where the item starts.
    """

    text: str
    shelters: list[tuple[int, int]]
    closers: set[int]
    numbers: dict[int, int]


def starts_in(text: str) -> list[int]:
    """Return the offsets at which the second and later segments of a line start, in order.

    `text` holds no line break, no usual blank but U+0020, and none at either end. Linear in its length.
    """
    line = Line(text, bracketed(text), standing_closers(text), numbered_items(text))
    starts = [0]
    for match in BOUNDARY.finditer(text):
        if not match["next"] or match.start() in line.numbers or _is_sheltered(line, match, starts[-1]):
            continue
        start = match.end()
        if start in line.closers:
            start = _next_word(text, start + 1)
        if start < len(text) and _is_start(line, match, start, starts[-1]):
            starts.append(start)
    return _with_items(line, starts)[1:]


def _with_items(line: Line, starts: list[int]) -> list[int]:
    """Add the items of lists and a bare site name at the end."""
    extra = [*line.numbers.values(), *item_starts(line.text, starts)]
    site = _site_start(line.text)
    if site:
        extra.append(site)
    return sorted({*starts, *(at for at in extra if not is_inside(line.shelters, at))}) if extra else starts


def _site_start(text: str) -> int:
    """Return where a bare site name after a sentence's end starts, else 0 (`… d’aboutir. lemonde.fr`)."""
    start = text.rfind(" ", -LONGEST_SITE) + 1
    if start < 2 or text.find(".", start, -2) < 0 or not LAST_SITE.fullmatch(text, start):
        return 0
    return start if text[max(0, start - 8) : start].rstrip('»”") ')[-1:] in (".", "!", "?", "…") else 0


def _next_word(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_sheltered(line: Line, match: re.Match[str], segment: int) -> bool:
    """Return whether the marks lie between brackets and do not end with them (`(Il rit.) Puis` ends with them)."""
    at = match.start()
    shelter = shelter_of(line.shelters, at) if line.shelters else None
    if shelter is None:
        return False
    opening, closing = shelter
    if closing >= match.end("closing"):
        return True
    if any(map(str.isalpha, line.text[opening + 1 : at])):
        return False
    # An elision belongs to the sentence that it opens; a doubt or a wonder is about the word before it.
    return opening == segment or match["marks"] in ("?", "!", "?!", "!?")


def _is_start(line: Line, match: re.Match[str], start: int, segment: int) -> bool:
    """Return whether a new sentence opens at `start`, after the marks of `match`."""
    text, first = line.text, start
    character = text[first]
    if not character.isalnum():
        first = _first_letter(text, start)
        if first < 0:
            return False
        if text[first].islower() and character in DASHES:
            return _is_dashed_item(text, match, start)
        character = text[first]
    if character.islower() or not (match["gap"] or start > match.end() or is_glued_start(text, match, start)):
        return False
    if match["note"] and not is_note(text, match):
        return False
    if len(text) - start <= LONGEST_CREDIT and CREDIT.fullmatch(text, start):
        return False
    if match["marks"] != ".":
        return not (_is_ellipsis(match["marks"]) and goes_on_after_letter(text, match.start(), first))
    if ")" in match["closing"] and may_abbreviate(text, match.start()):
        return is_opener(text, first)
    return not goes_on(text, segment, match.start(), first)


def _is_ellipsis(marks: str) -> bool:
    return marks == "…" or (len(marks) > 2 and marks == "." * len(marks))


def _is_dashed_item(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a dash before a lower-case word opens an item, after a full stop: `la notice. - si vous`."""
    after_stop = match["marks"] == "." and match["gap"] and not may_abbreviate(text, match.start())
    return bool(after_stop) and text[start + 1] == " "


def _first_letter(text: str, start: int) -> int:
    """Return the offset of the letter or digit that follows opening marks, tags, dashes or bullets, else -1."""
    elision = ELISION.match(text, start) or OPENING_TAGS.match(text, start)
    low = elision.end() if elision else start + 2 * text.startswith(",,", start)
    for at in range(low, min(low + LOOKAHEAD, len(text))):
        character = text[at]
        if character.isalnum():
            return at
        if character not in PASSED_OVER:
            return -1
    return -1
