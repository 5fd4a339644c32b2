"""Names that are written otherwise in the other language: a table of our own, and which words are names at all."""

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bilingual.quality.spelling import fold

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = "de des du la le les et of the and s d l a new bin great saint sainte san santo st"
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Exonyms:
    """What stands for a word of a name on the other side, folded; acronyms are listed as well.

    `adjectives` are English words for the people of a place or what is theirs: capitals that are no names; `peoples`
    are those of countries.
    """

    french: dict[str, frozenset[str]]
    english: dict[str, frozenset[str]]
    adjectives: frozenset[str]
    peoples: frozenset[str]


@dataclass(frozen=True, slots=True)
class Capitals:
    """Words that the lexicon knows and that are mostly written with a capital, in lower case."""

    french: frozenset[str]
    english: frozenset[str]


@cache
def load_exonyms() -> Exonyms:
    """Read the table of exonyms that ships with the package, once."""
    french: dict[str, set[str]] = {}
    english: dict[str, set[str]] = {}
    adjectives: set[str] = set()
    peoples = set[str]()
    for kind, fr_forms, en_forms, derived in _rows():
        ours, theirs = set(_words(fr_forms)), set(_words(en_forms))
        extra = set(_words(derived))
        adjectives |= extra
        peoples |= extra if kind == "country" else set()
        for word in ours:
            french.setdefault(word, set()).update(theirs, extra)
        for word in theirs | extra:
            english.setdefault(word, set()).update(ours)
    return Exonyms(_frozen(french), _frozen(english), frozenset(adjectives - french.keys()), frozenset(peoples))


@cache
def load_capitals() -> Capitals:
    """Read the words that writers begin with a capital, which ship with the package, once."""
    text = lzma.decompress(files("bilingual.quality").joinpath("capitals.txt.xz").read_bytes()).decode()
    french, english = text.splitlines()
    return Capitals(frozenset(french.split()), frozenset(english.split()))


def _rows() -> Iterator[tuple[str, str, str, str]]:
    text = files("bilingual.quality").joinpath("exonyms.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, french, english, *derived = line.split("\t")
        yield kind, french, english, derived[0] if derived else ""


def _words(forms: str) -> Iterator[str]:
    return (word for word in _WORD.findall(fold(forms.replace(".", ""))) if word not in _SMALL)


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(others) for word, others in table.items()}
