"""Compressed files → their content: gzip (RFC 1952) and Zstandard (RFC 8878), by the ending of the name."""

import gzip
import os
from typing import BinaryIO, cast

COMPRESSED = (".gz", ".zst")


def without_compression(name: str) -> str:
    """Return a file's name without the ending that says how it is compressed."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a Path takes long paths apart
    return stem if ending.lower() in COMPRESSED else name


def decompressed(stream: BinaryIO, name: str) -> BinaryIO:
    """Return what comes out of a stream, by the name of its file: the stream itself where that is not compressed."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path takes long paths apart
    if ending == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if ending == ".zst":
        import pyarrow as pa

        return cast("BinaryIO", pa.CompressedInputStream(stream, "zstd"))
    return stream
