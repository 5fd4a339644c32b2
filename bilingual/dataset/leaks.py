"""Leaks: sentences of a test or validation split, exact or near, among the pairs that a model is trained with.

Test comes first, then validation, then train: what stands in one is left out of those behind it, so that the documents
of a test stay whole. Compared are the French and the model's own English, which no review changes.
"""

from collections.abc import Iterable
from dataclasses import replace

from bilingual.dataset.documents import Document
from bilingual.duplicates import SentenceIndex
from bilingual.pairs import Pair, Skipped
from bilingual.splits import NAMES

REASON = "leak"


class Leaks:
    """The sentences of the splits that others must not repeat, in memory: about 5 kB a pair."""

    def __init__(self) -> None:
        self._indexes: dict[str, SentenceIndex] = {}

    def add(self, split: str, pairs: Iterable[Pair]) -> None:
        """Take the pairs of a split that are no leaks; the splits in the order of `guarded`."""
        self._indexes[split] = SentenceIndex([side for pair in pairs for side in _sides(pair)])

    def of(self, pair: Pair, split: str) -> str | None:
        """Return the split whose sentence, or nearly that, a pair of a split behind it is; None for no leak."""
        for guard, index in self._indexes.items():
            if guard == split:
                return None
            if any(index.find(side) for side in _sides(pair)):
                return guard
        return None


def guarded(splits: Iterable[str]) -> list[str]:
    """Return the splits whose sentences others must not repeat, test first: all but the one that is trained with."""
    return sorted(splits, key=NAMES.index, reverse=True)[:-1]


def without_leaks(document: Document, leaks: Leaks) -> Document:
    """Return a document in which the pairs that are leaks are skipped."""
    segments = (
        _skip(each) if isinstance(each, Pair) and leaks.of(each, document.split) else each for each in document.segments
    )
    return replace(document, segments=tuple(segments))


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.fr, pair.machine_en


def _skip(pair: Pair) -> Skipped:
    return Skipped(
        id=pair.id,
        article_id=pair.article_id,
        paragraph=pair.paragraph,
        sentence=pair.sentence,
        start=pair.start,
        end=pair.end,
        text=pair.fr,
        kind=pair.kind,
        lang="fr",
        reason=REASON,
    )
