"""The content of an OpenDocument text → its paragraphs, in the order in which they are read: ODF 1.3 part 3."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.articles.left_out import COMMENTS, FORMULAS, TABLES
from bilingual.articles.office.flow import Flow
from bilingual.articles.office.left_out import (
    CONTENTS,
    CONTENTS_LINES,
    DELETED,
    DESCRIPTIONS,
    EMBEDDED,
    HIDDEN,
    PLACEHOLDERS,
)
from bilingual.articles.office.odt_styles import OdtStyles
from bilingual.articles.office.pictures import caption_of
from bilingual.articles.office.xml_events import value_of
from bilingual.segmenter.kinds import LONGEST_TITLE

# What is no text of the document, or what stands in it already; counted where it has a name.
LEFT_OUT = {
    "text:tracked-changes": "", "office:annotation": COMMENTS, "text:note-citation": "", "text:number": "",
    "text:table-of-content": CONTENTS, "text:alphabetical-index": CONTENTS, "text:illustration-index": CONTENTS,
    "text:table-index": CONTENTS, "text:object-index": CONTENTS, "text:user-index": CONTENTS,
    "text:bibliography-source": "", "text:ruby-text": "", "office:forms": "", "text:placeholder": PLACEHOLDERS,
    "math:math": FORMULAS, "table:covered-table-cell": "", "text:hidden-text": HIDDEN, "text:script": "",
    "office:event-listeners": "", "office:scripts": "", "office:font-face-decls": "", "table:desc": "",
    "table:title": "",
}  # fmt: skip
NOTE = "text:note-body"


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph is, by its element and its style."""

    kind: str | None
    is_title: bool = False
    hidden: bool = False
    in_contents: bool = False


class OdtText:
    """Hears the events of `content.xml`: first its styles, then the text."""

    def __init__(self, flow: Flow, styles: OdtStyles, counts: Counter[str]) -> None:
        self.flow, self.styles, self.counts = flow, styles, counts
        self.title: str | None = None
        self.body = ""  # what the document is: `text`, or a `spreadsheet`
        self._depth = self._skipped = 0  # the latter: how deep the element lies that is left out
        self._paragraphs: list[_Paragraph] = []
        self._spans: list[bool] = []  # whether each is hidden
        self._around = Counter[str]()  # the lists, cells and notes that are open
        self._description: list[str] | None = None
        self._told = False
        self._opening = {
            "text:p": self._open_paragraph, "text:h": self._open_heading, "text:span": self._open_span,
            "text:s": self._add_blank, "text:tab": self._add_blank, "text:line-break": self._break,
            "text:hidden-paragraph": self._hide_paragraph, "text:section": self._open_section,
            "svg:title": self._open_description, "svg:desc": self._open_description, "draw:object": self._count_object,
            "draw:object-ole": self._count_object,
        }  # fmt: skip
        self._closing = {
            "text:p": self._close_paragraph, "text:h": self._close_paragraph, "text:span": self._close_span,
            "svg:title": self._close_description, "svg:desc": self._close_description,
        }  # fmt: skip

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        self._depth += 1
        if name == "text:deletion":
            self.counts[DELETED] += 1
        if self._skipped:
            return
        if name.startswith("style:"):
            self.styles.start(name, attributes)
        elif name in LEFT_OUT:
            self._skip(LEFT_OUT[name])
        elif name in ("text:list", "table:table-cell", NOTE):
            self._around[name] += 1
        elif name == "table:table":
            self.counts[TABLES] += 1
        elif name in self._opening:
            self._opening[name](attributes)
        elif self._depth == 3 and name.startswith("office:"):  # office:document-content, office:body, office:text
            self.body = name.removeprefix("office:")

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        depth, self._depth = self._depth, self._depth - 1
        if self._skipped:
            if self._skipped == depth:
                self._skipped = 0
            return
        if name.startswith("style:"):
            self.styles.end(name)
        elif name in self._around:
            self._around[name] -= 1
        elif name in self._closing:
            self._closing[name]()

    def data(self, text: str) -> None:
        """Hear characters, which are text wherever a paragraph is open."""
        if self._skipped:
            return
        if self._description is not None:
            self._description.append(text)
        elif not self._is_hidden():
            self.flow.add(text)
        elif text.strip() and not self._told:
            self.counts[HIDDEN] += 1
            self._told = True

    def _skip(self, what: str = "") -> None:
        self._skipped = self._depth
        if what:
            self.counts[what] += 1

    def _is_hidden(self) -> bool:
        return bool(self._spans and self._spans[-1]) or bool(self._paragraphs and self._paragraphs[-1].hidden)

    def _open_paragraph(self, attributes: Mapping[str, str]) -> None:
        role = self.styles.role("paragraph", value_of(attributes, "style-name"))
        kind = role.kind or ("sentence" if self._around["text:list"] or self._around["table:table-cell"] else None)
        self._open(_Paragraph(kind, role.is_title, role.hidden, role.in_contents))

    def _open_heading(self, attributes: Mapping[str, str]) -> None:
        role = self.styles.role("paragraph", value_of(attributes, "style-name"))
        is_first = self.flow.is_empty and value_of(attributes, "outline-level") in ("", "1")
        self._open(_Paragraph("title", role.is_title or is_first, role.hidden, role.in_contents))

    def _open(self, paragraph: _Paragraph) -> None:
        if self._around[NOTE]:
            paragraph.kind, paragraph.is_title = "sentence", False
        self._paragraphs.append(paragraph)
        self._spans.append(False)  # a box that a hidden stretch holds is seen
        self._told = False
        self.flow.open()

    def _close_paragraph(self) -> None:
        paragraph, flow = self._paragraphs.pop(), self.flow
        self._spans.pop()
        if paragraph.in_contents and flow.drop():
            self.counts[CONTENTS_LINES] += 1
        kind = paragraph.kind
        if kind == "title":
            kind = "title" if flow.length() <= LONGEST_TITLE else None
            if kind and paragraph.is_title and self.title is None:
                self.title = flow.words() or None
        flow.close(kind)

    def _open_span(self, attributes: Mapping[str, str]) -> None:
        hidden = self.styles.role("text", value_of(attributes, "style-name")).hidden
        self._spans.append(hidden or bool(self._spans and self._spans[-1]))
        self._told = self._told and self._is_hidden()

    def _close_span(self) -> None:
        self._spans.pop()
        self._told = False

    def _add_blank(self, _: Mapping[str, str]) -> None:
        if not self._is_hidden():
            self.flow.add(" ")  # however many there are: a reader of the article needs one

    def _break(self, _: Mapping[str, str]) -> None:
        if not self._is_hidden():
            self.flow.break_line()

    def _hide_paragraph(self, attributes: Mapping[str, str]) -> None:
        if value_of(attributes, "is-hidden") == "true" and self._paragraphs:
            self._paragraphs[-1].hidden = True
            if self.flow.drop():
                self.counts[HIDDEN] += 1
                self._told = True

    def _open_section(self, attributes: Mapping[str, str]) -> None:
        if value_of(attributes, "display") == "none" or value_of(attributes, "is-hidden") == "true":
            self._skip(HIDDEN)

    def _count_object(self, _: Mapping[str, str]) -> None:
        self.counts[EMBEDDED] += 1

    def _open_description(self, _: Mapping[str, str]) -> None:
        self._description = []

    def _close_description(self) -> None:
        description, self._description = "".join(self._description or ()), None
        caption = caption_of(description)
        if caption and not self._is_hidden():
            self.flow.add_caption(caption)
        elif description.strip():
            self.counts[DESCRIPTIONS] += 1
