"""What a review changes: pairs before and after, in a temporary table, for there may be as many as the dataset has."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair

_NAMES = tuple(field.name for field in fields(Pair))
_JUDGED = ("status", "en", "comment", "flags", "origin", "reviewer", "reviewed")  # what a verdict changes of a pair


@dataclass(frozen=True, slots=True)
class Change:
    """A pair before and after its verdict."""

    old: Pair
    new: Pair


class Changes(Mapping[str, Change]):
    """The changes by pair id, in the order of the dataset; reading them again and again gives equal ones."""

    def __init__(self) -> None:
        self._table = Scratch("CREATE TABLE changes (id TEXT NOT NULL UNIQUE, old TEXT NOT NULL, judged TEXT NOT NULL)")

    def add(self, change: Change) -> None:
        """Keep one change, in place of an earlier one of the same pair."""
        values = (change.old.id, _write(change.old, _NAMES), _write(change.new, _JUDGED))
        self._table.write("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", values)

    def __getitem__(self, name: str) -> Change:
        row = self._table.first("SELECT old, judged FROM changes WHERE id = ?", (name,))
        if row is None:
            raise KeyError(name)
        old = Pair(**_read(row[0], _NAMES))
        return Change(old, replace(old, **_read(row[1], _JUDGED)))

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._table.read("SELECT id FROM changes ORDER BY rowid"))

    def __len__(self) -> int:
        row = self._table.first("SELECT count(*) FROM changes")
        return int(row[0]) if row else 0

    def after(self, pair: Pair) -> Pair:
        """Return a pair of the dataset as it is after the review."""
        row = self._table.first("SELECT judged FROM changes WHERE id = ?", (pair.id,))
        return replace(pair, **_read(row[0], _JUDGED)) if row else pair


def _write(pair: Pair, names: Sequence[str]) -> str:
    return json.dumps([getattr(pair, name) for name in names], ensure_ascii=False)


def _read(text: str, names: Sequence[str]) -> dict[str, Any]:
    values = dict(zip(names, json.loads(text), strict=True))
    return values | {"flags": tuple(values["flags"])}
