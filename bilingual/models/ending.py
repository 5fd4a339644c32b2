"""Whether the end of a sentence must be written after the tokens of a source text.

CTranslate2 adds the token itself where `config.json` says `add_source_eos`, as its converters for Marian, fairseq and
OpenNMT-tf write it. OpenNMT-py and Eole train without the token. In what `ct2-transformers-converter` makes the flag is
false all the same, for in Transformers the tokenizer writes the token. Such a model is known by how its decoder begins:
from nothing (only Marian's do), or from the end or padding token, where those trained without it begin with `<s>`.
quickmt's newer models, trained with both, have CTranslate2 add the beginning of the source; its program adds the end.
"""

from typing import Any

from bilingual.models.weights import Weights

FROM_NOTHING = "decoder/start_from_zero_embedding"
PADDING = "<pad>"


def missing_end(weights: Weights, config: dict[str, Any]) -> str:
    """Return the token that the caller must add to the tokens of each source text; "" where there is none to add."""
    end = str(config.get("eos_token", ""))
    if config.get("add_source_eos", True):
        return ""
    begins = weights.arrays.get(FROM_NOTHING)
    from_nothing = begins is not None and begins.value is not None and begins.value != 0
    from_transformers = from_nothing or config.get("decoder_start_token") in (end, PADDING)
    return end if from_transformers or config.get("add_source_bos") else ""
