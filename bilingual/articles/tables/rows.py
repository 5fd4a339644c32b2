"""A line of JSON or a row of a table → an article."""

from collections.abc import Iterable, Mapping
from typing import Any

from bilingual.articles.article import Article
from bilingual.articles.columns import ADVICE, FIELDS, column_names, value_at
from bilingual.articles.fields import SURROGATE, short_field, without_surrogates
from bilingual.articles.input_file import InputFile
from bilingual.articles.languages import language_code
from bilingual.articles.metadata import Metadata, read_metadata
from bilingual.articles.stream_decoding import UTF8, Charset
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

SHOWN_KEYS = 200


def article_from_row(
    row: Mapping[str, Any], file: InputFile, where: str, number: int, charset: Charset = UTF8, *, is_whole: bool = False
) -> Article:
    """Return the article of a row with a text and, if given, an id and `FIELDS`, which win over what the text says.

    Their columns have the names that the file's `columns` give. A row that `is_whole` was an article before: what it
    lacks the text was asked for then. Raises ArticleError, with `where`, for a row without
    text and for a field that is no single, short value.
    """
    names = column_names(file.columns)
    text = value_at(row, names["text"])
    if not isinstance(text, str) or not text or text.isspace():
        raise ArticleError(f"{where}: `{names['text']}` is missing, empty or not a string{_keys(row, names['text'])}")
    notes = (charset.note,) if charset.note else ()
    if SURROGATE.search(text):
        text, notes = without_surrogates(text), (*notes, "unpaired surrogates replaced by U+FFFD")
    found = Metadata(None, None, None) if is_whole else read_metadata(text)
    given = {field: _field(row, names.get(field), where) for field in ("id", *FIELDS)}
    return Article(
        id=given["id"] or f"{file.stem}-{number}", text=text, title=given["title"] or found.title,
        date=given["date"] or found.date, publisher=given["publisher"] or found.publisher, url=given["url"],
        author=given["author"], language=language_code(given["language"]), path=file.name, encoding=charset.encoding,
        notes=notes,
    )  # fmt: skip


def _keys(row: Mapping[str, Any], name: str) -> str:
    """Name the keys that there are, where the text may stand under another."""
    if name in row:
        return ""
    return f"; the keys are {shown_names(row)}; {ADVICE}" if row else "; it is {}"


def shown_names(names: Iterable[str]) -> str:
    """Return names of columns as a message shows them: on one line of bearable length."""
    shown = visible(" ".join(f"`{name}`" for name in names))
    return f"{shown[:SHOWN_KEYS]}…" if len(shown) > SHOWN_KEYS else shown


def _field(row: Mapping[str, Any], name: str | None, where: str) -> str | None:
    value = value_at(row, name) if name else None
    if value is None:
        return None
    if isinstance(value, (dict, list)):
        raise ArticleError(f"{where}: `{name}` must be a single value, not a {type(value).__name__}")
    return short_field(str(value), name or "", where)
