"""Taking back a reviewer's last act in the verdict log: records that undo others, some at a time, for it may be big."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from bilingual.review.records import COLUMNS, INSERT, Judged, Record, record_of, values_of

PAGE = 1000  # records in memory at a time
_SELECT = f"SELECT {COLUMNS} FROM verdicts"  # noqa: S608 - of constants
# The plus sign keeps SQLite from the index of `undoes`, where nearly all records have the same value, null. What this
# very act takes back, from `first` on, still stands: each record goes back to what stood before the act.
_STANDS = (
    "+undoes IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM verdicts AS later WHERE later.undoes = verdicts.number AND later.number < :first)"
)
_LATEST = "ORDER BY time DESC, number DESC LIMIT 1"
_BEFORE = (
    f"{_SELECT} WHERE {_STANDS} AND pair = :pair AND reviewer = :reviewer AND (time, number) < (:time, :number) "
    f"{_LATEST}"
)


class Undoing:
    """One act of undoing, within a transaction of the log's."""

    def __init__(self, database: sqlite3.Connection, reviewer: str, pair: str | None, time: str) -> None:
        self._database, self._time = database, time
        self._first = 1 + int(database.execute("SELECT coalesce(max(number), 0) FROM verdicts").fetchone()[0])
        self._values = {"first": self._first, "reviewer": reviewer, "pair": pair}
        self._where = f"{_STANDS} AND reviewer = :reviewer{'' if pair is None else ' AND pair = :pair'}"

    def take_back(self) -> range:
        """Take back the last act that stands, and return the numbers of the records that do so, none where none is."""
        last = self._records(f"WHERE {self._where} {_LATEST}", self._values)
        if not last:
            return range(0)
        number = self._first
        for records in self._of_act(last[0].act):
            added = [self._undo(record, number + place) for place, record in enumerate(records)]
            self._database.executemany(INSERT, map(values_of, added))
            number += len(added)
        return range(self._first, number)

    def _of_act(self, act: int) -> Iterator[list[Record]]:
        """Yield the records of an act that stand; none of them has a lower number than the act."""
        after = act - 1
        rest = f"WHERE {self._where} AND act = :act AND number > :after ORDER BY number LIMIT {PAGE}"
        while found := self._records(rest, self._values | {"act": act, "after": after}):
            yield found
            after = found[-1].number

    def _undo(self, record: Record, number: int) -> Record:
        name = record.judged.id
        values = {"first": self._first, "pair": name, "reviewer": record.reviewer, "time": record.time}
        row = self._database.execute(_BEFORE, values | {"number": record.number}).fetchone()
        said: Record | Judged = record_of(row) if row else self._first_judged(name)
        return Record(
            number=number,
            act=self._first,
            time=self._time,
            reviewer=record.reviewer,
            judged=record.judged,
            status=said.status,
            en=said.en,
            comment=said.comment,
            settles=False,
            undoes=record.number,
        )

    def _first_judged(self, pair: str) -> Judged:
        """Return a pair as it stood before anybody judged it."""
        return self._records("WHERE pair = :pair ORDER BY number LIMIT 1", {"pair": pair})[0].judged

    def _records(self, rest: str, values: dict[str, Any]) -> list[Record]:
        return [record_of(row) for row in self._database.execute(f"{_SELECT} {rest}", values)]
