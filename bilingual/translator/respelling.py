"""Names that a model wrote with a letter doubled or halved (`Tayyyip`, `Nasif`), spelled as the French has them.

A small model copies a rare name piece by piece, and loses count where pieces repeat a letter.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection

# Behind a word or a mark within the sentence, where a capital makes a name. What must precede a word is looked at from
# behind its first letter: `re` finds a class of letters faster than a place behind something.
NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ](?:(?<=[\w,;:)-] .)|(?<=\w[’'].))[^\W\d_]{3,}(?![\w’'])")
WORD = re.compile(r"[^\W\d_](?<![^\W_].)[^\W\d_]{2,}(?![^\W_])")
REPEATED = re.compile(r"(.)\1+")
ORDINARY = 2  # pieces of a word in lower case that a model has met as a word: `Flamme`, `Bassin`


def find_names(french: str, pieces: Callable[[str], int]) -> frozenset[str]:
    """Return the names within a text whose spelling can be told from others; `pieces` counts the tokens of a word."""
    found = {name for name in NAME.findall(french) if name[1:].islower() and pieces(name.lower()) > ORDINARY}
    alike = Counter(map(_squeezed, found))
    return frozenset(name for name in found if alike[_squeezed(name)] == 1)


def respell(english: str, names: Collection[str]) -> str:
    """Return the English with each of these names that it lacks, and has but for repeated letters, as it is spelled."""
    words = set(WORD.findall(english)) if names else set()
    lost = {_squeezed(name): name for name in names if name not in words}
    if not lost:
        return english
    return WORD.sub(lambda word: lost.get(_squeezed(word[0]), word[0]) if word[0][0].isupper() else word[0], english)


def _squeezed(word: str) -> str:
    return REPEATED.sub(r"\1", word)
