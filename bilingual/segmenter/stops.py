"""Whether a full stop ends its sentence or belongs to an abbreviation, an initial or an enumerator."""

import re

from bilingual.segmenter.abbreviations import BEFORE_NUMBER, CLASSED, ENDERS, ERAS, REFERENCES, TITLES, UNDECIDED, UNITS
from bilingual.segmenter.openers import PARTICLES, is_opener, opening_word

REACH = 40  # characters looked at before a stop: the longest token that can matter
LONGEST_NUMBER = 24
LONGEST = 7  # no abbreviation above is longer
SPLIT_BEFORE_WORD = re.compile(r"[\s'’(\[{«“\"/<>=,;:!?…—–]")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
ENUMERATOR = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[^\W\d_]|[IVX]{1,5}|[ivx]{1,4})")
LABELLED_NUMBER = re.compile(
    r"(?:art(?:icle)?|chap(?:itre)?|titre|section|annexe|fig(?:ure)?|tableau|partie|étape|acte|scène|point)\.? ?"
    r"(?:n° ?)?(?:(?:[LRDA]\. ?)?\d{1,4}(?:-\d{1,4})*(?:er|re|e)?|[IVXL]{1,6})(?: ?(?:bis|ter))?",
    re.IGNORECASE,
)
# A number in capitals: `chap. IV`, `art. L. 121-1`.
NUMBERED = re.compile(r"[IVXLCDM]+\b(?!\.|['’])|[A-Z]{1,2}\.?[ -]?\d")
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
    if stop - segment <= LONGEST_NUMBER and is_enumerator(line[segment:stop].lstrip("-–—•*([ ")):
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
    """Whether `head`, all of a segment up to a stop, numbers an item: `2`, `4.1`, `b`, `IV`, `Article 1er`."""
    return bool(ENUMERATOR.fullmatch(head) or LABELLED_NUMBER.fullmatch(head))


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
    low = token.lower()
    opens = is_opener(line, following)
    if low in ENDERS:
        return False
    after_number = line[max(0, stop - len(token) - 2) : stop - len(token)].strip().isdigit()
    if after_number and low in UNITS:
        return False
    if token in TITLES:
        return True
    if (len(token) == 1 and token.isupper()) or DOTTED.fullmatch(token):
        return _goes_on_after_initial(line, token, stop, following, opens)
    if low in REFERENCES or low in BEFORE_NUMBER:
        if NUMBERED.match(line, following):
            return True
        return not opens and (low in REFERENCES or low in UNDECIDED)
    return not opens and (low in UNDECIDED or _is_vowelless(token))


def _goes_on_after_initial(line: str, token: str, stop: int, following: int, opens: bool) -> bool:
    before = token_before(line, stop - len(token) - 1).lower()
    if before in CLASSED or (token in ("J.-C", "J-C", "J.C") and before.rstrip(".") in ERAS):
        return False
    if not opens:
        return True
    word = opening_word(line, following)
    after = following + len(word)
    return word in PARTICLES and line[after : after + 1].isspace() and line[after + 1 : after + 2].isupper()


def _is_vowelless(token: str) -> bool:
    """Whether a short word without a vowel: an abbreviation that no table needs to know (`bd`, `dpt`, `Mlls`)."""
    return (token.islower() or token.istitle()) and VOWELLESS.fullmatch(token) is not None
