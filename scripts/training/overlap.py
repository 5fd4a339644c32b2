"""Is a test sentence in the training text? Shards are decoded and compared letter by letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.training.batches import Pair, Shard
from scripts.training.corpus import letters, read_pairs, read_tokenizer

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

DECODED_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How many `sentences` (both sides) of a test set stand in the `pairs` looked through, and the first of them."""

    test: str
    sentences: int
    pairs: int
    found: int
    examples: tuple[str, ...]


def find_overlap(shards: list[Path], tokenizer: Path, tests: list[Path], shown: int = 5) -> list[Overlap]:
    """Look for each side of each pair of the test sets in both sides of every pair of the shards.

    Two sentences are the same when their letters and digits are (NFKC, without case): quotes, blanks and
    punctuation, which the tokenizer may have changed, do not count.
    """
    pieces = read_tokenizer(tokenizer)
    sides = {test: [side for pair in read_pairs(test) for side in pair] for test in tests}
    keys = {test: {_key(side, pieces): side for side in found} for test, found in sides.items()}
    wanted = set().union(*keys.values()) - {""}
    pairs, seen = 0, set[str]()
    for shard in map(Shard, shards):
        pairs += len(shard)
        seen.update(wanted.intersection(_keys(shard, pieces)))
    return [
        Overlap(test=test.name, sentences=len(sides[test]), pairs=pairs, found=len(hits), examples=tuple(hits[:shown]))
        for test in tests
        for hits in [[keys[test][key] for key in keys[test] if key in seen]]
    ]


def _key(text: str, pieces: "SentencePieceProcessor") -> str:
    return letters(pieces.decode(pieces.encode(text)))


def _keys(shard: Shard, pieces: "SentencePieceProcessor") -> Iterator[str]:
    for first in range(0, len(shard), DECODED_AT_ONCE):
        block: list[Pair] = [shard[index] for index in range(first, min(first + DECODED_AT_ONCE, len(shard)))]
        for side in (0, 1):
            yield from map(letters, pieces.decode([pair[side].tolist() for pair in block]))
