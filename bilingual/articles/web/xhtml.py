"""A tree of HTML or XHTML → the text that its reader reads, paragraph by paragraph: chapters and entries of feeds.

Web pages are not read by this, for they have menus around their article. Semantics: HTML Living Standard; EPUB 3
Structural Semantics Vocabulary 1.1; Digital Publishing WAI-ARIA Module 1.0 (its roles are the same words after `doc-`).
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from bilingual.articles.extracted import ExtractedText
from bilingual.articles.languages import language_code
from bilingual.articles.left_out import TABLES
from bilingual.articles.web.html_marks import is_note_mark, is_page_number, left_out, tag_of, types_of, words_of_picture
from bilingual.articles.web.list_numbers import ListNumbers
from bilingual.segmenter.kinds import LONGEST_TITLE

_BLOCKS_WORDS = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td
tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_WORDS.split())
KINDS = {"figcaption": "caption", "caption": "caption"} | dict.fromkeys(("li", "td", "th", "dt", "dd"), "sentence")
HEADING = re.compile(r"h[1-6]")
NOTES = frozenset(("footnote", "endnote", "rearnote"))
BLANKS = re.compile(r"[ \t\n\r\f]+")  # what a browser shows as one blank: no-break spaces are none of them
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters without a shape of their own; and what Windows-1252 has where Unicode has controls, as browsers read it.
SHAPES = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x2060, 0xFEFF)) | {
    byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0xA0)
}
SHAPES |= dict.fromkeys(map(ord, "\t\n\r\f"), " ")
SHAPELESS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff]")


def browser_line(text: str) -> str:
    """Return text as a browser shows it on one line: no-break spaces stay, other blanks are one."""
    return BLANKS.sub(" ", text.translate(SHAPES) if SHAPELESS.search(text) else text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the reader is: what holds for the text there."""

    kind: str | None = None
    level: str = ""  # of a heading: h1 to h6
    language: str | None = None
    raised: bool = False
    kept_lines: bool = False
    in_figure: bool = False
    numbers: ListNumbers | None = None


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph as they grow; the captions that come after it."""

    lines: list[list[str]] = field(default_factory=lambda: [[]])
    captions: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        """Return the lines, each as a browser shows it, and begin anew."""
        lines, self.lines = self.lines, [[]]
        return [browser_line("".join(line)) for line in lines]

    @property
    def begun(self) -> bool:
        """Whether there is a word in it."""
        return any(piece and not piece.isspace() for line in self.lines for piece in line)


def read_tree(root: Any, page: ExtractedText, language: str | None = None) -> str | None:  # noqa: ANN401
    """Add what is read in a tree; return the language that it declares, else `language`, its document's."""
    reader = _TreeReader(page, language)
    reader.read(root)
    return reader.language


class _TreeReader:
    """Walks through a tree without recursion, so that no nesting ends it."""

    def __init__(self, page: ExtractedText, language: str | None) -> None:
        self.page, self.language = page, language
        self.paragraph = _Paragraph()
        self.place = _Place(language=language)
        self.around: list[_Place | None] = []  # None for an element that is left out
        self.later: deque[Any] = deque()  # notes written in the middle of a sentence
        self.number = ""  # of a list's item, before its text
        self.shown: set[str] = set()  # captions of the figure at hand

    def read(self, root: Any) -> None:  # noqa: ANN401
        """Read all of it, then the notes that would have cut a sentence."""
        self._walk(root)
        while self.later:
            self.place = _Place(language=self.language)
            self._walk(self.later.popleft())

    def _walk(self, root: Any) -> None:  # noqa: ANN401
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if not self._begin(element, root):
                    walker.skip_subtree()
            else:
                self._end(element)
                if element is not root and element.tail:
                    self._add(element.tail)
        self._close()

    def _begin(self, element: Any, root: Any) -> bool:  # noqa: ANN401
        """Go into an element; return whether there is anything to read in it."""
        tag, types = tag_of(element), types_of(element)
        block = tag in BLOCKS or not types.isdisjoint(NOTES)
        self.around.append(None)
        if not types.isdisjoint(NOTES) and element is not root and self.paragraph.begun:
            self.later.append(element)
            return False
        if block:
            self._close()
        if is_page_number(element, types) or is_note_mark(element, tag, types, self.place.raised):
            return False
        what = left_out(element, tag, types, tag in BLOCKS)
        if what is not None:
            if what:
                self.page.counts[what] += 1
            return False
        self.around[-1] = self.place
        self.place = self._place(element, tag)
        self._mark(element, tag)
        if element.text:
            self._add(element.text)
        return True

    def _place(self, element: Any, tag: str) -> _Place:  # noqa: ANN401
        """Return the place in an element."""
        changes: dict[str, Any] = {}
        if HEADING.fullmatch(tag):
            changes = {"kind": "title", "level": tag}
        elif tag in KINDS:
            changes = {"kind": KINDS[tag], "level": ""}
        elif tag in ("sup", "pre", "figure"):
            changes = {{"sup": "raised", "pre": "kept_lines", "figure": "in_figure"}[tag]: True}
        elif tag in ("ol", "ul", "menu", "dir"):
            changes = {"numbers": ListNumbers.of(element) if tag == "ol" else None}
        declared = element.get(XML_LANG) or element.get("lang")
        if declared and tag in BLOCKS:
            changes["language"] = language_code(declared)
            if tag in ("html", "body"):
                self.language = changes["language"] = changes["language"] or self.language
        return replace(self.place, **changes) if changes else self.place

    def _mark(self, element: Any, tag: str) -> None:  # noqa: ANN401
        """Take what an element stands for beside its text."""
        if tag == "br":
            self.paragraph.lines.append([])
        elif tag == "img":
            self.paragraph.captions.extend(words_of_picture(element))
        elif tag == "li" and self.place.numbers and types_of(element).isdisjoint(NOTES):
            self.number += self.place.numbers.next(element)
        elif tag == "table" and element.get("role") != "presentation":
            self.page.counts[TABLES] += 1

    def _end(self, element: Any) -> None:  # noqa: ANN401
        before = self.around.pop()
        if before is None:
            return
        tag = tag_of(element)
        if tag in BLOCKS or not types_of(element).isdisjoint(NOTES):
            self._close()
        if tag == "li":
            self.number = ""
        self.place = before
        if tag == "figure" and not before.in_figure:
            self._add_captions()
            self.shown.clear()

    def _add(self, text: str) -> None:
        first, *rest = text.split("\n") if self.place.kept_lines else (text,)
        self.paragraph.lines[-1].append(first)
        self.paragraph.lines.extend([line] for line in rest)

    def _close(self) -> None:
        """Add the paragraph that ends here."""
        place = self.place
        lines = [line for line in (line.strip() for line in self.paragraph.take()) if line]
        if lines:
            kind = None if place.level and sum(map(len, lines)) > LONGEST_TITLE else place.kind
            if place.level in ("h1", "h2", "h3") and kind and self.page.title is None:
                self.page.title = " ".join(lines)
            if place.in_figure:
                self.shown.add(" ".join(lines))
            self.page.add([self.number + lines[0], *lines[1:]], kind, self._other_language())
            self.number = ""
        if not place.in_figure:
            self._add_captions()

    def _add_captions(self) -> None:
        """Add the words of the pictures but for those that stand below them too."""
        captions, self.paragraph.captions = self.paragraph.captions, []
        for caption in self._new(captions):
            self.page.add([caption], "caption", self._other_language())

    def _new(self, captions: list[str]) -> Iterator[str]:
        for caption in captions:
            line = browser_line(caption).strip()
            if line and line not in self.shown:
                yield line

    def _other_language(self) -> str | None:
        return self.place.language if self.place.language != self.language else None
