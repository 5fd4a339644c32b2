"""What the verdict log of a dataset makes of every pair in it, in a temporary table."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.dataset.reading import read_rows
from bilingual.errors import ReviewError
from bilingual.files.scratch import Scratch, in_blocks
from bilingual.pairs import Pair
from bilingual.review.log import VerdictLog
from bilingual.review.matching import Matching, match_verdicts
from bilingual.review.records import Judged, Record, values_of
from bilingual.review.standing import MACHINE, outcome, settled
from bilingual.review.verdicts import Verdict, settle
from bilingual.text.counting import plural

MOST_NAMED = 5
_TABLE = """CREATE TABLE outcomes (
  id TEXT PRIMARY KEY, status, en, comment, origin, reviewer, reviewed, article, start, fr, machine_en, seen DEFAULT 0
) WITHOUT ROWID"""
_SAID = "SELECT id, status, en, comment, origin, reviewer, reviewed FROM outcomes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the log says of a pair; `reviewer` are those whose verdict it is, `reviewed` when the last gave it.

    `origin` is that of the pair before anybody judged it.
    """

    status: str
    en: str
    comment: str
    origin: str
    reviewer: str | None
    reviewed: str | None

    def settle(self, pair: Pair, *, check: bool = True) -> Pair:
        """Return the pair after it: English that is the model's is accepted, other English edited, and `check`ed."""
        status, en = settled(pair, self.status, self.en)
        new = settle(pair, Verdict(pair.id, status, en, self.comment), check=check)
        if new.status == MACHINE:
            return new
        return replace(new, origin="review") if self.reviewed else self._unreviewed(new)

    def _unreviewed(self, pair: Pair) -> Pair:
        """Return a pair that no verdict of the log is on: a memory's once more if it was."""
        return replace(pair, origin=self.origin) if self.origin == "memory" else pair


class Outcomes:
    """The outcome of every pair in a log, of whose records the SHA-256 is `digest`.

    `disputed` counts those that reviewers disagree about, `first` names some.
    """

    def __init__(self, pairs: Iterable[list[Record]] = ()) -> None:
        self._table, self._sha256 = Scratch(_TABLE), hashlib.sha256()
        self.disputed = 0
        self.first: list[str] = []
        self._table.fill(f"INSERT INTO outcomes VALUES ({'?, ' * 11}0)", self._rows(pairs))  # noqa: S608 - of places

    @property
    def digest(self) -> str:
        """The SHA-256 of the records, in hexadecimal."""
        return self._sha256.hexdigest()

    def _rows(self, pairs: Iterable[list[Record]]) -> Iterator[tuple[str | int | None, ...]]:
        for records in pairs:
            found = outcome(records)
            self._sha256.update(json.dumps(list(map(values_of, records)), ensure_ascii=False).encode())
            self.disputed += found.disputed
            if found.disputed and len(self.first) < MOST_NAMED:
                self.first.append(found.first.id)
            first = found.first
            yield (
                *(first.id, found.status, found.en, found.comment, first.origin, found.reviewer, found.reviewed),
                *(first.article_id, first.start, first.fr, first.machine_en),
            )

    def of(self, pair: str) -> Said | None:
        """Return what the log says of a pair, None for nothing."""
        return self.of_each([pair]).get(pair)

    def of_each(self, pairs: Sequence[str]) -> dict[str, Said]:
        """Return what the log says of some hundred pairs, of which it may not have all."""
        names = ("status", "en", "comment", "origin", "reviewer", "reviewed")
        rows = self._table.among(f"{_SAID} WHERE id IN ({{}})", pairs)
        return {name: Said(**dict(zip(names, said, strict=True))) for name, *said in rows}

    def see(self, pairs: Iterable[str]) -> None:
        """Note the pairs that the dataset has."""
        self._table.fill("UPDATE outcomes SET seen = 1 WHERE id = ?", ((pair,) for pair in pairs))

    def unseen(self) -> Iterator[str]:
        """Yield the ids of the pairs in the log that the dataset does not have."""
        return (name for (name,) in self._table.read("SELECT id FROM outcomes WHERE NOT seen"))

    def judged(self) -> Iterator[Judged]:
        """Yield every pair in the log, with the model's English."""
        for name, article, start, fr, english in self._table.read(
            "SELECT id, article, start, fr, machine_en FROM outcomes"
        ):
            yield Judged(
                id=name,
                article_id=article,
                start=start,
                fr=fr,
                machine_en=english,
                status=MACHINE,
                en=english,
                comment="",
            )


class Located:
    """What a log says of the pairs of a dataset, by their ids there; `left_out` counts what it says of others."""

    def __init__(self, dataset: Path, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._ids = Scratch("CREATE TABLE ids (pair TEXT PRIMARY KEY, logged TEXT UNIQUE NOT NULL) WITHOUT ROWID")
        self._matching: Matching | None = None
        self.left_out = 0
        if next(outcomes.unseen(), None) is not None:
            self._look_up(dataset)

    def _look_up(self, dataset: Path) -> None:
        self._outcomes.see(row["id"] for row in read_rows(dataset, "default", columns=("id",)))
        if next(self._outcomes.unseen(), None) is None:
            return
        self._matching = matching = match_verdicts(self._outcomes.judged(), dataset)
        self.left_out = sum(matching.lost.values())
        pairs = ((matching.pair_of(name), name) for name in self._outcomes.unseen())
        self._ids.fill("INSERT OR IGNORE INTO ids VALUES (?, ?)", (row for row in pairs if row[0] is not None))

    def on_all(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Said | None]]:
        """Yield pairs, each with what the log says of it: under its id, else under the one that it had."""
        for block in in_blocks(pairs):
            own = self._outcomes.of_each([pair.id for pair in block])
            former = self.names_of([pair.id for pair in block if pair.id not in own])
            other = self._outcomes.of_each(list(former.values()))
            for pair in block:
                yield pair, own.get(pair.id) or other.get(former.get(pair.id, ""))

    def names_of(self, pairs: Sequence[str]) -> dict[str, str]:
        """Return the ids that some hundred pairs had in the log, where they have changed."""
        return dict(self._ids.among("SELECT pair, logged FROM ids WHERE pair IN ({})", pairs))

    def pair_of(self, logged: str) -> str:
        """Return the id that a pair of the log has in the dataset, its own where the dataset has none for it."""
        row = self._ids.first("SELECT pair FROM ids WHERE logged = ?", (logged,))
        return row[0] if row else logged

    def notices(self) -> Iterator[str]:
        """Say what was matched, what was not and why, and how many disagreements the latest verdict has ended."""
        if self._matching and (count := self._count()):
            yield f"{plural(count, 'pair')} in the log under another id: found by article and French"
        for reason, count in self._matching.lost.items() if self._matching else ():
            yield f"{plural(count, 'pair')} in the log not in this dataset: {reason}"
        if self._outcomes.disputed:
            yield f"{plural(self._outcomes.disputed, 'disagreement')} between reviewers: the latest verdict counts"

    def _count(self) -> int:
        row = self._ids.first("SELECT count(*) FROM ids")
        return int(row[0]) if row else 0


def read_outcomes(dataset: Path, latest: bool = False) -> Outcomes:
    """Return what the log of a dataset says. Raises ReviewError where two disagree, unless the `latest` counts."""
    with VerdictLog.beside(dataset) as log:
        outcomes = Outcomes(log.by_pair())
    if outcomes.disputed and not latest:
        more = ", …" if outcomes.disputed > len(outcomes.first) else ""
        raise ReviewError(
            f"{dataset}: reviewers disagree about {plural(outcomes.disputed, 'pair')} ({', '.join(outcomes.first)}"
            f"{more}); see `bilingual review disagreements {dataset}`, settle them on the page, or give --latest"
        )
    return outcomes
