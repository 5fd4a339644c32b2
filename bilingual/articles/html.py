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
    """Return the article of a page, without menus. Raises ArticleError when there is none, or no trafilatura."""
    decoded = decode_page(file.read(), file.shown)
    page = _extract(decoded.text, file.shown)
    fields = {"title": page.title, "date": page.date, "publisher": page.sitename or page.hostname, "url": page.url}
    given = {key: short_field(value, key, file.shown) for key, value in fields.items()}
    notes = (*((decoded.note,) if decoded.note else ()), "text extracted from HTML")
    return Article(
        id=file.stem,
        text=SURROGATE.sub("\ufffd", page.text),
        title=given["title"],
        date=given["date"],
        publisher=given["publisher"],
        url=given["url"],
        path=file.name,
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
