"""The records of a pair → what stands of them: each reviewer's last word, and what they make of the pair together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.pairs import STATUSES, Pair
from bilingual.review.records import RESET, UNNAMED, Judged, Record

MACHINE, *VERDICTS = STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the log makes of a pair: `said` by the records that stand, one a reviewer, the oldest first.

    `status` is one of the dataset's, `reviewer` names those who said so, `reviewed` is when the last of them did; null
    for a pair without a verdict. `disputed` says that reviewers gave different verdicts or English that nobody has
    settled; then status and English are those of the latest.
    """

    first: Judged
    said: tuple[Record, ...]
    status: str
    en: str
    comment: str
    reviewer: str | None
    reviewed: str | None
    disputed: bool


def standing(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the last record of each reviewer that stands, of all of a pair's, the oldest first.

    What was undone does not stand, nor what came before a verdict that settles.
    """
    standing = live(records)
    settling = (place for place, record in enumerate(standing) if record.settles and record.status != MACHINE)
    since = max(settling, default=0)
    last = {record.reviewer: record for record in standing[since:]}
    return tuple(sorted(last.values(), key=_order))


def _comment(said: Sequence[Record], standing: Sequence[Record]) -> str:
    """Return the comments of reviewers' last words without those that somebody saw and replaced."""
    settling = [record for record in standing if record.settles and record.status == MACHINE]

    def is_replaced(said: Record) -> bool:
        return any(
            _order(other) > _order(said) and f"; {said.comment}; " in f"; {other.judged.comment}; "
            for other in settling
        )

    return "; ".join(dict.fromkeys(record.comment for record in said if record.comment and not is_replaced(record)))


def live(records: Sequence[Record]) -> list[Record]:
    """Return those of a pair's records, all given, that are not taken back and take nothing back, by time."""
    undone = {record.undoes for record in records}
    return sorted((each for each in records if each.undoes is None and each.number not in undone), key=_order)


def _order(record: Record) -> tuple[str, int]:
    """Return what records are ordered by: those adopted from another log have later numbers than their times say."""
    return record.time, record.number


def settled(pair: Pair, status: str, en: str) -> tuple[str, str]:
    """Return status and English of a pair of the dataset on which a status and English stand in the log."""
    if status == MACHINE:
        return MACHINE, pair.machine_en
    if status == "rejected":
        return status, pair.en
    return "accepted" if en == pair.machine_en else "edited", en


def outcome(records: Sequence[Record]) -> Outcome:
    """Return what a pair's records, all of them, make of it; at least one.

    Where none stands any more, the pair is as it was before the first. Comments of several reviewers are joined, but
    for those that a comment which settles takes the place of.
    """
    first, said = records[0].judged, standing(records)
    verdicts = [record for record in said if record.status != MACHINE]
    status, en = (verdicts[-1].status, verdicts[-1].en) if verdicts else (first.status, first.en)
    behind = [record for record in verdicts if (record.status, record.en) == (status, en)]
    if status == RESET:
        status, en, behind = MACHINE, first.machine_en, []
    names = [record.reviewer for record in behind if record.reviewer != UNNAMED]
    return Outcome(
        first=first,
        said=said,
        status=status,
        en=en,
        comment=_comment(said, live(records)) if said else first.comment,
        reviewer=", ".join(names) or None,
        reviewed=behind[-1].time if behind else None,
        disputed=len({(record.status, record.en) for record in verdicts}) > 1,
    )
