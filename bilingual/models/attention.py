"""Whether the arrays of one attention layer fit each other (`src/layers/attention.cc` in CTranslate2)."""

from bilingual.errors import ModelError
from bilingual.models.layers import Layers

SCALING_BY_TABLES = 1  # RotaryScalingType::Su


def check_attention(layers: Layers, scope: str, heads: int, width: int, memory: int | None = None) -> None:
    """Raise `ModelError` unless the layer can attend to itself or, with `memory`, to vectors of that width.

    All queries come from one matrix of `heads` times the length of a head; keys and values from one that may have
    fewer heads (multi-query and grouped-query attention), in self-attention the same matrix.
    """
    length = layers.number(f"{scope}/head_dim", width // heads, 1)
    if length * heads != width and not layers.get(f"{scope}/head_dim"):
        raise ModelError(f"model.bin: {scope} has {heads} heads, into which a width of {width} cannot be divided")
    groups = layers.number(f"{scope}/num_heads_kv", heads, 1, heads)
    groups = 1 if layers.number(f"{scope}/multi_query", 0) else groups
    if heads % groups:
        raise ModelError(f"model.bin: {scope} has {heads} heads for queries and {groups} for keys")
    queries, pairs = heads * length, 2 * groups * length
    if memory is None:
        layers.linear(f"{scope}/linear_0", queries + pairs, width)
    else:
        layers.linear(f"{scope}/linear_0", queries, width)
        layers.linear(f"{scope}/linear_1", pairs, memory)
    layers.linear(f"{scope}/linear_{1 if memory is None else 2}", width, queries)
    layers.norm(f"{scope}/layer_norm", width)
    for norm in ("q_norm", "k_norm", "v_norm"):
        layers.norm(f"{scope}/{norm}", length)
    layers.number(f"{scope}/queries_scale", 1)
    layers.number(f"{scope}/sliding_window", 0, 0)
    _check_relative(layers, scope, heads, length)
    _check_rotary(layers, scope, length)


def _check_relative(layers: Layers, scope: str, heads: int, length: int) -> None:
    """Check the three kinds of relative positions: Shaw et al. 2018, T5's buckets, and an asymmetric window."""
    names = [f"{scope}/relative_position_{part}" for part in ("keys", "values")]
    rows = [layers.matrix(name, None, length)[0] for name in names if layers.get(name)]
    if len(set(rows)) > 1 or any(count % 2 == 0 for count in rows):
        raise ModelError(f"model.bin: {names[0]} and {names[1]} do not have one odd number of rows")
    if layers.get(bias := f"{scope}/relative_attention_bias"):
        buckets, _ = layers.matrix(bias, None, heads)
        distance = f"{scope}/relative_attention_max_distance"
        layers.need(distance)
        layers.number(distance, 0, buckets // 2 + 1)
        if buckets < 4 or buckets % 2:
            raise ModelError(f"model.bin: {bias} has {buckets} rows, which cannot be")
    if layers.get(keys := f"{scope}/relative_asymmetric_position_keys"):
        sides = [layers.number(f"{scope}/relative_{side}_max_position", 0, 0) for side in ("left", "right")]
        layers.matrix(keys, sum(sides) + 1, length)


def _check_rotary(layers: Layers, scope: str, length: int) -> None:
    """Rotary positions (Su et al. 2021), with the tables of their scaling where it has some."""
    turned = layers.number(f"{scope}/rotary_dim", -1, -1, length)
    if turned < 0:
        return
    turned = turned or length
    if turned % 2:
        raise ModelError(f"model.bin: {scope}/rotary_dim is {turned}, an odd number")
    for name in ("rotary_interleave", "rotary_base", "rotary_scaling_factor", "rotary_low_freq_factor",
                 "rotary_high_freq_factor", "original_max_position_embeddings", "max_position_embeddings"):  # fmt: skip
        layers.number(f"{scope}/{name}", 1)
    if layers.number(f"{scope}/rotary_scaling_type", -1, -1, 2) == SCALING_BY_TABLES:
        for side in ("long", "short"):
            layers.need(f"{scope}/rotary_scaling_{side}_factor")
            layers.vector(f"{scope}/rotary_scaling_{side}_factor", turned // 2)
