"""Bytes or strings of HTML and XHTML → a tree of lxml, of which nothing is lost and in which nothing is fetched."""

import re
from html.entities import html5
from typing import Any

import lxml.html
from lxml import etree

from bilingual.articles.decoding import decode_page
from bilingual.articles.packages import parse_xml
from bilingual.errors import ArticleError

DEEPEST = 2_048  # elements in each other that libxml2 reads; what is deeper it would drop without a word
NOT_WELL_FORMED = "read as HTML, for its XHTML is not well-formed"
XML_NAMES = {b"amp", b"lt", b"gt", b"quot", b"apos"}
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
FIRST_ELEMENT = re.compile(rb"<[A-Za-z]")
# XHTML's short form of an element without content, which HTML takes for a begin without an end.
SELF_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([A-Za-z][\w:-]{0,40})"
    r"((?:\s[^<>]{0,2000})?)/>",
    re.IGNORECASE,
)


def parse_html(source: str, shown: str) -> Any:  # noqa: ANN401 - lxml has no types of its own
    """Return the root of HTML, complete or a part of a page, however it is made.

    Raises ArticleError for what is nested deeper than `DEEPEST`, or holds no element and no text.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    content = source.encode("utf-8", "replace")
    try:
        root = lxml.html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(f"{shown}: no text in this HTML: {' '.join(str(error).split())}") from error
    if is_cut(parser):
        raise ArticleError(f"{shown}: elements nested deeper than {DEEPEST:,}; save the text in a simpler form")
    return root


def is_cut(parser: Any) -> bool:  # noqa: ANN401
    """Return whether a parser left what it read last before the end, for its nesting."""
    last = parser.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def parse_xhtml(content: bytes, shown: str) -> tuple[Any, str | None]:
    """Return the root of a chapter and a note where that is no well-formed XHTML: then it is read as HTML is.

    HTML's named characters (`&nbsp;`) are known without a DTD. Raises ArticleError for what declares entities, is no
    text, or is nested too deep.
    """
    first = FIRST_ELEMENT.search(content)
    if b"<!ENTITY" in content[: first.start() if first else len(content)]:
        raise ArticleError(f"{shown}: its XML declares entities, which no document needs")
    try:
        return parse_xml(with_numbers(content), shown), None
    except ArticleError:
        decoded = decode_page(content, shown)
        whole = SELF_CLOSED.sub(r"<\1\2></\1>", decoded.text)
        return parse_html(whole, shown), NOT_WELL_FORMED


def with_numbers(content: bytes) -> bytes:
    """Return XML in which HTML's named characters are numbers, which need no DTD; other names stay."""
    return NAMED.sub(_numbered, content)


def _numbered(found: re.Match[bytes]) -> bytes:
    name = found[1]
    signs = None if name in XML_NAMES else html5.get(f"{name.decode('ascii')};")
    return "".join(f"&#{ord(sign)};" for sign in signs).encode("ascii") if signs else found[0]
