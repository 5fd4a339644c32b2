"""The next version of a dataset: the same articles and segments, with other pairs here and there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bilingual.articles import Article
from bilingual.dataset import DatasetWriter, Manifest, read_manifest, read_pairs, read_skipped, stage
from bilingual.dataset.folder import MANIFEST, publish
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.reading import read_rows
from bilingual.dataset.splits import Splits
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.errors import DatasetError, UsageError
from bilingual.pairs import Pair


def write_version(
    dataset: Path, out: Path, pairs: Mapping[str, Pair], parent: str, reviews: Sequence[str] = ()
) -> Manifest:
    """Write `dataset` to `out` (which may be `dataset` itself) with the given pairs, by id, in place of its own.

    `parent` is the SHA-256 of the manifest that the pairs were made from, `reviews` those of the review files, which
    the manifest keeps. The result stands whole or not at all. Raises UsageError when `out` holds another dataset, and
    DatasetError when the dataset changed since, or a place cannot be written.
    """
    _refuse_other_dataset(dataset, out, parent)
    with stage(out) as place:
        if sha256_of(dataset / MANIFEST) != parent:
            raise DatasetError(f"{dataset}: changed while the review was read; run the command again")
        old = read_manifest(dataset)
        splits = Splits(tuple(old.options["splits"].items()))
        with DatasetWriter(place.new, splits, arrow=(dataset / ARROW_INDEX).is_file()) as writer:
            _copy(dataset, writer, pairs)
            manifest = writer.finish(_next(old, parent, reviews))
        publish(place)
    return manifest


def finish_interrupted(dataset: Path) -> None:
    """Put back a dataset whose exchange with its next version was interrupted between the two renames."""
    if not dataset.exists() and dataset.with_name(f".{dataset.name}.old").exists():
        with stage(dataset):
            pass


def _copy(dataset: Path, writer: DatasetWriter, pairs: Mapping[str, Pair]) -> None:
    for row in read_rows(dataset, "articles"):
        writer.add_article(_article(row))
    for pair in read_pairs(dataset):
        writer.add_pair(pairs.get(pair.id, pair))
    for skipped in read_skipped(dataset):
        writer.add_skipped(skipped)


def _article(row: dict[str, Any]) -> Article:
    return Article(**{name: value for name, value in row.items() if name != "sha256"})


def _next(old: Manifest, parent: str, reviews: Sequence[str]) -> Manifest:
    inputs = {**old.inputs, "reviews": [*old.inputs.get("reviews", ()), *reviews]}
    return replace(old, version=old.version + 1, parent=parent, inputs=inputs, counts={}, files={})


def _refuse_other_dataset(dataset: Path, out: Path, parent: str) -> None:
    if out.resolve() == dataset.resolve() or not (out / MANIFEST).is_file():
        return
    if read_manifest(out).parent != parent:
        raise UsageError(f"--out {out}: another dataset is there, and verdicts in it would be lost; choose another")
