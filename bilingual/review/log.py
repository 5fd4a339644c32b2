"""The verdict log: every verdict of every reviewer, one record each, appended and never changed.

It is a SQLite database beside the dataset, `.NAME.review.sqlite`. What `append` and `undo` return is on the disk: the
journal is a rollback journal and its folder is synced too (https://sqlite.org/pragma.html#pragma_synchronous, EXTRA).
One file holds all, so a copy of it made between two verdicts is whole.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Self

from bilingual.files.scratch import Scratch
from bilingual.review.log_file import LogFile, has_log, log_path
from bilingual.review.records import COLUMNS, INSERT, Entry, Record, record_of, stamp, utc_now, values_of
from bilingual.review.undoing import Undoing

PAGE = 1000  # records read at a time
_SELECT = f"SELECT {COLUMNS} FROM verdicts"  # noqa: S608 - of constants


class VerdictLog(LogFile):
    """The log of one dataset; threads may share it. Made where there is none yet.

    Every method raises DatasetError, naming the file, when it is damaged, of another version, full, not writable, or
    held by another process for `WAIT` seconds.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(path)
        self._now = now

    @classmethod
    def beside(cls, dataset: Path, now: Callable[[], datetime] = utc_now) -> Self:
        """Open the log of a dataset."""
        return cls(log_path(dataset), now)

    def append(self, entries: Sequence[Entry], reviewer: str, expected: int | None = None) -> list[Record]:
        """Add the verdicts of one act of a reviewer, all or none; they are on the disk when this returns.

        With `expected`, the number of the newest record of the first entry's pair as the reviewer saw it (0: none),
        nothing is added, and the list is empty, if there is a newer one by now.
        """
        with self.transaction():
            if expected is not None and entries and self._newest(entries[0].judged.id) != expected:
                return []
            added = list(self._numbered(entries, reviewer))
            self.database.executemany(INSERT, map(values_of, added))
        return added

    def extend(self, entries: Iterable[Entry], reviewer: str) -> int:
        """Add the verdicts of one act as `append` does, one at a time, and count them; they need no memory."""
        with self.transaction():
            before = self._last()
            self.database.executemany(INSERT, map(values_of, self._numbered(entries, reviewer)))
            return self._last() - before

    def adopt(self, records: Iterable[Record]) -> int:
        """Add records of another log, the oldest first, under new numbers; reviewers and times stay.

        One that is here already is not added again; a record that undoes one that is not here is left out. Return how
        many were added.
        """
        numbers = Scratch("CREATE TABLE numbers (other INTEGER PRIMARY KEY, own INTEGER NOT NULL)")

        def own(other: int | None) -> int | None:
            row = numbers.first("SELECT own FROM numbers WHERE other = ?", (other,))
            return int(row[0]) if row else None

        with self.transaction():
            before = self._last()
            for record in records:
                undoes = own(record.undoes)
                if (undoes is None) != (record.undoes is None):
                    continue
                number = self._twin(record, undoes)
                if number is None:
                    number = self._last() + 1
                    moved = replace(record, number=number, act=own(record.act) or number, undoes=undoes)
                    self.database.execute(INSERT, values_of(moved))
                numbers.write("INSERT INTO numbers VALUES (?, ?)", (record.number, number))
            return self._last() - before

    def _twin(self, record: Record, undoes: int | None) -> int | None:
        """Return the number of a record that says the same, None where there is none.

        The plus signs keep SQLite from the indexes of `time` and `undoes`, whose values a whole act has in common.
        """
        query = (
            "SELECT number FROM verdicts WHERE pair = ? AND +time = ? AND reviewer = ? AND status = ? AND en = ? "
            "AND comment = ? AND +undoes IS ? ORDER BY number LIMIT 1"
        )
        said = (record.judged.id, record.time, record.reviewer, record.status, record.en, record.comment, undoes)
        row = self.database.execute(query, said).fetchone()
        return int(row[0]) if row else None

    def undo(self, reviewer: str, pair: str | None = None) -> list[Record]:
        """Take back a reviewer's last act that stands, or the last on one pair; return the records that do so.

        The list is empty where nothing is left to undo.
        """
        numbers = self.take_back(reviewer, pair)
        return list(islice(self.records(after=numbers.start - 1), len(numbers)))

    def take_back(self, reviewer: str, pair: str | None = None) -> range:
        """Take back as `undo` does, and return the numbers of the records that do so; they need no memory."""
        with self.transaction():
            return Undoing(self.database, reviewer, pair, self._time()).take_back()

    def of(self, pair: str) -> list[Record]:
        """Return all records of a pair, the oldest first."""
        with self.reading():
            return self._records("WHERE pair = ? ORDER BY number", [pair])

    def of_each(self, pairs: Sequence[str]) -> dict[str, list[Record]]:
        """Return all records of some hundred pairs by their ids, those of each the oldest first; none where none is."""
        found: dict[str, list[Record]] = {name: [] for name in pairs}
        with self.reading():
            for record in self._records(f"WHERE pair IN ({', '.join('?' * len(found))}) ORDER BY number", [*found]):
                found[record.judged.id].append(record)
        return found

    def records(self, after: int = 0, reviewer: str | None = None, pair: str | None = None) -> Iterator[Record]:
        """Yield the records above a number, the oldest first, of one reviewer or pair if named."""
        named = [(name, value) for name, value in (("reviewer", reviewer), ("pair", pair)) if value is not None]
        where = "".join(f" AND {name} = ?" for name, _ in named)
        while True:
            with self.reading():
                found = self._records(
                    f"WHERE number > ?{where} ORDER BY number LIMIT {PAGE}", [after, *(value for _, value in named)]
                )
            yield from found
            if len(found) < PAGE:
                return
            after = found[-1].number

    def by_pair(self) -> Iterator[list[Record]]:
        """Yield the records of one pair after another, those of a pair oldest first, the pairs by their ids."""
        for _, records in groupby(self._in_order_of_pairs(), key=lambda record: record.judged.id):
            yield list(records)

    def _in_order_of_pairs(self) -> Iterator[Record]:
        after: tuple[str, int] = ("", 0)
        while True:
            with self.reading():
                found = self._records(f"WHERE (pair, number) > (?, ?) ORDER BY pair, number LIMIT {PAGE}", after)
            yield from found
            if len(found) < PAGE:
                return
            after = found[-1].judged.id, found[-1].number

    def reviewers(self) -> list[str]:
        """Return the names of all who have said anything, in alphabetical order."""
        with self.reading():
            return [name for (name,) in self.database.execute("SELECT DISTINCT reviewer FROM verdicts ORDER BY 1")]

    def last(self) -> int:
        """Return the number of the newest record, 0 where there is none."""
        with self.reading():
            return self._last()

    def _last(self) -> int:
        return int(self.database.execute("SELECT coalesce(max(number), 0) FROM verdicts").fetchone()[0])

    def _time(self) -> str:
        """Return the time, or that of the latest record if a clock has been put back since: order is by time."""
        latest = self.database.execute("SELECT max(time) FROM verdicts").fetchone()[0]
        return max(stamp(self._now()), latest or "")

    def _newest(self, pair: str) -> int:
        query = "SELECT coalesce(max(number), 0) FROM verdicts WHERE pair = ?"
        return int(self.database.execute(query, (pair,)).fetchone()[0])

    def _records(self, rest: str, values: Sequence[Any]) -> list[Record]:
        return [record_of(row) for row in self.database.execute(f"{_SELECT} {rest}", values)]

    def _numbered(self, entries: Iterable[Entry], reviewer: str) -> Iterator[Record]:
        time, act = self._time(), self._last() + 1
        for number, entry in enumerate(entries, act):
            yield Record(
                number=number,
                act=act,
                time=time,
                reviewer=reviewer,
                judged=entry.judged,
                status=entry.status,
                en=entry.en,
                comment=entry.comment,
                settles=entry.settles,
                undoes=None,
            )


def has_verdicts(dataset: Path) -> bool:
    """Return whether anything was ever said in the log of a dataset, also what was taken back since."""
    if not has_log(dataset):
        return False
    with VerdictLog.beside(dataset) as log:
        return log.last() > 0
