"""A review table, text or spreadsheet, whoever wrote it last → its records."""

from collections.abc import Iterator
from pathlib import Path

from bilingual.review.delimited import Record, encoding_of, read_records
from bilingual.review.spreadsheets import kind_of_file, read_sheet


def read_table(path: Path) -> Iterator[Record]:
    """Yield the rows of a review table, the header first.

    Raises UsageError for what is no regular file or needs a library that is not installed, ReviewError where it cannot
    be read.
    """
    kind = kind_of_file(path)
    yield from read_sheet(path, kind) if kind else read_records(path)


def encoding_of_table(path: Path) -> str | None:
    """Return how the text of a table is encoded, None for a spreadsheet. Raises as `read_table`."""
    return None if kind_of_file(path) else encoding_of(path)
