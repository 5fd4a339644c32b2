"""Shards of one tokenizer, or TSV files, read as text and written as shards of another tokenizer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from bilingual.errors import UsageError
from scripts.training.batches import Shard
from scripts.training.corpus import MOST_TOKENS, TYPOGRAPHY, Row, plain_target, read_pairs, read_tokenizer

AT_ONCE = 20_000
SHARDS = (".npz", ".xz")

Ids = list[int]


@dataclass(frozen=True, slots=True)
class Block:
    """Some pairs, and the ids of their English where the file held ids."""

    rows: list[Row]
    ids: list[Ids] | None = None


def decode(pieces: sentencepiece.SentencePieceProcessor, ids: list[Ids], path: Path) -> list[str]:
    """Return the texts of a shard's ids. Raises UsageError with its path when the tokenizer lacks some."""
    try:
        return pieces.decode(ids)
    except IndexError as error:
        raise UsageError(f"{path}: ids that the tokenizer lacks; give the one it was made with") from error


class Source:
    """The pairs of a shard or a TSV file, block by block."""

    def __init__(self, path: Path, tokenizer: Path) -> None:
        self._path = path
        self._shard = Shard(path) if path.suffix in SHARDS else None
        self._pieces = read_tokenizer(tokenizer)

    def blocks(self) -> Iterator[Block]:
        """Yield all pairs, the English with straight quotation marks."""
        if not self._shard:
            rows = ((french, plain_target(english)) for french, english in read_pairs(self._path))
            while block := list(islice(rows, AT_ONCE)):
                yield Block(block)
            return
        for first in range(0, len(self._shard), AT_ONCE):
            yield self._block(range(first, min(first + AT_ONCE, len(self._shard))))

    def sample(self, most: int) -> Iterator[Row]:
        """Yield at most `most` pairs, from all over a shard or from the beginning of a TSV file."""
        if self._shard:
            step = max(1, -(-len(self._shard) // most))
            yield from self._block(range(0, len(self._shard), step)).rows
        else:
            yield from islice(read_pairs(self._path), most)

    def _block(self, indexes: range) -> Block:
        assert self._shard is not None
        pairs = [self._shard[index] for index in indexes]
        sources, targets = ([pair[side].tolist() for pair in pairs] for side in (0, 1))
        french, english = (decode(self._pieces, ids, self._path) for ids in (sources, targets))
        return Block(list(zip(french, map(plain_target, english), strict=True)), targets)


class Recoder:
    """Gathers pairs as ids of the new tokenizer; those of unchanged English are kept where both would cut it alike."""

    def __init__(self, old: Path, new: Path, longest: int) -> None:
        if not 0 < longest <= MOST_TOKENS:
            raise UsageError(f"a pair's longest side can be 1 to {MOST_TOKENS} tokens, not {longest}")
        self._pieces = read_tokenizer(new)
        self._stale = stale_pieces(read_tokenizer(old), self._pieces)
        self._longest = longest
        self._kept: tuple[list[npt.NDArray[np.uint16]], ...] = ([], [])
        self._lengths: tuple[list[npt.NDArray[np.uint8]], ...] = ([], [])

    def add(self, rows: list[Row], block: Block) -> None:
        """Encode rows, which were made of the block's; sides that are empty or too long are left out."""
        sources = self._pieces.encode([french for french, _ in rows])
        targets = self._targets(rows, block)
        kept = [
            pair for pair in zip(sources, targets, strict=True) if all(0 < len(side) <= self._longest for side in pair)
        ]  # fmt: skip
        for side in (0, 1):
            ids = [pair[side] for pair in kept]
            self._lengths[side].append(np.fromiter(map(len, ids), np.uint8, len(ids)))
            self._kept[side].append(np.fromiter((piece for row in ids for piece in row), np.uint16))

    def write(self, path: Path) -> int:
        """Write the shard; return its number of pairs."""
        source, target = (np.concatenate([*side, np.empty(0, np.uint16)]) for side in self._kept)
        ls, lt = (np.concatenate([*side, np.empty(0, np.uint8)]) for side in self._lengths)
        np.savez(path, s=source, t=target, ls=ls, lt=lt)
        return len(ls)

    def _targets(self, rows: list[Row], block: Block) -> list[Ids]:
        if block.ids is None or self._stale is None:
            return self._pieces.encode([english for _, english in rows])
        stale = self._stale
        fresh = [
            number for number, (row, before) in enumerate(zip(rows, block.rows, strict=True))
            if row[1] != before[1] or not stale.isdisjoint(block.ids[number])
        ]  # fmt: skip
        targets = list(block.ids)
        for number, ids in zip(fresh, self._pieces.encode([rows[number][1] for number in fresh]), strict=True):
            targets[number] = ids
        return targets


def stale_pieces(
    old: sentencepiece.SentencePieceProcessor, new: sentencepiece.SentencePieceProcessor
) -> frozenset[int] | None:
    """Return the old ids without which a text is cut alike by both tokenizers; None where nothing can be said.

    These are bytes, the unknown, pieces that the new tokenizer lacks, and those with a character that it knows better.
    """
    if len(old) != len(new):
        return None
    ids = range(len(old))
    changed = [piece for piece in ids if old.id_to_piece(piece) != new.id_to_piece(piece)]
    if any(len(new.id_to_piece(piece)) > 1 for piece in changed):
        return None
    if any(old.get_score(piece) != new.get_score(piece) for piece in set(ids).difference(changed)):
        return None
    marks = {chr(mark) for mark in TYPOGRAPHY}.union(new.id_to_piece(piece) for piece in changed)
    return frozenset(changed).union(
        piece for piece in ids
        if old.is_byte(piece) or old.is_unknown(piece) or not marks.isdisjoint(old.id_to_piece(piece))
    )  # fmt: skip
