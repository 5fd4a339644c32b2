"""An OPUS-MT folder with random weights in Marian's own format, for CTranslate2's converter to read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

WIDTH, INNER, HEADS = 16, 24, 2
SETTINGS = {
    "type": "transformer",
    "enc-depth": 2,
    "dec-depth": 1,
    "transformer-heads": HEADS,
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
    "transformer-ffn-activation": "swish",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-guided-alignment-layer": "last",
}


def write_opus_mt(folder: Path, tokens: Sequence[str]) -> Path:
    """Write the weights, the vocabulary and the `decoder.yml` that names them."""
    folder.mkdir()
    settings = np.frombuffer(yaml.safe_dump(SETTINGS).encode() + b"\0", dtype=np.int8)
    np.savez(folder / "model.npz", **{"special:model.yml": settings}, **dict(_arrays(len(tokens))))
    lines = "".join(f'"{token}": {number}\n' for number, token in enumerate(tokens))
    (folder / "vocab.yml").write_text(lines, encoding="utf-8")
    (folder / "decoder.yml").write_text("models: [model.npz]\nvocabs: [vocab.yml, vocab.yml]\n")
    return folder


def _arrays(tokens: int) -> Iterator[tuple[str, np.ndarray]]:
    random = np.random.default_rng(1)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return random.normal(0, 0.1, (rows, columns)).astype(np.float32)

    yield "Wemb", matrix(tokens, WIDTH)
    yield "decoder_ff_logit_out_b", matrix(1, tokens)
    layers = [("encoder", 1, "self"), ("encoder", 2, "self"), ("decoder", 1, "self"), ("decoder", 1, "context")]
    for side, number, part in layers:
        scope = f"{side}_l{number}_{part}"
        for letter in "qkvo":
            yield f"{scope}_W{letter}", matrix(WIDTH, WIDTH)
            yield f"{scope}_b{letter}", matrix(1, WIDTH)
        yield f"{scope}_Wo_ln_scale", np.ones((1, WIDTH), np.float32)
        yield f"{scope}_Wo_ln_bias", np.zeros((1, WIDTH), np.float32)
    for side, number in (("encoder", 1), ("encoder", 2), ("decoder", 1)):
        scope = f"{side}_l{number}_ffn"
        yield f"{scope}_W1", matrix(WIDTH, INNER)
        yield f"{scope}_b1", matrix(1, INNER)
        yield f"{scope}_W2", matrix(INNER, WIDTH)
        yield f"{scope}_b2", matrix(1, WIDTH)
        yield f"{scope}_ffn_ln_scale", np.ones((1, WIDTH), np.float32)
        yield f"{scope}_ffn_ln_bias", np.zeros((1, WIDTH), np.float32)
