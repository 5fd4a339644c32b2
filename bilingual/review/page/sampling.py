"""The pairs that a search or a sample finds, as an array over all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bilingual.review.page.index import Array, Index
from bilingual.review.page.notes import Notes
from bilingual.review.sampling import draw_halves

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Drawable:
    """What a sample asks of a pair."""

    status: str
    flags: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample by places: `chance` is the half drawn at random from the pairs without a flag, `other` the rest."""

    chance: Array
    other: Array


def find_sample(index: Index, notes: Notes, size: int, seed: int) -> Sample:
    """Return a sample as `review export --sample` draws it, and the same again once there are verdicts on it."""
    kept = notes.sample(size, seed)
    if kept is None or not all(index.places_of(ids) for ids in kept if ids):
        halves = draw_halves(_drawable(index), size, seed)
        chance, other = ([pair.id for pair in index.pairs(sorted(half))] for half in halves)
        notes.keep_sample(size, seed, chance, other)
        kept = chance, other
    return Sample(*(np.array(sorted(index.places_of(ids).values()), dtype=np.int32) for ids in kept))


def _drawable(index: Index) -> Iterator[Any]:
    known: dict[int, tuple[str, ...]] = {}
    for start in range(0, index.size, BATCH):
        some = slice(start, start + BATCH)
        columns = (index.flags[some].tolist(), index.status[some].tolist(), index.score[some].tolist())
        for mask, status, score in zip(*columns, strict=True):
            if mask not in known:
                known[mask] = tuple(name for bit, name in enumerate(index.flag_names) if mask >> bit & 1)
            yield Drawable(index.statuses[status], known[mask], score)
