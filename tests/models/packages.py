"""Intact packages for tests: the embedded one, the smallest possible one, and their `.argosmodel` files."""

import json
import struct
from math import prod
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.weights_file import Stored, WeightsFile

EMBEDDED = Path(__file__).parents[2] / "bilingual" / "models" / "fr_en"
ROOT = "translate-fr_en-9_9"
CONFIG = '{"add_source_bos": false, "add_source_eos": false, "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "decoder_start_token": "<s>"}'
TOKENS = ("<unk>", "<s>", "</s>")


def zip_package(folder: Path, file: Path, root: str = ROOT) -> Path:
    """An `.argosmodel` file with the package in `folder` under the root folder `root`; the same bytes each time."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            write(archive, f"{root}/{source.relative_to(folder).as_posix()}", source.read_bytes())
    return file


def small_package(folder: Path) -> Path:
    """The smallest intact package: the embedded one's metadata and tokenizer, three tokens, a layer on each side.

    Its weights file is written from the format's description, so that the checks do not only agree with what one
    version of CTranslate2 happens to write. Whatever it is given, its translation is empty.
    """
    (folder / "model").mkdir(parents=True)
    small_weights().write(folder / "model" / "model.bin")
    (folder / "model" / "config.json").write_text(CONFIG)
    (folder / "model" / "shared_vocabulary.json").write_text(json.dumps(TOKENS))
    for file in ("metadata.json", "sentencepiece.model"):
        (folder / file).write_bytes((EMBEDDED / file).read_bytes())
    return folder


def small_weights(width: int = 4, inner: int = 8) -> WeightsFile:
    """A Transformer of zeros that ends every hypothesis at once."""
    shapes = {f"{side}/layer_0/{part}": shape for side in ("encoder", "decoder") for part, shape in {
        "self_attention/linear_0": (3 * width, width), "self_attention/linear_1": (width, width),
        "ffn/linear_0": (inner, width), "ffn/linear_1": (width, inner)}.items()}  # fmt: skip
    shapes |= {f"decoder/layer_0/attention/linear_{number}": (width * (1 + number % 2), width) for number in range(3)}
    shapes |= {"encoder/embeddings_0": (len(TOKENS), width), "decoder/embeddings": (len(TOKENS), width),
               "decoder/projection": (len(TOKENS), width)}  # fmt: skip
    arrays = {f"{name}/weight": Stored("float32", shape, bytes(4 * prod(shape))) for name, shape in shapes.items()}
    for side in ("encoder", "decoder"):
        arrays[f"{side}/num_heads"] = Stored("int16", (), struct.pack("<h", 2))
        arrays[f"{side}/layer_norm/gamma"] = Stored("float32", (width,), struct.pack(f"<{width}f", *[1.0] * width))
    arrays["decoder/projection/bias"] = Stored("float32", (len(TOKENS),), struct.pack("<3f", 0, 0, 9))
    return WeightsFile(arrays)


def write_transformer(folder: Path, quantisation: str | None = None, **kind: Any) -> Path:
    """A package whose weights CTranslate2's own code has written: random ones, of a Transformer of this kind."""
    import numpy as np
    from ctranslate2.specs import transformer_spec

    small_package(folder)
    width, heads, inner, positions = 16, 4, 24, 5
    layers = kind.pop("num_layers", (2, 2))
    specification = transformer_spec.TransformerSpec.from_config(layers, heads, **kind)
    random = np.random.default_rng(1)
    tall = {"self_attention/linear_0": 3 * width, "attention/linear_1": 2 * width, "ffn/linear_0": inner,
            "ffn/linear_0_noact": inner, "decoder/projection": len(TOKENS), "decoder/embeddings": len(TOKENS),
            "encoder/embeddings_0": len(TOKENS)}  # fmt: skip

    def fill(part: Any, name: str, value: Any) -> None:
        scope, _, leaf = name.rpartition("/")
        rows = tall.get("/".join(scope.split("/")[-2:]), width)
        columns = inner if scope.endswith("ffn/linear_1") else width
        if leaf in ("gamma", "beta"):
            setattr(part, leaf, np.full(width, float(leaf == "gamma"), np.float32))
        elif leaf == "weight":
            setattr(part, leaf, random.normal(0, 0.1, (rows, columns)).astype(np.float32))
            if hasattr(part, "bias"):
                part.bias = np.zeros(rows, np.float32)
        elif leaf in ("relative_position_keys", "relative_position_values"):
            setattr(part, leaf, random.normal(0, 0.1, (2 * positions + 1, width // heads)).astype(np.float32))
        elif leaf == "relative_attention_bias":
            setattr(part, leaf, random.normal(0, 0.1, (32, heads)).astype(np.float32))
        elif leaf == "relative_attention_max_distance":
            setattr(part, leaf, np.dtype("int32").type(128))

    specification._visit(fill)
    specification.register_source_vocabulary(list(TOKENS))
    specification.register_target_vocabulary(list(TOKENS))
    specification.validate()
    specification.optimize(quantization=quantisation)
    for file in (folder / "model").iterdir():
        file.unlink()
    specification.save(str(folder / "model"))
    return folder


def write(archive: ZipFile, name: str, data: bytes = b"x", mode: int = 0o100644, **fields: int) -> None:
    """Add one entry with a fixed date, the given Unix mode, and other `ZipInfo` fields."""
    entry = ZipInfo(name)
    entry.external_attr, entry.compress_type = mode << 16, ZIP_DEFLATED
    for field, value in fields.items():
        setattr(entry, field, value)
    archive.writestr(entry, data)
