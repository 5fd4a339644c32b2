"""The two sides of a pair, read once for all checks."""

import re
from itertools import pairwise
from typing import NamedTuple

from bilingual.quality.coverage import Coverage, cover, stems
from bilingual.quality.lexicon import load_lexicon
from bilingual.readings import Reading
from bilingual.text.normalising import composed

# No sentence is longer: checks that search a text again compare the beginning of a longer one.
LONGEST_TEXT, MOST_WORDS = 100_000, 20_000  # characters, words
HEADLINE = 0.6  # share of the words with a capital from which a text is a heading
_WORD = re.compile(r"[^\W\d_]+")
# The characters of Latin-1 with a blank for all that are no letters: most texts need no more, and no regex.
_LETTERS = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(256))
_ALPHABET = bytes(code for code in range(256) if chr(code).isalpha())


class Sides(NamedTuple):
    """A pair as its checks see it: a tuple, for one is made of every pair, and a dataclass takes five times as long.

    Both texts are composed (NFC). Signs are the characters that are no letters, as a set, in which letters may be as
    well. Words are runs of letters as written, in order and as a set; `en_pairs` are the English words that stand side
    by side; stems are the beginnings of words, in lower case, as a set; `fr_cover` says how much of the French has a
    counterpart in the English, `en_cover` the reverse; `score` is the model's, None where there is none;
    `reading` is what a model found of English that it did not write, empty where none read it.
    """

    fr: str
    en: str
    score: float | None
    fr_signs: set[str]
    en_signs: set[str]
    fr_words: list[str]
    en_words: list[str]
    fr_set: set[str]
    en_set: set[str]
    en_pairs: set[tuple[str, str]]
    fr_stems: set[str]
    en_stems: set[str]
    fr_cover: Coverage
    en_cover: Coverage
    reading: Reading = ()


def split_words(text: str) -> list[str]:
    """Return the runs of letters in a text: `l'affaire` and `don't` are two words each."""
    try:
        return _split_bytes(text.encode("latin-1"))
    except UnicodeEncodeError:
        return _WORD.findall(text)


def either_case(text: str) -> frozenset[str]:
    """Return words as they are and as they begin a sentence."""
    return frozenset(text.split()) | frozenset(text.title().split())


def is_headline(words: list[str]) -> bool:
    """Return whether most words of a text are capitalised, as in an English heading."""
    return sum(map(str.istitle, words)) > HEADLINE * len(words)


def read_sides(fr: str, en: str, score: float | None = None, reading: Reading = ()) -> Sides:
    """Split both texts into words and find which of them have a counterpart."""
    (fr, fr_words, fr_signs), (en, en_words, en_signs) = _read(fr), _read(en)
    fr_list, en_list = stems(fr_words), stems(en_words)
    fr_stems, en_stems = set(fr_list), set(en_list)
    lexicon = load_lexicon()
    fr_cover, en_cover = cover(fr_list, en_stems, lexicon.french), cover(en_list, fr_stems, lexicon.english)
    return Sides(
        fr=fr,
        en=en,
        score=score,
        fr_signs=fr_signs,
        en_signs=en_signs,
        fr_words=fr_words,
        en_words=en_words,
        fr_set=set(fr_words),
        en_set=set(en_words),
        en_pairs=set(pairwise(en_words)),
        fr_stems=fr_stems,
        en_stems=en_stems,
        fr_cover=fr_cover,
        en_cover=en_cover,
        reading=reading,
    )


def _read(text: str) -> tuple[str, list[str], set[str]]:
    """Return a text composed, its words and its signs; one in Latin-1 is composed as it stands."""
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        text = composed(text)
        return text, _WORD.findall(text), set(text)
    return text, _split_bytes(data), set(data.translate(None, _ALPHABET).decode("latin-1"))


def _split_bytes(data: bytes) -> list[str]:
    return data.translate(_LETTERS).decode("latin-1").split()
