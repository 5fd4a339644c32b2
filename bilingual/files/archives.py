"""Zip archives from anywhere: what is looked at before the first byte is unpacked.

The zip format: PKWARE's APPNOTE.TXT 6.3.10; overlapping entries: D. Fifield, "A better zip bomb", WOOT 2019.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZipInfo

END, END64_LOCATOR, LOCAL_HEADER_BYTES = b"PK\x05\x06", b"PK\x06\x07", 30
ENCRYPTED = 0x1 | 0x40 | 0x2000


class RefusedArchive(Exception):
    """What is suspicious about an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that an archive of some kind may have: entries, bytes of its directory and of all that it unpacks to.

    `ratio` is that of unpacked to packed bytes, which up to `free` bytes does not matter.
    """

    entries: int
    directory: int
    bytes: int
    ratio: int
    free: int


def check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Raise RefusedArchive for a directory that would fill the memory before its entries could be counted."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_535 - 22))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        raise RefusedArchive("it is not a zip archive")
    (length,) = struct.unpack("<I", tail[at + 12 : at + 16])
    if tail[max(0, at - 20) : at].startswith(END64_LOCATOR):
        raise RefusedArchive("it is a zip64 archive, which no such file needs to be")
    if length > limits.directory:
        raise RefusedArchive(f"its directory has {length} bytes, more than {limits.directory}")


def check_entries(entries: Sequence[ZipInfo], packed: int, limits: Limits) -> None:
    """Raise RefusedArchive for too many entries, for overlapping ones, or too large ones for so many packed bytes."""
    if len(entries) > limits.entries:
        raise RefusedArchive(f"it has {len(entries)} entries, more than {limits.entries}")
    total = sum(entry.file_size for entry in entries)
    if total > limits.bytes:
        raise RefusedArchive(f"it would unpack to {total} bytes, more than {limits.bytes}")
    if total > max(limits.free, limits.ratio * packed):
        raise RefusedArchive(f"it would unpack from {packed} to {total} bytes, more than {limits.ratio} times its size")
    for entry, following in pairwise(sorted(entries, key=lambda entry: entry.header_offset)):
        if entry.header_offset + LOCAL_HEADER_BYTES + entry.compress_size > following.header_offset:
            raise RefusedArchive(f"the entries {entry.filename!a} and {following.filename!a} overlap")
