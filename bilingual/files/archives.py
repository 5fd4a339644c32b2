"""Zip archives from anywhere: what is looked at before the first byte is unpacked, and how an entry is read.

The zip format: PKWARE's APPNOTE.TXT 6.3.10; overlapping entries: D. Fifield, "A better zip bomb", WOOT 2019.
"""

import errno
import re
import stat
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from itertools import pairwise
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

ENTRY, END, END64, END64_LOCATOR = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
ENTRY_BYTES, EXTRA_BYTES = 46, 4_096
LOCAL_HEADER_BYTES, END_BYTES, END64_BYTES, LOCATOR_BYTES = 30, 22, 56, 20
ENCRYPTED = 0x1 | 0x40 | 0x2000
PIECE, MESSAGE = 1 << 16, 200
# What opening an archive, or unpacking an entry that is damaged or hostile, has led to, or may.
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError, LookupError)


class RefusedArchive(Exception):
    """What is suspicious about an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that an archive of some kind may have: entries, bytes of its directory and of all that it unpacks to.

    `ratio` is that of unpacked to packed bytes, which up to `free` bytes does not matter. With `zip64` it may be of
    the kind for more than 4 GiB or 65,535 entries.
    """

    entries: int
    directory: int
    bytes: int
    ratio: int
    free: int
    zip64: bool = False


def open_archive(stream: BinaryIO, limits: Limits) -> ZipFile:
    """Open an archive whose directory and entries have passed. Raises RefusedArchive for one that is damaged, too."""
    try:
        check_directory(stream, limits)
        archive = ZipFile(stream)
    except DAMAGED as error:
        raise RefusedArchive(f"it is damaged: {one_line(error)}; make or fetch it again") from error
    check_entries(archive.infolist(), stream.seek(0, 2), limits)
    return archive


def check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Raise RefusedArchive for a directory that would fill the memory before its entries could be counted."""
    size = stream.seek(0, 2)
    start = stream.seek(max(0, size - 65_535 - END_BYTES - LOCATOR_BYTES - END64_BYTES))
    tail = stream.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_BYTES:
        raise RefusedArchive("it is not a zip archive, or not a whole one; make or fetch it again")
    end, (length,) = start + at, struct.unpack("<I", tail[at + 12 : at + 16])
    if tail[max(0, at - LOCATOR_BYTES) : at].startswith(END64_LOCATOR):
        if not limits.zip64:
            raise RefusedArchive("it is a zip64 archive, which no such file needs to be")
        at64 = at - LOCATOR_BYTES - END64_BYTES
        if at64 >= 0 and tail[at64:].startswith(END64):
            end, (length,) = start + at64, struct.unpack("<Q", tail[at64 + 40 : at64 + 48])
    if length > limits.directory:
        raise RefusedArchive(f"its directory has {length} bytes, more than {limits.directory}")
    stream.seek(max(0, end - length))
    directory = stream.read(length)
    # Each entry has this mark; a name or a comment that holds it too is no accident.
    if (entries := directory.count(ENTRY)) > limits.entries:
        raise RefusedArchive(f"it has {entries} entries, more than {limits.entries}")
    _check_extras(directory)
    stream.seek(0)


def _check_extras(directory: bytes) -> None:
    """Raise RefusedArchive for an entry with so many extra fields that Python takes minutes to read them."""
    at = 0
    while directory.startswith(ENTRY, at) and at + ENTRY_BYTES <= len(directory):
        name, extra, comment = struct.unpack_from("<3H", directory, at + 28)
        if extra > EXTRA_BYTES:
            raise RefusedArchive(f"an entry has {extra} bytes of extra fields, more than {EXTRA_BYTES}")
        at += ENTRY_BYTES + name + extra + comment


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


def one_line(error: Exception) -> str:
    """Return what Python says of damage, on one line of bearable length: it may quote the archive."""
    words = ascii(" ".join(str(error).split()))[1:-1]
    return words[:MESSAGE] or type(error).__name__


def path_fault(name: str) -> str | None:
    """Return what is wrong with the name of an entry that would lead out of the folder it is unpacked into."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path"
    return "has a '..' part in its path" if ".." in name.split("/") else None


def packing_fault(entry: ZipInfo) -> str | None:
    """Return what is wrong with an entry that is encrypted, or that Python would unpack without bounds."""
    if entry.flag_bits & ENCRYPTED:
        return "is encrypted"
    known = entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    return None if known else f"is compressed with method {entry.compress_type}, not deflate"


def kind_of_entry(entry: ZipInfo) -> str:
    """Return what an entry is by the mode that Unix programs note: `file`, `folder`, `link` or `special`."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "link"
    if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        return "special"
    return "folder" if entry.is_dir() else "file"


def open_entry(archive: ZipFile, entry: ZipInfo) -> BinaryIO:
    """Open an entry, to be read once from its beginning, a piece at a time whoever reads it.

    Raises RefusedArchive where it has a `packing_fault`; reading raises OSError, whose `strerror` says what is wrong.
    """
    if fault := packing_fault(entry):
        raise RefusedArchive(f"it {fault}")
    return cast("BinaryIO", BufferedReader(_Entry(archive, entry), PIECE))


class _Entry(RawIOBase):
    """The content of an entry; `tell` counts its bytes, and there is no way back."""

    def __init__(self, archive: ZipFile, entry: ZipInfo) -> None:
        self._archive, self._entry, self._at = archive, entry, 0
        self._stream: Any = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - any writable buffer
        try:
            if self._stream is None:
                self._stream = self._archive.open(self._entry)
            piece = self._stream.read(min(len(buffer), PIECE))
        except DAMAGED as error:
            raise OSError(errno.EIO, f"damaged in the archive ({one_line(error)}); make or fetch that again") from error
        buffer[: len(piece)] = piece
        self._at += len(piece)
        if not piece and self._at < self._entry.file_size:
            raise OSError(errno.EIO, "damaged in the archive (shorter than it says); make or fetch that again")
        return len(piece)

    def close(self) -> None:
        if self._stream is not None and not self.closed:
            self._stream.close()
        super().close()
