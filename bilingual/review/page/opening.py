"""The page's index of a dataset, made where there is none of this version yet."""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.errors import DatasetError
from bilingual.review.page.index import Index
from bilingual.review.page.indexing import SCHEMA, write_index


def open_index(dataset: Path, work: Path, manifest: str) -> Index:
    """Return the index of a dataset whose manifest has this SHA-256, made in the folder `work` if it is not there.

    Raises DatasetError where that folder cannot be written, or a table of the dataset cannot be read.
    """
    path = work / "page.sqlite"
    with _told(work):
        if _is_of(path, manifest):
            with suppress(DatasetError, IndexError, ValueError):
                return Index(path)
        _clear(work)
        draft = work / f"page.sqlite.{os.getpid()}"
        try:
            _make(dataset, draft, manifest)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        return Index(path)


def _clear(work: Path) -> None:
    """Remove what servers left that were killed while they made an index."""
    for leftover in work.glob("page.sqlite.*"):
        number = leftover.suffix[1:]
        if number.isdecimal() and not Path("/proc", number).exists():
            leftover.unlink(missing_ok=True)


def _key(manifest: str) -> str:
    """Return what an index is known by: the version of the dataset, and the tables that this program makes of it."""
    return f"{manifest} {zlib.crc32(SCHEMA.encode()):08x}"


def _make(dataset: Path, path: Path, manifest: str) -> None:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        write_index(dataset, database)
        database.execute("INSERT INTO meta VALUES ('of', ?)", (_key(manifest),))
    finally:
        database.close()


def _is_of(path: Path, manifest: str) -> bool:
    if not path.is_file():
        return False
    database = sqlite3.connect(path)
    try:
        row = database.execute("SELECT value FROM meta WHERE name = 'of'").fetchone()
        return row is not None and row[0] == _key(manifest)
    except sqlite3.DatabaseError:
        return False
    finally:
        database.close()


@contextmanager
def _told(work: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise DatasetError(
            f"{work}: the page's index cannot be written: {error}; free some space there, or give yourself "
            "permission to write in it"
        ) from error
