"""Whether a folder holds a model that CTranslate2 can load: weights, configuration, vocabulary.

CTranslate2 reads `config.json` since binary version 6 (`src/models/model.cc`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.parts import need, read_json, shown
from bilingual.models.shortlist import check_shortlist
from bilingual.models.structure import VocabularySizes, check_structure
from bilingual.models.vocabulary import Vocabulary, read_vocabulary
from bilingual.models.weights import Weights, read_weights

CONFIG_SINCE = 6
CONFIG_TOKENS = ("bos_token", "eos_token", "unk_token")
CONFIG_FLAGS = {"add_source_bos": None, "add_source_eos": None, "multi_query_attention": False}  # with their defaults
START, EPSILON, QUANTISATION = "decoder_start_token", "layer_norm_epsilon", "quantization_type"
MAX_EPSILON = 1.0


@dataclass(frozen=True, slots=True)
class TranslationModel:
    """What the files of a CTranslate2 model hold; `config` is empty before binary version 6."""

    weights: Weights
    config: dict[str, Any]
    vocabulary: Vocabulary


def check_translation_model(folder: Path) -> TranslationModel:
    """Raise `ModelError` unless the files are complete, readable and agree with each other. Nothing is loaded."""
    weights = read_weights(need(folder / "model.bin"))
    file = folder / "config.json"
    config = _check_config(file) if weights.version >= CONFIG_SINCE else {}
    vocabulary = read_vocabulary(folder)
    end = config.get("eos_token")
    if end is not None and end not in vocabulary.target:
        raise ModelError(f"{shown(file)} names the token {end[:20]!a}, which is not in the vocabulary")
    check_structure(weights, VocabularySizes(len(vocabulary.source), len(vocabulary.target)))
    check_shortlist(folder, vocabulary)
    return TranslationModel(weights, config, vocabulary)


def _check_config(file: Path) -> dict[str, Any]:
    """Return the configuration; a Marian model starts with a token that its vocabulary may not have.

    CTranslate2 reads what is not there, or fails with a message from its JSON library, where one of these is missing or
    of another type.
    """
    config: dict[str, Any] = read_json(file)
    tokens = [config.get(key) for key in CONFIG_TOKENS] if isinstance(config, dict) else [None]
    if not all(isinstance(token, str) for token in tokens):
        raise ModelError(f"{shown(file)} does not give the tokens {', '.join(CONFIG_TOKENS)}")
    if not isinstance(config.get(START), str):
        raise ModelError(f"{shown(file)} does not give a {START}: a model for many languages is not supported")
    for key, default in CONFIG_FLAGS.items():
        if not isinstance(config.get(key, default), bool):
            raise ModelError(f"{shown(file)}: {key} is neither true nor false")
    epsilon = config.get(EPSILON)
    number = isinstance(epsilon, int | float) and not isinstance(epsilon, bool)
    if epsilon is not None and not (number and 0 <= epsilon <= MAX_EPSILON):
        raise ModelError(f"{shown(file)}: {EPSILON} is not a small number")
    if config.get(QUANTISATION, 0) not in (0, None):
        raise ModelError(f"{shown(file)}: {QUANTISATION} is one that no CPU can run")
    return config
