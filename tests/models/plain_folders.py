"""Plain CTranslate2 folders as people publish them, made of the tiny trained package, whose English they must write.

The package has one tokenizer and one vocabulary. What OPUS-MT and quickmt have is cut from them: a tokenizer with the
pieces of the French alone, one with those of the English, and, for quickmt, a vocabulary and embeddings for each side.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sentencepiece

from bilingual.errors import ModelError
from bilingual.models import find_model
from tests.tiny_model import ENDS, SUBJECTS, VERBS
from tests.weights_file import Stored, WeightsFile, read_file

CONFIG = {
    "add_source_bos": False,
    "add_source_eos": True,
    "bos_token": "<s>",
    "decoder_start_token": "<s>",
    "eos_token": "</s>",
    "layer_norm_epsilon": None,
    "unk_token": "<unk>",
}
# The header and the first lines of the cards on the Hub.
OPUS_CARD = "---\ntags:\n- translation\n\nlicense: apache-2.0\n---\n\n### opus-mt-fr-en\n\n* source languages: fr\n"
QUICKMT_CARD = """---
language:
- en
- fr
tags:
- translation
license: cc-by-4.0
model-index:
- name: quickmt-fr-en
  results:
  - task:
      name: Translation fra-eng
      type: translation
      args: fra-eng
---

# `quickmt-fr-en` Neural Machine Translation Model
"""
TERMS = "---\nlicense: cc0-1.0\nattribution: Somebody\n---\n"
SENTENCES = [f"{subject[0]} {verb[0]} {end[0]}." for subject, verb, end in zip(SUBJECTS, VERBS, ENDS, strict=False)]


def opus_folder(folder: Path, package: Path) -> Path:
    """As `ct2-transformers-converter` makes it of OPUS-MT: two tokenizers, one vocabulary, no end of sentence added.

    The decoder begins with the padding token, as the flag for beginning from nothing would need another training.
    """
    tokens = ["<pad>" if token == "<s>" else token for token in _tokens(package)]
    _start(folder, package, CONFIG | {"add_source_eos": False, "decoder_start_token": "<pad>"})
    (folder / "shared_vocabulary.json").write_text(json.dumps(tokens))
    (folder / "README.md").write_text(OPUS_CARD)
    (folder / "tokenizer_config.json").write_text('{"target_lang": "en", "source_lang": "fr"}')
    _cut_tokenizers(folder, package, "source.spm", "target.spm")
    return folder


def quickmt_folder(folder: Path, package: Path) -> Path:
    """As quickmt publishes its models: two tokenizers, two vocabularies of different sizes, a folder for training."""
    tokens = _tokens(package)
    _start(folder, package, CONFIG)
    _cut_tokenizers(folder, package, "src.spm.model", "tgt.spm.model")
    sides = [_numbers(tokens, folder / name) for name in ("src.spm.model", "tgt.spm.model")]
    for side, numbers in zip(("source", "target"), sides, strict=True):
        (folder / f"{side}_vocabulary.json").write_text(json.dumps([tokens[number] for number in numbers]))
    _part_embeddings(read_file(folder / "model.bin"), *sides).write(folder / "model.bin")
    (folder / "README.md").write_text(QUICKMT_CARD)
    (folder / "eole-model").mkdir()
    (folder / "eole-model" / "model.00.safetensors").write_bytes(bytes(100))
    return folder


def joint_folder(folder: Path, package: Path, name: str = "sentencepiece.model") -> Path:
    """One tokenizer and one vocabulary, without a card."""
    _start(folder, package, CONFIG)
    shutil.copy(package / "model" / "shared_vocabulary.json", folder)
    shutil.copy(package / "sentencepiece.model", folder / name)
    return folder


def _start(folder: Path, package: Path, config: dict[str, object]) -> None:
    folder.mkdir()
    shutil.copy(package / "model" / "model.bin", folder)
    (folder / "config.json").write_text(json.dumps(config))


def _tokens(package: Path) -> list[str]:
    tokens: list[str] = json.loads((package / "model" / "shared_vocabulary.json").read_text())
    return tokens


def _cut_tokenizers(folder: Path, package: Path, *names: str) -> None:
    """Write the tokenizers of the two sides, each with the pieces of its language alone."""
    whole = (package / "sentencepiece.model").read_bytes()
    pieces = sentencepiece.SentencePieceProcessor(model_proto=whole)
    for side, name in enumerate(names):
        texts = [" ".join(part[side] for part in parts) + "." for parts in (SUBJECTS, VERBS, ENDS)]
        used = {piece for text in texts + [t for parts in (SUBJECTS, VERBS, ENDS) for t in (p[side] for p in parts)]
                for piece in pieces.encode(text, out_type=str)}  # fmt: skip
        (folder / name).write_bytes(b"".join(_kept(whole, used | {"▁"})))


def _kept(proto: bytes, pieces: set[str]) -> Iterator[bytes]:
    """The parts of a SentencePiece model (protobuf), but for the ordinary pieces that are not among these."""
    place = 0
    while place < len(proto):
        start, tag = place, proto[place]
        length, place = _varint(proto, place + 1)
        place += length
        piece = _piece(proto[place - length : place]) if tag == 0x0A else ""
        if tag != 0x0A or piece in pieces or piece.startswith("<"):
            yield proto[start:place]


def _piece(message: bytes) -> str:
    length, place = _varint(message, 1)
    return message[place : place + length].decode()


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value, shift, place = value | (byte & 0x7F) << shift, shift + 7, place + 1
        if byte < 0x80:
            return value, place


def _numbers(tokens: list[str], tokenizer: Path) -> list[int]:
    """The numbers of the tokens that a side needs: the special ones and the pieces of its tokenizer."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    own = {pieces.id_to_piece(number) for number in range(pieces.get_piece_size())}
    return [number for number, token in enumerate(tokens) if token in own or token.startswith("<")]


def _part_embeddings(weights: WeightsFile, source: list[int], target: list[int]) -> WeightsFile:
    arrays = weights.arrays
    for ending in ("", "_scale"):
        whole = arrays[f"decoder/embeddings/weight{ending}"]
        arrays[f"encoder/embeddings_0/weight{ending}"] = _rows(whole, source)
        arrays[f"decoder/embeddings/weight{ending}"] = _rows(whole, target)
    arrays["decoder/projection/bias"] = _rows(arrays["decoder/projection/bias"], target)
    del weights.aliases["encoder/embeddings_0/weight"]
    return weights


def _rows(array: Stored, numbers: Iterable[int]) -> Stored:
    size = len(array.data) // array.shape[0]
    rows = [array.data[number * size : (number + 1) * size] for number in numbers]
    return Stored(array.kind, (len(rows), *array.shape[1:]), b"".join(rows))


def refusal(folder: Path) -> str:
    """Return why a folder is no model."""
    with pytest.raises(ModelError) as caught:
        find_model(folder)
    assert str(caught.value).startswith(f"{folder}: ") and str(caught.value).isprintable()
    return str(caught.value).removeprefix(f"{folder}: ")
