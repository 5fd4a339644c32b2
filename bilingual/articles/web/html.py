"""A page of HTML → its article, by trafilatura."""

from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml.etree import LxmlError
from trafilatura.utils import HTML_PARSER, load_html

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode_page
from bilingual.articles.fields import is_web, short_field, without_surrogates
from bilingual.articles.input_file import InputFile
from bilingual.articles.languages import language_code
from bilingual.articles.parser_errors import PARSER_ERRORS, told
from bilingual.articles.web.html_marks import UNTRANSLATED
from bilingual.articles.web.html_trees import is_cut, parse_html
from bilingual.articles.web.json_ld import read_json_ld
from bilingual.articles.web.page_lines import lines_in_others, marked_lines
from bilingual.articles.web.source_lines import drop_note_marks, join_source_lines, wrap_plain_body
from bilingual.articles.web.xhtml import BLOCKS
from bilingual.errors import ArticleError


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
    charset: str | None = None,
) -> Article:
    """Return the article of a page's bytes, wherever they come from.

    `shown` begins every message. `url` and `charset` are what is known of the page beside it: its address, which
    the page's own canonical one replaces, and the charset of its HTTP header. Raises ArticleError when there is no
    article in it.
    """
    decoded = decode_page(content, shown, charset)
    tree = _parse(decoded.text, shown)
    language = language_code(tree.get("lang") or tree.get("xml:lang"))
    said = read_json_ld(tree)
    untranslated = _without_untranslated(tree)
    wrap_plain_body(tree)
    drop_note_marks(tree)
    join_source_lines(tree)
    page = _extract(tree, shown, f", only {untranslated[0]}" if untranslated else "")
    canonical = page.url if is_web(page.url or "") else None
    fields = {
        "title": page.title,
        "date": page.date or said.get("date"),
        "publisher": page.sitename or said.get("publisher") or page.hostname or _host(url),
        "url": canonical or url,
        "author": page.author or said.get("author"),
    }
    given = {key: short_field(value, key, shown) for key, value in fields.items()}
    text = without_surrogates(page.text)
    return Article(
        id=id,
        text=text,
        title=given["title"],
        date=given["date"],
        publisher=given["publisher"],
        url=given["url"],
        author=given["author"],
        language=language,
        path=path,
        encoding=decoded.encoding,
        notes=(*((decoded.note,) if decoded.note else ()), "text extracted from HTML", *untranslated),
        extracted=True,
        marked=tuple(marked_lines(page.body, page.text)),
        languages=tuple(lines_in_others(tree, text, language)),
    )


def _parse(text: str, shown: str) -> Any:  # noqa: ANN401 - lxml has no types of its own
    """Return a page as trafilatura parses it, but for one so deep that it would read only its beginning."""
    try:
        tree = load_html(text)
        if is_cut(HTML_PARSER):
            tree = parse_html(text, shown)
    except (*PARSER_ERRORS, LxmlError) as error:
        raise _unreadable(error, shown) from error
    if tree is None:
        raise ArticleError(f"{shown}: no article text found in this page")
    return tree


def _without_untranslated(tree: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Take out the blocks that the page says are not to be translated; return the note that counts them."""
    blocks = [
        element
        for element in tree.iter("*")
        if (element.get("translate") or "").strip().lower() == "no" and element.tag in BLOCKS
    ]
    for element in blocks:
        if element.getparent() is None:
            element.clear()
        else:
            element.drop_tree()
    return (f"{UNTRANSLATED}: {len(blocks):,}",) if blocks else ()


def _extract(tree: Any, shown: str, left_out: str) -> Any:  # noqa: ANN401 - trafilatura's own class
    """Return what trafilatura finds in a page."""
    try:
        page = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True)
    except (*PARSER_ERRORS, LxmlError) as error:
        raise _unreadable(error, shown) from error
    if page is None or not (page.text or "").strip():
        raise ArticleError(f"{shown}: no article text found in this page{left_out}")
    return page


def _unreadable(error: Exception, shown: str) -> ArticleError:
    return ArticleError(f"{shown}: this page cannot be read as HTML: {told(error)}")


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
