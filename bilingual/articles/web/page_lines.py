"""What a page says of the lines that trafilatura takes from it: headings, items, parts in another language."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from trafilatura.xml import xmltotxt

from bilingual.articles.extracted import ExtractedText
from bilingual.articles.web.xhtml import read_tree
from bilingual.segmenter.kinds import LONGEST_TITLE

KINDS = {"head": "title", "item": "sentence", "cell": "sentence"}  # trafilatura's names, which are those of TEI
SIGNS = (0x12000, 0x12400)  # cuneiform: a letter that no page is written in, and printable, for others are dropped
HEADINGS_IN = ("item", "cell")  # flattened: the heading is a part of the line


def marked_lines(body: Any, text: str) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - lxml has no types of its own
    """Yield where a line of a page's text begins that is a heading, an item or a row, with its kind.

    The elements are signed, the text is made again as trafilatura makes it, and the signs are looked for in it. Where
    that text is another but for them, no line is marked.
    """
    signs = {chr(code): kind for code, kind in zip(_unused(text), ("title", "sentence"), strict=False)}
    if len(signs) < len(SIGNS):
        return
    by_kind = {kind: sign for sign, kind in signs.items()}
    for element in body.iter(*KINDS):
        if element.tag != "head" or not any(True for _ in element.iterancestors(*HEADINGS_IN)):
            _sign(element, by_kind[KINDS[element.tag]])
    signed = xmltotxt(body, include_formatting=False)
    unsigned = dict.fromkeys(map(ord, signs))
    if signed.translate(unsigned) != text:
        return
    start = 0
    for line in signed.split("\n"):
        plain = line.translate(unsigned)
        kind = signs.get(line.lstrip()[:1]) or ("sentence" if by_kind["sentence"] in line else None)
        if kind and plain.strip() and (kind != "title" or len(plain) <= LONGEST_TITLE):
            yield start + len(plain) - len(plain.lstrip()), kind
        start += len(plain) + 1


def lines_in_others(tree: Any, text: str, language: str | None) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    """Yield where a line of a page's text begins that the page declares to be in another language, with that.

    They are known by their words, for trafilatura keeps no `lang`: a line that stands in two languages is in neither.
    """
    if not any(element.get("lang") for element in tree.iter() if element.tag not in ("html", "body")):
        return
    page = ExtractedText()
    read_tree(tree, page, language)
    declared = dict(page.languages)
    others: dict[str, str | None] = {}
    for start, line in _lines(page.text):
        code = declared.get(start)
        others[line] = code if others.get(line, code) == code else None
    for start, line in _lines(text):
        words = line.removeprefix("- ")
        if code := others.get(" ".join(words.split())):
            yield start, code


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start + len(line) - len(line.lstrip()), line.strip()
        start += len(line) + 1


def _unused(text: str) -> Iterator[int]:
    """Yield two signs that are not in the text."""
    letters = set(text)
    for first in SIGNS:
        for code in range(first, first + 0x100):
            if chr(code) not in letters:
                yield code
                break


def _sign(element: Any, sign: str) -> None:  # noqa: ANN401
    """Put a sign before the first word of an element."""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        name = "text" if event == "start" else "tail"
        words = getattr(part, name) if name == "text" or part is not element else None
        if words and not words.isspace():
            blanks = len(words) - len(words.lstrip())
            setattr(part, name, f"{words[:blanks]}{sign}{words[blanks:]}")
            return
