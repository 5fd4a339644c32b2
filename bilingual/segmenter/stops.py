"""Whether a full stop ends its sentence or belongs to an abbreviation, an initial or an enumerator."""

import re

from bilingual.segmenter.abbreviations import BEFORE_NUMBER, ENDERS, REFERENCES, TITLES, UNDECIDED
from bilingual.segmenter.characters import WORD
from bilingual.segmenter.openers import OPENERS, PARTICLES

REACH = 40  # characters looked at before a stop: the longest token that can matter
LONGEST = 7  # no abbreviation above is longer
SPLIT_BEFORE_WORD = re.compile(r"[\s'’(\[{«“\"/<>=,;:!?…—–]")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
ENUMERATOR = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[^\W\d_]|[IVX]{1,5}|[ivx]{1,4})")
ROMAN = re.compile(r"[IVXLCDM]+\b")
DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")
VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxzç]{2,5}", re.IGNORECASE)


def token_before(line: str, end: int) -> str:
    """Return the word that ends at `end`: what follows the last blank, elision or opening mark before it."""
    low = max(0, end - REACH)
    start = line.rfind(" ", low, end)
    token = line[max(start + 1, low) : end]
    return token if token.isalpha() else SPLIT_BEFORE_WORD.split(token)[-1]


def goes_on(line: str, segment: int, stop: int, following: int) -> bool:
    """Whether the sentence goes on after the full stop at `stop`.

    `segment` is where the current segment starts, `following` the offset of the first letter or digit after the
    stop and its closing and opening marks.
    """
    token = token_before(line, stop)
    if len(token) > LONGEST and "." not in token and "-" not in token:
        return False
    if stop - len(token) <= segment + 2 and is_enumerator(line[segment:stop].lstrip("-–—•*([ ")):
        return True
    if line[following].isdigit():
        return _goes_on_with_number(line, token, stop, following)
    return _goes_on_with_capital(line, token, stop, following)


def may_abbreviate(line: str, stop: int) -> bool:
    """Whether the word before the stop can be an abbreviation at all."""
    token = token_before(line, stop)
    low = token.lower()
    known = token in TITLES or low in REFERENCES or low in UNDECIDED or low in ENDERS or low in BEFORE_NUMBER
    return known or len(token) < 2 or "." in token or _is_vowelless(token)


def is_enumerator(head: str) -> bool:
    """Whether `head`, all of a segment up to a stop, numbers an item: `2`, `4.1`, `b`, `IV`."""
    return len(head) <= 14 and ENUMERATOR.fullmatch(head) is not None


def _goes_on_with_number(line: str, token: str, stop: int, following: int) -> bool:
    low = token.lower()
    if low in REFERENCES or low in BEFORE_NUMBER or (len(token) == 1 and token.isupper()):
        return True
    if DOTTED.fullmatch(token):
        return True
    if token.isdigit() and len(token) <= 2:
        return DATE.search(line, max(0, stop - 8), stop + 10) is not None
    return False


def _goes_on_with_capital(line: str, token: str, stop: int, following: int) -> bool:
    match = WORD.match(line, following)
    word = match.group().lower().replace("’", "'") if match else ""
    opens = word in OPENERS and not line.startswith(".", following + len(word))
    low = token.lower()
    if low in ENDERS:
        return False
    if token in TITLES and not (opens and _after_number(line, stop - len(token))):
        return True
    if (len(token) == 1 and token.isupper()) or DOTTED.fullmatch(token):
        return _initial_goes_on(line, token, stop, following + len(word), word, opens)
    if low in REFERENCES:
        return not opens or ROMAN.match(line, following) is not None
    return not opens and (low in UNDECIDED or _is_vowelless(token))


def _is_vowelless(token: str) -> bool:
    """Whether a short word without a vowel: an abbreviation that no table needs to know (`bd`, `dpt`, `Mlls`)."""
    return (token.islower() or token.istitle()) and VOWELLESS.fullmatch(token) is not None


def _after_number(line: str, start: int) -> bool:
    return line[max(0, start - 2) : start].rstrip()[-1:].isdigit()


def _initial_goes_on(line: str, token: str, stop: int, after: int, word: str, opens: bool) -> bool:
    if token.replace("-", "").lower() == "j.c":
        before = line[max(0, stop - len(token) - 6) : stop - len(token)].rstrip().lower()
        if before.endswith(("av.", "apr.", "avant", "après")):
            return False
    if not opens:
        return True
    if word in PARTICLES and line[after : after + 1].isspace():
        return line[after + 1 : after + 2].isupper() and not (len(token) == 1 and _ends_a_noun(line, stop - 1))
    return False


def _ends_a_noun(line: str, start: int) -> bool:
    """Whether the capital at `start` names a class (`vitamine C`, `plan B`) rather than a person."""
    before = token_before(line, start - 1) if start > 0 else ""
    return before.islower() and before not in OPENERS and before + "'" not in OPENERS
