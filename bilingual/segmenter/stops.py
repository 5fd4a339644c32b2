"""Whether a full stop ends its sentence or belongs to an abbreviation, an initial or an enumerator."""

import re

from bilingual.segmenter.abbreviations import (
    BEFORE_NUMBER,
    CLASSED,
    CONNECTORS,
    ENDERS,
    ERAS,
    MEASURES,
    REFERENCES,
    TITLES,
    UNDECIDED,
    UNITS,
)
from bilingual.segmenter.headings import LATIN, is_heading
from bilingual.segmenter.openers import PARTICLES, is_opener, opening_word
from bilingual.segmenter.ranks import is_title

REACH = 40  # characters looked at before a stop: the longest token that can matter
LONGEST = 7  # no abbreviation above is longer
SPLIT_BEFORE_WORD = re.compile(r"[\s'’(\[{«“„‹\"/<>=,;:!?…—–*_`|~]")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
# A number in capitals: `chap. IV`, `art. L. 121-1`.
NUMBERED = re.compile(r"(?!MM\b)[IVXLCDM]{2,}\b(?!['’])|[IVXLCDM]\b(?!\. ?\w|['’])|[A-Z]{1,2}\.?(?:O\.)?[ -]?\d")
MEASURED = re.compile(r"\d[\d.,x×/ ]{0,12}(?:[cdkm]?m[²³]?|k?g|°|%|€|mn|h)(?!\w)")
# The last word of a connector in two words, behind its first.
CONNECTED = re.compile(r"(?:\bp\. ?ex|\bpar ex|\bc\. ?-? ?à ?-? ?d|\bi\. ?e|\be\. ?g)\Z", re.IGNORECASE)
# A present participle before an article is no name (`… le brig. Pratiquant une danse`).
PARTICIPLE = re.compile(r"[^\W\d_]{3,20}ant (?:une?|son|sa|ses|leurs) ")
# What a letter measures by: degrees, or one thing in another (`g/L`, `km/H`, `€/H`).
LETTER_MEASURE = re.compile(r"(?:(?<!n)°|degrés|[a-z€$£]/|\bKM/)\Z")
FIGURES = re.compile(r"(?<!n°)(?<!n° )\b\d+\Z")
# `dim. 14 juillet`, `mer. 12 h`: a day, where its short form is a word too.
DAYS = frozenset(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"))
DATED = re.compile(r"\d{1,2}(?:er)? ?(?:h\b|h\d|janv|févr|mars\b|avr|mai\b|juin\b|juil|août\b|sept|oct|nov|déc)")
# A verse: `Ap. 12, 1`.
VERSE = re.compile(r"\d{1,3}(?:, ?|:)\d{1,3}\b(?!,\d)")
GAZETTE = re.compile(r"Pal\b")
DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")
VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxzç]{2,5}", re.IGNORECASE)


def token_before(line: str, end: int) -> str:
    """Return the word that ends at `end`: what follows the last blank, elision or opening mark before it."""
    low = max(0, end - REACH)
    start = line.rfind(" ", low, end)
    token = line[max(start + 1, low) : end]
    return token if token.isalpha() else SPLIT_BEFORE_WORD.split(token)[-1]


def goes_on(line: str, segment: int, stop: int, following: int) -> bool:
    """Return whether the sentence goes on after the full stop at `stop`.

    `segment` is where the current segment starts, `following` the offset of the first letter or digit after the
    stop and its closing and opening marks.
    """
    token = token_before(line, stop)
    if len(token) > LONGEST and "." not in token and "-" not in token and token not in LATIN:
        return False
    if is_heading(line, segment, stop):
        return True
    if _is_connector(line, token.lower(), stop):
        return True
    if line[following].isdigit():
        return _goes_on_with_number(line, token, stop, following)
    return _goes_on_with_capital(line, token, segment, stop, following)


def goes_on_after_letter(line: str, stop: int, following: int) -> bool:
    """Return whether an ellipsis belongs to the letter before it, which stands for a name (`M. A... B...`)."""
    end = stop - (line[stop - 1 : stop] == " ")
    letter = line[end - 1 : end]
    doubled = line[end - 2 : end - 1] == letter and not line[end - 3 : end - 2].isalnum()  # `M. AA...`
    if not letter.isupper() or (line[end - 2 : end - 1].isalnum() and not doubled):
        return False
    return line[following].isdigit() or _goes_on_after_initial(line, letter, end, following, is_opener(line, following))


def may_abbreviate(line: str, stop: int) -> bool:
    """Return whether the word before the stop can be an abbreviation at all."""
    token = token_before(line, stop)
    low = token.lower()
    known = token in TITLES or low in REFERENCES or low in UNDECIDED or low in ENDERS or low in BEFORE_NUMBER
    return known or len(token) < 2 or "." in token or _is_vowelless(token)


def is_unit(line: str, token: str, stop: int) -> bool:
    """Return whether the token is the unit of a figure before it, or of a rate: `3 kg`, `130 km/h`, `15° C`."""
    is_letter = len(token) == 1 and token.isupper()
    if not is_letter and token.lower() not in UNITS:
        return False
    before = line[max(0, stop - len(token) - 8) : stop - len(token)].rstrip()
    if is_letter:
        return LETTER_MEASURE.search(before) is not None or (
            token in ("F", "V", "W") and FIGURES.search(before) is not None
        )
    return before[-1:].isdigit() or before.endswith("/")


def _is_connector(line: str, low: str, stop: int) -> bool:
    """Return whether the stop is that of `c.-à-d.`, `p. ex.` and the like, which announce what follows."""
    return low in CONNECTORS or (low in ("d", "ex", "e", "g") and bool(CONNECTED.search(line, max(0, stop - 12), stop)))


def _goes_on_with_number(line: str, token: str, stop: int, following: int) -> bool:
    low = token.lower()
    if low in MEASURES:
        return MEASURED.match(line, following) is not None or (low in DAYS and _is_dated(line, following))
    if low in REFERENCES or low in BEFORE_NUMBER or token in TITLES or (len(token) == 1 and token.isupper()):
        return True
    if DOTTED.fullmatch(token) or (low in DAYS and _is_dated(line, following)):
        return True
    if token.istitle() and len(token) < 4 and VERSE.match(line, following):
        return True
    if token.isdigit() and len(token) <= 2:
        return DATE.search(line, max(0, stop - 8), stop + 10) is not None
    return _is_vowelless(token) and low not in ENDERS and not is_unit(line, token, stop)


def _is_dated(line: str, following: int) -> bool:
    return DATED.match(line, following) is not None


def _goes_on_with_capital(line: str, token: str, segment: int, stop: int, following: int) -> bool:
    low = token.lower()
    opens = is_opener(line, following)
    if low in ENDERS or is_unit(line, token, stop):
        return False
    if is_title(line, token, segment, stop, following):
        return PARTICIPLE.match(line, following) is None
    if (len(token) == 1 and token.isupper()) or DOTTED.fullmatch(token):
        return _goes_on_after_initial(line, token, stop, following, opens)
    if low in REFERENCES or low in BEFORE_NUMBER:
        if NUMBERED.match(line, following):
            return True
        return not opens and (low in REFERENCES or low in UNDECIDED)
    if low == "gaz" and GAZETTE.match(line, following):
        return True
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
    """Return whether a word is short and without a vowel, an abbreviation that no table needs to know: `bd`, `dpt`."""
    return (token.islower() or token.istitle()) and VOWELLESS.fullmatch(token) is not None
