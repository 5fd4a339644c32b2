"""The options that say which columns of a table hold the fields of an article."""

from typing import Annotated

import typer

from bilingual.errors import UsageError

TextColumn = Annotated[
    str | None,
    typer.Option(
        "--text-column",
        metavar="NAME",
        help="The column with the text, of tables; translation.fr is fr in translation.",
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="The column with the id, title, date, publisher, url, author or language; `id=` reads none.",
    ),
]


def parse_columns(text_column: str | None, columns: list[str] | None) -> dict[str, str]:
    """Return each field's column. Raises UsageError for what is no FIELD=NAME, and for a field that is named twice."""
    named = [] if text_column is None else [("text", text_column)]
    for given in columns or ():
        field, sign, name = given.partition("=")
        if not sign:
            raise UsageError(f"--column {given}: write FIELD=NAME, such as title=titre")
        named.append((field.strip(), name.strip()))
    for number, (field, name) in enumerate(named):
        if field in dict(named[:number]):
            raise UsageError(f"--column {field}={name}: the column of `{field}` is named twice")
    return dict(named)
