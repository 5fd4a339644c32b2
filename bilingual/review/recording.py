"""A review's verdicts → the log of the dataset that will hold them, before it does."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from bilingual.files.scratch import in_blocks
from bilingual.pairs import Pair
from bilingual.review.carrying import Carried
from bilingual.review.changes import Change
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log, log_path
from bilingual.review.planning import Plan
from bilingual.review.records import RESET, Entry, Judged, Record
from bilingual.review.standing import MACHINE, VERDICTS, Outcome, outcome, standing


def record_verdicts(plan: Plan, reviewer: str, time: datetime, place: Path) -> int:
    """Add the verdicts of a plan to the log beside `place`, as those of `reviewer`, with what other logs bring.

    Return how many of them the log did not hold.

    Raises DatasetError where the log cannot be written.
    """
    take_log_along(plan.dataset, place)
    adopted = 0
    with VerdictLog.beside(place, lambda: time) as log:
        for carried in plan.carried:
            if has_log(carried.source):
                with VerdictLog.beside(carried.source) as other:
                    adopted += log.adopt(_moved(other.records(), carried))
        return adopted + log.extend(chain(_entries(plan, log, reviewer), _repeats(plan, log)), reviewer)


def _moved(records: Iterable[Record], carried: Carried) -> Iterator[Record]:
    """Yield the records of another dataset's log on pairs that this one has, under its ids."""
    for record in records:
        name = carried.pair_of(record.judged.id)
        if name is not None:
            yield dataclasses.replace(record, judged=dataclasses.replace(record.judged, id=name))


def take_log_along(dataset: Path, place: Path) -> int:
    """Give the version at another place the verdicts that led to it, beside those of a log that it has already.

    None of them is new.
    """
    if has_log(dataset) and log_path(dataset) != log_path(place):
        with VerdictLog.beside(dataset) as log, VerdictLog.beside(place) as other:
            other.adopt(log.records())
    return 0


def _entries(plan: Plan, log: VerdictLog, reviewer: str) -> Iterator[Entry]:
    """Yield the verdicts that the reviewer has not given already; on a judged pair it settles what was said before."""
    for change, records in with_records(filter(_is_verdict, plan.changes.values()), log):
        entry = _entry(change, records, reviewer)
        if not _is_known(entry, records, reviewer, bool(plan.carried)):
            yield from _with_comment_replaced(entry, change)


def _repeats(plan: Plan, log: VerdictLog) -> Iterator[Entry]:
    """Yield the verdicts that are the dataset's already where the log says otherwise, as of a pair not applied yet."""
    for change, records in with_records(plan.repeats.values(), log):
        pair = change.old
        if records and not _agrees(outcome(records), pair):
            status = RESET if pair.status == MACHINE else pair.status
            yield Entry(judged=Judged.of(pair), status=status, en=pair.en, comment=change.new.comment, settles=True)


def with_records(changes: Iterable[Change], log: VerdictLog) -> Iterator[tuple[Change, Sequence[Record]]]:
    """Yield changes, some at a time, each with what the log holds of its pair."""
    for block in in_blocks(changes):
        records = log.of_each([change.old.id for change in block])
        yield from ((change, records[change.old.id]) for change in block)


def _agrees(said: Outcome, pair: Pair) -> bool:
    """Return whether the log would leave a pair as it is."""
    if said.status == pair.status in (MACHINE, "rejected"):
        return True
    return (
        MACHINE not in (said.status, pair.status)
        and "rejected" not in (said.status, pair.status)
        and said.en == pair.en
    )


def _entry(change: Change, records: Sequence[Record], reviewer: str) -> Entry:
    """Return what a change says of a pair; a comment takes none of the reviewer's verdicts back and gives none."""
    old, new = change.old, change.new
    judged, comment, is_judged = Judged.of(old), new.comment, old.status != MACHINE
    if (old.status, old.en) != (new.status, new.en):
        status = RESET if new.status == MACHINE else new.status
        return Entry(judged=judged, status=status, en=new.en, comment=comment, settles=is_judged)
    own = [each for each in standing(records) if each.reviewer == reviewer and each.status in VERDICTS]
    if own:
        return Entry(judged=judged, status=own[-1].status, en=own[-1].en, comment=comment)
    return Entry(judged=judged, status=MACHINE, en=new.en, comment=comment, settles=bool(old.comment))


def _with_comment_replaced(entry: Entry, change: Change) -> Iterator[Entry]:
    """Yield an entry, after one that ends the comment which it takes the place of if it does not do so itself."""
    if change.old.comment not in ("", change.new.comment) and not entry.settles:
        yield Entry(judged=entry.judged, status=MACHINE, en=change.old.en, comment="", settles=True)
    yield entry


def _is_verdict(change: Change) -> bool:
    """Return whether a change is one of status, English or comment, and not of the names in a published pair only."""
    old, new = change.old, change.new
    return (old.status, old.en, old.comment) != (new.status, new.en, new.comment)


def _is_known(entry: Entry, records: Sequence[Record], reviewer: str, carried: bool) -> bool:
    """Return whether the log says so already: in the reviewer's own last word, or in what another log has brought."""
    if not records:
        return False
    found, wanted = outcome(records), (entry.en, entry.comment)
    own = any(
        (each.status, each.en, each.comment) == (entry.status, *wanted)
        for each in found.said[-1:]
        if each.reviewer == reviewer
    )
    return own or (
        carried and (found.en, found.comment) == wanted and (found.status == "rejected") == (entry.status == "rejected")
    )
