"""Under which names the fields of an article stand in a table: their own, or those that the user gives."""

from collections.abc import Mapping
from typing import Any

from bilingual.errors import UsageError
from bilingual.text.nearest import advise

FIELDS = ("title", "date", "publisher", "url", "author", "language")
ALL_FIELDS = ("id", "text", *FIELDS)
ADVICE = "name the one with the text: --text-column NAME"


def check_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the columns, field → name, in the order of the fields. Raises UsageError for a field that is none."""
    if unknown := [field for field in columns if field not in ALL_FIELDS]:
        given = f"--column {unknown[0]}={columns[unknown[0]]}"
        raise UsageError(f"{given}: no field `{unknown[0]}`; {advise(unknown[0], ALL_FIELDS)}")
    if columns.get("text") == "":
        raise UsageError("--text-column is empty; name the column with the text")
    return {field: columns[field] for field in ALL_FIELDS if field in columns}


def column_names(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each field's column; a field whose column is named by nothing (`id=`) is not read."""
    names = {field: columns.get(field, field) for field in ALL_FIELDS}
    return {field: name for field, name in names.items() if name}


def value_at(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - whatever the row holds
    """Return the value of a column, None where the row has none; `translation.fr` reaches into `translation`."""
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
