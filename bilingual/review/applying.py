"""Verdicts come back: review files or the verdict log in, the dataset's next version out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest
from bilingual.dataset.folder import finish_interrupted
from bilingual.errors import ReviewError
from bilingual.pairs import STATUSES
from bilingual.review.changes import Change
from bilingual.review.log import VerdictLog, has_log
from bilingual.review.logged import plan_log
from bilingual.review.planning import Plan, plan_review
from bilingual.review.records import RESET, UNNAMED, Entry, Judged, Record, check_reviewer
from bilingual.review.standing import standing
from bilingual.review.versions import write_version

MACHINE = STATUSES[0]


@dataclass(frozen=True, slots=True)
class Applied:
    """A finished review: what it changed, and the dataset after it. Nothing was written when it changed nothing."""

    plan: Plan
    out: Path
    manifest: Manifest
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A verdict that another takes the place of: of whom and when, as far as the log knows."""

    change: Change
    reviewer: str | None
    time: str | None


def apply_review(
    files: Sequence[Path],
    dataset: Path,
    out: Path | None = None,
    dry_run: bool = False,
    replace: bool = False,
    *,
    reviewer: str = UNNAMED,
    log_only: bool = False,
) -> Applied:
    """Write the verdicts of review files into the next version of `dataset`, in place or at `out`.

    They go into the log beside it too, as those of `reviewer`; with `log_only` nothing else is written.
    All or nothing: raises RefusedReview, a ReviewError with the problems in `plan`, when any line of any file is wrong;
    UsageError when `dataset` is none, a file is no regular one, or `out` holds another dataset or, unless it is to
    `replace` them, verdicts that this review lacks; DatasetError when a folder is damaged, full or not writable.
    """
    reviewer = check_reviewer(reviewer)
    finish_interrupted(dataset)
    manifest = read_manifest(dataset)
    plan = plan_review(files, dataset)
    if plan.problem_count:
        raise RefusedReview(plan)
    if dry_run or not plan.changes:
        return Applied(plan, dataset, manifest, written=False)
    if log_only:
        _log(plan, dataset, reviewer)
        return Applied(plan, dataset, manifest, written=False)
    place = out or dataset
    return _write(plan, place, replace, lambda: _log(plan, place, reviewer))


def apply_log(
    dataset: Path, out: Path | None = None, dry_run: bool = False, replace: bool = False, *, latest: bool = False
) -> Applied:
    """Write what the verdict log of `dataset` says into its next version, in place or at `out`.

    Raises what `plan_log` and, for the places, what `apply_review` raises.
    """
    finish_interrupted(dataset)
    manifest = read_manifest(dataset)
    plan = plan_log(dataset, latest)
    if dry_run or not plan.changes:
        return Applied(plan, dataset, manifest, written=False)
    place = out or dataset
    return _write(plan, place, replace, lambda: _take_log_along(dataset, place))


def _write(plan: Plan, place: Path, replace: bool, complete: Callable[[], None]) -> Applied:
    manifest = write_version(
        plan.dataset, place, plan.changes, plan.parent, plan.reviews, replace=replace, complete=complete
    )
    return Applied(plan, place, manifest, written=True)


def _log(plan: Plan, place: Path, reviewer: str) -> None:
    """Keep the verdicts of review files in the log of the dataset that will hold them, before it does."""
    _take_log_along(plan.dataset, place)
    with VerdictLog.beside(place) as log:
        log.extend(_entries(plan, log, reviewer), reviewer)


def _take_log_along(dataset: Path, place: Path) -> None:
    """Give the version at another place the verdicts that led to it, unless it has a log of its own."""
    if has_log(dataset) and not has_log(place):
        with VerdictLog.beside(dataset) as log, VerdictLog.beside(place) as other:
            other.adopt(log.records())


def _entries(plan: Plan, log: VerdictLog, reviewer: str) -> Iterator[Entry]:
    """Yield the verdicts that the reviewer has not given already; on a judged pair it settles what was said before."""
    for change in plan.changes.values():
        old, new = change.old, change.new
        status = RESET if new.status == MACHINE != old.status else new.status
        entry = Entry(
            judged=Judged.of(old), status=status, en=new.en, comment=new.comment, settles=old.status != MACHINE
        )
        said = standing(log.of(old.id))
        if not any(_says_so(record, entry) and record.reviewer == reviewer for record in said[-1:]):
            yield entry


def _says_so(record: Record, entry: Entry) -> bool:
    return (record.status, record.en, record.comment) == (entry.status, entry.en, entry.comment)


def replaced(plan: Plan) -> Iterator[Replaced]:
    """Yield the verdicts in the dataset that the changes of a review take the place of."""
    earlier = (change for change in plan.changes.values() if _replaces(change))
    if not has_log(plan.dataset):
        yield from (Replaced(change=change, reviewer=None, time=None) for change in earlier)
        return
    with VerdictLog.beside(plan.dataset) as log:
        for change in earlier:
            old = change.old
            said = [each for each in log.of(old.id) if (each.status, each.en) == (old.status, old.en)]
            who, when = (said[-1].reviewer, said[-1].time) if said else (None, None)
            yield Replaced(change=change, reviewer=who, time=when)


def _replaces(change: Change) -> bool:
    old, new = change.old, change.new
    return old.status != MACHINE and (old.status, old.en) != (new.status, new.en)


class RefusedReview(ReviewError):
    """Review files with problems, the first of them in `plan.problems`; the dataset is as it was."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        first, count = plan.problems[0], plan.problem_count
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(f"{first}{more}; nothing was changed")
