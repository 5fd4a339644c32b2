"""Parquet tables → articles, one a row, in memory that does not depend on what the file says of itself.

A dictionary page lets any number of rows share one long value, so every column is read one row at a time: then a value
is there once, however many rows have it. Columns of Arrow's dictionary type stay dictionaries, and their rows share.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import types

from bilingual.articles.article import ARTICLE_BYTES, FIELD_CHARACTERS, Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.rows import FIELDS, article_from_row
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

BUFFER_BYTES = 1 << 20
MESSAGE = 200
DICTIONARY_ROWS = 256
# A field of 10,000 characters in UTF-8 may take four times as many bytes.
LIMITS = {"text": ARTICLE_BYTES} | dict.fromkeys(("id", *FIELDS), 4 * FIELD_CHARACTERS)

STRINGS = (types.is_string, types.is_large_string, types.is_string_view)
SINGLE = (types.is_primitive, types.is_decimal, types.is_null)


def read_parquet(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the articles of a table, and for a row that is at fault the error that names it, counted from 0.

    Raises ArticleError when the table, or what is left of it from some row on, cannot be read, or has no rows.
    """
    stem, number = file.stem, 0
    try:
        with file.open() as stream:
            table = pq.ParquetFile(stream)
            columns = _columns(table.schema_arrow, file.shown)
            by_column = (_values(stream, table.metadata, name, kind) for name, kind in columns.items())
            for values in zip(*by_column, strict=True):
                yield _article(dict(zip(columns, values, strict=True)), file, f"{stem}-{number}", number)
                number += 1
    except OSError as error:
        raise ArticleError(f"{_from(file, number)}: cannot be read: {error.strerror or _line(error)}") from error
    except (pa.ArrowException, ValueError, LookupError) as error:
        if isinstance(error, MemoryError):  # Arrow's own is both
            raise
        raise ArticleError(f"{_from(file, number)}: not a readable Parquet file: {_line(error)}") from error
    if not number:
        raise ArticleError(f"{file.shown}: the table has no rows")


def _article(scalars: dict[str, Any], file: InputFile, fallback_id: str, number: int) -> Article | ArticleError:
    where = f"{file.shown}: row {number}"
    try:
        row = {name: _plain(value, name, where) for name, value in scalars.items()}
        return article_from_row(row, where, fallback_id, file.name)
    except ArticleError as error:
        return error


def _from(file: InputFile, number: int) -> str:
    """Return the file, with the first row that could not be reached."""
    return f"{file.shown}: row {number} and all after it" if number else file.shown


def _columns(schema: Any, shown: str) -> dict[str, Any]:  # noqa: ANN401 - a pyarrow.Schema
    """Return the columns to read, with their types, which must be such that each row has a single value."""
    if "text" not in schema.names:
        raise ArticleError(f"{shown}: no column `text`; it has {_line(', '.join(schema.names))}")
    columns = {name: schema.types[schema.names.index(name)] for name in ("id", "text", *FIELDS) if name in schema.names}
    for name, kind in columns.items():
        if not _is_string(kind) and (name == "text" or not _is_single(kind)):
            wanted = "strings" if name == "text" else "strings, numbers or dates"
            raise ArticleError(f"{shown}: column `{name}` holds {_line(kind)}, not {wanted}")
    return columns


def _is_string(kind: Any) -> bool:  # noqa: ANN401 - a pyarrow.DataType
    return any(test(_stored(kind)) for test in STRINGS)


def _is_single(kind: Any) -> bool:  # noqa: ANN401 - a pyarrow.DataType
    return isinstance(kind, pa.UuidType) or any(test(_stored(kind)) for test in SINGLE)


def _stored(kind: Any) -> Any:  # noqa: ANN401 - a pyarrow.DataType
    """Return the type under an extension type, and that of a dictionary's values."""
    kind = getattr(kind, "storage_type", kind)
    return kind.value_type if types.is_dictionary(kind) else kind


def _values(stream: BinaryIO, metadata: Any, name: str, kind: Any) -> Iterator[Any]:  # noqa: ANN401 - pyarrow's types
    """Yield a column's Arrow scalars. The dictionary of a dictionary column is copied for each batch."""
    rows = DICTIONARY_ROWS if types.is_dictionary(kind) else 1
    # A reader has one batch size for all that it reads, so each column has a reader of its own.
    table = pq.ParquetFile(stream, metadata=metadata, buffer_size=BUFFER_BYTES, pre_buffer=False)
    for batch in table.iter_batches(batch_size=rows, columns=[name], use_threads=False):
        yield from batch.column(batch.schema.names.index(name))


def _plain(scalar: Any, name: str, where: str) -> Any:  # noqa: ANN401 - a pyarrow.Scalar in, what Python makes of it out
    """Return the value as Python holds it, once it is known to be of a bearable length."""
    inner = scalar
    while isinstance(inner, (pa.DictionaryScalar, pa.ExtensionScalar)):
        inner = inner.value
    if isinstance(inner, pa.StringScalar) and inner.is_valid and (size := inner.as_buffer().size) > LIMITS[name]:
        raise ArticleError(f"{where}: `{name}` has {size:,} bytes; at most {LIMITS[name]:,} are read")
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where}: `{name}` is broken UTF-8 (byte {error.start})") from error
    except (ValueError, OverflowError, LookupError) as error:
        raise ArticleError(f"{where}: `{name}` has no value that can be written: {_line(error)}") from error


def _line(thing: object) -> str:
    """One line of bearable length: type names and Arrow's messages can be as long as the file."""
    text = visible(" ".join(str(thing).split()))
    return text if len(text) <= MESSAGE else f"{text[:MESSAGE]}…"
