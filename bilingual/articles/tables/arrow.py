"""Arrow tables (IPC streams, as datasets writes them, and IPC files) → articles, one a row, a batch at a time."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pyarrow as pa

from bilingual.articles.article import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.tables.arrow_messages import BoundedStream, bounded_batches
from bilingual.articles.tables.table_columns import Column, article_of, columns_to_read, read_rows, values_of
from bilingual.errors import ArticleError


def read_arrow(file: InputFile) -> Iterator[Article | ArticleError]:
    """Return the articles of a table, and for a row that is at fault the error that names it, counted from 0.

    Raises ArticleError when the table, or what is left of it from some row on, cannot be read, or has no rows.
    """
    return read_rows(_articles(file), file, "Arrow")


def _articles(file: InputFile) -> Iterator[Article | ArticleError]:
    columns, places = _columns(file)
    number = count()
    for batch in _batches(file, places):
        names = batch.schema.names
        by_column = (values_of(batch.column(names.index(column.path[0])), column) for column in columns)
        for values in zip(*by_column, strict=True):
            yield article_of(values, columns, file, next(number))


def _columns(file: InputFile) -> tuple[list[Column], list[int]]:
    """Return the columns to read, and their places in the table."""
    with file.open() as stream:
        schema = pa.ipc.open_stream(BoundedStream(stream, file.shown)).schema
    columns = columns_to_read(schema, file)
    return columns, sorted({schema.names.index(column.path[0]) for column in columns})


def _batches(file: InputFile, places: list[int]) -> Iterator[Any]:
    """Yield the batches, of the columns to read only, each known to be of a bearable size and sound."""
    options = pa.ipc.IpcReadOptions(included_fields=places)
    with file.open() as ahead, file.open() as stream:
        reader = None
        for _ in bounded_batches(BoundedStream(ahead, file.shown)):
            # Opened behind the first look, because dictionaries are unpacked with the first batch.
            reader = reader or pa.ipc.open_stream(BoundedStream(stream, file.shown), options=options)
            batch = reader.read_next_batch()
            batch.validate(full=True)  # Arrow believes any offset, and would read what is not its own
            yield batch
