"""Paragraphs of a Word document, their stretches and cells: what each is by its style and its own properties."""

from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.articles.left_out import TABLES
from bilingual.articles.office.left_out import CONTENTS_LINES
from bilingual.articles.office.word_reading import HIDDEN_RUN, Closing, Opening, Reading
from bilingual.articles.office.word_styles import BODY_LEVEL, OFF, Role, Styles, outline_level
from bilingual.articles.office.xml_events import value_of
from bilingual.segmenter.kinds import LONGEST_TITLE

DROPPED = ("drop", "margin")  # a large initial is a paragraph of its own in Word, before the rest of its word
PLAIN = Role()


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph says of itself, over its style."""

    role: Role = PLAIN
    level: int | None = None
    in_list: bool | None = None
    goes_on: bool = False  # its end was deleted


class Paragraphs:
    """Reads paragraphs, runs and tables."""

    def __init__(self, reading: Reading, styles: Styles) -> None:
        self.reading, self.styles = reading, styles
        self.in_properties = False
        self._paragraphs: list[_Paragraph] = []
        self.opening: Opening = {
            "w:p": self._open, "w:pPr": self._open_properties, "w:pStyle": self._take_style,
            "w:outlineLvl": self._take_level, "w:numId": self._take_list, "w:r": self._open_run,
            "w:framePr": self._take_frame, "w:rStyle": self._take_run_style, "w:vanish": self._hide,
            "w:tbl": self._open_table, "w:tc": self._open_cell, "w:vMerge": self._merge, "w:hMerge": self._merge,
        }  # fmt: skip
        self.closing: Closing = {
            "w:p": self._close, "w:pPr": self._close_properties, "w:r": self._close_run, "w:tc": self._close_cell,
            "w:txbxContent": reading.flow.flush, "w:body": reading.flow.flush,
        }  # fmt: skip

    def join_next(self) -> None:
        """Take note that the end of the paragraph was deleted, so that the next one belongs to it."""
        if self._paragraphs:
            self._paragraphs[-1].goes_on = True

    def _open(self, _: Mapping[str, str]) -> None:
        self._paragraphs.append(_Paragraph())
        self.reading.flow.open()

    def _close(self) -> None:
        paragraph, flow = self._paragraphs.pop(), self.reading.flow
        if paragraph.role.in_contents and flow.drop():
            self.reading.counts[CONTENTS_LINES] += 1
        flow.close(self._kind(paragraph), paragraph.goes_on)

    def _kind(self, paragraph: _Paragraph) -> str | None:
        """Return the kind of the lines; the first title of the document is taken on the way."""
        flow, role, level = self.reading.flow, paragraph.role, paragraph.level
        if self.reading.in_note:
            return "sentence"
        if level is None:
            level = role.level
        is_title = level < BODY_LEVEL if paragraph.level is not None else role.kind == "title"
        if is_title and 0 < flow.length() <= LONGEST_TITLE:
            if self.reading.title is None and (level == 0 or (level == 1 and flow.is_empty)):
                self.reading.title = flow.words() or None
            return "title"
        if role.kind in ("caption", "byline"):
            return role.kind
        in_list = role.in_list if paragraph.in_list is None else paragraph.in_list
        return "sentence" if in_list or self.reading.cells else None

    def _open_properties(self, _: Mapping[str, str]) -> None:
        self.in_properties = True

    def _close_properties(self) -> None:
        self.in_properties = False

    def _take_style(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].role = self.styles.role(value_of(attributes, "val"))

    def _take_level(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            level = outline_level(value_of(attributes, "val"))
            self._paragraphs[-1].level = level + 1 if level < BODY_LEVEL else BODY_LEVEL

    def _take_list(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_list = value_of(attributes, "val") != "0"

    def _take_frame(self, attributes: Mapping[str, str]) -> None:
        if value_of(attributes, "dropCap") in DROPPED:
            self.join_next()

    def _open_run(self, _: Mapping[str, str]) -> None:
        hidden = bool(self._paragraphs) and self._paragraphs[-1].role.hidden
        self.reading.font = ""
        self.reading.runs.append(HIDDEN_RUN if hidden else "")

    def _close_run(self) -> None:
        self.reading.runs.pop()

    def _take_run_style(self, attributes: Mapping[str, str]) -> None:
        if self.reading.runs and not self.in_properties and self.styles.role(value_of(attributes, "val")).hidden:
            self.reading.runs[-1] = HIDDEN_RUN

    def _hide(self, attributes: Mapping[str, str]) -> None:
        if self.reading.runs and not self.in_properties:  # there it is about the mark that ends the paragraph
            self.reading.runs[-1] = "" if value_of(attributes, "val") in OFF else HIDDEN_RUN

    def _open_table(self, _: Mapping[str, str]) -> None:
        self.reading.flow.flush()
        self.reading.counts[TABLES] += 1

    def _open_cell(self, _: Mapping[str, str]) -> None:
        self.reading.cells.append(self.reading.depth)

    def _close_cell(self) -> None:
        self.reading.flow.flush()
        self.reading.cells.pop()

    def _merge(self, attributes: Mapping[str, str]) -> None:
        """Leave out a cell that is one with the cell above or before it, which Word does not show."""
        if self.reading.cells and value_of(attributes, "val") in ("", "continue"):
            self.reading.skipped = self.reading.cells[-1]
