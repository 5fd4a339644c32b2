"""Verdicts come back: review files or the verdict log in, the dataset's next version out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest
from bilingual.dataset.folder import finish_interrupted
from bilingual.errors import ReviewError
from bilingual.review.credits import Credit, name_reviewers
from bilingual.review.log_file import has_log
from bilingual.review.logged import plan_log
from bilingual.review.planning import Plan, plan_review
from bilingual.review.recording import record_verdicts, take_log_along
from bilingual.review.records import UNNAMED, check_reviewer, stamp, utc_now
from bilingual.review.versions import write_version


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyOptions:
    """How a review is applied."""

    out: Path | None = None  # where the next version goes; None: in the dataset's place
    dry_run: bool = False  # look only
    replace: bool = False  # replace the version at `out` even if verdicts in it are lost
    reviewer: str = UNNAMED  # whose the verdicts of review tables are, for the log
    log_only: bool = False  # add the verdicts of review files to the log, and write nothing else
    latest: bool = False  # where reviewers in a log disagree, take the latest verdict
    with_reviewers: bool = False  # publish who reviewed each pair, and when


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A finished review: what it changed, and the dataset after it. Nothing was written when it changed nothing.

    `logged` counts the verdicts of review files that the log did not hold.
    """

    plan: Plan
    out: Path
    manifest: Manifest
    written: bool
    logged: int = 0


def apply_review(files: Sequence[Path], dataset: Path, options: ApplyOptions | None = None) -> Applied:
    """Write the verdicts of review files, or of the dataset's log if none is named, into its next version.

    Those of files go into the log beside the version first. A dataset among the files stands for its verdicts and those
    in its log, whose records come along. All or nothing: raises RefusedReview, a ReviewError with the problems in
    `plan`, when any line of any file is wrong, ReviewError where reviewers disagree in a log; UsageError when `dataset`
    is none, has no log where no file is named, a file is no regular one, or `out` holds another dataset or, unless it
    is to `replace` them, verdicts that this review lacks; DatasetError when a folder or log is damaged, full or not
    writable.
    """
    options = options or ApplyOptions()
    reviewer, time = check_reviewer(options.reviewer), utc_now()
    finish_interrupted(dataset)
    manifest = read_manifest(dataset)
    plan = plan_review(files, dataset, options.latest) if files else plan_log(dataset, options.latest)
    if plan.problem_count:
        raise RefusedReview(plan)
    if options.with_reviewers:
        name_reviewers(plan, Credit(reviewer, stamp(time)) if files else None)
    keep = partial(record_verdicts, plan, reviewer, time) if files else partial(take_log_along, dataset)
    if options.dry_run or not (plan.changes or _has_more_to_log(plan)):
        return Applied(plan=plan, out=dataset, manifest=manifest, written=False)
    if options.log_only or not plan.changes:
        return Applied(plan=plan, out=dataset, manifest=manifest, written=False, logged=keep(dataset))
    return _write(plan, options, keep)


def _has_more_to_log(plan: Plan) -> bool:
    """Return whether review files that change nothing say something all the same: of what only logs hold."""
    return any(has_log(carried.source) for carried in plan.carried) or bool(plan.resets and has_log(plan.dataset))


def _write(plan: Plan, options: ApplyOptions, keep: Callable[[Path], int]) -> Applied:
    place = options.out or plan.dataset
    logged = 0

    def complete() -> None:
        nonlocal logged
        logged = keep(place)

    manifest = write_version(
        plan.dataset,
        place,
        plan.changes,
        plan.parent,
        plan.reviews,
        replace=options.replace,
        with_reviewers=options.with_reviewers,
        complete=complete,
    )
    return Applied(plan=plan, out=place, manifest=manifest, written=True, logged=logged)


class RefusedReview(ReviewError):
    """Review files with problems, the first of them in `plan.problems`; the dataset is as it was."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        first, count = plan.problems[0], plan.problem_count
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(f"{first}{more}; nothing was changed")
