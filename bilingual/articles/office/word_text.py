"""The parts of a Word document → its paragraphs, in the order in which they are read: ECMA-376 part 1, 17."""

from collections import Counter
from collections.abc import Mapping

from bilingual.articles.left_out import COMMENTS, FORMULAS
from bilingual.articles.office.flow import Emit, Flow
from bilingual.articles.office.left_out import DELETED, EMBEDDED
from bilingual.articles.office.word_blocks import Blocks
from bilingual.articles.office.word_characters import FIELD_PARTS, Characters
from bilingual.articles.office.word_paragraphs import Paragraphs
from bilingual.articles.office.word_reading import Reading
from bilingual.articles.office.word_styles import Styles

DRAWN = "charts and diagrams left out"
OPEN_FIELDS = "fields without an end"
_SILENT = """
w:moveFrom w:pPrChange w:rPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange w:tblGridChange
w:tblPrExChange w:numberingChange w:tabs w:trPr w:tblPr w:rt w:delText
"""
# What is no text of the document, or was before a change that was tracked; counted where it has a name.
LEFT_OUT = dict.fromkeys(_SILENT.split(), "") | {
    "w:del": DELETED, "m:oMathPara": FORMULAS, "w:altChunk": EMBEDDED, "w:subDoc": EMBEDDED, "o:OLEObject": EMBEDDED,
    "c:chart": DRAWN, "dgm:relIds": DRAWN,
}  # fmt: skip


class WordText:
    """Hears the events of the notes of a document and then those of its body."""

    def __init__(self, flow: Flow, styles: Styles, counts: Counter[str]) -> None:
        self.reading = Reading(flow, counts)
        self.paragraphs = Paragraphs(self.reading, styles)
        self.characters = Characters(self.reading)
        self.blocks = Blocks(self.reading)
        readers = (self.paragraphs, self.characters, self.blocks)
        self._opening = {name: action for reader in readers for name, action in reader.opening.items()}
        self._closing = {name: action for reader in readers for name, action in reader.closing.items()}

    def begin_notes(self) -> None:
        """Keep the paragraphs until the text refers to them."""
        self.reading.flow.emit = self.blocks.take_piece

    def begin_body(self, emit: Emit) -> None:
        """Give the paragraphs to `emit` from now on."""
        self.reading.flow.emit, self.reading.flow.is_empty = emit, True

    def finish(self) -> None:
        """Count what never ended."""
        if self.reading.fields:
            self.reading.counts[OPEN_FIELDS] += len(self.reading.fields)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        reading = self.reading
        reading.depth += 1
        if name in FIELD_PARTS:
            self.characters.read_field(name, attributes)
        elif name == "w:commentReference":
            reading.counts[COMMENTS] += 1
        elif reading.skipped:
            return
        elif name in LEFT_OUT:
            self._leave_out(name)
        elif name in self._opening:
            self._opening[name](attributes)

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        reading = self.reading
        depth, reading.depth = reading.depth, reading.depth - 1
        self.characters.end_instruction()
        if reading.skipped:
            if reading.skipped != depth:
                return
            reading.skipped = 0
        if name in self._closing:
            self._closing[name]()

    def data(self, text: str) -> None:
        """Hear characters."""
        self.characters.data(text)

    def _leave_out(self, name: str) -> None:
        if self.paragraphs.in_properties:  # what is said of the mark that ends the paragraph
            if name in ("w:del", "w:moveFrom"):
                self.paragraphs.join_next()
            self.reading.skip()
        else:
            self.reading.skip(LEFT_OUT[name])
