"""Are two names spellings of one: accents, hyphens and the ways of writing other scripts aside?"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

ALIKE, CLOSE = 0.65, 0.8  # likeness of two spellings of a name, and of two that are surely of one
LONGEST_NAME = 40  # letters of a name that are compared
_WITHOUT_ACCENT = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
_LIGATURES = str.maketrans(_WITHOUT_ACCENT)

# One sound, written as French, English and other romanisations write it. Longer ways come first.
_SOUNDS = {
    "sch|tch|tsh|tsch|ch|sh|cz|sz|zh|dj|dzh|j|ge|gi": "j",
    "ph|ff|v|w": "f",
    "oo|ou|u": "u",
    "ck|cqu|qu|cc|q|k|c|gh|kh|g": "k",
    "x": "ks",
    "ts|tz|ss|z|ç": "s",
    "th": "t",
    "ai|ei|ay|ey|ee|ea|ie|ij|y|i|e|eh": "i",
    "au|eau|aw": "o",
    "h": "",
}
_WAY = {way: sound for ways, sound in _SOUNDS.items() for way in ways.split("|")}
_SOUND = re.compile("|".join(sorted(_WAY, key=lambda way: (-len(way), way))))
_TWICE = re.compile(r"(.)\1+")
_MUTE_END = re.compile(r"(?<=\w\w\w)[iosa]+$")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text in lower case without accents and ligatures."""
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in normalize("NFD", text.lower().translate(_LIGATURES)) if not combining(sign))


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return a name as it sounds, roughly: `Tokaïev` and `Tokayev`, `Noursoultan` and `Nursultan` come out the same."""
    letters = _SOUND.sub(lambda match: _WAY[match[0]], fold(name[:LONGEST_NAME]))
    return _MUTE_END.sub("", _TWICE.sub(r"\1", letters))


def likeness(first: str, second: str) -> float:
    """Return from 0 to 1 how much alike two names are spelled: 1 where they sound the same."""
    one, other = sound(first), sound(second)
    if one == other and one:
        return 1.0
    matcher = SequenceMatcher(None, fold(first[:LONGEST_NAME]), fold(second[:LONGEST_NAME]), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
