"""Whether the folder `model/` of a package holds a model that CTranslate2 can load: weights, configuration, vocabulary.

CTranslate2 reads `config.json` since binary version 6, and a vocabulary of either kind in the order looked for here
(`src/models/sequence_to_sequence.cc`, `src/vocabulary.cc`).
"""

from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.parts import need, read_json
from bilingual.models.structure import VocabularySizes, check_structure
from bilingual.models.weights import read_weights

VOCABULARIES = (("shared_vocabulary",), ("source_vocabulary", "target_vocabulary"))
CONFIG_SINCE = 6
CONFIG_TOKENS = ("bos_token", "eos_token", "unk_token")
CONFIG_FLAGS = {"add_source_bos": None, "add_source_eos": None, "multi_query_attention": False}  # with their defaults
START, EPSILON, QUANTISATION = "decoder_start_token", "layer_norm_epsilon", "quantization_type"
MAX_EPSILON = 1.0


def check_translation_model(folder: Path) -> None:
    """Raise `ModelError` unless the files are complete, readable and agree with each other. Nothing is loaded."""
    weights = read_weights(need(folder / "model.bin"))
    end = _check_config(folder / "config.json") if weights.version >= CONFIG_SINCE else None
    source, target = _vocabularies(folder)
    if end is not None and end not in target:
        raise ModelError(f"model/config.json names the token {end[:20]!a}, which is not in the vocabulary")
    check_structure(weights, VocabularySizes(len(source), len(target)))


def _check_config(file: Path) -> str:
    """The token that a hypothesis ends with; a Marian model starts with one that its vocabulary may not have.

    CTranslate2 reads what is not there, or fails with a message from its JSON library, where one of these is missing or
    of another type.
    """
    config = read_json(file)
    tokens = [config.get(key) for key in CONFIG_TOKENS] if isinstance(config, dict) else [None]
    if not all(isinstance(token, str) for token in tokens):
        raise ModelError(f"model/config.json does not give the tokens {', '.join(CONFIG_TOKENS)}")
    if not isinstance(config.get(START), str):
        raise ModelError(f"model/config.json does not give a {START}: a model for many languages is not supported")
    for key, default in CONFIG_FLAGS.items():
        if not isinstance(config.get(key, default), bool):
            raise ModelError(f"model/config.json: {key} is neither true nor false")
    epsilon = config.get(EPSILON)
    number = isinstance(epsilon, int | float) and not isinstance(epsilon, bool)
    if epsilon is not None and not (number and 0 <= epsilon <= MAX_EPSILON):
        raise ModelError(f"model/config.json: {EPSILON} is not a small number")
    if config.get(QUANTISATION, 0) not in (0, None):
        raise ModelError(f"model/config.json: {QUANTISATION} is one that no CPU can run")
    return str(config["eos_token"])


def _vocabularies(folder: Path) -> tuple[list[str], list[str]]:
    """The tokens of the source and of the target, which may be the same."""
    found = [[file for stem in stems if (file := _vocabulary(folder, stem))] for stems in VOCABULARIES]
    complete = [files for files, stems in zip(found, VOCABULARIES, strict=True) if len(files) == len(stems)]
    if not complete:
        raise ModelError("model/ has no vocabulary (shared_vocabulary, or source_ and target_vocabulary)")
    tokens = [_read_tokens(file) for file in complete[0]]
    return tokens[0], tokens[-1]


def _vocabulary(folder: Path, stem: str) -> Path | None:
    files = [folder / f"{stem}.json", folder / f"{stem}.txt"]
    return next((file for file in files if file.is_file()), None)


def _read_tokens(file: Path) -> list[str]:
    if file.suffix == ".txt":
        return need(file).read_bytes().decode("utf-8", "replace").removesuffix("\n").split("\n")
    tokens: Any = read_json(file)
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise ModelError(f"model/{file.name} is not a list of tokens")
    return tokens
