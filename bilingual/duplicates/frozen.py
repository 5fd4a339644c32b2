"""Signatures that are filed for good: an LSH Forest as sorted arrays, which are small and asked for many at once.

Each tree is a list of (hash of a bucket's rows, signature in it), sorted; a bucket that is parted by one more row has
`PARTED` in place of a signature. Buckets are known by 32 bits: where two share them, a text meets a few more, of which
the rows that agree decide all the same.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from bilingual.duplicates.forest import CROWD, DEPTH, FEWEST, FIRST, TREES, Agreement

PARTED = -1
SLICE = 20_000  # pairs of signatures that are compared at once: 6 MB each side
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Array = Any  # an array of numpy


class FrozenForest:
    """The signatures numbered from `first` up to `end`; `rows` are all, by number, tree and depth.

    It holds eight bytes a tree of each signature.
    """

    def __init__(self, rows: Array, first: int, end: int) -> None:
        self.first, self.end = first, end
        self._trees = [_freeze(rows[:, tree], first, end) for tree in range(TREES)]

    def meet(self, signatures: Array) -> Iterator[tuple[Array, Array]]:
        """Yield which signatures, given as `rows` are, meet which others, by their numbers in either."""
        for tree, (keys, members) in enumerate(self._trees):
            asking, state = np.arange(len(signatures)), _begun(signatures[:, tree])
            for depth in range(FIRST, DEPTH + 1):
                least, most = (np.searchsorted(keys, _key(state), side) for side in ("left", "right"))
                at = np.repeat(np.arange(len(asking)), most - least)
                met = members[_ranges(least, most)]
                yield asking[at[met != PARTED]], met[met != PARTED]
                deeper = np.unique(at[met == PARTED])
                if not len(deeper) or depth == DEPTH:
                    break
                asking = asking[deeper]
                state = _mixed(state[deeper], signatures[asking, tree, depth])


def agreeing(forests: list[FrozenForest], rows: Array, signatures: Array) -> list[list[Agreement]]:
    """Return for each of some signatures what it meets in any forest and agrees with in `FEWEST` rows."""
    found: list[list[Agreement]] = [[] for _ in range(len(signatures))]
    for forest in forests:
        parts = [text.astype(np.int64) << 32 | other for text, other in forest.meet(signatures)]
        pairs = np.unique(np.concatenate(parts))
        for start in range(0, len(pairs), SLICE):
            texts, others = pairs[start : start + SLICE] >> 32, pairs[start : start + SLICE] & 0xFFFFFFFF
            counts = (signatures[texts] == rows[others]).sum(axis=(1, 2))
            alike = counts >= FEWEST
            for text, other, count in zip(*(each[alike].tolist() for each in (texts, others, counts)), strict=True):
                found[text].append((-count, other))
    return found


def _freeze(rows: Array, first: int, end: int) -> tuple[Array, Array]:
    """Return the sorted keys of a tree's buckets, and their members beside them."""
    members = np.arange(first, end, dtype=np.int32)
    state = _begun(rows[first:end])
    keys, kept = list[Array](), list[Array]()
    for depth in range(FIRST, DEPTH + 1):
        order = np.argsort(state, kind="stable")
        state, members = state[order], members[order]
        starts = np.flatnonzero(np.diff(state, prepend=state[:1] + np.uint64(1)))
        sizes = np.diff(starts, append=len(state))
        crowded, rank = np.repeat(sizes > CROWD, sizes), np.arange(len(state)) - np.repeat(starts, sizes)
        stays = ~crowded if depth < DEPTH else rank < CROWD
        keys.append(_key(state[stays]))
        kept.append(members[stays])
        if depth == DEPTH or not crowded.any():
            break
        parted = _key(state[starts[sizes > CROWD]])
        keys.append(parted)
        kept.append(np.full(len(parted), PARTED, dtype=np.int32))
        state, members = _mixed(state[crowded], rows[members[crowded], depth]), members[crowded]
    every, own = np.concatenate(keys), np.concatenate(kept)
    order = np.argsort(every, kind="stable")
    return every[order], own[order]


def _begun(rows: Array) -> Array:
    """Return the hash of the first rows of a tree, of which the first bucket is known."""
    state = np.zeros(len(rows), dtype=np.uint64)
    for depth in range(FIRST):
        state = _mixed(state, rows[:, depth])
    return state


def _mixed(state: Array, row: Array) -> Array:
    state = (state ^ row.astype(np.uint64)) * _MULTIPLIER
    return state ^ state >> np.uint64(29)


def _key(state: Array) -> Array:
    return (state >> np.uint64(32)).astype(np.uint32)


def _ranges(least: Array, most: Array) -> Array:
    """Return the numbers from each of `least` up to its `most`, one range after the other."""
    sizes = most - least
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes - least, sizes)
