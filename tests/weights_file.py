"""Read and write the arrays of a `model.bin`, bytes and all, so that tests can make weights files that are wrong."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("float32", "int8", "int16", "int32", "float16", "bfloat16")
SIZES = {"float32": 4, "int8": 1, "int16": 2, "int32": 4, "float16": 2, "bfloat16": 2}


@dataclass
class Stored:
    """One array as it lies in the file."""

    kind: str
    shape: tuple[int, ...]
    data: bytes


@dataclass
class WeightsFile:
    """A weights file of binary version 6."""

    arrays: dict[str, Stored]
    aliases: dict[str, str] = field(default_factory=dict)
    version: int = 6
    specification: str = "TransformerSpec"
    revision: int = 7

    def write(self, file: Path) -> None:
        """Write the file, whatever is in it; an alias for nothing and a shape without its data too."""
        out = [
            struct.pack("<I", self.version),
            _text(self.specification),
            struct.pack("<II", self.revision, len(self.arrays)),
        ]
        for name, array in self.arrays.items():
            shape = struct.pack(f"<B{len(array.shape)}I", len(array.shape), *array.shape)
            out += [_text(name), shape, struct.pack("<BI", KINDS.index(array.kind), len(array.data)), array.data]
        out.append(struct.pack("<I", len(self.aliases)))
        out += [_text(name) for pair in self.aliases.items() for name in pair]
        file.write_bytes(b"".join(out))


def read_file(file: Path) -> WeightsFile:
    """The weights file in `file`, which is an intact one of version 6."""
    stream = file.open("rb")

    def take(form: str) -> int:
        return struct.unpack(form, stream.read(struct.calcsize(form)))[0]

    def text() -> str:
        return stream.read(take("<H"))[:-1].decode()

    with stream:
        version, specification, revision = take("<I"), text(), take("<I")
        arrays: dict[str, Stored] = {}
        for _ in range(take("<I")):
            name, rank = text(), take("<B")
            shape = struct.unpack(f"<{rank}I", stream.read(4 * rank))
            kind = KINDS[take("<B")]
            arrays[name] = Stored(kind, shape, stream.read(take("<I")))
        aliases = {}
        for _ in range(take("<I")):
            alias = text()
            aliases[alias] = text()
        return WeightsFile(arrays, aliases, version, specification, revision)


def _text(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("<H", len(raw)) + raw
