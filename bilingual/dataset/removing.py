"""Takedown: the next version of a dataset without some of its articles, which its manifest lists by id and reason."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.dataset.documents import Document, read_documents
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.labels import check_label
from bilingual.dataset.manifest import Manifest, read_manifest, sha256_of
from bilingual.dataset.next_version import Step, add_inputs, refuse_changed, same_place, standing_at, write_next
from bilingual.dataset.reading import read_rows
from bilingual.dataset.removed import removed_ids
from bilingual.errors import UsageError
from bilingual.text.nearest import nearest

CHUNK = 1000  # names compared with a wrong one at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What is to be removed from a dataset, in its order, and what that leaves.

    `parent` is the SHA-256 of its manifest, `pairs` and `skipped` count what goes, `left` the pairs that stay in each
    split; `reason` is published with the ids.
    """

    dataset: Path
    parent: str
    articles: tuple[str, ...]
    reason: str | None
    pairs: int
    skipped: int
    left: Mapping[str, int]

    @property
    def emptied(self) -> tuple[str, ...]:
        """The splits that lose their last pair."""
        return tuple(name for name, count in self.left.items() if not count)


def plan_removal(
    dataset: Path, articles: Collection[str], publishers: Collection[str] = (), reason: str | None = None
) -> Removal:
    """Look for the articles with these ids and those of these publishers; nothing is written yet.

    Raises UsageError for an id or a publisher that is not there, naming the nearest, for a reason that no screen can
    show, and when no pair would be left; DatasetError when the dataset is damaged or changes meanwhile.
    """
    if not articles and not publishers:
        raise UsageError("nothing to remove: name --article ID or --publisher NAME")
    reason = None if reason is None else check_label("--reason", reason)
    manifest, parent = read_manifest(dataset), sha256_of(dataset / MANIFEST)
    names, owners, found = set(articles), set(publishers), _Found()
    left = Counter(dict.fromkeys(manifest.options["splits"], 0))
    for document in read_documents(dataset):
        if document.id in names or document.publisher in owners:
            found.add(document)
        else:
            left[document.split] += len(document.pairs)
    refuse_changed(dataset, parent)
    if missing := sorted(names - set(found.articles)):
        _refuse_id(dataset, manifest, missing[0])
    if missing := sorted(owners - found.publishers):
        raise UsageError(f"--publisher {missing[0]}: none of {dataset}; {_advice(dataset, 'publisher', missing[0])}")
    if not left.total():
        raise UsageError(f"{dataset}: no pair would be left; remove the folder instead")
    return Removal(
        dataset=dataset,
        parent=parent,
        articles=tuple(found.articles),
        reason=reason,
        pairs=found.pairs,
        skipped=found.skipped,
        left=left,
    )


class _Found:
    """The articles that were looked for, as they are found."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.publishers: set[str | None] = set()
        self.pairs = self.skipped = 0

    def add(self, document: Document) -> None:
        self.articles.append(document.id)
        self.publishers.add(document.publisher)
        self.pairs += len(document.pairs)
        self.skipped += len(document.skipped)


def _refuse_id(dataset: Path, manifest: Manifest, name: str) -> None:
    if version := removed_ids(manifest).get(name):
        raise UsageError(f"--article {name}: removed from {dataset} already, in version {version}")
    raise UsageError(f"--article {name}: no article of {dataset}; {_advice(dataset, 'id', name)}")


def _advice(dataset: Path, column: str, name: str) -> str:
    """Return what to do about a wrong name: take one that begins so, else the nearest, else look at the table."""
    first, comma, _ = name.partition(",")
    best: list[str] = []
    chunk: set[str] = set()
    for row in read_rows(dataset, "articles", columns=[column]):
        if comma and row[column] == first.strip():
            return "give the option again for each name"
        if str(row[column]).startswith(name):
            return f"did you mean {row[column]}?"
        if row[column]:
            chunk.add(row[column])
        if len(chunk) == CHUNK:
            best += filter(None, [nearest(name, chunk)])
            chunk = set()
    found = nearest(name, [*best, *chunk])
    return f"did you mean {found}?" if found else f"they are in the column `{column}` of {dataset}/articles"


def remove_articles(removal: Removal, out: Path) -> Manifest:
    """Write the next version of the dataset without these articles to `out`, which may be its own place.

    Articles without pairs of a split that is gone are listed in the largest of those that stay. Raises UsageError when
    another dataset is at `out`, DatasetError when a place cannot be written, the dataset or `out` changed meanwhile, or
    a person has put or written something into `out`.
    """
    names, largest = frozenset(removal.articles), max(removal.left, key=lambda split: removal.left[split])

    def change(document: Document) -> Document | None:
        if document.id in names:
            return None
        return replace(document, split=largest) if document.split in removal.emptied else document

    def guard() -> None:
        if not same_place(removal.dataset, out) and standing_at(out):
            raise UsageError(f"--out {out}: a dataset is there; choose another, or leave --out away to replace it")

    step = Step(parent=removal.parent, change=change, record=lambda new: _record(new, removal), guard=guard)
    return write_next(removal.dataset, out, step)


def _record(new: Manifest, removal: Removal) -> Manifest:
    """Return a manifest with the ids and the reason, and without the splits that are gone."""
    removed = [{"id": name, "reason": removal.reason, "version": new.version} for name in removal.articles]
    splits = {name: share for name, share in new.options["splits"].items() if name not in removal.emptied}
    return add_inputs(replace(new, options={**new.options, "splits": splits}), {"removed": removed})
