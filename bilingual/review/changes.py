"""What a review changes: pairs before and after, in a temporary table, for there may be as many as the dataset has."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from bilingual.files.scratch import Inserts, Scratch, in_blocks
from bilingual.pairs import Pair

_NAMES = tuple(field.name for field in fields(Pair))
_JUDGED = ("status", "en", "comment", "flags", "origin", "reviewer", "reviewed")  # what a verdict changes of a pair
_NEW = ", ".join(f"new_{name}" for name in _JUDGED)
_COLUMNS = ", ".join([f'"{name}"' for name in _NAMES] + [_NEW])
_SELECT = f"SELECT {_COLUMNS} FROM changes"  # noqa: S608 - names of our own
_INSERT = f"INSERT OR REPLACE INTO changes VALUES ({', '.join('?' * (len(_NAMES) + len(_JUDGED)))})"  # noqa: S608
_old_values, _new_values = attrgetter(*_NAMES), attrgetter(*_JUDGED)
_FLAGS, _NEW_FLAGS = _NAMES.index("flags"), len(_NAMES) + _JUDGED.index("flags")


@dataclass(frozen=True, slots=True)
class Change:
    """A pair before and after its verdict."""

    old: Pair
    new: Pair


class Changes(Mapping[str, Change]):
    """The changes by pair id, in the order of the dataset; reading them again and again gives equal ones."""

    def __init__(self) -> None:
        self._table = Scratch(f"CREATE TABLE changes ({_COLUMNS})", "CREATE UNIQUE INDEX by_id ON changes (id)")
        self._new = Inserts(self._table, _INSERT)

    def add(self, change: Change) -> None:
        """Keep one change, in place of an earlier one of the same pair."""
        values = [*_old_values(change.old), *_new_values(change.new)]
        for place in (_FLAGS, _NEW_FLAGS):
            values[place] = json.dumps(values[place]) if values[place] else ""
        self._new.add(values, 4 * len(change.old.fr) + len(change.new.en) + len(change.new.comment))

    def __getitem__(self, name: str) -> Change:
        self._new.flush()
        row = self._table.first(f"{_SELECT} WHERE id = ?", (name,))
        if row is None:
            raise KeyError(name)
        return _change(row)

    def __iter__(self) -> Iterator[str]:
        self._new.flush()
        return (name for (name,) in self._table.read("SELECT id FROM changes ORDER BY rowid"))

    def __len__(self) -> int:
        self._new.flush()
        row = self._table.first("SELECT count(*) FROM changes")
        return int(row[0]) if row else 0

    def values(self) -> ValuesView[Change]:
        """Return the changes alone, which are read one after the other and not looked up."""
        return _Values(self)

    def edits(self) -> Iterator[Change]:
        """Yield those that bring English that the model did not write."""
        return self.read("WHERE new_en NOT IN (en, machine_en)")

    def replacing(self) -> Iterator[Change]:
        """Yield those of pairs with a verdict, which another takes the place of."""
        return self.read("WHERE status <> 'machine' AND (status, en) <> (new_status, new_en)")

    def read(self, where: str = "") -> Iterator[Change]:
        """Yield the changes that a condition of SQL holds for, in order."""
        self._new.flush()
        return map(_change, self._table.read(f"{_SELECT} {where} ORDER BY rowid"))

    def after(self, pair: Pair) -> Pair:
        """Return a pair of the dataset as it is after the review."""
        return next(new for _, new in self.after_all([pair]))

    def after_all(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Pair]]:
        """Yield pairs of the dataset, some at a time, each with what it is after the review."""
        for block in in_blocks(pairs):
            self._new.flush()
            query, names = f"SELECT id, {_NEW} FROM changes WHERE id IN ({{}})", [pair.id for pair in block]  # noqa: S608
            judged = {name: values for name, *values in self._table.among(query, names)}
            for pair in block:
                values = judged.get(pair.id)
                yield pair, replace(pair, **_judged(values)) if values else pair


class _Values(ValuesView[Change]):
    """The changes of a mapping that reads them in order faster than by their ids."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(changes)
        self._changes = changes

    def __iter__(self) -> Iterator[Change]:
        return self._changes.read()


def _change(row: Sequence[Any]) -> Change:
    old = dict(zip(_NAMES, row, strict=False))
    old["flags"] = _flags(row[_FLAGS])
    return Change(Pair(**old), Pair(**(old | _judged(row[len(_NAMES) :]))))


def _judged(values: Sequence[Any]) -> dict[str, Any]:
    judged = dict(zip(_JUDGED, values, strict=True))
    return judged | {"flags": _flags(judged["flags"])}


def _flags(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
