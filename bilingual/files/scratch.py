"""A private table in a temporary file: for what grows with the corpus and must not fill the memory."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from weakref import finalize

from bilingual.errors import DatasetError

MOST_ROWS, MOST_CHARACTERS = 500, 1_000_000  # that wait to be written

Item = TypeVar("Item")
Values = Sequence[str | bytes | int | float | None]


class Scratch:
    """A SQLite database of one owner, in memory until it outgrows its cache of 2 MB; its file goes with the object.

    Every method raises DatasetError, naming the temporary folder, when that has no room or cannot be written.
    """

    def __init__(self, *tables: str) -> None:
        self._database = sqlite3.connect("", check_same_thread=False)  # an empty name: private, and never in a folder
        finalize(self, self._database.close)
        for table in tables:
            self.write(table)

    def write(self, statement: str, values: Values = ()) -> int:
        """Run one statement and return the number of rows that it added or changed."""
        with _room():
            return self._database.execute(statement, values).rowcount

    def fill(self, statement: str, rows: Iterable[Values]) -> None:
        """Run one statement for every row."""
        with _room():
            self._database.executemany(statement, rows)

    def read(self, query: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, one at a time."""
        with _room():
            yield from self._database.execute(query, values)

    def among(self, query: str, values: Values) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, in which `{}` stands for the values; at most `MOST_ROWS` of them."""
        return self.read(query.format(", ".join("?" * len(values))), values)

    def first(self, query: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, None when there is none."""
        with _room():
            found: tuple[Any, ...] | None = self._database.execute(query, values).fetchone()
            return found


class Inserts:
    """Rows for a scratch table, written many at a time; before the table is read, `flush` writes the rest."""

    def __init__(self, table: Scratch, statement: str) -> None:
        self._table, self._statement = table, statement
        self._rows: list[Values] = []
        self._characters = 0

    def add(self, row: Values, characters: int) -> None:
        """Write one row, a little later; its texts have so many `characters`."""
        self._rows.append(row)
        self._characters += characters
        if len(self._rows) == MOST_ROWS or self._characters > MOST_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is not written yet."""
        rows, self._rows, self._characters = self._rows, [], 0
        self._table.fill(self._statement, rows)


def in_blocks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in lists, so many at a time as one query may name."""
    remaining = iter(items)
    while block := list(islice(remaining, MOST_ROWS)):
        yield block


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        variable = "SQLITE_TMPDIR" if "SQLITE_TMPDIR" in os.environ else "TMPDIR"
        raise DatasetError(
            f"{temporary_folder()}: no room for a temporary table ({error}); "
            f"free some space there, or set {variable} to another folder"
        ) from error


def temporary_folder() -> Path:
    """Return where SQLite puts its temporary files on Unix: https://sqlite.org/tempfiles.html, section 5."""
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"))
    usual = ("/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108 - SQLite's list, in its order
    folders = (Path(name) for name in (*named, *usual) if name)
    return next((folder for folder in folders if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)), Path())
