"""Argos package → network: the 8-bit weights of a CTranslate2 model turned back into numbers that can be trained.

The layout of `model.bin` is the one that CTranslate2 writes in `python/ctranslate2/specs/model_spec.py`; binary
version 6, little endian. An 8-bit weight is the rounded product of the number and its row's scale, so reading a
package and exporting it again gives the same bytes.
"""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from bilingual.errors import ModelError
from scripts.training import layout
from scripts.training.network import POSITIONS, Network, Shape, sinusoids

VERSION = 6
ONLY = "only models that train_model.py made can be trained on"
TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
EXPECTED = {"pre_norm": 1, "activation": 0, "scale_embeddings": 1, "alibi": 0, "multi_query_attention": 0}

Weights = dict[str, npt.NDArray[Any]]


class _Cursor:
    """A position in the bytes of a file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        """Return the next numbers, of the types in `form`."""
        values = struct.unpack_from(f"<{form}", self._content, self._at)
        self._at += struct.calcsize(f"<{form}")
        return values

    def text(self) -> str:
        """Return the next name, without the zero byte at its end."""
        (raw,) = self.take(f"{self.take('H')[0]}s")
        return str(raw.rstrip(b"\0").decode())

    def array(self) -> npt.NDArray[Any]:
        """Return the next weight."""
        shape = self.take(f"{self.take('B')[0]}I")
        kind, size = self.take("BI")
        found = np.frombuffer(self._content, TYPES[kind], size // np.dtype(TYPES[kind]).itemsize, self._at)
        self._at += size
        return found.reshape(shape)


def read_weights(path: Path) -> Weights:
    """Every weight in a `model.bin` by its name, as stored. Raises ModelError when the file is not one."""
    cursor = _Cursor(path.read_bytes())
    try:
        version, name, _ = *cursor.take("I"), cursor.text(), cursor.take("I")
        if version != VERSION or name != "TransformerSpec":
            raise ModelError(f"{path}: binary version {version} of {name!r}; only version {VERSION} can be trained on")
        weights = {cursor.text(): cursor.array() for _ in range(cursor.take("I")[0])}
        for _ in range(cursor.take("I")[0]):
            alias, existing = cursor.text(), cursor.text()
            for stored in [stored for stored in weights if stored == existing or stored == f"{existing}_scale"]:
                weights[alias + stored.removeprefix(existing)] = weights[stored]
    except (struct.error, ValueError, KeyError) as error:
        raise ModelError(f"{path}: damaged, or not a CTranslate2 model: {error}") from error
    return weights


def read_package(folder: Path) -> Network:
    """Return the network of a package that `export_package` wrote. Raises ModelError for another build."""
    weights = read_weights(folder / "model" / "model.bin")
    try:
        if difference := _difference(weights):
            raise ModelError(f"{folder}: {difference}; {ONLY}")
        shape = _shape(weights)
        network = Network(shape)
        network.load_state_dict({name: torch.from_numpy(value) for name, value in _state(weights, shape).items()})
    except KeyError as error:
        raise ModelError(f"{folder}: no weight {error}; {ONLY}") from error
    except RuntimeError as error:
        raise ModelError(f"{folder}: its weights do not fit together: {str(error).splitlines()[0]}") from error
    return network.eval()


def _difference(weights: Weights) -> str:
    """Return what makes a Transformer another one than ours, or nothing."""
    for side in ("encoder", "decoder"):
        for name, value in EXPECTED.items():
            if int(weights.get(f"{side}/{name}", np.int8(value))) != value:
                return f"{side}/{name} is not {value}"
    if any(weights[f"{name}/weight"] is not weights[f"{layout.EMBEDDING}/weight"] for name in layout.SHARED):
        return "source, target and output do not share one embedding"
    encodings = weights[layout.POSITIONS]
    if encodings.shape[0] != POSITIONS or not np.allclose(encodings, sinusoids(*encodings.shape), atol=1e-5):
        return "its position encodings are others"
    return ""


def _shape(weights: Weights) -> Shape:
    vocabulary, width = weights[f"{layout.EMBEDDING}/weight"].shape
    inner = len(weights["encoder/layer_0/ffn/linear_0/bias"])
    layers = [name.split("/")[0] for name in weights if name.endswith("/ffn/layer_norm/gamma")]
    encoder, decoder = layers.count("encoder"), layers.count("decoder")
    return Shape(
        vocabulary=vocabulary,
        width=width,
        feed_forward=inner,
        heads=int(weights["encoder/num_heads"]),
        encoder_layers=encoder,
        decoder_layers=decoder,
    )


def _state(weights: Weights, shape: Shape) -> Weights:
    state = {"emb.weight": _number(weights, f"{layout.EMBEDDING}/weight"), "bias": weights[layout.BIAS].copy()}
    for theirs, ours in layout.norms(shape):
        for their_part, part in (("gamma", "weight"), ("beta", "bias")):
            state[f"{ours}.{part}"] = _number(weights, f"{theirs}/{their_part}")
    for theirs, ours in layout.linears(shape):
        for part in ("weight", "bias"):
            state[f"{ours}.{part}"] = _number(weights, f"{theirs}/{part}")
    return state


def _number(weights: Weights, name: str) -> npt.NDArray[np.float32]:
    """Return a weight in float32; quantised ones are divided by their scale, one for each row or one for all."""
    found = weights[name].astype(np.float32)
    scale = weights.get(f"{name}_scale")
    if scale is None:
        return found
    return found / (scale[:, None] if scale.ndim else scale)
