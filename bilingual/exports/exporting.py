"""A dataset → files of other tools: one pass over its pairs, into a folder beside its place until all are complete."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest, read_pairs
from bilingual.dataset.neighbours import UNKNOWN, Neighbours, read_in_context
from bilingual.dataset.reading import one_version
from bilingual.dataset.review_table import ReviewTable
from bilingual.errors import UsageError
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.files import PairFiles, refuse_existing, write_folder
from bilingual.exports.jsonl import JsonLines
from bilingual.exports.moses import Moses
from bilingual.exports.selecting import Selection
from bilingual.exports.tmx import Tmx
from bilingual.files.opening import refuse_tilde
from bilingual.pairs import Pair
from bilingual.splits import NAMES

FORMATS: Mapping[str, Callable[[Path, str, Manifest], PairFiles]] = {
    "tsv": lambda folder, stem, _: ReviewTable(folder, stem),
    "tmx": Tmx,
    "moses": lambda folder, stem, _: Moses(folder, stem),
    "jsonl": lambda folder, stem, _: JsonLines(folder, stem),
    "csv": lambda folder, stem, _: CommaSeparated(folder, stem),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files that were written, and how many pairs each format holds of how many.

    By format the characters that it could not hold and that were replaced; `formulas` counts the CSV's texts that a
    spreadsheet would run.
    """

    files: tuple[Path, ...]
    pairs: int
    of: int
    replaced: Mapping[str, int]
    formulas: int = 0


def export_dataset(
    dataset: Path, formats: Sequence[str], out: Path | None = None, selection: Selection | None = None
) -> Exported:
    """Write the selected pairs in each format to the folder `out` (None: beside the dataset, `NAME-export`).

    A dataset with one split gives `pairs.*`; one with several gives `train.*`, `validation.*` and `test.*`, so that
    they stay apart. Files of the same names are replaced, all in one step and only by complete ones; but a `.tsv`,
    which may hold somebody's verdicts, never is. Raises UsageError for unknown formats, a place inside the dataset, one
    that holds more than files, or such a table; DatasetError when a table is damaged, the dataset is exchanged while it
    is read, or `out` cannot be written.
    """
    selection = selection or Selection()
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(f"no format `{unknown[0]}`; choose from {', '.join(FORMATS)}")
    out = out or dataset.parent / f"{dataset.resolve().name}-export"
    _refuse_wrong_place(out, dataset)
    stems = _stems(read_manifest(dataset))
    if "tsv" in formats:
        for stem in stems.values():
            refuse_existing(out / f"{stem}.tsv")
    with write_folder(out) as new:
        with one_version(dataset):
            counts, replaced = _write_splits(dataset, new, formats, selection)
        if not counts["taken"]:
            raise UsageError(f"none of the {counts['all']:,} pairs is what the options ask for; nothing was written")
        names = sorted(path.name for path in new.iterdir())
    return Exported(
        files=tuple(out / name for name in names),
        pairs=counts["taken"],
        of=counts["all"],
        replaced=dict(replaced),
        formulas=counts["formulas"],
    )


def _stems(manifest: Manifest) -> dict[str, str]:
    """Return the name of each split's files."""
    splits = [name for name in NAMES if name in manifest.options["splits"]]
    return dict(zip(splits, splits if len(splits) > 1 else ["pairs"], strict=True))


def _write_splits(
    dataset: Path, new: Path, formats: Sequence[str], selection: Selection
) -> tuple[Counter[str], Counter[str]]:
    """Write every split; return the counts of `_write` with `formulas`, and by format the characters replaced."""
    counts, replaced = Counter[str](), Counter[str]()
    manifest = read_manifest(dataset)
    for split, stem in _stems(manifest).items():
        written = {name: FORMATS[name](new, stem, manifest) for name in dict.fromkeys(formats)}
        counts += _write(_pairs(dataset, split, formats), selection, written.values())
        counts["formulas"] += sum(files.formulas for files in written.values() if isinstance(files, CommaSeparated))
        replaced += Counter({name: files.replaced for name, files in written.items()})
    return counts, replaced


def _pairs(dataset: Path, split: str, formats: Sequence[str]) -> Iterable[tuple[Pair, Neighbours]]:
    if "tsv" in formats:
        return read_in_context(dataset, split)
    return ((pair, UNKNOWN) for pair in read_pairs(dataset, split))


def _write(
    pairs: Iterable[tuple[Pair, Neighbours]], selection: Selection, files: Collection[PairFiles]
) -> Counter[str]:
    """Write one split in every format at once; return how many pairs there were, and how many were taken."""
    counts = Counter[str]()
    try:
        for pair, around in pairs:
            counts["all"] += 1
            if selection.takes(pair):
                counts["taken"] += 1
                for each in files:
                    each.add(pair, around) if isinstance(each, ReviewTable) else each.add(pair)
    finally:
        for each in files:
            each.close()
    return counts


def _refuse_wrong_place(out: Path, dataset: Path) -> None:
    refuse_tilde(out, "--out")
    if out.resolve().is_relative_to(dataset.resolve()):
        raise UsageError(f"--out {out}: inside the dataset, whose manifest lists every file; choose another folder")
