"""Which English pieces a French piece can become: CTranslate2's vocabulary map (`vmap.txt`), made from aligned text.

IBM model 1 (Brown et al. 1993) says what each piece becomes. The map's first line holds what is always a candidate:
bytes, single characters and the commonest English pieces; each other line holds a French piece's likeliest English
ones and itself, for names. The format is that of CTranslate2's `src/vocabulary_map.cc`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from bilingual.errors import UsageError
from scripts.training.batches import Pair, Shard
from scripts.training.corpus import PAD, UNK, read_tokenizer

SPECIAL = 4  # padding, unknown, begin, end: CTranslate2 adds them
BLANK = "▁"
AT_ONCE = 1000
LEAST = 1e-6  # an expected count below it is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """How wide a shortlist is: English pieces for each French one, and common ones for every sentence."""

    each: int = 50
    common: int = 300


def write_shortlist(shards: Sequence[Path], tokenizer: Path, path: Path, width: Width, pairs: int = 400_000) -> int:
    """Write the map learnt from at most `pairs` pairs, spread evenly over each shard; returns how many were read.

    The same shards give the same bytes. Raises UsageError where they hold no pair or were cut by another
    tokenizer, and where that is none.
    """
    pieces = read_tokenizer(tokenizer)
    names = [str(pieces.id_to_piece(index)) for index in range(pieces.get_piece_size())]
    text = _chosen([Shard(shard) for shard in shards], pairs)
    if not text:
        raise UsageError("a shortlist needs at least one shard with a pair")
    if max(int(side.max()) for pair in text for side in pair) >= len(names):
        raise UsageError(f"{tokenizer}: the shards were cut by another tokenizer, with more pieces")
    always = {index for index, name in enumerate(names) if len(name.replace(BLANK, "")) <= 1 or pieces.is_byte(index)}
    always |= set(_commonest(text, len(names), width.common))
    likely = _likeliest(text, len(names), width.each)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for source, targets in [("", always), *((names[index], likely[index] - always) for index in sorted(likely))]:
            if targets:
                stream.write(f"{source}\t{' '.join(names[target] for target in sorted(targets))}\n")
    return len(text)


def _chosen(shards: Sequence[Shard], pairs: int) -> list[Pair]:
    """Return at most so many pairs, spread evenly, shortest first: the order costs no padding."""
    total = sum(map(len, shards))
    step = max(1, -(-total // max(1, pairs)))
    text = [shard[index] for shard in shards for index in range(0, len(shard), step)]
    return sorted(text, key=lambda pair: (len(pair[0]), len(pair[1])))


def _commonest(text: Sequence[Pair], size: int, count: int) -> list[int]:
    found = np.bincount(np.concatenate([target for _, target in text]), minlength=size)
    return [int(index) for index in np.argsort(-found, kind="stable")[:count] if found[index]]


def _likeliest(text: Sequence[Pair], size: int, each: int) -> dict[int, set[int]]:
    """Return the likeliest targets of each source piece, itself among them."""
    expected = align(text, size)
    found: dict[int, set[int]] = {}
    for source in range(SPECIAL, size):
        row = expected[source].numpy()
        best = np.argsort(-row, kind="stable")[:each]
        found[source] = {source, *(int(target) for target in best if row[target] > LEAST and target >= SPECIAL)}
    return found


def align(text: Sequence[Pair], size: int, rounds: int = 4) -> Tensor:
    """Return how often each source piece (row) became each target piece (column), by IBM model 1, (size, size).

    Row 1, the unknown piece, stands for no source piece at all.
    """
    shares = torch.full((size, size), 1 / size)
    for _ in range(rounds):
        expected = torch.zeros(size, size)
        for source, target in _padded(text):
            places = source[:, :, None] * size + target[:, None, :]
            found = shares.view(-1)[places] * ((source != PAD)[:, :, None] & (target != PAD)[:, None, :])
            found /= found.sum(1, keepdim=True).clamp_min(1e-30)
            expected.view(-1).index_add_(0, places.flatten(), found.flatten())
        shares = expected / expected.sum(1, keepdim=True).clamp_min(1e-9)
    return expected


def _padded(text: Sequence[Pair]) -> Iterator[tuple[Tensor, Tensor]]:
    for first in range(0, len(text), AT_ONCE):
        block = text[first : first + AT_ONCE]
        sides = []
        for side, begin in ((0, [UNK]), (1, [])):
            rows = [torch.tensor([*begin, *pair[side].tolist()]) for pair in block]
            sides.append(torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD))
        yield sides[0], sides[1]
