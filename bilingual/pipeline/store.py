"""The work store: translations of finished blocks, so that an interrupted or repeated build does not start over."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bilingual.errors import DatasetError
from bilingual.translator import Translation

SCHEMA = "CREATE TABLE blocks (key BLOB PRIMARY KEY, sha256 BLOB, body BLOB) STRICT, WITHOUT ROWID"
FORMAT = 2
# What SQLite answers when the disk or its settings are at fault; anything else means that the file is damaged.
NOT_DAMAGE = frozenset(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY,
     sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM)
)  # fmt: skip
# What reading a damaged file raises: the names in it may be no UTF-8.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)

Result = TypeVar("Result")


class WorkStore:
    """Finished blocks in one SQLite file, keyed by their texts and everything that decides a translation.

    A block is written in one transaction: after kill -9 it is there whole or not at all. A row is believed only if its
    hash covers the key that was asked for and the translations, so no damage to the file, its index included, can give
    one block another's. A damaged file is built anew, a damaged block translated again; `notice` hears of either. What
    the store at `kept` holds is taken too; that one is only read. Raises DatasetError when the store cannot be read or
    written for a fault of the disk.
    """

    def __init__(
        self, path: Path, signature: Mapping[str, object], notice: Callable[[str], None], kept: Path | None = None
    ) -> None:
        self.path = path
        self.reused = 0
        self.translated = 0
        self.used: set[str] = set()
        self._signature = json.dumps({"format": FORMAT, **signature}, sort_keys=True)
        self._notice = notice
        self._kept = _connect_to_read(kept) if kept else None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection in filter(None, (self._connection, self._kept)):
            with suppress(sqlite3.Error):
                connection.close()

    def key(self, texts: Sequence[str]) -> str:
        """Return the name of a block: SHA-256 over its texts, the model and the options."""
        material = json.dumps([self._signature, *texts])
        return hashlib.sha256(material.encode()).hexdigest()

    def get(self, key: str) -> list[Translation] | None:
        """Return a finished block's translations, or None when it is not there or is damaged."""
        self.used.add(key)
        row = self._survive(lambda: _find(self._connection, key)) or self._find_kept(key)
        if row is None:
            return None
        if not isinstance(row[1], bytes) or row[0] != _digest(key, row[1]):
            self._notice(f"{self.path}: a finished block is damaged; it is translated again")
            return None
        self.reused += 1
        return [Translation(*fields) for fields in json.loads(row[1])]

    def put(self, key: str, translations: Sequence[Translation]) -> None:
        """Keep a finished block. Raises DatasetError when it cannot be written, as on a full disk."""
        rows = [(made.text, made.score, made.parts, made.truncated) for made in translations]
        body = json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._survive(lambda: self._keep(key, body))
        self.translated += 1

    def adopt(self, path: Path) -> None:
        """Take the blocks of another store, as far as it can be read and they are whole."""
        if (other := _connect_to_read(path)) is not None:
            with closing(other):
                self._survive(lambda: self._write_all(_whole_rows(other)))

    def prune(self, used: Collection[str]) -> None:
        """Forget all other blocks than those that a build has `used`, so that the store does not grow for ever."""
        self._survive(lambda: self._forget_unused(used))

    def _find_kept(self, key: str) -> tuple[bytes, bytes] | None:
        """Return what the other store has; one that is damaged has nothing."""
        if self._kept is not None:
            with suppress(*DAMAGE):
                return _find(self._kept, key)
        return None

    def _keep(self, key: str, body: bytes) -> None:
        row = (key.encode(), _digest(key, body), body)
        with self._connection:
            self._write(row)

    def _write_all(self, rows: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        with self._connection:
            for row in rows:
                self._write(row)

    def _write(self, row: tuple[bytes, bytes, bytes]) -> None:
        self._connection.execute("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)", row)

    def _forget_unused(self, used: Collection[str]) -> None:
        with self._connection:
            keys = {key.encode() for key in used}
            kept = [key for (key,) in self._connection.execute("SELECT key FROM blocks")]
            unused = ((key,) for key in kept if key not in keys)
            self._connection.executemany("DELETE FROM blocks WHERE key = ?", unused)

    def _survive(self, work: Callable[[], Result]) -> Result:
        """Do some work on the file; where that shows it to be damaged, once more on a new one."""
        try:
            return work()
        except sqlite3.DatabaseError as error:
            self._replace(error)
        try:
            return work()
        except sqlite3.DatabaseError as error:
            raise self._refusal(error) from error

    def _replace(self, error: sqlite3.DatabaseError) -> None:
        if _is_disk(error) or (_code(error) == sqlite3.SQLITE_READONLY and not os.access(self.path, os.W_OK)):
            raise self._refusal(error) from error
        self._notice(f"{self.path}: the work store cannot be used ({error}); it is built anew")
        with suppress(sqlite3.Error):
            self._connection.close()
        self.forget(self.path)
        try:
            self._connection = _connect(self.path)
        except sqlite3.DatabaseError as again:
            raise self._refusal(again) from again

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError as error:
            self._connection = sqlite3.connect(":memory:")
            self._replace(error)
            return self._connection

    def _refusal(self, error: sqlite3.DatabaseError) -> DatasetError:
        return DatasetError(
            f"{self.path}: the work store cannot be written: {error}; free some space or choose another --out"
        )

    @classmethod
    def forget_empty(cls, path: Path) -> None:
        """Delete a store that holds no block."""
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
            if connection.execute("SELECT 1 FROM blocks LIMIT 1").fetchone() is None:
                cls.forget(path)

    @staticmethod
    def forget(path: Path) -> None:
        """Delete a store, its journal too."""
        for leftover in (path, *path.parent.glob(path.name + "-*")):
            leftover.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.text_factory = bytes  # a damaged value may call itself text and be none
    try:
        # A write-ahead log loses no finished block to kill -9, and spares two waits for the disk a block.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone() == (0,) and not _tables(connection):
            connection.executescript(f"BEGIN; PRAGMA user_version = {FORMAT}; {SCHEMA}; COMMIT")
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            raise sqlite3.DatabaseError("written by another version")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != (b"ok",):
            raise sqlite3.DatabaseError("quick_check failed")
        connection.execute("SELECT key, sha256, body FROM blocks LIMIT 0")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection | None:
    """Open a store of which nothing is changed; None for one that is not there or cannot be opened."""
    try:
        if not path.is_file():
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.DatabaseError:
        return None
    connection.text_factory = bytes
    return connection


def _whole_rows(connection: sqlite3.Connection) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield the rows of a store whose hash is theirs; where it is damaged, those before."""
    with suppress(*DAMAGE):
        for key, sha256, body in connection.execute("SELECT key, sha256, body FROM blocks"):
            if isinstance(key, bytes) and isinstance(body, bytes) and sha256 == _key_digest(key, body):
                yield key, sha256, body


def _find(connection: sqlite3.Connection, key: str) -> tuple[bytes, bytes] | None:
    row: tuple[bytes, bytes] | None = connection.execute(
        "SELECT sha256, body FROM blocks WHERE key = ?", (key.encode(),)
    ).fetchone()
    return row


def _tables(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return count


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary result code (SQLite, "Result and Error Codes"), 0 for an error that is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _is_disk(error: sqlite3.DatabaseError) -> bool:
    return _code(error) in NOT_DAMAGE


def _digest(key: str, body: bytes) -> bytes:
    return _key_digest(key.encode(), body)


def _key_digest(key: bytes, body: bytes) -> bytes:
    return hashlib.sha256(b"\0".join((key, body))).digest()
