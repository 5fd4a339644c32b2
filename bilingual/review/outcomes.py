"""What the verdict log of a dataset makes of every pair in it, in a temporary table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.errors import ReviewError
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair
from bilingual.review.log import VerdictLog
from bilingual.review.records import Judged
from bilingual.review.standing import MACHINE, Outcome, outcome, settled
from bilingual.review.verdicts import Verdict, settle
from bilingual.text.counting import plural

MOST_NAMED = 5
_TABLE = """CREATE TABLE outcomes (
  id TEXT PRIMARY KEY, status, en, comment, reviewer, reviewed, article, start, fr, machine_en, seen DEFAULT 0
) WITHOUT ROWID"""
_SAID = "SELECT status, en, comment, reviewer, reviewed FROM outcomes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the log says of a pair; `reviewer` are those whose verdict it is, `reviewed` when the last gave it."""

    status: str
    en: str
    comment: str
    reviewer: str | None
    reviewed: str | None

    def settle(self, pair: Pair) -> Pair:
        """Return the pair after it: English that is the model's is accepted, other English edited."""
        status, en = settled(pair, self.status, self.en)
        new = settle(pair, Verdict(pair.id, status, en, self.comment))
        return replace(new, origin="review") if self.reviewed and new.status != MACHINE else new


class Outcomes:
    """The outcome of every pair in a log; `disputed` counts those that reviewers disagree about, `first` names some."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self._table = Scratch(_TABLE)
        self.disputed = 0
        self.first: list[str] = []
        self._table.fill(f"INSERT INTO outcomes VALUES ({'?, ' * 10}0)", self._rows(outcomes))  # noqa: S608 - of places

    def _rows(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[str | int | None, ...]]:
        for found in outcomes:
            self.disputed += found.disputed
            if found.disputed and len(self.first) < MOST_NAMED:
                self.first.append(found.first.id)
            first = found.first
            yield (
                *(first.id, found.status, found.en, found.comment, found.reviewer, found.reviewed),
                *(first.article_id, first.start, first.fr, first.machine_en),
            )

    def of(self, pair: str) -> Said | None:
        """Return what the log says of a pair, None for nothing."""
        row = self._table.first(f"{_SAID} WHERE id = ?", (pair,))
        names = ("status", "en", "comment", "reviewer", "reviewed")
        return Said(**dict(zip(names, row, strict=True))) if row else None

    def see(self, pair: str) -> bool:
        """Note that the dataset has a pair, and return whether the log says anything of it."""
        return self._table.write("UPDATE outcomes SET seen = 1 WHERE id = ?", (pair,)) > 0

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


def read_outcomes(dataset: Path, latest: bool = False) -> Outcomes:
    """Return what the log of a dataset says. Raises ReviewError where two disagree, unless the `latest` counts."""
    with VerdictLog.beside(dataset) as log:
        outcomes = Outcomes(map(outcome, log.by_pair()))
    if outcomes.disputed and not latest:
        more = ", …" if outcomes.disputed > len(outcomes.first) else ""
        raise ReviewError(
            f"{dataset}: reviewers disagree about {plural(outcomes.disputed, 'pair')} ({', '.join(outcomes.first)}"
            f"{more}); see `bilingual review disagreements {dataset}`, settle them on the page, or give --latest"
        )
    return outcomes
