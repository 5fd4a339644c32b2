"""What a review changes: pairs before and after, in a temporary table, for there may be as many as the dataset has."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from bilingual.pairs import Pair
from bilingual.scratch import Scratch

_NAMES = tuple(field.name for field in fields(Pair))


@dataclass(frozen=True, slots=True)
class Change:
    """A pair before and after its verdict."""

    old: Pair
    new: Pair


class Changes(Mapping[str, Change]):
    """The changes by pair id, in the order of the dataset; reading them again and again gives equal ones."""

    def __init__(self) -> None:
        self._table = Scratch("CREATE TABLE changes (id TEXT NOT NULL UNIQUE, old TEXT NOT NULL, new TEXT NOT NULL)")

    def add(self, change: Change) -> None:
        """Keep one change, in place of an earlier one of the same pair."""
        values = (change.old.id, _write(change.old), _write(change.new))
        self._table.write("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", values)

    def __getitem__(self, name: str) -> Change:
        row = self._table.first("SELECT old, new FROM changes WHERE id = ?", (name,))
        if row is None:
            raise KeyError(name)
        return Change(_read(row[0]), _read(row[1]))

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._table.read("SELECT id FROM changes ORDER BY rowid"))

    def __len__(self) -> int:
        row = self._table.first("SELECT count(*) FROM changes")
        return int(row[0]) if row else 0

    def after(self, pair: Pair) -> Pair:
        """Return a pair of the dataset as it is after the review."""
        row = self._table.first("SELECT new FROM changes WHERE id = ?", (pair.id,))
        return _read(row[0]) if row else pair


def _write(pair: Pair) -> str:
    return json.dumps([getattr(pair, name) for name in _NAMES], ensure_ascii=False)


def _read(text: str) -> Pair:
    values: dict[str, Any] = dict(zip(_NAMES, json.loads(text), strict=True))
    return Pair(**(values | {"flags": tuple(values["flags"])}))
