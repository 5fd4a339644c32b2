"""Compressed files → their content: gzip (RFC 1952) and Zstandard (RFC 8878), by the ending of the name."""

import errno
import gzip
import os
import zlib
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

from bilingual.files.archives import one_line

COMPRESSED = (".gz", ".zst")
NAMES = {".gz": "gzip", ".zst": "Zstandard"}
# What is unpacked is read a piece at a time, so that any size is fine; text shrinks to a third or a tenth, and only a
# bomb, or the same line again and again, to less than a four-hundredth, which up to `FREE_BYTES` does not matter.
RATIO, FREE_BYTES = 400, 256 << 20
PIECE, SMALL_PIECE = 1 << 16, 1 << 12
_DAMAGED = (gzip.BadGzipFile, zlib.error, EOFError, ValueError)


def without_compression(name: str) -> str:
    """Return a file's name without the ending that says how it is compressed."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a Path takes long paths apart
    return stem if ending.lower() in COMPRESSED else name


def decompressed(stream: BinaryIO, name: str) -> BinaryIO:
    """Return what comes out of a stream, by the name of its file: the stream itself where that is not compressed.

    It is read once from its beginning, and closes the stream with it. Reading raises OSError, whose `strerror` says
    what is wrong, for what is damaged, cut short, followed by something else, or out of all proportion.
    """
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path takes long paths apart
    return cast("BinaryIO", BufferedReader(_Unpacked(stream, ending), PIECE)) if ending in COMPRESSED else stream


class _Counted(RawIOBase):
    """A stream that counts the bytes read from it, and keeps its error: pyarrow tells only the words of one."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.count, self.error = stream, 0, cast("OSError | None", None)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            piece = self.stream.read(size)
        except OSError as error:
            self.error = error
            raise
        self.count += len(piece)
        return piece

    def close(self) -> None:
        self.stream.close()
        super().close()


class _Unpacked(RawIOBase):
    """The content of a compressed stream; `tell` counts its bytes, and there is no way back."""

    def __init__(self, stream: BinaryIO, ending: str) -> None:
        self._what, self._packed, self._at = NAMES[ending], _Counted(stream), 0
        self._unpacker = _gzip(self._packed) if ending == ".gz" else _zstandard(self._packed)
        self._most = PIECE if ending == ".gz" else SMALL_PIECE

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - any writable buffer
        try:
            # What comes before damage is handed on first: of gzip data all of it, of Zstandard data all whole blocks.
            piece = self._unpacker.read1(min(len(buffer), self._most))
        except OSError as error:
            if self._packed.error is not None:
                raise self._packed.error from error
            raise self._damaged(error) from error
        except _DAMAGED as error:
            raise self._damaged(error) from error
        buffer[: len(piece)] = piece
        self._at += len(piece)
        if self._at > max(FREE_BYTES, RATIO * self._packed.count):
            raise OSError(
                errno.EFBIG, f"it unpacks to more than {RATIO} times its size; unpack it yourself if you trust it"
            )
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._unpacker.close()
            self._packed.close()
        super().close()

    def _damaged(self, error: Exception) -> OSError:
        """Return the error with what Python or Arrow say of the damage, on one line."""
        if self._at == 0 and self._packed.count <= PIECE:
            why = f"no intact {self._what} data"
        else:
            why = f"its {self._what} data is damaged or cut short, after {self._at:,} bytes unpacked"
        return OSError(errno.EIO, f"{why} ({one_line(error)}); make or fetch it again")


def _gzip(stream: RawIOBase) -> Any:  # noqa: ANN401 - what has read() and close()
    return gzip.GzipFile(fileobj=cast("Any", stream), mode="rb")


def _zstandard(stream: RawIOBase) -> Any:  # noqa: ANN401 - what has read() and close()
    import pyarrow as pa

    return pa.CompressedInputStream(stream, "zstd")
