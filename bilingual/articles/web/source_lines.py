"""A page as it was written → one that trafilatura reads as its readers do.

trafilatura keeps the line breaks of the source behind `<br>`, `<sup>` and other elements inside of a paragraph, and
sets marks of notes as figures behind the word before: `le pont1`. Both are gone from the tree before it is asked.
"""

import re
from typing import Any

from lxml import etree

from bilingual.articles.web.html_marks import is_note_mark, tag_of, types_of

LINE_BREAK = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")
REFERENCE = re.compile(r"\b(?:reference|cite_virgule)\b")  # what MediaWiki calls marks and the commas between them
KEPT = frozenset(("pre", "textarea", "script", "style", "listing", "xmp"))


def wrap_plain_body(tree: Any) -> None:  # noqa: ANN401 - lxml has no types of its own
    """Say that the body is an article where it is that of a document, no page of a site: most of its text stands in it.

    Of what pandoc, LibreOffice and Word save, trafilatura would leave out headings and lists, for it looks for an
    article among menus.
    """
    body = next(tree.iter("body"), None)
    if body is None or next(body.iter("article", "main", "nav"), None) is not None:
        return
    holder = body[0] if len(body) == 1 and body[0].tag == "div" else body
    own = sum(_in_paragraphs(child) for child in holder if child.tag == "p")
    if not own or 2 * own < _in_paragraphs(body):
        return
    article = tree.makeelement("article")
    article.text, holder.text = holder.text, None
    article.extend(list(holder))
    holder.append(article)


def join_source_lines(tree: Any) -> None:  # noqa: ANN401
    """Make a blank of each line break of the source, but for those that a browser shows or that are no text."""
    inside = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            inside += element.tag in KEPT
            if element.text and not inside:
                element.text = _joined(element.text)
        else:
            inside -= element.tag in KEPT
            if element.tail and not inside:
                element.tail = _joined(element.tail)


def drop_note_marks(tree: Any) -> None:  # noqa: ANN401
    """Take out the marks of notes and what leads back from a note to its mark."""
    for element in list(tree.iter("a", "sup")):
        parent = element.getparent()
        if parent is not None and _is_mark(element, raised=parent.tag == "sup"):
            element.drop_tree()


def _in_paragraphs(root: Any) -> int:  # noqa: ANN401
    """Return the number of characters that stand in paragraphs, each once however they are nested."""
    characters = inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "p":
            inside += 1 if event == "start" else -1
        if inside:
            characters += len((element.text if event == "start" else element.tail) or "")
    return characters


def _is_mark(element: Any, *, raised: bool) -> bool:  # noqa: ANN401
    if element.tag == "sup":
        return REFERENCE.search(element.get("class") or "") is not None
    return is_note_mark(element, tag_of(element), types_of(element), raised)


def _joined(text: str) -> str:
    return LINE_BREAK.sub(" ", text) if "\n" in text or "\r" in text else text
