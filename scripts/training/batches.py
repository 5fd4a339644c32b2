"""Shards → padded batches, endlessly and in a random order that the seed decides."""

import io
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.training.corpus import BOS, EOS

POOL = 200_000
MULTIPLE = 8

Ids = npt.NDArray[np.int64]
Pair = tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Source, decoder input and decoder output ids, each of shape (sentences, tokens), padded with 0."""

    source: Ids
    given: Ids
    wanted: Ids


class Shard:
    """The pairs of one file, handed out in a shuffled order, again and again."""

    def __init__(self, path: Path, rng: random.Random) -> None:
        content = path.read_bytes()
        packed = np.load(io.BytesIO(lzma.decompress(content) if path.suffix == ".xz" else content))
        self._source, self._target = packed["s"], packed["t"]
        self._source_ends = np.concatenate([[0], np.cumsum(packed["ls"].astype(np.int64))])
        self._target_ends = np.concatenate([[0], np.cumsum(packed["lt"].astype(np.int64))])
        self._rng = np.random.default_rng(rng.getrandbits(32))
        self._order = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._source_ends) - 1

    def take(self, count: int) -> list[Pair]:
        """Return the next `count` pairs."""
        while len(self._order) < count:
            self._order = np.concatenate([self._order, self._rng.permutation(len(self))])
        chosen, self._order = self._order[:count], self._order[count:]
        source, target = self._source_ends, self._target_ends
        return [(self._source[source[i] : source[i + 1]], self._target[target[i] : target[i + 1]]) for i in chosen]


def batches(shards: Sequence[tuple[Shard, float]], tokens: int, rng: random.Random) -> Iterator[Batch]:
    """Yield batches of at most `tokens` padded source and target tokens; a shard is drawn by its weight times size."""
    total = sum(len(shard) * weight for shard, weight in shards)
    pool = min(POOL, int(total))
    while True:
        drawn = [
            pair for shard, weight in shards for pair in shard.take(max(1, int(pool * len(shard) * weight / total)))
        ]
        drawn.sort(key=lambda pair: len(pair[0]) + len(pair[1]) + rng.random())
        groups = _cut(drawn, tokens)
        rng.shuffle(groups)
        for group in groups:
            yield _pad(group)


def _cut(pairs: list[Pair], tokens: int) -> list[list[Pair]]:
    groups: list[list[Pair]] = [[]]
    source = target = 0
    for pair in pairs:
        source, target = max(source, len(pair[0]) + 1), max(target, len(pair[1]) + 1)
        if groups[-1] and (source + target) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            source, target = len(pair[0]) + 1, len(pair[1]) + 1
        groups[-1].append(pair)
    return groups


def _pad(pairs: list[Pair]) -> Batch:
    width = _rounded(max(len(source) for source, _ in pairs) + 1)
    length = _rounded(max(len(target) for _, target in pairs) + 1)
    sources = np.zeros((len(pairs), width), np.int64)
    given, wanted = (np.zeros((len(pairs), length), np.int64) for _ in range(2))
    for row, (source, target) in enumerate(pairs):
        sources[row, : len(source)], sources[row, len(source)] = source, EOS
        given[row, 0], given[row, 1 : len(target) + 1] = BOS, target
        wanted[row, : len(target)], wanted[row, len(target)] = target, EOS
    return Batch(sources, given, wanted)


def _rounded(length: int) -> int:
    """Up to a multiple of eight: matrix products are compiled for few shapes and run on whole tiles."""
    return -(-length // MULTIPLE) * MULTIPLE
