"""Packages in which one thing is wrong: a number, a shape, a name, the values, the vocabulary, the configuration.

Each is an intact package with one mutation drawn at random; the same seed gives the same packages.
"""

import json
import shutil
import struct
from collections.abc import Callable, Iterator
from math import prod
from pathlib import Path
from random import Random

from tests.weights_file import SIZES, Stored, WeightsFile, read_file

NUMBERS = {"int8": "<b", "int16": "<h", "int32": "<i", "float32": "<f"}
VALUES = (0, 1, 2, 3, 5, 7, -1, -2, 8, 16, 31, 33, 127, -128, 255, 256, 1000, 32767, -32768, 65536, 2**31 - 1, -(2**31))
PACKED = ("weight_packed", "weight_compensation", "weight_zero", "low_rank_weight_1", "weight_scale", "bias")
CONFIG = (None, True, False, 0, 1, -1, 1e30, float("nan"), "", "<s>", "</s>", "absent", "\ud800", [], ["<s>"], {}, [1, 2])  # fmt: skip
CONFIG_KEYS = ("add_source_bos", "add_source_eos", "bos_token", "eos_token", "unk_token", "decoder_start_token",
               "layer_norm_epsilon", "multi_query_attention", "quantization_type", "alignment_heads", "suppress_ids")  # fmt: skip
Change = Callable[[WeightsFile, Random], str]


def mutated_packages(package: Path, into: Path, seed: int, count: int) -> Iterator[Path]:
    """`count` folders inside `into`, each `package` with one mutation; a folder's name says which."""
    random = Random(seed)
    for number in range(count):
        folder = into / f"{number:04}"
        shutil.copytree(package, folder)
        area = random.choice(("weights", "weights", "weights", "weights", "vocabulary", "config", "tokenizer"))
        if area == "weights":
            file = folder / "model" / "model.bin"
            weights = read_file(file)
            said = random.choice(CHANGES)(weights, random)
            weights.write(file)
        else:
            said = {"vocabulary": _vocabulary, "config": _config, "tokenizer": _tokenizer}[area](folder, random)
        plain = "".join(char if char.isalnum() or char in "-_=." else "-" for char in said.replace("/", "."))
        yield folder.rename(into / f"{number:04}-{plain[:100]}")


def _scalar(weights: WeightsFile, random: Random) -> str:
    name = random.choice([name for name, array in weights.arrays.items() if not array.shape])
    array = weights.arrays[name]
    value = random.choice(VALUES)
    bits = 8 * SIZES[array.kind]
    if array.kind != "float32":
        value = (value + (1 << bits - 1)) % (1 << bits) - (1 << bits - 1)
    array.data = struct.pack(NUMBERS[array.kind], value)
    return f"scalar-{name}={value}"


def _scalar_type(weights: WeightsFile, random: Random) -> str:
    name = random.choice([name for name, array in weights.arrays.items() if not array.shape])
    kind = random.choice(list(NUMBERS))
    weights.arrays[name] = Stored(
        kind, random.choice([(), (1,), (1, 1)]), struct.pack(NUMBERS[kind], random.choice((0, 1, 2)))
    )
    return f"type-{name}-{kind}"


def _array(weights: WeightsFile, random: Random) -> tuple[str, Stored]:
    name = random.choice([name for name, array in weights.arrays.items() if array.shape])
    return name, weights.arrays[name]


def _resized(array: Stored, shape: tuple[int, ...]) -> None:
    size = prod(shape) * SIZES[array.kind]
    array.shape, array.data = shape, (array.data * (size // len(array.data) + 1))[:size]


def _transposed(weights: WeightsFile, random: Random) -> str:
    name = random.choice([name for name, array in weights.arrays.items() if len(array.shape) == 2])
    weights.arrays[name].shape = weights.arrays[name].shape[::-1]
    return f"transposed-{name}"


def _shape(weights: WeightsFile, random: Random) -> str:
    name, array = _array(weights, random)
    size = prod(array.shape)
    divisor = random.choice([number for number in (1, 2, 4, 8, 16) if size % number == 0])
    array.shape = random.choice(
        [(size,), (1, size), (size, 1), (divisor, size // divisor), (1, *array.shape), (*array.shape, 1)]
    )
    return f"shape-{name}-{array.shape}"


def _size(weights: WeightsFile, random: Random) -> str:
    name, array = _array(weights, random)
    at = random.randrange(len(array.shape))
    other = random.choice(
        (1, 2, array.shape[at] // 2, array.shape[at] - 1, array.shape[at] + 1, array.shape[at] * 2, 0)
    )
    shape = tuple(max(0, other) if place == at else number for place, number in enumerate(array.shape))
    _resized(array, shape)
    scale = weights.arrays.get(f"{name}_scale")
    if at == 0 and scale is not None and shape[0] and random.random() < 0.7:
        # a matrix of another size, in itself intact
        _resized(scale, shape[:1])
    return f"size-{name}-{shape}"


def _kind(weights: WeightsFile, random: Random) -> str:
    name, array = _array(weights, random)
    array.kind = random.choice([kind for kind in SIZES if kind != array.kind])
    _resized(array, array.shape)
    return f"kind-{name}-{array.kind}"


def _dropped(weights: WeightsFile, random: Random) -> str:
    name = random.choice([*weights.arrays, *weights.aliases])
    scope = "/".join(name.split("/")[: random.randint(1, name.count("/") + 1)])
    for names in (weights.arrays, weights.aliases):
        for found in [found for found in names if found == scope or found.startswith(f"{scope}/")]:
            del names[found]
    weights.arrays = weights.arrays or {"nothing": Stored("int8", (), b"\0")}
    return f"dropped-{scope}"


def _renamed(weights: WeightsFile, random: Random) -> str:
    name, _ = _array(weights, random)
    other = random.choice([f"{name}s", name.replace("_0", "_1"), name.replace("coder", "coders"), name.upper(),
                           name.replace("layer_0", "layer_7"), name.replace("embeddings_0", "embeddings_1")])  # fmt: skip
    weights.arrays = {other if found == name else found: array for found, array in weights.arrays.items()}
    return f"renamed-{name}-{other}"


def _exchanged(weights: WeightsFile, random: Random) -> str:
    (one, first), (two, second) = _array(weights, random), _array(weights, random)
    weights.arrays[one], weights.arrays[two] = second, first
    return f"exchanged-{one}-{two}"


def _values(weights: WeightsFile, random: Random) -> str:
    name, array = _array(weights, random)
    what = random.choice(("zero", "nan", "infinite", "huge", "noise", "one-nan", "negative-zero"))
    patterns = {"zero": b"\0", "nan": struct.pack("<f", float("nan")), "infinite": struct.pack("<f", float("inf")),
                "huge": struct.pack("<f", 3e38), "negative-zero": struct.pack("<f", -0.0)}  # fmt: skip
    if what == "noise":
        array.data = random.randbytes(len(array.data))
    elif what == "one-nan":
        at = 4 * random.randrange(len(array.data) // 4)
        array.data = array.data[:at] + patterns["nan"] + array.data[at + 4 :]
    else:
        array.data = (patterns[what] * len(array.data))[: len(array.data)]
    return f"values-{name}-{what}"


def _alias(weights: WeightsFile, random: Random) -> str:
    alias = random.choice([*weights.aliases, *weights.arrays])
    target = random.choice([*weights.arrays, "absent"])
    weights.arrays.pop(alias, None) if len(weights.arrays) > 1 else None
    weights.aliases[alias] = target
    return f"alias-{alias}-{target}"


def _added(weights: WeightsFile, random: Random) -> str:
    scope = random.choice([name for name in weights.arrays if name.endswith("/weight")]).rpartition("/")[0]
    name = f"{scope}/{random.choice(PACKED)}"
    shape = random.choice([(1,), (4, 4), (7,), (0,), ()])
    kind = random.choice(list(SIZES))
    weights.arrays[name] = Stored(kind, shape, b"\1" * (prod(shape) * SIZES[kind]))
    return f"added-{name}-{kind}-{shape}"


def _feature(weights: WeightsFile, random: Random) -> str:
    """A part of other Transformers, of a size that does not fit."""
    side = random.choice(("encoder", "decoder"))
    scope = random.choice([side, f"{side}/layer_0", f"{side}/layer_0/self_attention", f"{side}/layer_0/attention"])
    name = random.choice(("relative_position_keys", "relative_position_values", "relative_attention_bias", "project_in/weight",
                          "relative_attention_max_distance", "rotary_dim", "num_heads_kv", "head_dim", "sliding_window",
                          "queries_scale", "multi_query", "alibi", "scale_outputs", "rotary_scaling_type", "q_norm/gamma",
                          "input_layer_norm/gamma", "post_feedforward_layer_norm/gamma", "layer_norm/beta", "layer_scalar",
                          "pre_feedforward_layer_norm/gamma", "ffn/linear_0_noact/weight", "layernorm_embedding/gamma",
                          "relative_asymmetric_position_keys", "low_rank_weight_2", "memory_kv/weight"))  # fmt: skip
    shape = random.choice([(), (), (1,), (3,), (3, 5), (32, 32), (32,)])
    kind = random.choice(("float32", "int32", "int16"))
    value = struct.pack(NUMBERS[kind], random.choice((-1, 0, 1, 2, 3, 31, 32, 33, 1000)))
    weights.arrays[f"{scope}/{name}"] = Stored(kind, shape, value * prod(shape))
    return f"feature-{scope}/{name}-{shape}"


def _head(weights: WeightsFile, random: Random) -> str:
    what = random.choice(("version", "revision", "specification"))
    value = (
        random.choice(("", "TransformerBig", "TransformerBase", "WhisperSpec"))
        if what == "specification"
        else random.randint(0, 9)
    )
    setattr(weights, what, value)
    return f"head-{what}={value}"


CHANGES: tuple[Change, ...] = (
    _scalar, _scalar, _scalar_type, _transposed, _shape, _size, _size, _kind, _dropped, _renamed, _exchanged, _values,
    _values, _alias, _added, _feature, _feature, _head,
)  # fmt: skip


def _vocabulary(folder: Path, random: Random) -> str:
    (file,) = (folder / "model").glob("*vocabulary.json")
    tokens = json.loads(file.read_bytes())
    what = random.choice(("cut", "one less", "longer", "one more", "twice", "empty", "empty tokens", "shuffled", "one token",
                          "no specials", "numbers", "surrogate", "text", "long", "odd text"))  # fmt: skip
    changed = {
        "cut": tokens[: len(tokens) // 2], "one less": tokens[:-1], "longer": tokens + [f"new{n}" for n in range(99)],
        "one more": [*tokens, "new"], "twice": [tokens[0]] * len(tokens), "empty": [], "empty tokens": [""] * len(tokens),
        "shuffled": random.sample(tokens, len(tokens)), "one token": tokens[:1], "no specials": [f"{t}x" for t in tokens],
        "numbers": list(range(len(tokens))), "surrogate": ["\ud800", *tokens[1:]], "long": ["x" * 9999, *tokens[1:]],
    }  # fmt: skip
    if "text" in what:
        file.unlink()
        lines = "\n".join(tokens).encode() if what == "text" else b"\xff\n\0\n\r\n" * (len(tokens) // 3)
        file.with_suffix(".txt").write_bytes(lines + b"\n")
    else:
        file.write_text(json.dumps(changed[what]))
    return f"vocabulary-{what}"


def _config(folder: Path, random: Random) -> str:
    file = folder / "model" / "config.json"
    config = json.loads(file.read_bytes())
    key, value = random.choice(CONFIG_KEYS), random.choice(CONFIG)
    config[key] = value
    if random.random() < 0.1:
        del config[key]
    file.write_text(json.dumps(config))
    return f"config-{key}={value!a}"


def _tokenizer(folder: Path, random: Random) -> str:
    file = folder / "sentencepiece.model"
    data = bytearray(file.read_bytes())
    for _ in range(random.choice((1, 1, 3, 30))):
        data[random.randrange(len(data))] = random.randrange(256)
    file.write_bytes(data[: random.choice((len(data), len(data), len(data) // 2))])
    return "tokenizer"
