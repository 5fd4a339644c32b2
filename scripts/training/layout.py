"""Where each weight of our network stands in CTranslate2's Transformer: one table, for writing and for reading.

The names on the left are those of `ctranslate2.specs.transformer_spec.TransformerSpec`, on the right those of
`Network.state_dict()`. The embedding, which both sides and the output share, and the output's bias are not here.
"""

from collections.abc import Iterator

from scripts.training.network import Shape

Names = Iterator[tuple[str, str]]

EMBEDDING = "decoder/embeddings"
SHARED = ("encoder/embeddings_0", "decoder/projection")
BIAS = "decoder/projection/bias"
POSITIONS = "decoder/position_encodings/encodings"


def norms(shape: Shape) -> Names:
    """Layer norms: CTranslate2's `gamma` and `beta`, our `weight` and `bias`."""
    yield "encoder/layer_norm", "en"
    yield "decoder/layer_norm", "dn"
    for theirs, ours, blocks in _blocks(shape):
        for their_block, our_block in blocks:
            yield f"{theirs}/{their_block}/layer_norm", f"{ours}.{our_block}.norm"


def linears(shape: Shape) -> Names:
    """Linear layers: `weight` (outputs, inputs) and `bias` on both sides."""
    parts = {"sa": ("qkv", "o"), "ca": ("q", "kv", "o"), "ff": ("a", "b")}
    for theirs, ours, blocks in _blocks(shape):
        for their_block, our_block in blocks:
            for index, part in enumerate(parts[our_block]):
                yield f"{theirs}/{their_block}/linear_{index}", f"{ours}.{our_block}.{part}"


def _blocks(shape: Shape) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    encoder = (("self_attention", "sa"), ("ffn", "ff"))
    decoder = (("self_attention", "sa"), ("attention", "ca"), ("ffn", "ff"))
    for layer in range(shape.encoder_layers):
        yield f"encoder/layer_{layer}", f"enc.{layer}", encoder
    for layer in range(shape.decoder_layers):
        yield f"decoder/layer_{layer}", f"dec.{layer}", decoder
