"""A line of JSON or a row of a table → an article."""

import re
from collections.abc import Mapping
from typing import Any

from bilingual.articles.article import FIELD_CHARACTERS, Article
from bilingual.articles.languages import language_code
from bilingual.articles.metadata import read_metadata
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

FIELDS = ("title", "date", "publisher", "url", "author", "language")
SHOWN_KEYS = 200
SURROGATE = re.compile("[\ud800-\udfff]")


def article_from_row(row: Mapping[str, Any], where: str, fallback_id: str, name: str) -> Article:
    """Return the article of a row with a `text` and, if given, an `id` and `FIELDS`, which win over what the text says.

    Raises ArticleError, with `where`, for a row without text and for a field that is no single, short value.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text or text.isspace():
        raise ArticleError(f"{where}: `text` is missing, empty or not a string{_keys(row)}")
    notes: tuple[str, ...] = ()
    if SURROGATE.search(text):
        # One replacement character for one surrogate, so that offsets stay what they were.
        text, notes = SURROGATE.sub("\ufffd", text), ("unpaired surrogates replaced by U+FFFD",)
    found = read_metadata(text)
    given = {key: _field(row, key, where) for key in ("id", *FIELDS)}
    return Article(
        id=given["id"] or fallback_id, text=text, title=given["title"] or found.title, date=given["date"] or found.date,
        publisher=given["publisher"] or found.publisher, url=given["url"], author=given["author"],
        language=language_code(given["language"]), path=name, encoding="utf-8", notes=notes,
    )  # fmt: skip


def _keys(row: Mapping[str, Any]) -> str:
    """Name the keys that there are, where the text may stand under another."""
    if "text" in row:
        return ""
    names = visible(" ".join(f"`{key}`" for key in row))
    return f"; the keys are {names[:SHOWN_KEYS]}{'…' if len(names) > SHOWN_KEYS else ''}" if names else "; it is {}"


def _field(row: Mapping[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, (dict, list)):
        raise ArticleError(f"{where}: `{key}` must be a single value, not a {type(value).__name__}")
    return short_field(str(value), key, where)


def short_field(value: str | None, key: str, where: str) -> str | None:
    """Return a field without blanks around it, None when nothing is left. Raises ArticleError for one too long."""
    if value and len(value) > FIELD_CHARACTERS:
        raise ArticleError(f"{where}: `{key}` has {len(value):,} characters; at most {FIELD_CHARACTERS:,} are read")
    return SURROGATE.sub("\ufffd", value or "").strip() or None
