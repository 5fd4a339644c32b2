"""Verdicts come back: review files in, the dataset's next version out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest
from bilingual.dataset.folder import finish_interrupted
from bilingual.errors import ReviewError
from bilingual.review.planning import Plan, plan_review
from bilingual.review.versions import write_version


@dataclass(frozen=True, slots=True)
class Applied:
    """A finished review: what it changed, and the dataset after it. Nothing was written when it changed nothing."""

    plan: Plan
    out: Path
    manifest: Manifest
    written: bool


def apply_review(
    files: Sequence[Path], dataset: Path, out: Path | None = None, dry_run: bool = False, replace: bool = False
) -> Applied:
    """Write the verdicts of review files into the next version of `dataset`, in place or at `out`.

    All or nothing: raises RefusedReview, a ReviewError with the problems in `plan`, when any line of any file is wrong;
    UsageError when `dataset` is none, a file is no regular one, or `out` holds another dataset or, unless it is to
    `replace` them, verdicts that this review lacks; DatasetError when a folder is damaged, full or not writable.
    """
    finish_interrupted(dataset)
    manifest = read_manifest(dataset)
    plan = plan_review(files, dataset)
    if plan.problem_count:
        raise RefusedReview(plan)
    if dry_run or not plan.changes:
        return Applied(plan, dataset, manifest, written=False)
    place = out or dataset
    manifest = write_version(dataset, place, plan.changes, plan.parent, reviews=plan.reviews, replace=replace)
    return Applied(plan, place, manifest, written=True)


class RefusedReview(ReviewError):
    """Review files with problems, the first of them in `plan.problems`; the dataset is as it was."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        first, count = plan.problems[0], plan.problem_count
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(f"{first}{more}; nothing was changed")
