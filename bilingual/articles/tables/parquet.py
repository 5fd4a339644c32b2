"""Parquet tables → articles, one a row, in memory that does not depend on what the file says of itself.

A dictionary page lets any number of rows share one long value, so every column is read one row at a time: then a value
is there once, however many rows have it.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow.parquet as pq
from pyarrow import types

from bilingual.articles.article import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.tables.table_columns import Column, article_of, columns_to_read, read_rows, values_of
from bilingual.errors import ArticleError

BUFFER_BYTES = 1 << 20
DICTIONARY_ROWS = 256


def read_parquet(file: InputFile) -> Iterator[Article | ArticleError]:
    """Return the articles of a table, and for a row that is at fault the error that names it, counted from 0.

    Raises ArticleError when the table, or what is left of it from some row on, cannot be read, or has no rows.
    """
    return read_rows(_articles(file), file, "Parquet")


def _articles(file: InputFile) -> Iterator[Article | ArticleError]:
    with file.open_seekable() as stream:
        table = pq.ParquetFile(stream)
        columns = columns_to_read(table.schema_arrow, file)
        by_column = (_values(stream, table.metadata, column) for column in columns)
        for number, values in enumerate(zip(*by_column, strict=True)):
            yield article_of(values, columns, file, number)


def _values(stream: BinaryIO, metadata: Any, column: Column) -> Iterator[Any]:  # noqa: ANN401 - pyarrow's types
    """Yield a column's Arrow scalars. The dictionary of a dictionary column is copied for each batch."""
    rows = DICTIONARY_ROWS if types.is_dictionary(column.kind) else 1
    # A reader has one batch size for all that it reads, so each column has a reader of its own.
    table = pq.ParquetFile(stream, metadata=metadata, buffer_size=BUFFER_BYTES, pre_buffer=False)
    for batch in table.iter_batches(batch_size=rows, columns=[".".join(column.path)], use_threads=False):
        yield from values_of(batch.column(batch.schema.names.index(column.path[0])), column)
