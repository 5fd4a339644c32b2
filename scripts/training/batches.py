"""Shards → padded batches, endlessly and in a random order that the seed decides."""

import io
import lzma
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bilingual.errors import UsageError
from scripts.training.corpus import BOS, EOS, PAD

POOL = 200_000

Ids = npt.NDArray[np.int64]
Pair = tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Source, decoder input and decoder output ids, each of shape (sentences, tokens), padded with 0."""

    source: Ids
    given: Ids
    wanted: Ids

    @property
    def tokens(self) -> int:
        """Source and target tokens, padding included."""
        return self.source.size + self.wanted.size


class Shard:
    """The pairs of one `.npz` or `.npz.xz` file (see `write_shard`), by index or shuffled again and again."""

    def __init__(self, path: Path, seed: int = 0) -> None:
        try:
            content = path.read_bytes()
            packed = np.load(io.BytesIO(lzma.decompress(content) if path.suffix == ".xz" else content))
            self._source, self._target, source, target = (packed[name] for name in ("s", "t", "ls", "lt"))
        except FileNotFoundError as error:
            raise UsageError(f"{path}: no such shard; `prepare` makes one from pairs") from error
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
            raise UsageError(f"{path}: not a shard of token ids; make it with `prepare`") from error
        self._source_ends = np.concatenate([[0], np.cumsum(source.astype(np.int64))])
        self._target_ends = np.concatenate([[0], np.cumsum(target.astype(np.int64))])
        self._rng = np.random.default_rng(seed)
        self._order = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._source_ends) - 1

    def __getitem__(self, index: int) -> Pair:
        source, target = self._source_ends, self._target_ends
        return self._source[source[index] : source[index + 1]], self._target[target[index] : target[index + 1]]

    def take(self, count: int) -> list[Pair]:
        """Return the next `count` pairs of the shuffled order."""
        while len(self._order) < count:
            self._order = np.concatenate([self._order, self._rng.permutation(len(self))])
        chosen, self._order = self._order[:count], self._order[count:]
        return [self[index] for index in chosen]


def batches(
    there: Callable[[], Sequence[tuple[Shard, float]]], tokens: int, rng: random.Random, few_shapes: bool = False
) -> Iterator[Batch]:
    """Yield batches of at most `tokens` padded source and target tokens; a shard is drawn by its weight times size.

    The shards that are `there` are asked for whenever some 200 000 pairs have been used up. `few_shapes` allows only
    some forty shapes, once there is text enough for them: a CPU compiles each matrix product for its shape (oneDNN).
    """
    waiting: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    while True:
        shards = there()
        drawn = _draw(shards)
        if few_shapes and sum(len(shard) for shard, _ in shards) >= POOL:
            groups = _by_shape(drawn, waiting, tokens)
        else:
            groups = _by_length(drawn, tokens, rng)
        rng.shuffle(groups)
        yield from map(_pad, groups)


def _draw(there: Sequence[tuple[Shard, float]]) -> list[Pair]:
    shards = [(shard, weight) for shard, weight in there if len(shard)]
    total = sum(len(shard) * weight for shard, weight in shards)
    pool = min(POOL, max(1, round(total)))
    return [pair for shard, weight in shards for pair in shard.take(max(1, round(pool * len(shard) * weight / total)))]


def _by_length(pairs: list[Pair], tokens: int, rng: random.Random) -> list[list[Pair]]:
    """Cut the pairs, sorted by length, into groups: next to no padding, any shape."""
    pairs.sort(key=lambda pair: len(pair[0]) + len(pair[1]) + rng.random())
    groups: list[list[Pair]] = [[]]
    source = target = 0
    for pair in pairs:
        source, target = max(source, _rounded(len(pair[0]) + 1)), max(target, _rounded(len(pair[1]) + 1))
        if groups[-1] and (source + target) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            source, target = _rounded(len(pair[0]) + 1), _rounded(len(pair[1]) + 1)
        groups[-1].append(pair)
    return groups


def _by_shape(pairs: list[Pair], waiting: dict[tuple[int, int], list[Pair]], tokens: int) -> list[list[Pair]]:
    """Full groups of pairs that pad to the same two lengths; the rest waits for the next pool."""
    groups = []
    for pair in pairs:
        shape = _rounded(len(pair[0]) + 1), _rounded(len(pair[1]) + 1)
        waiting[shape].append(pair)
        if len(waiting[shape]) == max(8, tokens // sum(shape) // 8 * 8):
            groups.append(waiting.pop(shape))
    return groups


def _pad(pairs: list[Pair]) -> Batch:
    sources, targets = zip(*pairs, strict=True)
    wanted = _padded(targets)
    given = np.roll(np.where(wanted == EOS, PAD, wanted), 1, axis=1)
    given[:, 0] = BOS
    return Batch(_padded(sources), given, wanted)


def _padded(sentences: Sequence[npt.NDArray[np.uint16]]) -> Ids:
    """Return the ids of each sentence with the end mark behind them, a row each: filled in one go, not row by row."""
    ends = np.fromiter(map(len, sentences), np.int64, len(sentences))
    rows = np.zeros((len(sentences), _rounded(int(ends.max()) + 1)), np.int64)
    rows[np.arange(rows.shape[1]) < ends[:, None]] = np.concatenate(sentences)
    rows[np.arange(len(sentences)), ends] = EOS
    return rows


def _rounded(length: int) -> int:
    """Up to a multiple of 8, then of 16, then of 32: few shapes, whole tiles, little padding."""
    multiple = 8 if length <= 48 else 16 if length <= 80 else 32
    return -(-length // multiple) * multiple
