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
class Name:
    """A row of the table: a kind of name, its forms in both languages, and English words that are derived from it."""

    kind: str
    french: tuple[str, ...]
    english: tuple[str, ...]
    derived: tuple[str, ...]


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
    for name in load_names():
        ours, theirs, extra = (set(_words(forms)) for forms in (name.french, name.english, name.derived))
        adjectives |= extra
        peoples |= extra if name.kind == "country" else set()
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


@cache
def load_names() -> tuple[Name, ...]:
    """Read the rows of the table that ships with the package, once."""
    text = files("bilingual.quality").joinpath("exonyms.tsv").read_text(encoding="utf-8")
    rows = ([*line.split("\t"), ""][:4] for line in text.splitlines() if not line.startswith("#"))
    return tuple(Name(kind, *(_forms(cell) for cell in cells)) for kind, *cells in rows)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _words(forms: tuple[str, ...]) -> Iterator[str]:
    text = fold("|".join(forms).replace(".", ""))
    return (word for word in _WORD.findall(text) if word not in _SMALL)


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(others) for word, others in table.items()}
