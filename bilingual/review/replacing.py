"""The verdicts of a dataset that a review takes the place of."""

from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.review.changes import Change
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log
from bilingual.review.planning import Plan
from bilingual.review.recording import with_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A verdict that another takes the place of: of whom and when, as far as the log knows."""

    change: Change
    reviewer: str | None
    time: str | None


def replaced(plan: Plan) -> Iterator[Replaced]:
    """Yield the verdicts in the dataset that the changes of a review take the place of."""
    earlier = plan.changes.replacing()
    if not has_log(plan.dataset):
        yield from (Replaced(change=change, reviewer=None, time=None) for change in earlier)
        return
    with VerdictLog.beside(plan.dataset) as log:
        for change, records in with_records(earlier, log):
            old = change.old
            given = (each for each in records if each.undoes is None)
            said = [each for each in given if (each.status, each.en) == (old.status, old.en)]
            who, when = (said[-1].reviewer, said[-1].time) if said else (None, None)
            yield Replaced(change=change, reviewer=who, time=when)
