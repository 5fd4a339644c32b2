"""What the page keeps that is no verdict, beside the index: words that are being typed, and the samples drawn."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from bilingual.errors import DatasetError

MOST_DRAFTS = 1000  # of a reviewer
_SCHEMA = """
CREATE TABLE IF NOT EXISTS drafts (
  reviewer TEXT, pair TEXT, en TEXT NOT NULL, comment TEXT NOT NULL, time REAL NOT NULL, PRIMARY KEY (reviewer, pair)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS samples (
  size INTEGER, seed INTEGER, random TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (size, seed)
) WITHOUT ROWID;
"""


class Notes:
    """Drafts and samples of a dataset in its work folder; a process that is killed loses none of them.

    Nothing is synced: with the power they may be lost, and a file that is damaged is begun anew.
    """

    def __init__(self, work: Path) -> None:
        self._path, self._lock = work / "page-notes.sqlite", Lock()
        try:
            self._database = self._open()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            with self._told():
                self._database = self._open()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def keep(self, reviewer: str, pair: str, en: str, comment: str) -> None:
        """Keep the words that a reviewer is typing; the oldest drafts of too many are forgotten."""
        with self._lock, self._told():
            self._database.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", (reviewer, pair, en, comment, time.time())
            )
            self._database.execute(
                "DELETE FROM drafts WHERE reviewer = ?1 AND pair IN "
                "(SELECT pair FROM drafts WHERE reviewer = ?1 ORDER BY time DESC LIMIT -1 OFFSET ?2)",
                (reviewer, MOST_DRAFTS),
            )

    def draft(self, reviewer: str, pair: str) -> tuple[str, str] | None:
        """Return a draft's English and comment."""
        with self._lock, self._told():
            query = "SELECT en, comment FROM drafts WHERE reviewer = ? AND pair = ?"
            row: tuple[str, str] | None = self._database.execute(query, (reviewer, pair)).fetchone()
            return row

    def forget(self, reviewer: str, pair: str) -> None:
        """Forget a draft, if there is one."""
        with self._lock, self._told():
            self._database.execute("DELETE FROM drafts WHERE reviewer = ? AND pair = ?", (reviewer, pair))

    def sample(self, size: int, seed: int) -> tuple[list[str], list[str]] | None:
        """Return the ids of a sample that was drawn: its random half, and the others."""
        with self._lock, self._told():
            query = "SELECT random, other FROM samples WHERE size = ? AND seed = ?"
            row = self._database.execute(query, (size, seed)).fetchone()
            return (json.loads(row[0]), json.loads(row[1])) if row else None

    def keep_sample(self, size: int, seed: int, chance: list[str], other: list[str]) -> None:
        """Keep a sample, so that the verdicts on it do not change which pairs are in it."""
        with self._lock, self._told():
            values = (size, seed, json.dumps(chance), json.dumps(other))
            self._database.execute("INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?)", values)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=5.0, isolation_level=None, check_same_thread=False)
        try:
            database.executescript("PRAGMA synchronous = OFF;" + _SCHEMA)
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise DatasetError(
                f"{self._path}: drafts cannot be kept: {error}; free some space there, or give yourself permission "
                "to write in it"
            ) from error
