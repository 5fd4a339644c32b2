"""A Markdown file → its article, by markdown-it-py: what a reader of the page reads, one paragraph a line."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import InputFile
from bilingual.articles.left_out import CODE, TABLES
from bilingual.articles.markdown.dialects import to_commonmark
from bilingual.articles.markdown.front_matter import read_front_matter
from bilingual.articles.markdown.indents import undent_text
from bilingual.articles.markdown.inline import Words, read_words
from bilingual.articles.markdown.markup import without_hidden
from bilingual.errors import ArticleError
from bilingual.segmenter.kinds import LONGEST_TITLE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTING = 150  # quotations and lists in each other; beyond, the parser would drop what they hold
MARKERS = re.compile(r"^(?:[ \t]*+(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))){60,}+", re.MULTILINE)
TASK = re.compile(r"\A\[[ xX]\]\s+")
ANCHOR = re.compile(r"\s*\{[#.:][^{}]{0,200}\}\Z")
TOO_DEEP = "nested too deep for Markdown, read as plain text"


def read_markdown(file: InputFile) -> Article:
    """Return the article of a Markdown file. Raises ArticleError when it holds no text."""
    decoded = decode(file.read(), file.shown)
    head = read_front_matter(decoded.text)
    page = read_page(decoded.text[head.body :])
    if not page:
        raise ArticleError(f"{file.shown}: no text in this Markdown file, only {page.left_out or 'marks'}")
    notes = filter(None, (decoded.note, "text extracted from Markdown", head.note))
    return extracted_article(file, page, head.fields, encoding=decoded.encoding, notes=notes)


def read_page(source: str) -> "Page":
    """Read Markdown without front matter. Any string is Markdown."""
    page = Page()
    try:
        page.add_source(source)
    except RecursionError:
        page = Page()
        page.add(source.split("\n"))
        page.counts[TOO_DEEP] += 1
    return page


@lru_cache(maxsize=2)
def _blocks(inside_html: bool) -> "MarkdownIt":
    """Return the parser of blocks, which leaves what is in them as it stands."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}).enable("table")
    return parser.disable(["inline", "html_block", "code"] if inside_html else ["inline"])


@lru_cache(maxsize=1)
def _spans() -> "MarkdownIt":
    """Return the parser of what is in a block: not so deep, because each level looks at all the rest again."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("strikethrough")


class Page(ExtractedText):
    """The text of a page of Markdown as it grows."""

    def add_source(self, source: str, inside_html: bool = False) -> None:
        """Add what Markdown holds."""
        source = to_commonmark(source.replace("\r\n", "\n").replace("\r", "\n"), self.counts)
        source = "\n".join(undent_text(MARKERS.sub("", source).split("\n")))
        _Reader(self, source).read(inside_html)


class _Reader:
    """Reads the blocks of one source into a page."""

    def __init__(self, page: Page, source: str) -> None:
        self.page, self.lines = page, source.split("\n")
        self.source = source
        self.definitions: dict[str, Any] = {}  # of links, as the parser keeps them
        self.number = ""  # of a list's item, before its text

    def read(self, inside_html: bool) -> None:
        """Read the blocks in order."""
        around: list[Token] = []
        for token in _blocks(inside_html).parse(self.source, self.definitions):
            if token.type == "inline":
                self._inline(token, around)
            elif token.type == "html_block":
                self._html(token.content)
            elif token.type in ("fence", "code_block"):
                self._code(token, inside_html)
            elif token.nesting > 0:
                around.append(token)
                self._open(token)
            elif token.nesting < 0:
                around.pop()
                self._close(token)

    def _open(self, token: "Token") -> None:
        if token.type == "list_item_open" and token.info:
            self._close(token)
            self.number = f"{token.info}{token.markup} "
        elif token.type == "table_open":
            self.page.counts[TABLES] += 1

    def _close(self, token: "Token") -> None:
        """Write a number that has nothing behind it as text."""
        if token.type.startswith("list_item") and self.number:
            self.page.add([self.number])
            self.number = ""

    def _inline(self, token: "Token", around: Sequence["Token"]) -> None:
        (spans,) = _spans().parseInline(token.content, self.definitions)
        words = read_words(spans.children or (), self.page.counts)
        kind, lines = self._item_kind(around), words.lines
        if around and around[-1].type == "heading_open":
            kind, lines = self._heading(around[-1], words)
        elif lines:
            lines = [TASK.sub("", lines[0], count=1) if len(around) > 1 else lines[0], *lines[1:]]
        if lines and self.number:
            lines, self.number = [self.number + lines[0], *lines[1:]], ""
        self.page.add(lines, kind)
        for caption in words.captions:
            self.page.add([caption], "caption")

    def _item_kind(self, around: Sequence["Token"]) -> str | None:
        """Return the kind of an item or a cell, which is no title, however short it is."""
        inside = any(token.type in ("list_item_open", "td_open", "th_open") for token in around[-2:])
        return "sentence" if inside else None

    def _heading(self, token: "Token", words: Words) -> tuple[str | None, list[str]]:
        line = ANCHOR.sub("", " ".join(words.lines))
        underlined = not token.markup.startswith("#")
        if len(line) > LONGEST_TITLE or (underlined and line.endswith(".")):
            return None, words.lines  # a paragraph with a rule below it
        if token.tag == "h1" and self.page.title is None and line:
            self.page.title = line
        return "title", [line]

    def _code(self, token: "Token", inside_html: bool) -> None:
        if token.type == "fence" and not self._is_closed(token):
            self.page.add_source(token.content, inside_html)  # a line of marks across a text
        else:
            self.page.counts[CODE] += 1

    def _is_closed(self, token: "Token") -> bool:
        last = self.lines[token.map[1] - 1] if token.map and token.map[1] - 1 > token.map[0] else ""
        return last.lstrip(" \t>").startswith(token.markup)

    def _html(self, content: str) -> None:
        rest = without_hidden(content, self.page.counts)
        if rest.strip():
            self.page.add_source(rest, inside_html=True)
