"""Whether the arrays of a weights file make up a Transformer that CTranslate2 can run.

CTranslate2 multiplies what it finds: a head count of 0 or a transposed matrix ends the process, or worse. The names
and shapes are those of `python/ctranslate2/specs/transformer_spec.py` and `attention_spec.py`, for all revisions of
`TransformerSpec` since the second, and what is asked of them is what `src/layers/` does with them without looking.
"""

from dataclasses import dataclass

from bilingual.errors import ModelError
from bilingual.models.attention import check_attention
from bilingual.models.layers import Layers
from bilingual.models.weights import Weights

OLDEST_REVISION = 2  # the first had names of its own, before there were Argos packages
SCALARS_BY_SIDE_SINCE = 5  # until then num_heads, alignment_layer … stood once, for both sides
HEADS_SAVED_SINCE = 3
DEFAULT_HEADS, BIG_HEADS = 8, 16
ACTIVATIONS = 7


@dataclass(frozen=True, slots=True)
class VocabularySizes:
    """How many tokens each side's vocabulary has; CTranslate2 may add the unknown one."""

    source: int
    target: int


def check_structure(weights: Weights, sizes: VocabularySizes) -> None:
    """Raise `ModelError` unless every array has the shape, and every number a value, that the others ask for."""
    if weights.revision < OLDEST_REVISION:
        raise ModelError(f"model.bin is of revision {weights.revision}, too old to be checked")
    layers = Layers(_with_sides(weights))
    layers.check_matrices()
    memory = _check_encoder(layers, sizes.source)
    _check_decoder(layers, sizes.target, memory)


def _with_sides(weights: Weights) -> Weights:
    """Return the arrays with the numbers of older revisions under the names of today's, as CTranslate2 does it."""
    arrays = dict(weights.arrays)
    if weights.revision < SCALARS_BY_SIDE_SINCE:
        for name in ("num_heads", "pre_norm", "activation", "alignment_layer", "alignment_heads"):
            for side in ("encoder", "decoder"):
                if name in arrays:
                    arrays.setdefault(f"{side}/{name}", arrays[name])
    return Weights(weights.version, weights.specification, weights.revision, arrays)


def _check_encoder(layers: Layers, vocabulary: int) -> int:
    """Check the encoder; returns its width."""
    scope = "encoder/embeddings" if layers.has("encoder/embeddings") else "encoder/embeddings_0"
    if layers.has("encoder/embeddings_1"):
        raise ModelError("it needs source features besides the tokens, which is not supported")
    _, width = _embeddings(layers, scope, vocabulary)
    layers.number("encoder/embeddings_merge", 0, 0, 1)
    heads = _side(layers, "encoder", width)
    for layer in layers.listed("encoder/layer"):
        check_attention(layers, f"{layer}/self_attention", heads, width)
        _check_layer(layers, layer, width)
    return width


def _check_decoder(layers: Layers, vocabulary: int, memory: int) -> None:
    tokens, width = _embeddings(layers, "decoder/embeddings", vocabulary)
    if layers.has("decoder/project_in"):
        width, _ = layers.linear("decoder/project_in", None, width)
    heads = _side(layers, "decoder", width)
    listed = layers.listed("decoder/layer")
    for layer in listed:
        check_attention(layers, f"{layer}/self_attention", heads, width)
        check_attention(layers, f"{layer}/attention", heads, width, memory)
        _check_layer(layers, layer, width)
        layers.number(f"{layer}/layer_scalar", 1)
    layers.number("decoder/alignment_layer", -1, -len(listed), len(listed) - 1)
    layers.number("decoder/alignment_heads", 1, 0, heads)
    out = width
    if layers.has("decoder/project_out"):
        out, _ = layers.linear("decoder/project_out", None, width)
    layers.linear("decoder/projection", tokens, out)
    for name in ("scale_outputs", "final_logit_softcapping"):
        layers.number(f"decoder/{name}", 1)


def _embeddings(layers: Layers, scope: str, vocabulary: int) -> tuple[int, int]:
    """Check that there is one embedding for each token; returns how many there are and the length of one."""
    rows, width = layers.matrix(f"{scope}/weight")
    if not vocabulary <= rows <= vocabulary + 1:
        raise ModelError(f"the vocabulary has {vocabulary} tokens, but {scope} has {rows}")
    layers.number(f"{scope}/multiply_by_sqrt_depth", 1)
    return rows, width


def _side(layers: Layers, side: str, width: int) -> int:
    """Check what encoder and decoder have in common; returns the number of attention heads."""
    specification, revision = layers.weights.specification, layers.weights.revision
    big = specification == "TransformerBig" and revision < HEADS_SAVED_SINCE
    heads = layers.number(f"{side}/num_heads", BIG_HEADS if big else DEFAULT_HEADS, 1, width)
    layers.number(f"{side}/activation", 0, 0, ACTIVATIONS - 1)
    layers.number(f"{side}/sliding_window", 0, 0)
    for flag in ("pre_norm", "scale_embeddings", "alibi", "alibi_use_positive_positions", "scale_alibi",
                 "start_from_zero_embedding"):  # fmt: skip
        layers.number(f"{side}/{flag}", 1)
    if layers.has(f"{side}/position_encodings"):
        layers.matrix(f"{side}/position_encodings/encodings", None, width)
    for norm in ("layer_norm", "layernorm_embedding"):
        layers.norm(f"{side}/{norm}", width)
    return heads


def _check_layer(layers: Layers, layer: str, width: int) -> None:
    inner, _ = layers.linear(f"{layer}/ffn/linear_0", None, width)
    layers.linear(f"{layer}/ffn/linear_1", width, inner)
    if layers.has(f"{layer}/ffn/linear_0_noact"):
        layers.linear(f"{layer}/ffn/linear_0_noact", inner, width)
    layers.norm(f"{layer}/ffn/layer_norm", width)
    norms = [f"{layer}/{name}_layer_norm" for name in ("input", "post_attention", "pre_feedforward", "post_feedforward",
             "shared", "external_pre_encoder_attention", "external_post_encoder_attention")]  # fmt: skip
    for norm in norms:
        layers.norm(norm, width)
    for together in (norms[:4], norms[5:]):
        if any(map(layers.has, together[-2:])):
            for norm in together:
                layers.need(f"{norm}/gamma")
