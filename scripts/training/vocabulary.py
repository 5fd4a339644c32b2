"""A tokenizer of the same size whose rarest pieces have made room for single characters that the press writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece

from bilingual.errors import UsageError
from scripts.training.augmentation.recoding import AT_ONCE
from scripts.training.batches import Shard
from scripts.training.corpus import read_tokenizer

CHARACTERS = (
    "€£¥§©®“”„‹›‘•·‐−×÷±≤≥≠→←°‰†~<>|^`\\{}@#&*=+ÁÂÃÄÅÆÇÈÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝãäåæëìíñòóõöøúüýÿßšžčćđŠŽČĆĐğşıİŞłŁńęąźżśŚőűřěůťț"
    "șăāēīōūαβγδεμπσωΩ"
)
SCORE = -12.0  # near the rarest pieces: a longer piece with the character in it is preferred
_NORMAL = 1  # ModelProto.SentencePiece.Type.NORMAL
BLANK = "▁"


@dataclass(frozen=True, slots=True)
class Room:
    """The characters that came in, those that the tokenizer turns into others, and how often the last piece out was."""

    taken: str
    unwritable: str
    most_used: int


def make_room(old: Path, shards: Iterable[Path], new: Path, characters: str = CHARACTERS) -> Room:
    """Write the tokenizer `new`, with every character of `characters` as a piece.

    The pieces that the shards hold least go out, none of one character. A character that the tokenizer's normalisation
    makes another (`½`) gets no piece. Raises UsageError when there is no room.
    """
    pieces, model = read_tokenizer(old), _read(old)
    known = {piece.piece for piece in model.pieces}
    wanted = [character for character in dict.fromkeys(characters) if character not in known]
    taken = [character for character in wanted if _is_writable(pieces, character)]
    counts = _count(shards, len(pieces))
    out = _rarest(model, counts, len(taken))
    for index, character in zip(out, taken, strict=True):
        model.pieces[index].piece, model.pieces[index].score = character, SCORE
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_bytes(model.SerializeToString())
    unwritable = "".join(character for character in wanted if character not in taken)
    return Room("".join(taken), unwritable, max((int(counts[index]) for index in out), default=0))


def _read(path: Path) -> Any:  # noqa: ANN401 - sentencepiece's ModelProto
    try:
        from sentencepiece import sentencepiece_model_pb2
    except ImportError as error:
        raise UsageError("pieces are exchanged with the package protobuf; install it") from error
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(path.read_bytes())
    return model


def _is_writable(pieces: sentencepiece.SentencePieceProcessor, character: str) -> bool:
    return bool(pieces.normalize(character).lstrip(BLANK) == character)


def _count(shards: Iterable[Path], size: int) -> npt.NDArray[np.int64]:
    counts = np.zeros(size, np.int64)
    for path in shards:
        shard = Shard(path)
        for first in range(0, len(shard), AT_ONCE):
            pairs = [shard[index] for index in range(first, min(first + AT_ONCE, len(shard)))]
            found = np.bincount(np.concatenate([side for pair in pairs for side in pair]), minlength=size)
            if len(found) > size:
                raise UsageError(f"{path}: ids that the tokenizer lacks; give the one it was made with")
            counts += found
    return counts


def _rarest(model: Any, counts: npt.NDArray[np.int64], wanted: int) -> Sequence[int]:  # noqa: ANN401
    free = [
        int(index)
        for index in np.argsort(counts, kind="stable")
        if model.pieces[index].type == _NORMAL and len(model.pieces[index].piece.lstrip(BLANK)) > 1
    ]
    if len(free) < wanted:
        raise UsageError(f"{wanted} characters need a piece, but only {len(free)} pieces could make room")
    return free[:wanted]
