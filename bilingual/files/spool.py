"""A private temporary file that only grows: for what is kept of very many texts and seldom read again."""

import mmap
import os
from collections.abc import Iterable
from tempfile import TemporaryFile, gettempdir
from weakref import finalize

from bilingual.errors import DatasetError


class Spool:
    """A file in the temporary folder that nobody else sees; it goes with the object.

    `add` raises DatasetError, naming the folder, when that has no room or cannot be written.
    """

    def __init__(self) -> None:
        try:
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the object
        except OSError as error:
            raise _no_room(error) from error
        finalize(self, self._file.close)
        self.size = 0

    def add(self, parts: Iterable[bytes]) -> None:
        """Append parts of bytes."""
        rest = memoryview(b"".join(parts))
        try:
            while rest:
                written = os.write(self._file.fileno(), rest)
                rest, self.size = rest[written:], self.size + written
        except OSError as error:
            raise _no_room(error) from error

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from one offset to another."""
        return os.pread(self._file.fileno(), end - start, start)

    def mapped(self) -> mmap.mmap:
        """Return all that has been added as memory that the system reads when it is looked at, and may give back."""
        return mmap.mmap(self._file.fileno(), self.size, access=mmap.ACCESS_READ)


def _no_room(error: OSError) -> DatasetError:
    return DatasetError(
        f"{gettempdir()}: no room for a temporary file ({error.strerror}); free some space there, or set TMPDIR to "
        "another folder"
    )
