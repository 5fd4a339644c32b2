"""Two reviewers on the same pairs: where they disagree, and how often they agree beyond chance."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bilingual.review.draws import Z
from bilingual.review.records import RESET, Record
from bilingual.review.standing import MACHINE, Outcome, live, outcome

MOST_LISTED = 100
FEWEST_VERDICTS = 2

Table = Mapping[tuple[str, str], int]
"""How many pairs got one verdict of the first reviewer and another, or the same, of the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Cohen's κ with its 95 % interval: 1 is full agreement, 0 what chance would give."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two reviewers, the pairs that both judged, those with the same verdict, and κ, None where it is not defined."""

    reviewers: tuple[str, str]
    pairs: int
    same: int
    kappa: Kappa | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreements:
    """The disputes that nobody has settled: how many, the first `MOST_LISTED`; and the agreement of each two reviewers.

    Agreement is that of the verdicts accepted, edited and rejected, not of the English; a verdict that settles is none
    of an independent reviewer and is left out.
    """

    count: int
    listed: tuple[Outcome, ...]
    agreements: tuple[Agreement, ...]


def find_disagreements(pairs: Iterable[list[Record]]) -> Disagreements:
    """Compare the reviewers over the records of each pair, as `VerdictLog.by_pair` gives them."""
    count, listed = 0, list[Outcome]()
    tables: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for records in pairs:
        found = outcome(records)
        count += found.disputed
        if found.disputed and len(listed) < MOST_LISTED:
            listed.append(found)
        said = _independent(records)
        for two in combinations(sorted(said), 2):
            tables.setdefault((two[0], two[1]), Counter())[said[two[0]], said[two[1]]] += 1
    agreements = tuple(_agreement(two, table) for two, table in sorted(tables.items()))
    return Disagreements(count=count, listed=tuple(listed), agreements=agreements)


def _independent(records: Sequence[Record]) -> dict[str, str]:
    """Return each reviewer's last verdict that stands and settles nothing."""
    independent = (record for record in live(records) if not record.settles and record.status != MACHINE)
    last = {record.reviewer: record.status for record in independent}
    return {reviewer: status for reviewer, status in last.items() if status != RESET}


def _agreement(reviewers: tuple[str, str], table: Counter[tuple[str, str]]) -> Agreement:
    same = sum(count for (first, second), count in table.items() if first == second)
    return Agreement(reviewers=reviewers, pairs=table.total(), same=same, kappa=cohen_kappa(table))


def cohen_kappa(table: Table) -> Kappa | None:
    """Return Cohen's κ of a table of two reviewers (Cohen 1960, "A coefficient of agreement for nominal scales").

    The interval is that of the large-sample variance (Fleiss, Cohen and Everitt 1969, "Large sample standard errors of
    kappa and weighted kappa"). None where a reviewer gave one verdict only: it is 0 then, whatever the other said.
    """
    total = sum(table.values())
    names = sorted({name for cell in table for name in cell})
    share = {cell: count / total for cell, count in table.items()} if total else {}
    rows = {name: sum(share.get((name, other), 0.0) for other in names) for name in names}
    columns = {name: sum(share.get((other, name), 0.0) for other in names) for name in names}
    chance = sum(rows[name] * columns[name] for name in names)
    if min(len(list(filter(None, each.values()))) for each in (rows, columns)) < FEWEST_VERDICTS:
        return None
    kappa = (sum(share.get((name, name), 0.0) for name in names) - chance) / (1 - chance)
    on = sum(share.get((name, name), 0.0) * (1 - (rows[name] + columns[name]) * (1 - kappa)) ** 2 for name in names)
    off = sum(part * (columns[first] + rows[other]) ** 2 for (first, other), part in share.items() if first != other)
    variance = (on + (1 - kappa) ** 2 * off - (kappa - chance * (1 - kappa)) ** 2) / (total * (1 - chance) ** 2)
    half = Z * math.sqrt(max(variance, 0.0))
    return Kappa(value=kappa, low=max(kappa - half, -1.0), high=min(kappa + half, 1.0))
