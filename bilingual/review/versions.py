"""The next version of a dataset: the same articles and segments, with other pairs here and there."""

import dataclasses
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest, read_pairs
from bilingual.dataset.documents import Document
from bilingual.dataset.next_version import Step, add_inputs, same_place, standing_at, write_next
from bilingual.errors import UsageError
from bilingual.pairs import Pair
from bilingual.review.changes import Changes


def write_version(
    dataset: Path,
    out: Path,
    changes: Changes,
    parent: str,
    reviews: Sequence[str] = (),
    *,
    replace: bool = False,
    with_reviewers: bool = False,
    complete: Callable[[], None] = lambda: None,
) -> Manifest:
    """Write `dataset` to `out` (which may be `dataset` itself) with the changes of a review.

    `parent` is the SHA-256 of the manifest that they were made from, `reviews` those of the review files, which the
    manifest keeps; names and times of reviewers are left out unless it is to be `with_reviewers`; `complete` is called
    when all is written and nothing refused, before it takes its place. The result stands whole or not at all. Raises
    UsageError when `out` holds another dataset or, unless it is to `replace` them, verdicts that the new version lacks;
    DatasetError when a place cannot be written, the dataset or `out` changed meanwhile, or a person has put or written
    into `out` what is not part of the review.
    """

    def guard() -> None:
        if not same_place(dataset, out):
            _refuse_other_dataset(out, parent)
            if not replace:
                _refuse_loss(dataset, out, changes)

    step = Step(
        parent=parent,
        change=lambda document: _after(document, changes, with_reviewers),
        record=lambda manifest: add_inputs(manifest, {"reviews": reviews}),
        known=reviews,
        guard=guard,
        complete=complete,
    )
    return write_next(dataset, out, step)


def _after(document: Document, changes: Changes, with_reviewers: bool) -> Document:
    """Return an article with its pairs as they are after the review."""
    pairs = (new for _, new in changes.after_all(document.pairs))
    segments = (_named(next(pairs), with_reviewers) if isinstance(each, Pair) else each for each in document.segments)
    return dataclasses.replace(document, segments=tuple(segments))


def _named(pair: Pair, with_reviewers: bool) -> Pair:
    if with_reviewers or (pair.reviewer is None and pair.reviewed is None):
        return pair
    return dataclasses.replace(pair, reviewer=None, reviewed=None)


def _refuse_other_dataset(out: Path, parent: str) -> None:
    if standing_at(out) and read_manifest(out).parent != parent:
        raise UsageError(f"--out {out}: another dataset is there, and verdicts in it would be lost; choose another")


def _refuse_loss(dataset: Path, out: Path, changes: Changes) -> None:
    """Refuse to replace a version of `dataset` by one that lacks what a person wrote into it.

    That is what it says otherwise than `dataset`, whose pairs it has in the same order.
    """
    lost = 0
    for there, here in zip_longest(read_pairs(out), changes.after_all(read_pairs(dataset))):
        kept = [_said(pair) for pair in here] if here else []
        lost += there is not None and _said(there) not in kept
    if lost:
        what = "a verdict or comment" if lost == 1 else f"{lost} verdicts or comments"
        raise UsageError(
            f"--out {out}: {what} in it would be lost; add this review to it instead (`bilingual review apply FILE "
            f"{out}`), choose another, or give --replace"
        )


def _said(pair: Pair) -> tuple[str, str, str, str]:
    return pair.id, pair.status, pair.en, pair.comment
