"""Pairs with the segments before and after them in their article, the skipped ones too, for reviewers to judge by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bilingual.dataset.neighbour_columns import read_columns_in_context
from bilingual.dataset.schema import pair_from_row
from bilingual.dataset.shortening import shorten_left, shorten_right
from bilingual.pairs import Pair, Skipped

ROWS = 1000  # of pairs in memory at a time


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The segments beside a pair in its article, shortened; empty at the article's beginning and end."""

    before: str = ""
    after: str = ""


UNKNOWN = Neighbours()


def read_in_context(dataset: Path, split: str = "*") -> Iterator[tuple[Pair, Neighbours]]:
    """Yield the pairs as `read_pairs` does, each with its neighbours; one article's skipped segments are merged in.

    Raises DatasetError when a table cannot be read, or the temporary folder has no room.
    """
    for columns in read_columns_in_context(dataset, split, rows=ROWS):
        texts = columns.before.to_pylist(), columns.after.to_pylist()
        for row, before, after in zip(columns.pairs.to_pylist(), *texts, strict=True):
            yield pair_from_row(row), Neighbours(before=before, after=after)


def with_neighbours(segments: Iterable[Pair | Skipped]) -> Iterator[tuple[Pair, Neighbours]]:
    """Yield the pairs of one article's segments, each with its neighbours."""
    before, here = "", None
    for segment in chain(segments, [None]):
        text = "" if segment is None else segment.fr if isinstance(segment, Pair) else segment.text
        if here and isinstance(here[1], Pair):
            yield here[1], Neighbours(before=shorten_left(before), after=shorten_right(text))
        before, here = here[0] if here else "", (text, segment)
