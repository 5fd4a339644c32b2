"""A dataset → files of other tools: one pass over its pairs, into a folder beside its place until all are complete."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest, read_manifest, read_pairs
from bilingual.dataset.documents import read_documents
from bilingual.dataset.neighbours import read_in_context
from bilingual.dataset.reading import one_version
from bilingual.errors import UsageError
from bilingual.exports.emptiness import refuse_empty
from bilingual.exports.files import refuse_existing, write_folder
from bilingual.exports.formats import FORMATS, named_formats
from bilingual.exports.options import ExportOptions, check_options
from bilingual.exports.selecting import Selection
from bilingual.exports.split_files import SplitFiles
from bilingual.files.opening import refuse_tilde
from bilingual.splits import NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files that were written, how many pairs each format holds, and how many the exported splits have.

    By format the characters that it could not hold and that were replaced; `formulas` counts the CSV's texts that a
    spreadsheet would run.
    """

    files: tuple[Path, ...]
    taken: Mapping[str, int]
    of: int
    replaced: Mapping[str, int]
    formulas: int = 0

    @property
    def pairs(self) -> int:
        """How many pairs the format that takes most of them holds."""
        return max(self.taken.values())


def export_dataset(
    dataset: Path,
    formats: Sequence[str],
    out: Path | None = None,
    selection: Selection | None = None,
    options: ExportOptions | None = None,
) -> Exported:
    """Write the selected pairs in each format to the folder `out` (None: beside the dataset, `NAME-export`).

    A dataset with one split gives `pairs.*`; one with several gives `train.*`, `validation.*` and `test.*`, so that
    they stay apart. Files of the same names are replaced, all in one step and only by complete ones; but a `.tsv`,
    which may hold somebody's verdicts, never is. Raises UsageError for unknown formats, splits or columns, a split of
    which a format would hold nothing, a place inside the dataset, one that holds more than files, or such a table;
    DatasetError when a table is damaged, the dataset is exchanged while it is read, or `out` cannot be written.
    """
    options, formats = options or ExportOptions(), named_formats(formats)
    check_options(options, formats)
    out = out or dataset.parent / f"{dataset.resolve().name}-export"
    _refuse_wrong_place(out, dataset)
    stems = _stems(read_manifest(dataset), options)
    if "tsv" in formats:
        for stem in stems.values():
            refuse_existing(out / f"{stem}.tsv")
    with write_folder(out) as new:
        with one_version(dataset):
            opened = _write_splits(dataset, new, formats, (selection or Selection(), options))
        refuse_empty(opened, selection or Selection())
        names = sorted(path.name for path in new.iterdir())
    return _summary(tuple(out / name for name in names), opened)


def _stems(manifest: Manifest, options: ExportOptions) -> dict[str, str]:
    """Return the name of each split's files. Raises UsageError for a split that the dataset does not have."""
    splits = [name for name in NAMES if name in manifest.options["splits"]]
    if unknown := [name for name in options.splits or () if name not in splits]:
        raise UsageError(f"--split: no split `{unknown[0]}` in this dataset; choose from {', '.join(splits)}")
    stems = dict(zip(splits, splits if len(splits) > 1 else ["pairs"], strict=True))
    return {split: stem for split, stem in stems.items() if options.splits is None or split in options.splits}


def _write_splits(
    dataset: Path, new: Path, formats: Sequence[str], asked: tuple[Selection, ExportOptions]
) -> dict[str, SplitFiles]:
    """Write every split in every format; return their files, which are closed."""
    manifest, opened = read_manifest(dataset), {}
    selection, options = asked
    with ExitStack() as closing:
        for split, stem in _stems(manifest, options).items():
            files = {name: FORMATS[name].make(new, stem, manifest, options) for name in formats}
            opened[split] = SplitFiles(files, selection)
            closing.callback(opened[split].close)
        _fill(dataset, opened, formats)
    return opened


def _fill(dataset: Path, opened: Mapping[str, SplitFiles], formats: Sequence[str]) -> None:
    """Read the dataset once, article by article where a format needs that, into the files of each split."""
    if any(FORMATS[name].by_document for name in formats):
        for document in read_documents(dataset):
            if document.split in opened:
                opened[document.split].add_document(document)
        return
    for split, files in opened.items():
        if "tsv" in formats:
            for pair, around in read_in_context(dataset, split):
                files.add(pair, around)
        else:
            for pair in read_pairs(dataset, split):
                files.add(pair)


def _summary(files: tuple[Path, ...], opened: Mapping[str, SplitFiles]) -> Exported:
    return Exported(
        files=files,
        taken=dict(sum((each.taken for each in opened.values()), Counter[str]())),
        of=sum(each.pairs for each in opened.values()),
        replaced=dict(sum((each.replaced for each in opened.values()), Counter[str]())),
        formulas=sum(each.formulas for each in opened.values()),
    )


def _refuse_wrong_place(out: Path, dataset: Path) -> None:
    refuse_tilde(out, "--out")
    if out.resolve().is_relative_to(dataset.resolve()):
        raise UsageError(f"--out {out}: inside the dataset, whose manifest lists every file; choose another folder")
