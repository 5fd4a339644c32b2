"""Check a CTranslate2 `model.bin` without loading it: walk its headers and see that every weight is there.

The layout is the one that CTranslate2 writes in `python/ctranslate2/specs/model_spec.py` and reads in
`src/models/model.cc` (little endian): u32 binary version; u16-prefixed specification name and u32 revision
(version ≥ 2); u32 count of weights, each a u16-prefixed name, u8 rank, u32 dimensions, u8 type and u32 bytes
(version < 4: u8 item size and u32 items), then the data; u32 count of aliases (version ≥ 3), two names each.
"""

import struct
from math import prod
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import ModelError

NEWEST_VERSION = 6
SPECIFICATIONS = {"", "TransformerSpec", "TransformerBase", "TransformerBig"}
MAX_WEIGHTS = 100_000
ITEM_BYTES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}  # float32, int8, int16, int32, float16, bfloat16


def check_weights(file: Path) -> int:
    """Binary version of the translation model in `file`; `ModelError` says what is wrong with it."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        version = _number(stream, "<I")
        if not 1 <= version <= NEWEST_VERSION:
            raise ModelError(f"{file.name} is not a CTranslate2 model of binary version 1 to {NEWEST_VERSION}")
        _check_specification(stream, version)
        count = _number(stream, "<I")
        if not 1 <= count <= MAX_WEIGHTS:
            raise ModelError(f"{file.name} announces {count} weights")
        for _ in range(count):
            _skip_weight(stream, version, size)
        for _ in range(2 * _number(stream, "<I") if version >= 3 else 0):
            _text(stream)
        if stream.tell() != size:
            raise ModelError(f"{file.name} has {size - stream.tell()} bytes after its last weight")
    return version


def _check_specification(stream: BinaryIO, version: int) -> None:
    name = _text(stream) if version >= 2 else ""
    if name not in SPECIFICATIONS:
        raise ModelError(f"model.bin holds a {name!r}, not a translation model")
    if version >= 2:
        _number(stream, "<I")


def _skip_weight(stream: BinaryIO, version: int, size: int) -> None:
    name = _text(stream)
    shape = struct.unpack(f"<{(rank := _number(stream, '<B'))}I", _bytes(stream, 4 * rank))
    kind, amount = _number(stream, "<B"), _number(stream, "<I")
    item = ITEM_BYTES.get(kind, 0) if version >= 4 else kind
    data = amount if version >= 4 else amount * item
    if prod(shape) * item != data or not item:
        raise ModelError(f"model.bin: the weight {name!r} has {data} bytes, which does not fit its shape {shape}")
    if stream.tell() + data > size:
        raise ModelError(f"model.bin is cut short at the weight {name!r}")
    stream.seek(data, 1)


def _bytes(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise ModelError("model.bin is cut short or is not a CTranslate2 model")
    return data


def _number(stream: BinaryIO, form: str) -> int:
    value: int = struct.unpack(form, _bytes(stream, struct.calcsize(form)))[0]
    return value


def _text(stream: BinaryIO) -> str:
    raw = _bytes(stream, _number(stream, "<H"))
    return raw.split(b"\0")[0].decode("utf-8", "replace")
