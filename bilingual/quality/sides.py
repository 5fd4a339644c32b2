"""The two sides of a pair, read once for all checks."""

import re
from dataclasses import dataclass

from bilingual.quality.coverage import Coverage, cover, stems
from bilingual.quality.lexicon import load_lexicon

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair as its checks see it.

    Words are runs of letters, as written and in lower case; `fr_cover` says how much of the French has a counterpart
    in the English, `en_cover` the reverse; `score` is the model's, None where there is none.
    """

    fr: str
    en: str
    score: float | None
    fr_words: list[str]
    en_words: list[str]
    fr_lower: list[str]
    en_lower: list[str]
    fr_cover: Coverage
    en_cover: Coverage


def split_words(text: str) -> list[str]:
    """Return the runs of letters in a text: `l'affaire` and `don't` are two words each."""
    return _WORD.findall(text)


def read_sides(fr: str, en: str, score: float | None = None) -> Sides:
    """Split both texts into words and find which of them have a counterpart."""
    fr_words, en_words = split_words(fr), split_words(en)
    fr_lower, en_lower = [word.lower() for word in fr_words], [word.lower() for word in en_words]
    fr_stems, en_stems = stems(fr_lower), stems(en_lower)
    lexicon = load_lexicon()
    fr_cover, en_cover = cover(fr_stems, en_stems, lexicon.french), cover(en_stems, fr_stems, lexicon.english)
    return Sides(fr, en, score, fr_words, en_words, fr_lower, en_lower, fr_cover, en_cover)
