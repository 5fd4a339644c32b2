"""A weights file whose numbers and shapes do not make up a Transformer is refused before CTranslate2 sees it."""

import struct
from pathlib import Path
from typing import Any

import pytest

from bilingual.errors import ModelError
from bilingual.models import inspect_package
from tests.hostile_packages import mutated_packages
from tests.models.packages import small_weights, write_transformer
from tests.outcomes import outcomes
from tests.weights_file import Stored, read_file

SCALARS = [
    ("encoder/num_heads", 0),
    ("encoder/num_heads", -1),
    ("encoder/num_heads", 3),
    ("decoder/num_heads", 0),
    ("decoder/num_heads", 32767),
    ("decoder/alignment_layer", 1),
    ("decoder/alignment_layer", 127),
    ("decoder/alignment_layer", -2),
    ("decoder/alignment_layer", 32767),
    ("decoder/alignment_heads", 32767),
    ("decoder/alignment_heads", -1),
    ("decoder/activation", 7),
    ("encoder/embeddings_merge", 2),
    ("encoder/layer_0/self_attention/num_heads_kv", 0),
    ("encoder/layer_0/self_attention/head_dim", 0),
    ("decoder/layer_0/self_attention/rotary_dim", 3),
    ("decoder/layer_0/self_attention/sliding_window", -1),
]


KINDS: list[dict[str, Any]] = [
    {},
    {"pre_norm": False},
    {"with_relative_position": True},
    {"relative_attention_bias": True},
    {"ffn_glu": True, "rms_norm": True},
    {"no_final_norm": True, "layernorm_embedding": True},
    {"alignment_layer": 1, "alignment_heads": 0},
    {"num_layers": (3, 1)},
]


def changed(folder: Path, name: str, array: Stored) -> Path:
    file = folder / "model" / "model.bin"
    weights = read_file(file)
    weights.arrays[name] = array
    weights.write(file)
    return folder


@pytest.mark.parametrize(("name", "value"), SCALARS)
def test_a_number_that_cannot_be_is_refused(small, name, value):
    with pytest.raises(ModelError, match=r"model\.bin: (\w+/?)+ (is|has) -?\d+"):
        inspect_package(changed(small, name, Stored("int16", (), struct.pack("<h", value))))


MATRICES = {name: array.shape for name, array in small_weights().arrays.items() if len(array.shape) == 2}
CHANGES = [
    (name, change)
    for change in ("transposed", "short", "wide", "flat", "of integers")
    for name, (rows, columns) in MATRICES.items()
    if change != "transposed" or rows != columns
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_every_matrix_has_the_shape_that_the_others_ask_for(small, name, change):
    rows, columns = MATRICES[name]
    shape = {"short": (rows - 1, columns), "wide": (rows, columns + 1), "flat": (rows * columns,)}
    found = shape.get(change, (columns, rows) if change == "transposed" else (rows, columns))
    size = found[0] * (found[1] if len(found) > 1 else 1)
    kind = "int32" if change == "of integers" else "float32"
    with pytest.raises(ModelError, match=r"has the shape|is not a matrix|tokens, but"):
        inspect_package(changed(small, name, Stored(kind, found, bytes(4 * size))))


@pytest.mark.parametrize("name", [*small_weights().arrays])
def test_an_array_that_is_missing_is_named(small, name):
    file = small / "model" / "model.bin"
    weights = read_file(file)
    del weights.arrays[name]
    weights.write(file)
    if name.endswith(("bias", "gamma")):  # a layer norm or a bias that is not there is none
        inspect_package(small)
    elif name.endswith("num_heads"):
        assert f"{name} is 8" in refusal(small)  # what is not said is 8, more than the width here
    else:
        assert f"{name} is missing" in refusal(small)


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        inspect_package(folder)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize(
    ("scale", "kind"), [((11,), "float32"), ((12, 2), "float32"), ((), "float32"), ((12,), "float16"), (None, "")]
)
def test_a_quantised_matrix_has_one_scale_for_each_row(small, scale, kind):
    name = "encoder/layer_0/self_attention/linear_0/weight"
    changed(small, name, Stored("int8", (12, 4), bytes(48)))
    if scale is not None:
        count = 1
        for number in scale:
            count *= number
        changed(small, f"{name}_scale", Stored(kind, scale, bytes(count * (4 if kind == "float32" else 2))))
    assert "does not have the scale that goes with it" in refusal(small)


@pytest.mark.parametrize("name", ["weight_packed", "weight_compensation", "weight_zero", "low_rank_weight_1"])
def test_what_the_engine_would_trust_without_a_look_is_refused(small, name):
    changed(small, f"decoder/layer_0/ffn/linear_0/{name}", Stored("float32", (1, 1), bytes(4)))
    assert "which a translation model does not have" in refusal(small)


@pytest.mark.parametrize(
    ("part", "shape"),
    [
        ("self_attention/relative_position_keys", (4, 2)),
        ("self_attention/relative_position_keys", (3, 1)),
        ("self_attention/relative_attention_bias", (1, 2)),
        ("attention/q_norm/gamma", (4,)),
        ("self_attention/layer_norm/gamma", (5,)),
        ("input_layer_norm/beta", (4,)),
        ("pre_feedforward_layer_norm/gamma", (4,)),
        ("layer_scalar", (4,)),
    ],
)
def test_a_part_that_some_transformers_have_must_fit_too(small, part, shape):
    count = shape[0] * (shape[1] if len(shape) > 1 else 1)
    changed(small, f"decoder/layer_0/{part}", Stored("float32", shape, struct.pack(f"<{count}f", *[1.0] * count)))
    refusal(small)


def test_an_alias_may_give_a_matrix_a_second_name_and_not_another_shape(small):
    file = small / "model" / "model.bin"
    weights = read_file(file)
    del weights.arrays["decoder/projection/weight"], weights.arrays["encoder/embeddings_0/weight"]
    weights.aliases = dict.fromkeys(
        ["decoder/projection/weight", "encoder/embeddings_0/weight"], "decoder/embeddings/weight"
    )
    weights.write(file)
    inspect_package(small)
    weights.aliases["decoder/projection/weight"] = "decoder/layer_0/ffn/linear_0/weight"
    weights.write(file)
    assert "decoder/projection/weight has the shape (8, 4), not 3 x 4" in refusal(small)


def test_a_vocabulary_of_another_size_is_refused(small):
    (small / "model" / "shared_vocabulary.json").write_text('["<unk>", "<s>", "</s>", "le"]')
    assert "the vocabulary has 4 tokens, but encoder/embeddings_0 has 3" in refusal(small)
    (small / "model" / "shared_vocabulary.json").write_text('["<unk>", "<s>", "le"]')
    assert "names the token '</s>', which is not in the vocabulary" in refusal(small)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("add_source_eos", "null"),
        ("add_source_bos", "1"),
        ("decoder_start_token", "null"),
        ("layer_norm_epsilon", "NaN"),
        ("layer_norm_epsilon", '"small"'),
        ("quantization_type", "1"),
        ("multi_query_attention", "[]"),
    ],
)
def test_a_configuration_of_other_types_is_refused(small, key, value):
    file = small / "model" / "config.json"
    file.write_text(file.read_text().replace("{", f'{{"{key}_": 0, ', 1)[:-1] + f', "{key}": {value}}}')
    assert f"config.json{':' if key != 'decoder_start_token' else ''} " in refusal(small) and key in refusal(small)


@pytest.mark.slow
@pytest.mark.parametrize("quantisation", [None, "int8", "int16", "float16"])
def test_what_ctranslate2_writes_itself_is_accepted_and_runs(tmp_path, quantisation):
    packages = [write_transformer(tmp_path / str(number), quantisation, **kind) for number, kind in enumerate(KINDS)]
    for package in packages:
        inspect_package(package)
    if quantisation in (None, "int8"):
        assert set(outcomes(packages, tmp_path).values()) == {"translated"}


@pytest.mark.slow
def test_the_names_of_older_revisions_are_accepted_and_run(small, tmp_path):
    """Until revision 5 the numbers stood once for both sides, and the source embedding had no number."""
    weights = small_weights()
    weights.revision = 4
    weights.arrays["num_heads"] = weights.arrays.pop("encoder/num_heads")
    del weights.arrays["decoder/num_heads"]
    weights.arrays["encoder/embeddings/weight"] = weights.arrays.pop("encoder/embeddings_0/weight")
    weights.write(small / "model" / "model.bin")
    assert outcomes([small], tmp_path) == {"small": "translated"}
    weights.arrays["num_heads"] = Stored("int8", (), bytes(1))
    weights.write(small / "model" / "model.bin")
    assert "encoder/num_heads is 0" in refusal(small)


@pytest.mark.slow
def test_a_marian_model_starts_from_no_token(small, tmp_path):
    """OPUS-MT's vocabularies have no `<s>`, which the configuration names all the same."""
    weights = small_weights()
    weights.arrays["decoder/start_from_zero_embedding"] = Stored("int8", (), bytes([1]))
    weights.write(small / "model" / "model.bin")
    (small / "model" / "shared_vocabulary.json").write_text('["<unk>", "le", "</s>"]')
    assert outcomes([small], tmp_path) == {"small": "translated"}


@pytest.mark.slow
def test_packages_with_one_thing_wrong_end_in_one_line_or_a_translation(tiny_package, tmp_path):
    found = outcomes(mutated_packages(tiny_package, tmp_path, 12, 100), tmp_path)
    assert len(found) == 100
    assert [case for case in found.items() if not case[1].startswith(("refused ", "translated"))] == []
    assert sum(outcome.startswith("refused ") for outcome in found.values()) > 50
