"""Review files → rows: what the reviewers wrote, not yet compared with the dataset."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.exports.cells import decode_cell
from bilingual.pairs import STATUSES
from bilingual.review.delimited import Record, read_records
from bilingual.segmenter import KINDS

REQUIRED = ("id", "status", "fr", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a review file, texts as `encode_cell` writes them; `comment` and `score` None without a column."""

    file: str
    line: int
    id: str
    status: str
    fr: str
    en: str
    comment: str | None
    score: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with a line of a review file, and what to do."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


def read_rows(path: Path) -> Iterator[Row | Problem]:
    """Yield each line of a review file as a row, or as the reason why it is none.

    Raises ReviewError when the file is no table at all or its text cannot be decoded.
    """
    records = read_records(path)
    header = next(records, Record(1, (), False))
    names = [name.strip().casefold() for name in header.cells]
    missing = [name for name in REQUIRED if name not in names]
    repeated = [name for name in (*REQUIRED, "comment", "score") if names.count(name) > 1]
    if missing or repeated:
        what = f"no column `{missing[0]}`" if missing else f"two columns `{repeated[0]}`"
        yield Problem(str(path), 1, f"{what}; the header must name {', '.join(REQUIRED)} once each")
        return
    for record in records:
        if any(cell.strip() for cell in record.cells):
            yield _row(str(path), record, names)


def _row(file: str, record: Record, names: list[str]) -> Row | Problem:
    count = len(record.cells)
    if count < len(names) or any(cell.strip() for cell in record.cells[len(names) :]):
        what = "the file is cut off here, or a tab was added or removed"
        return Problem(file, record.line, f"{count} cells where the header has {len(names)}: {what}")
    if not record.ended and not _is_complete(names[-1], record.cells[len(names) - 1]):
        return Problem(file, record.line, "the file ends inside this line; if it is complete, add a line end")
    cells = dict(zip(names, record.cells, strict=False))
    status = cells["status"].strip().casefold()
    if status not in STATUSES:
        return Problem(file, record.line, f"unknown status {status!r}; write one of {', '.join(STATUSES)}")
    name = decode_cell(cells["id"].strip().casefold())
    return Row(file, record.line, name, status, cells["fr"], cells["en"], cells.get("comment"), cells.get("score"))


def _is_complete(name: str, cell: str) -> bool:
    """Return whether the last cell of a file without a last line end is whole; ids and French are compared anyway."""
    return name in ("id", "fr") or (name == "kind" and cell.strip() in KINDS)


class Rows:
    """The rows of all files by id, in a temporary SQLite table: a review may be as long as the dataset."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")  # an empty name: private, on disk once it outgrows the cache
        self._table.execute(
            "CREATE TABLE rows (id, file, line, status, fr, en, comment, score, number, known,"
            " PRIMARY KEY (id, number)) WITHOUT ROWID"
        )
        self._files = 0

    def add(self, rows: Iterable[Row | Problem]) -> Iterator[Problem]:
        """Keep the rows of one file; yield the problems among them and those of repeated ids."""
        self._files += 1
        for row in rows:
            if isinstance(row, Problem):
                yield row
                continue
            values = (row.id, row.file, row.line, row.status, row.fr, row.en, row.comment, row.score, self._files)
            try:
                self._table.execute("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", values)
            except sqlite3.IntegrityError:
                found = self._table.execute("SELECT line FROM rows WHERE id = ? AND number = ?", (row.id, self._files))
                yield Problem(row.file, row.line, f"the id {row.id!r} stands already in line {found.fetchone()[0]}")

    def of(self, name: str) -> list[Row]:
        """Return the rows with an id, in the order of their files, and remember that the id is known."""
        found = [Row(*values) for values in self._table.execute(f"{_SELECT} WHERE id = ? ORDER BY number", (name,))]
        if found:
            self._table.execute("UPDATE rows SET known = 1 WHERE id = ?", (name,))
        return found

    def unknown(self) -> Iterator[Row]:
        """Yield the rows whose id nobody asked for, in the order of files and lines."""
        for values in self._table.execute(f"{_SELECT} WHERE NOT known ORDER BY number, line"):
            yield Row(*values)


_SELECT = "SELECT file, line, id, status, fr, en, comment, score FROM rows"
