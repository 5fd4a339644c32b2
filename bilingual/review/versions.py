"""The next version of a dataset: the same articles and segments, with other pairs here and there."""

import dataclasses
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

from bilingual.dataset import DatasetWriter, Manifest, read_manifest, read_pairs, stage
from bilingual.dataset.documents import read_documents
from bilingual.dataset.folder import MANIFEST, publish
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.reviewed import refuse_loss
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.errors import DatasetError, UsageError
from bilingual.pairs import Pair
from bilingual.review.changes import Changes
from bilingual.review.planning import refuse_changed
from bilingual.splits import NAMES


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
    with stage(out) as place:
        refuse_changed(dataset, parent)
        standing = _standing(out)
        if standing:
            refuse_loss(out, reviews)
        if not _same_place(dataset, out):
            _refuse_other_dataset(out, parent)
            if not replace:
                _refuse_loss(dataset, out, changes)
        old = read_manifest(dataset)
        splits = [name for name in NAMES if name in old.options["splits"]]
        with DatasetWriter(place.new, splits, arrow=(dataset / ARROW_INDEX).is_file(), form=old.format) as writer:
            _copy(dataset, writer, changes, with_reviewers)
            manifest = writer.finish(_next(old, parent, reviews))
        refuse_changed(dataset, parent)
        if _standing(out) != standing:
            raise DatasetError(f"{out}: changed while the new version was written; run the command again")
        if standing:
            refuse_loss(out, reviews)
        complete()
        publish(place)
    return manifest


def _copy(dataset: Path, writer: DatasetWriter, changes: Changes, with_reviewers: bool) -> None:
    for document in read_documents(dataset):
        segments = (
            _after(each, changes, with_reviewers) if isinstance(each, Pair) else each for each in document.segments
        )
        writer.add_document(dataclasses.replace(document, segments=tuple(segments)))


def _after(pair: Pair, changes: Changes, with_reviewers: bool) -> Pair:
    new = changes.after(pair)
    return new if with_reviewers else dataclasses.replace(new, reviewer=None, reviewed=None)


def _next(old: Manifest, parent: str, reviews: Sequence[str]) -> Manifest:
    inputs = {**old.inputs, "reviews": [*old.inputs.get("reviews", ()), *reviews]}
    return dataclasses.replace(old, version=old.version + 1, parent=parent, inputs=inputs, counts={}, files={})


def _same_place(dataset: Path, out: Path) -> bool:
    return out.resolve() == dataset.resolve()


def _standing(out: Path) -> str | None:
    """Return the SHA-256 of the manifest at `out`, None without one."""
    return sha256_of(out / MANIFEST) if (out / MANIFEST).is_file() else None


def _refuse_other_dataset(out: Path, parent: str) -> None:
    if _standing(out) and read_manifest(out).parent != parent:
        raise UsageError(f"--out {out}: another dataset is there, and verdicts in it would be lost; choose another")


def _refuse_loss(dataset: Path, out: Path, changes: Changes) -> None:
    """Refuse to replace a version of `dataset` by one that lacks what a person wrote into it.

    That is what it says otherwise than `dataset`, whose pairs it has in the same order.
    """
    lost = 0
    for there, pair in zip_longest(read_pairs(out), read_pairs(dataset)):
        kept = [_said(pair), _said(changes.after(pair))] if pair else []
        lost += there is not None and _said(there) not in kept
    if lost:
        what = "a verdict or comment" if lost == 1 else f"{lost} verdicts or comments"
        raise UsageError(
            f"--out {out}: {what} in it would be lost; add this review to it instead (`bilingual review apply FILE "
            f"{out}`), choose another, or give --replace"
        )


def _said(pair: Pair) -> tuple[str, str, str, str]:
    return pair.id, pair.status, pair.en, pair.comment
