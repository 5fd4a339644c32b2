"""What every format shares: files that appear whole, and the count of characters that a format cannot hold."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from bilingual.errors import DatasetError, UsageError
from bilingual.pairs import Pair


class PairFiles(Protocol):
    """The open files of one format and one split. `replaced` counts characters that the format cannot hold."""

    replaced: int

    def add(self, pair: Pair) -> None:
        """Write one pair."""

    def close(self) -> None:
        """Write the end and close the files."""


@contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file beside its place and put it there at the end, unless an error came first.

    Raises DatasetError when it cannot be written.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        new.replace(path)
    except OSError as error:
        raise DatasetError(f"{path}: cannot be written: {error.strerror}; choose another --out") from error
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def write_new(path: Path) -> Iterator[TextIO]:
    """Like `write_whole`, but never over a file that is there: it may hold somebody's verdicts."""
    refuse_existing(path)
    with write_whole(path) as stream:
        yield stream


def refuse_existing(path: Path) -> None:
    """Raise UsageError when there is a file at `path`."""
    if path.exists():
        raise UsageError(f"--out {path}: already there, and may hold verdicts; choose another file")
