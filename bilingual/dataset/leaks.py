"""Leaks: sentences of a test or validation split, exact or near, among the pairs that a model is trained with.

Test comes first, then validation, then train: what stands in one is left out of those behind it, so that the documents
of a test stay whole. Compared are the French and the model's own English, which no review changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bilingual.dataset.documents import Document
from bilingual.duplicates import SentenceIndex
from bilingual.pairs import Pair, Skipped
from bilingual.splits import NAMES

REASON = "leak"
COMPARED = ("id", "article_id", "translation", "machine_en")  # the columns of a pair that tell whether it is one

Row = Mapping[str, Any]


def find_leaks(splits: Iterable[str], rows_of: Callable[[str], Iterable[Row]]) -> Iterator[tuple[str, str, str]]:
    """Yield each leak: the pair's id, its split, and that whose sentence it repeats; no leak makes another one.

    `rows_of` returns the rows of a split's pairs with the columns `COMPARED`. In memory are the sentences of all splits
    but the last: about 5 kB a pair.
    """
    *guards, last = sorted(splits, key=NAMES.index, reverse=True)
    index, ends = SentenceIndex(), dict[str, int]()
    for split in (*guards, last):
        kept: list[str] = []
        for row in rows_of(split):
            sides = row["translation"]["fr"], row["machine_en"]
            found = next(filter(None, map(index.find, sides)), None)
            if found:
                yield row["id"], split, next(guard for guard, end in ends.items() if found[0] < end)
            elif split != last:
                kept += sides
        for sentence in kept:
            index.add(sentence)
        ends[split] = len(index)


def without_leaks(document: Document, leaks: Collection[str]) -> Document:
    """Return a document in which the pairs with these ids are skipped."""
    segments = (_skip(each) if isinstance(each, Pair) and each.id in leaks else each for each in document.segments)
    return replace(document, segments=tuple(segments))


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
