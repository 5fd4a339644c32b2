"""Does a dataset folder keep its promises? Every file's hash, every offset, every character, both loaders."""

import errno
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from bilingual.articles import Article
from bilingual.dataset.checking_documents import check_document
from bilingual.dataset.checking_places import check_places
from bilingual.dataset.checking_splits import check_splits
from bilingual.dataset.copies import absent_copies
from bilingual.dataset.documents import Segment, read_documents
from bilingual.dataset.manifest import Manifest, read_manifest, record_file
from bilingual.dataset.reading import one_version, read_pairs, read_rows
from bilingual.dataset.reviewed import left_by_hub
from bilingual.dataset.schema import FOLDERS, FORMAT, FORMAT_1, configs_of, features, flat_row
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.errors import DatasetError
from bilingual.pairs import Pair, segment_id, segment_id_by_place
from bilingual.splits import NAMES
from bilingual.text.counting import plural
from bilingual.text.lines import one_line

MOST_PER_CHECK = 20
FULL_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))

Located = tuple[int, int, str, str]
"""Start, end, text and id of a segment."""


def check_dataset(dataset: Path) -> list[str]:
    """Return what is wrong with a dataset, one line each; an empty list means that every promise holds.

    Checks the manifest's hashes, the ids, that each segment's text, read as one line, stands at its offsets, that every
    non-blank character of every article lies in exactly one segment, that each pair stands where it says among its
    article's headings, pages and cues, and that `datasets` loads each config with its columns.
    Raises UsageError when the folder is not a dataset, DatasetError when another version takes its place meanwhile or
    the temporary folder has no room for the copy that `datasets` makes.
    """
    with one_version(dataset):
        return _check(dataset)


def _check(dataset: Path) -> list[str]:
    manifest = read_manifest(dataset)
    problems = list(_first(_check_files(dataset, manifest)))
    try:
        problems += _first(_check_documents(dataset, manifest))
        problems += _first(_check_flat(dataset, manifest))
        problems += _first(check_splits(dataset, manifest))
    except DatasetError as error:
        return [*problems, str(error)]
    return [*problems, *_first(_check_loading(dataset, manifest))]


def _first(problems: Iterator[str]) -> Iterator[str]:
    """Pass on the first problems of a check and count the rest."""
    more = 0
    for number, problem in enumerate(problems):
        if number < MOST_PER_CHECK:
            yield problem
        else:
            more += 1
    if more:
        yield f"… and {more} more of this kind"


def _check_files(dataset: Path, manifest: Manifest) -> Iterator[str]:
    absent = absent_copies(dataset, manifest)
    for name, expected in manifest.files.items():
        path = dataset / name
        if name in absent:
            continue
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            yield f"{path}: outside the dataset; the manifest lists it"
        elif not path.is_file():
            yield f"{path}: missing; the manifest lists it"
        elif record_file(path).sha256 != expected.sha256:
            yield f"{path}: changed since it was built: its SHA-256 is not the manifest's"
    present = {path.relative_to(dataset).as_posix() for path in dataset.rglob("*") if path.is_file()}
    for name in sorted(present - set(manifest.files) - {"manifest.json"}):
        if not left_by_hub(name):
            yield f"{dataset / name}: not listed in the manifest"


def _check_documents(dataset: Path, manifest: Manifest) -> Iterator[str]:
    """Walk the articles with all their segments; beside them, in format 3, the documents."""
    rows = {split: read_rows(dataset, "documents", split) for split in NAMES}
    for document in read_documents(dataset):
        segments = [_located(segment) for segment in document.segments]
        yield from _check_segments(document.id, document.text, segments)
        yield from _check_ids(document.id, segments, manifest.format)
        if document.text is not None and Article(id=document.id, text=document.text).sha256 != document.sha256:
            yield f"article {document.id}: its text has another SHA-256 than `articles` says"
        if manifest.format == FORMAT:
            yield from check_places(document)
        if document.text is not None and manifest.format == FORMAT:
            yield from check_document(document, document.text, next(rows.get(document.split, iter(())), None))
    if any(next(left, None) for left in rows.values()):
        yield f"{dataset}: `documents` holds more articles than `articles`"


def _check_flat(dataset: Path, manifest: Manifest) -> Iterator[str]:
    """Compare `flat` with the pairs, row by row."""
    for split in NAMES if manifest.format == FORMAT else ():
        pairs = map(flat_row, read_pairs(dataset, split))
        if any(row != pair for row, pair in zip_longest(read_rows(dataset, "flat", split), pairs)):
            yield f"{dataset}: `flat` does not hold the pairs of {split}"


def _located(segment: Segment) -> Located:
    return segment.start, segment.end, segment.fr if isinstance(segment, Pair) else segment.text, segment.id


def _check_segments(article: str, text: str | None, segments: list[Located]) -> Iterator[str]:
    """Check the offsets of an article's segments; without its text, that none overlaps another."""
    position = 0
    for start, end, content, name in segments:
        if text is not None and (end > len(text) or one_line(text[start:end]) != content):
            yield f"article {article}, segment {name}: its text does not stand at {start}–{end}"
        if start < position:
            yield f"article {article}, segment {name}: overlaps the segment before it at {start}"
        if text is not None and (lost := text[position:start].strip()):
            yield _lost(article, position, lost)
        position = max(position, end)
    if text is not None and (lost := text[position:].strip()):
        yield _lost(article, position, lost)


def _lost(article: str, position: int, lost: str) -> str:
    return f"article {article}: {plural(len(lost), 'character')} in no segment at {position}: {lost[:40]!r}"


def _check_ids(article: str, segments: list[Located], form: str) -> Iterator[str]:
    seen = Counter[str]()
    for start, end, content, name in segments:
        number = seen[content]
        seen[content] += 1
        if form == FORMAT_1:
            if segment_id_by_place(article, start, end, content) != name:
                yield f"article {article}, segment {name}: the id is not that of its place and text"
        elif segment_id(article, content, number) != name:
            yield f"article {article}, segment {name}: the id is not that of its article and text"


def _check_loading(dataset: Path, manifest: Manifest) -> Iterator[str]:
    from datasets import load_dataset, load_from_disk
    from datasets.exceptions import DatasetsError
    from yaml import YAMLError

    # What it raises for a damaged card, state or table, whose parts it takes for what they should be.
    refusals = (DatasetsError, YAMLError, OSError, ValueError, LookupError, TypeError, AttributeError)
    with tempfile.TemporaryDirectory() as cache, _offline():
        for config in _with_rows(manifest):
            try:
                loaded = load_dataset(str(dataset), config, cache_dir=cache)
            except refusals as error:
                _blame_the_disk(error, Path(cache), dataset)
                yield f"{dataset}: load_dataset(…, {config!r}) fails: {_one_line(error)}"
                continue
            for split, table in loaded.items():
                if table.features != features(config, manifest.format):
                    yield f"{dataset}: config {config!r}, split {split!r}: its columns are not those of the design"
        if (dataset / ARROW_INDEX).is_file():
            try:
                copied = sum(len(table) for table in load_from_disk(str(dataset)).values())
            except refusals as error:
                yield f"{dataset}: load_from_disk fails: {_one_line(error)}"
                return
            if copied != manifest.counts["pairs"]:
                yield f"{dataset}: the Arrow copy holds {copied} pairs, the manifest says {manifest.counts['pairs']}"


def _blame_the_disk(error: BaseException | None, cache: Path, dataset: Path) -> None:
    """Raise DatasetError when the temporary folder, not the dataset, is why `datasets` failed."""
    while error is not None:
        if isinstance(error, OSError) and (error.errno in FULL_DISK or "Not enough disk space" in str(error)):
            raise DatasetError(
                f"{cache.parent}: no room there for the copy that `datasets` makes of {dataset}; free some space, or "
                "set TMPDIR to another folder"
            ) from error
        error = error.__cause__ or error.__context__


def _with_rows(manifest: Manifest) -> list[str]:
    with_rows = {name.partition("/")[0] for name, record in manifest.files.items() if record.rows}
    return [config for config in configs_of(manifest.format) if FOLDERS[config] in with_rows]


@contextmanager
def _offline() -> Iterator[None]:
    """Keep `datasets` from asking the hub and from drawing progress bars while it loads."""
    import datasets

    bars = datasets.are_progress_bars_disabled()
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if not bars:
            datasets.enable_progress_bars()
        if before is None:
            del os.environ["HF_HUB_OFFLINE"]
        else:
            os.environ["HF_HUB_OFFLINE"] = before


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
