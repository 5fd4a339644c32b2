"""Columns of Arrow's types → the fields of an article, each known to be of a bearable length before it is copied.

Parquet and Arrow files share this. Columns of Arrow's dictionary type stay dictionaries, and their rows share.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pyarrow import types

from bilingual.articles.article import ARTICLE_BYTES, FIELD_CHARACTERS, Article
from bilingual.articles.columns import ADVICE, FIELDS, column_names
from bilingual.articles.input_file import InputFile
from bilingual.articles.tables.layouts import LAYOUT, has_layout, with_layout
from bilingual.articles.tables.rows import article_from_row
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

MESSAGE = 200
AGAIN = "make or fetch it again"
# A field of 10,000 characters in UTF-8 may take four times as many bytes.
LIMITS = {"text": ARTICLE_BYTES} | dict.fromkeys(("id", *FIELDS), 4 * FIELD_CHARACTERS)

STRINGS = (types.is_string, types.is_large_string, types.is_string_view)
SINGLE = (types.is_primitive, types.is_decimal, types.is_null)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column to read: its name as the user has it, its place (`translation`, `fr`), its type, its most bytes.

    Without such a limit it is one of `LAYOUT`. `labels` are what the numbers of a ClassLabel of datasets stand for.
    """

    name: str
    path: tuple[str, ...]
    kind: Any
    limit: int
    labels: tuple[str, ...] = ()


def columns_to_read(schema: Any, file: InputFile) -> list[Column]:  # noqa: ANN401 - a pyarrow.Schema
    """Return the columns to read, which must be such that each row has a single value. Raises ArticleError."""
    columns = []
    for field, name in column_names(file.columns).items():
        path, kind = _find(schema, name)
        if kind is None:
            if field == "text" or field in file.columns:
                advice = f"; {ADVICE}" if field == "text" else ""
                raise ArticleError(f"{file.shown}: no column `{name}`; it has {one_line(_names(schema))}{advice}")
            continue
        if not _is_string(kind) and (field == "text" or not _is_single(kind)):
            wanted = "strings" if field == "text" else "strings, numbers or dates"
            within = f"; one within it is named such as {name}.{kind.field(0).name}" if _has_fields(kind) else ""
            raise ArticleError(f"{file.shown}: column `{name}` holds {one_line(kind)}, not {wanted}{one_line(within)}")
        labels = _labels(schema, name)
        columns.append(Column(name=name, path=path, kind=kind, limit=LIMITS[field], labels=labels))
    if has_layout(schema) and not file.columns:
        columns += [Column(name=name, path=(name,), kind=kind, limit=0) for name, kind in LAYOUT.items()]
    return columns


def _find(schema: Any, name: str) -> tuple[tuple[str, ...], Any]:  # noqa: ANN401 - pyarrow's types
    """Return where a column is and its type, None where there is none of the name."""
    if name in schema.names:
        return (name,), schema.types[schema.names.index(name)]
    first, *path = name.split(".")
    kind = schema.types[schema.names.index(first)] if path and first in schema.names else None
    for part in path:
        place = kind.get_field_index(part) if kind is not None and types.is_struct(kind) else -1
        kind = kind.field(place).type if kind is not None and place >= 0 else None
    return (first, *path), kind


def _labels(schema: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 - a pyarrow.Schema
    """Return the labels of a column, which datasets keeps in the table's metadata; none where it has none."""
    try:
        features = json.loads((schema.metadata or {})[b"huggingface"])["info"]["features"]
        labels = features[name]["names"] if features[name]["_type"] == "ClassLabel" else ()
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    return tuple(map(str, labels)) if isinstance(labels, list) else ()


def _names(schema: Any) -> str:  # noqa: ANN401 - a pyarrow.Schema
    """Return the names of the columns, and of what is in those that have fields."""
    return ", ".join(name for field in schema for name in _names_in(field))


def _names_in(field: Any) -> list[str]:  # noqa: ANN401 - a pyarrow.Field
    if not _has_fields(field.type):
        return [field.name]
    return [f"{field.name}.{field.type.field(place).name}" for place in range(field.type.num_fields)]


def _has_fields(kind: Any) -> bool:  # noqa: ANN401 - a pyarrow.DataType
    return bool(types.is_struct(kind) and kind.num_fields)


def _is_string(kind: Any) -> bool:  # noqa: ANN401 - a pyarrow.DataType
    return any(test(_stored(kind)) for test in STRINGS)


def _is_single(kind: Any) -> bool:  # noqa: ANN401 - a pyarrow.DataType
    return isinstance(kind, pa.UuidType) or any(test(_stored(kind)) for test in SINGLE)


def _stored(kind: Any) -> Any:  # noqa: ANN401 - a pyarrow.DataType
    """Return the type under an extension type, and that of a dictionary's values."""
    kind = getattr(kind, "storage_type", kind)
    return kind.value_type if types.is_dictionary(kind) else kind


def values_of(array: Any, column: Column) -> Iterator[Any]:  # noqa: ANN401 - a pyarrow.Array in, scalars out
    """Yield a column's Arrow scalars, of the field that the column's path leads to."""
    for scalar in array:
        for part in column.path[1:]:
            scalar = scalar[part] if scalar.is_valid else pa.NULL
        yield scalar


def article_of(scalars: tuple[Any, ...], columns: list[Column], file: InputFile, number: int) -> Article | ArticleError:
    """Return the article of a row, counted from 0, or the error that names it."""
    where = f"{file.shown}: row {number}"
    try:
        pairs = list(zip(columns, scalars, strict=True))
        row = {column.name: _plain(scalar, column, where) for column, scalar in pairs if column.limit}
        layout = {column.name: scalar for column, scalar in pairs if not column.limit}
        article = article_from_row(row, file, where, number, is_whole=bool(layout))
        return with_layout(article, layout, where) if layout else article
    except ArticleError as error:
        return error


def read_rows(found: Iterable[Article | ArticleError], file: InputFile, kind: str) -> Iterator[Article | ArticleError]:
    """Yield what is found in a table, an article or an error for each row; `kind` is `Arrow` or `Parquet`.

    Raises ArticleError when the table, or what is left of it from some row on, cannot be read, or has no rows.
    """
    number = 0
    try:
        for one in found:
            yield one
            number += 1
    except OSError as error:
        raise ArticleError(f"{_rest(file, number)}: cannot be read: {error.strerror or one_line(error)}") from error
    except (pa.ArrowException, ValueError, LookupError) as error:
        if isinstance(error, MemoryError):  # Arrow's own is both
            raise
        said = one_line(error).rstrip(".")
        raise ArticleError(f"{_rest(file, number)}: not a readable {kind} file: {said}; {AGAIN}") from error
    if not number:
        raise ArticleError(f"{file.shown}: the table has no rows")


def _rest(file: InputFile, number: int) -> str:
    """Return the file, with the first row that could not be reached."""
    return f"{file.shown}: row {number} and all after it" if number else file.shown


def _plain(scalar: Any, column: Column, where: str) -> Any:  # noqa: ANN401 - a scalar in, what Python makes of it out
    """Return the value as Python holds it, once it is known to be of a bearable length."""
    inner = scalar
    while isinstance(inner, (pa.DictionaryScalar, pa.ExtensionScalar)):
        inner = inner.value
    if isinstance(inner, pa.StringScalar) and inner.is_valid and (size := inner.as_buffer().size) > column.limit:
        raise ArticleError(f"{where}: `{column.name}` has {size:,} bytes; at most {column.limit:,} are read")
    try:
        value = scalar.as_py()
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where}: `{column.name}` is broken UTF-8 (byte {error.start})") from error
    except (ValueError, OverflowError, LookupError) as error:
        raise ArticleError(f"{where}: `{column.name}` has no value that can be written: {one_line(error)}") from error
    if column.labels and isinstance(value, int):
        return column.labels[value] if 0 <= value < len(column.labels) else None  # -1: no label
    return value


def one_line(thing: object) -> str:
    """Return one line of bearable length: type names and Arrow's messages can be as long as the file."""
    text = visible(" ".join(str(thing).split()))
    return text if len(text) <= MESSAGE else f"{text[:MESSAGE]}…"
