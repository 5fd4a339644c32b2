"""Pairs that are nearly others: exact and near-duplicates inside a corpus, and its overlap with a test set.

Near means a Jaccard similarity of at least `SIMILAR` between the sets of overlapping runs of five bytes of the texts'
`exact_key`. Candidates come from `forest`, few for each text, and each is then compared exactly: no false alarm. At a
similarity of 0.8 about one text in 500 is overlooked, at 0.9 three in a million; docs/quality.md gives figures for
texts that 100,000 others resemble. The same texts give the same answer anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.duplicates.forest import Forest, sign
from bilingual.text.normalising import compatible

SIMILAR = 0.8
RUN = 5
_NO_LETTERS = re.compile(r"[\W_]+")
LONGEST = 100_000  # bytes of a text that are compared for likeness: no sentence is longer


@dataclass(frozen=True, slots=True)
class Overlap:
    """A source (by number) that is, or is nearly, a sentence of a test set (by number)."""

    source: int
    test: int
    similarity: float


def exact_key(text: str) -> str:
    """Return what two texts share that differ in case, blanks, punctuation or typography only: letters and figures."""
    return _NO_LETTERS.sub(" ", compatible(text).casefold()).strip(" ")


class SentenceIndex:
    """The sentences of a test set, numbered as they come, so that each text can be looked up among them."""

    def __init__(self, sentences: Iterable[str] = ()) -> None:
        self._first: dict[str, int] = {}
        self._keys: list[str] = []
        self._forest = Forest()
        self._size = 0
        for sentence in sentences:
            self.add(sentence)

    def __len__(self) -> int:
        return self._size

    def add(self, sentence: str) -> None:
        """Take one sentence more."""
        key = exact_key(sentence)
        if self._first.setdefault(key, self._size) == self._size:
            self._keys.append(key)
            self._forest.add(sign(runs_of(key)))
        self._size += 1

    def find(self, text: str) -> tuple[int, float] | None:
        """Return the number of the first sentence that a text is, or nearly is, and their similarity."""
        key = exact_key(text)
        if key in self._first:
            return self._first[key], 1.0
        runs = runs_of(key)
        found = _first_alike(runs, self._keys, self._forest.likeliest(sign(runs)))
        return found and (self._first[self._keys[found[0]]], found[1])


def find_overlap(sources: Sequence[str], test_set: Sequence[str]) -> list[Overlap]:
    """Find the sources that are, or nearly are, sentences of a test set; each with the first such sentence."""
    index = SentenceIndex(test_set)
    looked_up = ((number, index.find(text)) for number, text in enumerate(sources))
    return [Overlap(number, *found) for number, found in looked_up if found]


def similarity(first: str, second: str) -> float:
    """Return the Jaccard similarity of two texts' runs of bytes, 1 for texts with the same `exact_key`."""
    one, other = exact_key(first), exact_key(second)
    return 1.0 if one == other else jaccard(runs_of(one), runs_of(other))


def _first_alike(runs: frozenset[bytes], keys: Sequence[str], candidates: list[int]) -> tuple[int, float] | None:
    for other in candidates:
        alike = jaccard(runs, runs_of(keys[other]))
        if alike >= SIMILAR:
            return other, alike
    return None


def jaccard(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """Return the Jaccard similarity of two sets of runs, 1 for two empty ones."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 1.0


def runs_of(key: str) -> frozenset[bytes]:
    """Return every run of bytes; a shorter text is one run, an empty one none."""
    data = key.encode("utf-8", "surrogatepass")[:LONGEST]
    starts = range(max(1, len(data) - RUN + 1)) if data else ()
    return frozenset(data[start : start + RUN] for start in starts)
