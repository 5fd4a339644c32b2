"""A page of HTML → its article, by trafilatura."""

from typing import Any

import trafilatura
from lxml.etree import LxmlError

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode_page
from bilingual.articles.input_file import InputFile
from bilingual.articles.rows import SURROGATE, short_field
from bilingual.errors import ArticleError

# What parsing any page at all has led to, or may, beside lxml's own errors: trafilatura documents none.
PARSER_ERRORS = (RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)


def read_html(file: InputFile) -> Article:
    """Return the article of a page, without menus. Raises ArticleError when there is none."""
    return article_of_page(file.read(), shown=file.shown, id=file.stem, path=file.name)


def article_of_page(
    content: bytes,
    *,
    shown: str,
    id: str,
    path: str,
    url: str | None = None,
    date: str | None = None,
    charset: str | None = None,
) -> Article:
    """Return the article of a page's bytes, wherever they come from.

    `shown` begins every message. `url`, `date` (ISO 8601) and `charset` are what is known of the page beside it: its
    address, which the page's own canonical one replaces, when it was fetched, for a page that says no date itself, and
    the charset of its HTTP header. Raises ArticleError when there is no article in it.
    """
    decoded = decode_page(content, shown, charset)
    page = _extract(decoded.text, shown)
    fields = {
        "title": page.title,
        "date": page.date or date,
        "publisher": page.sitename or page.hostname,
        "url": page.url or url,
    }
    given = {key: short_field(value, key, shown) for key, value in fields.items()}
    notes = (*((decoded.note,) if decoded.note else ()), "text extracted from HTML")
    return Article(
        id=id,
        text=SURROGATE.sub("\ufffd", page.text),
        title=given["title"],
        date=given["date"],
        publisher=given["publisher"],
        url=given["url"],
        path=path,
        encoding=decoded.encoding,
        notes=notes,
        extracted=True,
    )


def _extract(text: str, shown: str) -> Any:  # noqa: ANN401 - trafilatura's own class
    """Return what trafilatura finds in a page."""
    try:
        page = trafilatura.bare_extraction(text, include_comments=False, with_metadata=True)
    except (*PARSER_ERRORS, LxmlError) as error:
        what = " ".join(f"{type(error).__name__} {error}".split())
        raise ArticleError(f"{shown}: this page cannot be read as HTML: {what}") from error
    if page is None or not (page.text or "").strip():
        raise ArticleError(f"{shown}: no article text found in this page")
    return page
