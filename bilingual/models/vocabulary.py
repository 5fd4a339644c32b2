"""The vocabulary files beside CTranslate2's weights: one for both sides, or one for each, as JSON or as text.

They are looked for in CTranslate2's own order (`src/models/sequence_to_sequence.cc`, `src/vocabulary.cc`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.parts import need, read_json, shown

STEMS = (("shared_vocabulary",), ("source_vocabulary", "target_vocabulary"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens that a model reads (`source`) and those that it writes (`target`), in the order of its embeddings."""

    source: list[str]
    target: list[str]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the tokens of the CTranslate2 model in `folder`; `ModelError` when a file is missing, empty or no list."""
    tokens = [_read_tokens(file) for file in vocabulary_files(folder)]
    return Vocabulary(source=tokens[0], target=tokens[-1])


def vocabulary_files(folder: Path) -> list[Path]:
    """Return the one or two files that CTranslate2 reads; `ModelError` when they are not there."""
    found = [[file for stem in stems if (file := _file(folder, stem))] for stems in STEMS]
    complete = [files for files, stems in zip(found, STEMS, strict=True) if len(files) == len(stems)]
    if not complete:
        where = shown(folder / "x").removesuffix("x") or "it"
        raise ModelError(f"{where} has no vocabulary (shared_vocabulary, or source_ and target_vocabulary)")
    return complete[0]


def _file(folder: Path, stem: str) -> Path | None:
    files = [folder / f"{stem}.json", folder / f"{stem}.txt"]
    return next((file for file in files if file.is_file()), None)


def _read_tokens(file: Path) -> list[str]:
    if file.suffix == ".txt":
        return need(file).read_bytes().decode("utf-8", "replace").removesuffix("\n").split("\n")
    tokens: Any = read_json(file)
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise ModelError(f"{shown(file)} is not a list of tokens")
    return tokens
