"""What holds paragraphs of a Word document: notes, content controls, and forms of one thing to choose from."""

from collections.abc import Mapping

from bilingual.articles.office.flow import Piece
from bilingual.articles.office.left_out import CONTENTS, PLACEHOLDERS
from bilingual.articles.office.word_fields import Fields
from bilingual.articles.office.word_reading import MARK_RUN, Closing, Opening, Reading
from bilingual.articles.office.word_styles import OFF
from bilingual.articles.office.xml_events import value_of
from bilingual.errors import ArticleError

HEADS = "page headers and footers left out"
NOTES = 100_000
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")  # between the text and its notes


class Blocks:
    """Reads what holds paragraphs; the notes, which are read first, are kept until the text refers to them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._notes: dict[tuple[str, str], list[Piece]] = {}
        self._note = ("", "")
        self._choices: list[int] = []  # the pieces that there were before each
        self._controls: list[str] = []  # why the content of each is no text
        self.opening: Opening = {
            "w:footnote": lambda given: self._open_note("footnote", given),
            "w:endnote": lambda given: self._open_note("endnote", given),
            "w:footnoteReference": lambda given: self._refer("footnote", given),
            "w:endnoteReference": lambda given: self._refer("endnote", given),
            "w:headerReference": self._count_head,
            "w:footerReference": self._count_head,
            "w:sdt": self._open_control,
            "w:docPartGallery": self._take_gallery,
            "w:showingPlcHdr": self._take_placeholder,
            "w:sdtContent": self._open_content,
            "mc:AlternateContent": self._open_choices,
            "mc:Choice": self._choose,
            "mc:Fallback": self._choose,
        }
        self.closing: Closing = {
            "w:footnote": self._close_note, "w:endnote": self._close_note, "w:sdt": self._close_control,
            "mc:AlternateContent": self._close_choices,
        }  # fmt: skip

    def take_piece(self, lines: list[str], kind: str | None) -> None:
        """Keep a paragraph of the note that is open."""
        if len(self._notes) >= NOTES and self._note not in self._notes:
            raise ArticleError(f"{self.reading.flow.shown}: more than {NOTES:,} notes in one document; divide it")
        self._notes.setdefault(self._note, []).append((lines, kind))

    def _open_note(self, kind: str, attributes: Mapping[str, str]) -> None:
        self.reading.fields = Fields()
        self.reading.in_note = True
        self._note = kind, value_of(attributes, "id")
        if value_of(attributes, "type") in SEPARATORS:
            self.reading.skip()

    def _close_note(self) -> None:
        self.reading.flow.flush()
        self.reading.in_note = False
        self.reading.fields = Fields()

    def _refer(self, kind: str, attributes: Mapping[str, str]) -> None:
        if not self.reading.is_text:
            return
        self.reading.flow.add_behind(self._notes.pop((kind, value_of(attributes, "id")), ()))
        if value_of(attributes, "customMarkFollows") not in ("", *OFF) and self.reading.runs:
            self.reading.runs[-1] = MARK_RUN

    def _count_head(self, _: Mapping[str, str]) -> None:
        self.reading.counts[HEADS] += 1

    def _open_control(self, _: Mapping[str, str]) -> None:
        self._controls.append("")

    def _close_control(self) -> None:
        self._controls.pop()

    def _take_gallery(self, attributes: Mapping[str, str]) -> None:
        if self._controls and value_of(attributes, "val") == "Table of Contents":
            self._controls[-1] = CONTENTS

    def _take_placeholder(self, attributes: Mapping[str, str]) -> None:
        if self._controls and value_of(attributes, "val") not in OFF:
            self._controls[-1] = PLACEHOLDERS

    def _open_content(self, _: Mapping[str, str]) -> None:
        if self._controls and self._controls[-1]:
            self.reading.skip(self._controls[-1])

    def _open_choices(self, _: Mapping[str, str]) -> None:
        self._choices.append(self.reading.flow.pieces)

    def _choose(self, _: Mapping[str, str]) -> None:
        """Leave out a form of what has been read in another: the first one that has words is taken."""
        if self._choices and self.reading.flow.pieces != self._choices[-1]:
            self.reading.skip()

    def _close_choices(self) -> None:
        self._choices.pop()
