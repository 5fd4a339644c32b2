"""A dataset and its verdict log → every change that the log makes of it; nothing is written yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.errors import ReviewError, UsageError
from bilingual.files.scratch import Scratch
from bilingual.pairs import STATUSES, Pair
from bilingual.review.changes import Change, Changes
from bilingual.review.figures import Tally
from bilingual.review.log import VerdictLog, has_log, log_path
from bilingual.review.planning import Plan, refuse_changed
from bilingual.review.standing import Outcome, outcome
from bilingual.review.verdicts import Verdict, settle
from bilingual.text.counting import plural

MACHINE = STATUSES[0]
MOST_NAMED = 5


def plan_log(dataset: Path, latest: bool = False) -> Plan:
    """Return what the verdict log of a dataset makes of it.

    Raises UsageError where there is no log, ReviewError while reviewers disagree about a pair, unless the `latest`
    verdict on it is to count; DatasetError for a log or dataset that is damaged, or a dataset that changes meanwhile.
    """
    if not has_log(dataset):
        raise UsageError(
            f"{dataset}: no verdicts to apply: there is no log of them ({log_path(dataset)}); name a review table, or "
            f"run `bilingual review serve {dataset}`"
        )
    parent = sha256_of(dataset / MANIFEST)
    with VerdictLog.beside(dataset) as log:
        outcomes = Outcomes(map(outcome, log.by_pair()))
        digest = log.digest()
    if outcomes.disputed and not latest:
        raise ReviewError(_describe_disputes(dataset, outcomes))
    changes, tally, found = Changes(), Tally(), 0
    for pair in read_pairs(dataset):
        said = outcomes.of(pair.id)
        found += said is not None
        new = settle(pair, said.on(pair)) if said else pair
        if new != pair:
            changes.add(Change(pair, new))
        tally.add(new)
    refuse_changed(dataset, parent)
    return Plan(
        dataset=dataset,
        parent=parent,
        reviews=(digest,),
        changes=changes,
        problems=(),
        problem_count=0,
        notices=tuple(_notices(outcomes, found)),
        progress=tally.progress(),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What the log says of a pair."""

    status: str
    en: str
    comment: str

    def on(self, pair: Pair) -> Verdict:
        """Return it as a verdict on the pair: English that is the model's is accepted, other English edited."""
        if self.status == MACHINE:
            return Verdict(pair.id, MACHINE, pair.machine_en, self.comment)
        if self.status == "rejected":
            return Verdict(pair.id, "rejected", pair.en, self.comment)
        return Verdict(pair.id, "accepted" if self.en == pair.machine_en else "edited", self.en, self.comment)


class Outcomes:
    """The outcome of every pair in a log, in a temporary table; `disputed` are how many, `first` the ids of some."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self._table = Scratch("CREATE TABLE outcomes (id TEXT PRIMARY KEY, status, en, comment) WITHOUT ROWID")
        self.count = self.disputed = 0
        self.first: list[str] = []
        self._table.fill("INSERT INTO outcomes VALUES (?, ?, ?, ?)", self._rows(outcomes))

    def _rows(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[str, ...]]:
        for found in outcomes:
            self.count += 1
            self.disputed += found.disputed
            if found.disputed and len(self.first) < MOST_NAMED:
                self.first.append(found.first.id)
            yield found.first.id, found.status, found.en, found.comment

    def of(self, pair: str) -> Said | None:
        """Return what the log says of a pair, None for nothing."""
        row = self._table.first("SELECT status, en, comment FROM outcomes WHERE id = ?", (pair,))
        return Said(*row) if row else None


def _describe_disputes(dataset: Path, outcomes: Outcomes) -> str:
    more = ", …" if outcomes.disputed > len(outcomes.first) else ""
    return (
        f"{dataset}: reviewers disagree about {plural(outcomes.disputed, 'pair')} ({', '.join(outcomes.first)}{more}); "
        f"see `bilingual review disagreements {dataset}`, settle them on the page, or give --latest"
    )


def _notices(outcomes: Outcomes, found: int) -> Iterator[str]:
    if lost := outcomes.count - found:
        yield f"verdicts or comments in the log on segments not in this dataset: {lost}"
    if outcomes.disputed:
        yield f"{plural(outcomes.disputed, 'disagreement')} between reviewers: the latest verdict counts"
