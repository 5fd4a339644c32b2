"""Which files of a plain folder are its tokenizers, and whether they belong to its vocabulary.

No file of CTranslate2 names them, so these are the names under which people publish such folders: quickmt, Argos,
Projecte AINA, Softcatalà, fairseq; Transformers' MarianTokenizer (OPUS-MT), quickmt, OpenNMT.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.parts import need
from bilingual.models.vocabulary import Vocabulary

JOINT = ("joint.spm.model", "sentencepiece.model", "spm.model", "sp_m.model", "sentencepiece.bpe.model")
PAIRS = (("source.spm", "target.spm"), ("src.spm.model", "tgt.spm.model"), ("source.model", "target.model"))
LIKE_ONE = (".spm", ".model")
SHOWN = 5
LEAST_SHARE = 0.5  # of the pieces; OPUS-MT's vocabularies lack some, another model's tokenizer misses most


@dataclass(frozen=True, slots=True)
class Tokenizers:
    """The files that read the source and write the target; one file where it does both."""

    source: Path
    target: Path


def find_tokenizers(folder: Path) -> Tokenizers:
    """Return the tokenizers in a plain folder. Raises `ModelError`, naming what is looked for and what is there."""
    for name in JOINT:
        if (folder / name).exists():
            return Tokenizers(need(folder / name), need(folder / name))
    for source, target in PAIRS:
        if (folder / source).exists() or (folder / target).exists():
            return Tokenizers(need(folder / source), need(folder / target))
    wanted = ", ".join((*JOINT, *(" with ".join(pair) for pair in PAIRS)))
    raise ModelError(f"it has no tokenizer ({wanted}); there {_found(folder)}: rename it if it is one")


def check_tokenizers(files: Tokenizers, vocabulary: Vocabulary) -> None:
    """Raise `ModelError` unless both are SentencePiece models and the vocabulary holds most of their pieces."""
    _check(files.source, set(vocabulary.source))
    _check(files.target, set(vocabulary.target))


def _check(file: Path, tokens: Collection[str]) -> None:
    pieces = read_pieces(file)
    held = sum(piece in tokens for piece in pieces)
    if held < LEAST_SHARE * len(pieces):
        raise ModelError(
            f"{file.name} is the tokenizer of another model: the vocabulary has {held} of its {len(pieces)} pieces"
        )


def read_pieces(file: Path) -> list[str]:
    """Return the pieces of a SentencePiece model that stand for text; `ModelError` when the file is not one."""
    loaded = load_sentencepiece(file)
    return [
        loaded.id_to_piece(number)
        for number in range(loaded.get_piece_size())
        if not (loaded.is_control(number) or loaded.is_unknown(number) or loaded.is_byte(number))
    ]


def load_sentencepiece(file: Path) -> Any:  # noqa: ANN401 - SentencePiece has no types
    """Return the SentencePiece model in a file; `ModelError` when the file is not one."""
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_proto=file.read_bytes())
    except (RuntimeError, ValueError):  # a message with bytes of the file in it may not be UTF-8
        raise ModelError(f"{file.name} is not a SentencePiece model") from None


def _found(folder: Path) -> str:
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(LIKE_ONE))
    shown = ", ".join(map(ascii, names[:SHOWN])) + (" …" if len(names) > SHOWN else "")
    return f"is {shown}" if names else "is no file *.spm or *.model"
