"""The next version of a dataset: its documents, some of them changed or left out, written whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bilingual.dataset.documents import Document, read_documents
from bilingual.dataset.folder import MANIFEST, publish, stage
from bilingual.dataset.manifest import Manifest, read_manifest, sha256_of
from bilingual.dataset.reviewed import refuse_loss
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.dataset.writing import DatasetWriter
from bilingual.errors import DatasetError
from bilingual.splits import NAMES


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What leads from one version to the next.

    `parent` is the SHA-256 of the manifest that it was made for. `change` returns a document as it will be, None to
    leave it out; `record` the manifest with what the step adds to it. What people wrote at the place of the next
    version may be lost if its SHA-256 is `known`; `guard` raises when something else there may not be, and `complete`
    is called when all is written and nothing refused, before it takes its place.
    """

    parent: str
    change: Callable[[Document], Document | None]
    record: Callable[[Manifest], Manifest]
    known: Sequence[str] = ()
    guard: Callable[[], None] = _nothing
    complete: Callable[[], None] = _nothing


def write_next(dataset: Path, out: Path, step: Step) -> Manifest:
    """Write the version of `dataset` that a step leads to, to `out`, which may be `dataset` itself.

    Raises what the step's guard raises, and DatasetError when a place cannot be written, the dataset or `out` changed
    meanwhile, or a person has put or written something into `out` that would be lost.
    """
    with stage(out) as place:
        refuse_changed(dataset, step.parent)
        standing = standing_at(out)
        if standing:
            refuse_loss(out, step.known)
        step.guard()
        manifest = _write(dataset, place.new, step)
        refuse_changed(dataset, step.parent)
        if standing_at(out) != standing:
            raise DatasetError(f"{out}: changed while the new version was written; run the command again")
        if standing:
            refuse_loss(out, step.known)
        step.complete()
        publish(place)
    return manifest


def _write(dataset: Path, folder: Path, step: Step) -> Manifest:
    old = read_manifest(dataset)
    new = step.record(replace(old, version=old.version + 1, parent=step.parent, counts={}, files={}))
    splits = [name for name in NAMES if name in new.options["splits"]]
    arrow, texts = (dataset / ARROW_INDEX).is_file(), "articles" not in old.options
    with DatasetWriter(folder, splits, arrow=arrow, texts=texts, form=old.format) as writer:
        for document in read_documents(dataset):
            if (changed := step.change(document)) is not None:
                writer.add_document(changed)
        return writer.finish(new)


def add_inputs(manifest: Manifest, added: Mapping[str, Sequence[Any]]) -> Manifest:
    """Return a manifest with more in the lists of its inputs."""
    lists = {name: [*manifest.inputs.get(name, ()), *more] for name, more in added.items()}
    return replace(manifest, inputs={**manifest.inputs, **lists})


def refuse_changed(dataset: Path, parent: str) -> None:
    """Raise DatasetError unless the SHA-256 of the dataset's manifest is still `parent`."""
    if sha256_of(dataset / MANIFEST) != parent:
        raise DatasetError(f"{dataset}: changed while it was read; run the command again")


def standing_at(out: Path) -> str | None:
    """Return the SHA-256 of the manifest at a place, None without one."""
    return sha256_of(out / MANIFEST) if (out / MANIFEST).is_file() else None


def same_place(dataset: Path, out: Path) -> bool:
    """Return whether two paths lead to one folder."""
    return out.resolve() == dataset.resolve()
