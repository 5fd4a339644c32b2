"""What hangs on a sentence's marks without a blank: the next sentence, a note's number, or the rest of a name."""

import re

from bilingual.segmenter.characters import OPENING_TAGS
from bilingual.segmenter.openers import is_opener, opening_word
from bilingual.segmenter.stops import is_unit, may_abbreviate, token_before

# A noun or a name that goes on as prose does, and not as `Notes.Le.txt` or `string.Format(`.
NOUN = re.compile(r"[A-ZÀ-ÖØ-ÞŒ][a-zß-öø-ÿœ]+(?=[ '’,-]|[!?…])")
_ENDS_OF_NAMES = (
    "be ca ch com css csv de doc docx eu fr gouv htm html info io js md net org pdf php py ru tv txt uk xls"
)
ENDS_OF_NAMES = frozenset(_ENDS_OF_NAMES.split())
WITH_A_MARK = frozenset(("joomla", "yahoo"))  # brands that are written with an exclamation mark
AFTER_A_WORD = ("%", "€", "$", ")", "]", "»", "”", '"')
# Words of two letters that end sentences.
SHORT_WORDS = frozenset(("bu", "ça", "dû", "eu", "là", "lu", "mû", "né", "où", "pu", "ri", "su", "tu", "un", "vu"))
# `à Lyon.Paul`: what a place is named after, unlike `Jean.Paul`.
PLACED = re.compile(r"(?:\b(?:à|en|au|aux)|À) \Z")
SCORE = re.compile(r"\d{1,3}(?:h\d{0,2}|-\d{1,3})")  # an hour, or the goals of a match
ADDRESS = re.compile(r"[/@#=&]")
REACH = 40


def is_glued_start(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a sentence starts at `start`, behind the marks of `match`: `d’aboutir.Le`, not `lemonde.fr`."""
    character = text[start]
    if (
        match["closing"]
        or character in "«“—"
        or text.startswith("– ", start)
        or text.startswith("<<", start)
        or OPENING_TAGS.match(text, start)
    ):
        return not character.isdigit() and character not in "-(["
    if not character.isupper():
        return False
    before = text[match.start() - 1]
    if match["marks"][-1] == "…" or len(match["marks"]) > 1:
        return text[match.start() - 1 - before.isspace()].isalnum()
    token = token_before(text, match.start() - before.isspace())
    if match["marks"] != ".":
        # `d?Etat` has lost its apostrophe, `P!NK` is a name.
        is_word = len(token) != 1 or not (token.islower() or text[start : start + 2].isupper())
        return is_word and token.lower() not in WITH_A_MARK and _is_prose(text, match.start() - before.isspace())
    return _follows_full_stop(text, token, match.start(), start)


def is_note(text: str, match: re.Match[str]) -> bool:
    """Return whether the figures behind the marks of `match` number a note: `demain.1 La suite`, not `version 2.1`."""
    before = text[match.start() - 1]
    if match["marks"] != "." or before in ("»", "”", '"', ")", "]", "*"):
        return not before.isdigit()
    token = token_before(text, match.start())
    return token.isalpha() and len(token) > 2 and not may_abbreviate(text, match.start())


def _is_prose(text: str, end: int) -> bool:
    """Return whether what ends at `end` is a word or a figure of a sentence, and no part of an address."""
    low = max(0, end - REACH)
    is_word = text[end - 1 : end].isalnum() or text[end - 1 : end] in AFTER_A_WORD
    return is_word and not ADDRESS.search(text, text.rfind(" ", low, end) + 1 or low, end)


def _follows_full_stop(text: str, token: str, stop: int, start: int) -> bool:
    """Return whether a sentence starts right after a full stop: a function word, or a noun after plain prose."""
    word = opening_word(text, start)
    if text[stop - 1] in AFTER_A_WORD:
        return NOUN.match(text, start) is not None or is_opener(text, start)
    is_measure = is_unit(text, token, stop)
    if is_opener(text, start) and text[start + len(word) : start + len(word) + 1] not in ("/", "=", "_"):
        counted = token[:1].isdigit() and len(token) > 1
        return counted or (token.isalpha() and len(token) > 2) or is_measure
    if not NOUN.match(text, start) or word in ENDS_OF_NAMES:
        return False
    is_word = token.isalpha() and token.islower() and (len(token) > 2 or token in SHORT_WORDS)
    if token.istitle() and len(token) > 2 and PLACED.search(text, max(0, stop - len(token) - 6), stop - len(token)):
        return True
    return is_word or is_measure or (token.isdigit() and len(token) == 4) or SCORE.fullmatch(token) is not None
