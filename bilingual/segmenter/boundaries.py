"""Where the segments of one line start."""

import re
from bisect import bisect_left

from bilingual.segmenter.brackets import bracketed, is_inside, shelter_of
from bilingual.segmenter.characters import BOUNDARY, BULLETS, DASHES, OPENING, SIGNS, STRAIGHT, WORD
from bilingual.segmenter.lists import item_starts
from bilingual.segmenter.openers import OPENERS
from bilingual.segmenter.stops import goes_on, may_abbreviate, token_before

SITE = re.compile(r"(?:https?://)?(?:www\.)?(?:[a-zA-Z\d_-]+\.)+[a-z]{2,6}(?:/\S*)?\.?")
CREDIT = re.compile(
    r"\s*[(\[]?\s*(?:©|\(c\)|(?:ph\.|photos?|images?|crédits?|illustrations?|archives|vidéo|source"
    r"|afp|reuters|ap|epa|getty|sipa|d\.?r\.?)\b)[^()\[\]]{0,80}[)\]]?\.?\Z",
    re.IGNORECASE,
)
PASSED_OVER = OPENING + DASHES + BULLETS + SIGNS + "…. "
LOOKAHEAD = 12  # marks and blanks passed over on the way to the first letter


def starts_in(line: str) -> list[int]:
    """Return the offsets at which the second and later segments of a line start, in order.

    `line` holds no line break, no blank but U+0020, and none at either end. Linear in its length.
    """
    shelters = bracketed(line)
    quotes = [match.start() for match in STRAIGHT.finditer(line)] if '" ' in line else []
    starts = [0]
    for match in BOUNDARY.finditer(line):
        if shelters and _is_sheltered(shelters, line, match, starts[-1]):
            continue
        start = match.end()
        if quotes and line.startswith('" ', start) and bisect_left(quotes, start) % 2:
            start += 2
        if start < len(line) and _is_start(line, match, start, starts[-1]):
            starts.append(start)
    return _with_items(line, starts, shelters)[1:]


def _with_items(line: str, starts: list[int], shelters: list[tuple[int, int]]) -> list[int]:
    extra = item_starts(line, starts)
    site = _site_start(line)
    if site:
        extra.append(site)
    return sorted({*starts, *(at for at in extra if not is_inside(shelters, at))}) if extra else starts


def _site_start(line: str) -> int:
    """Return where a bare site name after a sentence's end starts, else 0 (`… d’aboutir. lemonde.fr`)."""
    start = line.rfind(" ") + 1
    if start < 2 or line.find(".", start, len(line) - 2) < 0 or line[start - 2] not in '.!?…»”")':
        return 0
    return start if SITE.fullmatch(line, start) else 0


def _is_sheltered(shelters: list[tuple[int, int]], line: str, match: re.Match[str], segment: int) -> bool:
    """Whether the marks lie between brackets and do not end with them (`(Il rit.) Puis` ends with them)."""
    at = match.start()
    shelter = shelter_of(shelters, at)
    if shelter is None:
        return False
    opening, closing = shelter
    if closing >= match.end("closing"):
        return True
    if any(map(str.isalpha, line[opening + 1 : at])):
        return False
    # An ellipsis between brackets opens the sentence it stands before; doubt between brackets ends none.
    return opening == segment or match["marks"] in "?!?!"


def _is_start(line: str, match: re.Match[str], start: int, segment: int) -> bool:
    """Whether a new sentence opens at `start`, after the marks of `match`."""
    first = start
    character = line[first]
    if not character.isalnum():
        first = _first_letter(line, start)
        if first < 0 or (character in "([©" and CREDIT.match(line, start)):
            return False
        if line[first].islower() and character in DASHES and match["marks"] == ".":
            return bool(match["gap"]) and line[start + 1] == " " and not may_abbreviate(line, match.start())
        character = line[first]
    if character.islower() or not (match["gap"] or _is_glued_start(line, match, start)):
        return False
    return match["marks"] != "." or not goes_on(line, segment, match.start(), first)


def _first_letter(line: str, start: int) -> int:
    """Return the offset of the letter or digit that follows opening marks, dashes or bullets, else -1."""
    for at in range(start, min(start + LOOKAHEAD, len(line))):
        character = line[at]
        if character.isalnum():
            return at
        if character not in PASSED_OVER:
            return -1
    return -1


def _is_glued_start(line: str, match: re.Match[str], start: int) -> bool:
    """Whether a sentence starts without a blank after the marks (`d’aboutir.Le`), unlike a site or a number."""
    character = line[start]
    if match["closing"] or character in "«“—":
        return not character.isdigit() and character not in "-(["
    if not character.isupper():
        return False
    if match["marks"][-1] == "…" or len(match["marks"]) > 1:
        return line[match.start() - 1].isalnum()
    word = WORD.match(line, start)
    token = token_before(line, match.start())
    return (
        word is not None
        and word.group().lower().replace("’", "'") in OPENERS
        and token.isalpha()
        and len(token) > 2
        and line[word.end() : word.end() + 1] not in ("/", ".", "=")
    )
