"""Characters of a Word document and what stands among them: breaks, signs, fields, formulas, pictures."""

from collections.abc import Mapping

from bilingual.articles.left_out import FORMULAS
from bilingual.articles.office.left_out import CONTENTS, DESCRIPTIONS
from bilingual.articles.office.pictures import caption_of
from bilingual.articles.office.word_fields import is_list
from bilingual.articles.office.word_reading import Closing, Opening, Reading
from bilingual.articles.office.word_symbols import is_of_signs, symbol, with_signs
from bilingual.articles.office.xml_events import value_of

SYMBOLS = "signs of unknown fonts left out"
# Where a formula has these, its characters in a row do not say it.
BUILT = ("m:f", "m:nary", "m:rad", "m:m", "m:eqArr", "m:limLow", "m:limUpp", "m:groupChr", "m:bar")
LONGEST_FORMULA = 1_000
RAISED = str.maketrans("0123456789+−-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
FIELD_PARTS = ("w:fldChar", "w:instrText", "w:delInstrText")


class Characters:
    """Reads what lies in the runs of a paragraph."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._reads = self._instructs = False
        self._formula: list[str] | None = None
        self._built = self._raised = False
        self.opening: Opening = {
            "w:t": self._open_text, "m:t": self._open_text, "w:tab": self._add_blank, "w:ptab": self._add_blank,
            "w:br": self._break, "w:cr": self._break, "w:noBreakHyphen": self._add_hyphen, "w:sym": self._add_symbol,
            "w:fldSimple": self._open_simple_field, "m:oMath": self._open_formula, "m:sup": self._raise,
            "wp:docPr": self._describe, "w:rFonts": self._take_font, "v:shape": self._describe,
            "v:textpath": self._describe,
        } | dict.fromkeys(BUILT, self._take_built)  # fmt: skip
        self.closing: Closing = {
            "w:t": self._close_text, "m:t": self._close_text, "m:oMath": self._close_formula, "m:sup": self._lower,
        }  # fmt: skip

    def data(self, text: str) -> None:
        """Hear characters."""
        if self._instructs:
            self.reading.fields.add(text)
        elif self._reads and not self.reading.skipped:
            if self._formula is None:
                self.reading.add(with_signs(text, self.reading.font) if self.reading.font else text)
            elif len(self._formula) < LONGEST_FORMULA:
                self._formula.append(text.translate(RAISED) if self._raised else text)

    def read_field(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that a part of a field begins, also in what is left out: it may end behind that."""
        kind, fields = value_of(attributes, "fldCharType"), self.reading.fields
        if name != "w:fldChar":
            self._instructs = True
        elif kind == "begin":
            fields.begin()
        elif kind == "separate":
            if fields.separate() and not self.reading.skipped:
                self.reading.counts[CONTENTS] += 1
        elif kind == "end":
            fields.end()

    def end_instruction(self) -> None:
        """Hear that the instruction of a field ends."""
        self._instructs = False

    def _open_simple_field(self, attributes: Mapping[str, str]) -> None:
        if is_list(value_of(attributes, "instr")):
            self.reading.skip(CONTENTS)

    def _open_text(self, _: Mapping[str, str]) -> None:
        self._reads = True

    def _close_text(self) -> None:
        self._reads = False

    def _add_blank(self, _: Mapping[str, str]) -> None:
        self.reading.add(" ")

    def _add_hyphen(self, _: Mapping[str, str]) -> None:
        self.reading.add("\N{NON-BREAKING HYPHEN}")

    def _break(self, _: Mapping[str, str]) -> None:
        if self.reading.is_text:
            self.reading.flow.break_line()

    def _add_symbol(self, attributes: Mapping[str, str]) -> None:
        found = symbol(value_of(attributes, "font"), value_of(attributes, "char"))
        if found:
            self.reading.add(found)
        elif self.reading.is_text:
            self.reading.counts[SYMBOLS] += 1

    def _take_font(self, attributes: Mapping[str, str]) -> None:
        font = value_of(attributes, "ascii")
        self.reading.font = font if is_of_signs(font) else ""

    def _open_formula(self, _: Mapping[str, str]) -> None:
        self._formula, self._built, self._raised = [], False, False

    def _raise(self, _: Mapping[str, str]) -> None:
        self._raised = True

    def _lower(self) -> None:
        self._raised = False

    def _take_built(self, _: Mapping[str, str]) -> None:
        self._built = True

    def _close_formula(self) -> None:
        formula, self._formula = self._formula or [], None
        if self._built or len(formula) == LONGEST_FORMULA:
            self.reading.counts[FORMULAS] += 1
        else:
            self.reading.add("".join(formula))

    def _describe(self, attributes: Mapping[str, str]) -> None:
        """Take what is said of a picture, or the words of an ornament, as captions."""
        if not self.reading.is_text:
            return
        said = dict.fromkeys(value_of(attributes, name).strip() for name in ("descr", "title", "alt", "string"))
        for description in filter(None, said):
            caption = caption_of(description)
            if caption:
                self.reading.flow.add_caption(caption)
            else:
                self.reading.counts[DESCRIPTIONS] += 1
