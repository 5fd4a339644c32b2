"""Does a dataset folder keep its promises? Every file's hash, every offset, every character, both loaders."""

import errno
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bilingual.dataset.copies import absent_copies
from bilingual.dataset.manifest import Manifest, read_manifest, record_file
from bilingual.dataset.reading import one_version, read_article_texts, read_pairs, read_skipped
from bilingual.dataset.reviewed import left_by_hub
from bilingual.dataset.schema import CONFIGS, FORMAT_1, features
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.errors import DatasetError
from bilingual.pairs import Pair, Skipped, segment_id, segment_id_by_place
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
    non-blank character of every article lies in exactly one segment, and that `datasets` loads each config with its
    columns.
    Raises UsageError when the folder is not a dataset, DatasetError when another version takes its place meanwhile or
    the temporary folder has no room for the copy that `datasets` makes.
    """
    with one_version(dataset):
        return _check(dataset)


def _check(dataset: Path) -> list[str]:
    manifest = read_manifest(dataset)
    problems = list(_first(_check_files(dataset, manifest)))
    try:
        problems += _first(_check_segments(dataset, manifest.format))
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
        if not path.is_file():
            yield f"{path}: missing; the manifest lists it"
        elif record_file(path).sha256 != expected.sha256:
            yield f"{path}: changed since it was built: its SHA-256 is not the manifest's"
    present = {path.relative_to(dataset).as_posix() for path in dataset.rglob("*") if path.is_file()}
    for name in sorted(present - set(manifest.files) - {"manifest.json"}):
        if not left_by_hub(name):
            yield f"{dataset / name}: not listed in the manifest"


def _check_segments(dataset: Path, form: str) -> Iterator[str]:
    """Walk the articles in their order and, beside them, each table's run of rows of the same article."""
    tables = [_Runs(_spans(read_pairs(dataset, split), "fr")) for split in NAMES]
    tables.append(_Runs(_spans(read_skipped(dataset), "text")))
    for article, text in read_article_texts(dataset):
        segments = sorted(segment for table in tables for segment in table.take(article))
        yield from _check_article(article, text, segments)
        yield from _check_ids(article, segments, form)
    for table in tables:
        if table.article is not None:
            yield f"article {table.article}: it has segments but is not in `articles`, or is out of order there"


def _spans(records: Iterable[Pair] | Iterable[Skipped], text: str) -> Iterator[tuple[str, Located]]:
    return ((row.article_id, (row.start, row.end, getattr(row, text), row.id)) for row in records)


class _Runs:
    """A table read one article at a time; `article` is the one that comes next, None at the end."""

    def __init__(self, rows: Iterator[tuple[str, Located]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next()

    def take(self, article: str) -> list[Located]:
        """Return the article's rows, or none when another article comes next."""
        if article != self.article:
            return []
        rows = self._rows
        self._next()
        return rows

    def _next(self) -> None:
        article, group = next(self._groups, (None, iter(())))
        self.article: str | None = article
        self._rows = [located for _, located in group]


def _check_article(article: str, text: str, segments: list[Located]) -> Iterator[str]:
    position = 0
    for start, end, content, name in segments:
        if one_line(text[start:end]) != content:
            yield f"article {article}, segment {name}: its text does not stand at {start}–{end}"
        if start < position:
            yield f"article {article}, segment {name}: overlaps the segment before it at {start}"
        if lost := text[position:start].strip():
            yield f"article {article}: {plural(len(lost), 'character')} in no segment at {position}: {lost[:40]!r}"
        position = max(position, end)
    if lost := text[position:].strip():
        yield f"article {article}: {plural(len(lost), 'character')} in no segment at {position}: {lost[:40]!r}"


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
    rows = {"default": "pairs", "skipped": "skipped", "articles": "articles"}
    return [config for config in CONFIGS if manifest.counts[rows[config]]]


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
