"""Read what a CTranslate2 `model.bin` holds, without loading it: each array's name, type and shape, a number's value.

The layout is the one that CTranslate2 writes in `python/ctranslate2/specs/model_spec.py` and reads in
`src/models/model.cc` (little endian): u32 binary version; u16-prefixed specification name and u32 revision
(version ≥ 2); u32 count of arrays, each a u16-prefixed name, u8 rank, u32 dimensions, u8 type and u32 bytes
(version < 4: u8 item size and u32 items), then the data; u32 count of aliases (version ≥ 3), two names each.
"""

import struct
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import ModelError

NEWEST_VERSION = 6
SPECIFICATIONS = {"", "TransformerSpec", "TransformerBase", "TransformerBig"}
MAX_ARRAYS = 100_000
MAX_NAME_BYTES = 200
MAX_RANK = 4
ITEM_BYTES = {"float32": 4, "int8": 1, "int16": 2, "int32": 4, "float16": 2, "bfloat16": 2}
KINDS = tuple(ITEM_BYTES)  # in the order of CTranslate2's `DataType`
KINDS_BY_SIZE = {4: "float32", 2: "int16", 1: "int8"}  # before version 4 the size stood for the type
FORMATS = {"float32": "<f", "int8": "<b", "int16": "<h", "int32": "<i", "float16": "<e"}


@dataclass(frozen=True, slots=True)
class Array:
    """Type and shape of one array; `value` where it holds a single number."""

    kind: str
    shape: tuple[int, ...]
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What a weights file holds. `arrays` has an entry for each name and each alias, as CTranslate2 resolves them."""

    version: int
    specification: str
    revision: int
    arrays: dict[str, Array]


def read_weights(file: Path) -> Weights:
    """Return the arrays of the translation model in `file`; `ModelError` says what is wrong with the file."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        version = _number(stream, "<I")
        if not 1 <= version <= NEWEST_VERSION:
            raise ModelError(f"{file.name} is not a CTranslate2 model of binary version 1 to {NEWEST_VERSION}")
        specification = _text(stream) if version >= 2 else ""
        if specification not in SPECIFICATIONS:
            raise ModelError(f"{file.name} holds a {specification!a}, not a translation model")
        revision = _number(stream, "<I") if version >= 2 else 1
        arrays: dict[str, Array] = {}
        for _ in range(_count(stream, "arrays", least=1)):
            name = _text(stream)
            arrays.setdefault(name, _array(stream, name, version, size))
        for _ in range(_count(stream, "aliases") if version >= 3 else 0):
            _add_alias(arrays, _text(stream), _text(stream))
        if stream.tell() != size:
            raise ModelError(f"{file.name} has {size - stream.tell()} bytes after its last array")
    return Weights(version, specification, revision, arrays)


def _count(stream: BinaryIO, what: str, least: int = 0) -> int:
    count = _number(stream, "<I")
    if not least <= count <= MAX_ARRAYS:
        raise ModelError(f"model.bin announces {count} {what}")
    return count


def _array(stream: BinaryIO, name: str, version: int, size: int) -> Array:
    rank = _number(stream, "<B")
    shape: tuple[int, ...] = struct.unpack(f"<{rank}I", _bytes(stream, 4 * rank))
    code, amount = _number(stream, "<B"), _number(stream, "<I")
    kind = (dict(enumerate(KINDS)) if version >= 4 else KINDS_BY_SIZE).get(code, "")
    item = ITEM_BYTES.get(kind, 0)
    data = amount if version >= 4 else amount * item
    if not item or rank > MAX_RANK or 0 in shape or prod(shape) * item != data:
        raise ModelError(f"model.bin: {name!a} has {data} bytes, which does not fit its shape {shape[: MAX_RANK + 1]}")
    if stream.tell() + data > size:
        raise ModelError(f"model.bin is cut short at {name!a}")
    if data == item:
        return Array(kind, shape, _value(kind, _bytes(stream, data)))
    stream.seek(data, 1)
    return Array(kind, shape)


def _value(kind: str, data: bytes) -> float:
    if kind == "bfloat16":  # the upper half of a float32
        kind, data = "float32", b"\0\0" + data
    value: float = struct.unpack(FORMATS[kind], data)[0]
    return value


def _add_alias(arrays: dict[str, Array], alias: str, name: str) -> None:
    """Give an array and its quantisation scale a second name; what has the name already keeps it."""
    for ending in ("", "_scale"):
        if name + ending in arrays:
            arrays.setdefault(alias + ending, arrays[name + ending])


def _bytes(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise ModelError("model.bin is cut short or is not a CTranslate2 model")
    return data


def _number(stream: BinaryIO, form: str) -> int:
    value: int = struct.unpack(form, _bytes(stream, struct.calcsize(form)))[0]
    return value


def _text(stream: BinaryIO) -> str:
    """Return a name, which ends with a null byte: CTranslate2 reads up to it, however far that is."""
    raw = _bytes(stream, _number(stream, "<H"))
    if not 1 <= len(raw) <= MAX_NAME_BYTES or raw.find(b"\0") != len(raw) - 1:
        raise ModelError("model.bin is not a CTranslate2 model: a name in it is empty, too long or not ended")
    return raw[:-1].decode("utf-8", "replace")
