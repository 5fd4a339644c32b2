"""The work store: translations of finished blocks, so that an interrupted or repeated build does not start over."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual.errors import DatasetError
from bilingual.translator import Translation

SCHEMA = "CREATE TABLE IF NOT EXISTS blocks (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, body TEXT NOT NULL) STRICT"
FORMAT = "1"


class WorkStore:
    """Finished blocks in one SQLite file, keyed by their texts and everything that decides a translation.

    A block is written in one transaction: after kill -9 it is there whole or not at all. A file that SQLite finds
    damaged is built anew, a damaged block translated again; `notice` hears of either. Raises DatasetError when the
    store cannot be written.
    """

    def __init__(self, path: Path, signature: Mapping[str, object], notice: Callable[[str], None]) -> None:
        self.path = path
        self.reused = 0
        self.translated = 0
        self._signature = json.dumps({"format": FORMAT, **signature}, sort_keys=True)
        self._notice = notice
        self._used: set[str] = set()
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def key(self, texts: Sequence[str]) -> str:
        """Return the name of a block: SHA-256 over its texts, the model and the options."""
        material = json.dumps([self._signature, *texts])
        return hashlib.sha256(material.encode()).hexdigest()

    def get(self, key: str) -> list[Translation] | None:
        """Return a finished block's translations, or None when it is not there or is damaged."""
        self._used.add(key)
        row = self._connection.execute("SELECT sha256, body FROM blocks WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        if row[0] != _digest(row[1]):
            self._notice(f"{self.path}: a finished block is damaged; it is translated again")
            return None
        self.reused += 1
        return [Translation(*fields) for fields in json.loads(row[1])]

    def put(self, key: str, translations: Sequence[Translation]) -> None:
        """Keep a finished block. Raises DatasetError when it cannot be written, as on a full disk."""
        rows = [(made.text, made.score, made.parts, made.truncated) for made in translations]
        body = json.dumps(rows, ensure_ascii=False)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)", (key, _digest(body), body))
        self.translated += 1

    def prune(self) -> None:
        """Forget the blocks that this build did not ask for, so that the store does not grow for ever."""
        with self._writing() as connection:
            connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
            connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in sorted(self._used)))
            connection.execute("DELETE FROM blocks WHERE key NOT IN (SELECT key FROM used)")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._connection:
                yield self._connection
        except sqlite3.OperationalError as error:
            raise DatasetError(
                f"{self.path}: cannot keep finished work: {error}; free some space and run again"
            ) from error

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.OperationalError as error:
            raise DatasetError(
                f"{self.path}: cannot be written: {error}; free some space or choose another --out"
            ) from error
        except sqlite3.DatabaseError as error:
            self._notice(f"{self.path}: the work store is damaged ({error}); it is built anew")
            self.forget(self.path)
            return self._connect()

    @staticmethod
    def forget(path: Path) -> None:
        """Delete a store, its journal too."""
        for leftover in (path, *path.parent.glob(path.name + "-*")):
            leftover.unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path)
        try:
            # A write-ahead log loses no finished block to kill -9, and spares two waits for the disk a block.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(SCHEMA)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("quick_check failed")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
