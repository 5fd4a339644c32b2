"""The two sides of a pair, read once for all checks."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair as its checks see it: both texts, their words as written and in lower case, and the model's score."""

    fr: str
    en: str
    score: float | None
    fr_words: list[str]
    en_words: list[str]
    fr_lower: list[str]
    en_lower: list[str]


def read_sides(fr: str, en: str, score: float | None = None) -> Sides:
    """Split both texts into words: runs of letters, so that `l'affaire` and `don't` are two words each."""
    fr_words, en_words = _WORD.findall(fr), _WORD.findall(en)
    return Sides(fr, en, score, fr_words, en_words, [w.lower() for w in fr_words], [w.lower() for w in en_words])
