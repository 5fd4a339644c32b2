"""The lines of a text as they stand on the page, and what one line shows of itself and of the next."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from bilingual.segmenter.characters import LINE
from bilingual.segmenter.openers import is_opener, opening_word
from bilingual.segmenter.stops import may_abbreviate

FINAL = ".!?…:;"
CLOSING = "»”\"’') ]"
HYPHENS = "-\u2010\u00ad\u00ac"
LISTED = 4096  # lines of a block that are held as they are
OPENING = "«“\"'‘([ \u00a0\u202f"
BULLET = re.compile(r"(?:[-–—*+•▪■◦►●○→✓]|--)\s|[-–—](?=\w)")
NUMBER = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)°]\)?\s")
QUOTED = re.compile(r"(?:>[ \t]?)+")  # as a mail quotes another
TABULAR = re.compile(r"\t|\s{4}|\s\|\s|\A\|")
# Words that open no line of their own; `par`, `avec` and `de` may open a signature.
GOING_ON = frozenset(["du", "des", "d'", "au", "aux", "et", "ou", "qui", "que", "qu'", "dont"])
SPEAKER = re.compile(r"[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ .'’-]{1,40}\s?:")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A non-blank line: `begin` and `end` are its offsets with its blanks, `indent` of which precede the `text`.

    `depth` is how many marks of quotation (`> `) its indentation holds.
    """

    begin: int
    end: int
    indent: int
    text: str
    depth: int = 0

    @property
    def columns(self) -> int:
        """How far the line reaches to the right."""
        return self.indent + len(self.text)

    @property
    def start(self) -> int:
        """The offset of the first character that is not blank."""
        return self.begin + self.indent


class LongBlock(Sequence[PageLine]):
    """The lines of a block of any length: held are their offsets, 16 bytes a line, which is read when asked for."""

    def __init__(self, text: str, quoted: bool, lines: Sequence[PageLine]) -> None:
        self._text, self._quoted = text, quoted
        self._begins = array("Q", (line.begin for line in lines))
        self._ends = array("Q", (line.end for line in lines))

    def append(self, line: PageLine) -> None:
        """Add a line behind the others."""
        self._begins.append(line.begin)
        self._ends.append(line.end)

    def __len__(self) -> int:
        return len(self._begins)

    def __iter__(self) -> Iterator[PageLine]:
        return map(self._line, self._begins, self._ends)

    @overload
    def __getitem__(self, index: int) -> PageLine: ...
    @overload
    def __getitem__(self, index: slice) -> list[PageLine]: ...
    def __getitem__(self, index: int | slice) -> PageLine | list[PageLine]:
        if isinstance(index, slice):
            return list(map(self._line, self._begins[index], self._ends[index]))
        return self._line(self._begins[index], self._ends[index])

    def _line(self, begin: int, end: int) -> PageLine:
        return _page_line(self._text[begin:end], begin, self._quoted)


def page_lines(text: str, quoted: bool = True) -> Iterator[Sequence[PageLine]]:
    """Yield the blocks of a text: runs of lines of one depth with no blank line between them.

    `quoted` says whether `> ` before a line is a mark of quotation.
    """
    block: list[PageLine] | LongBlock = []
    last: PageLine | None = None
    for match in LINE.finditer(text):
        line = _page_line(match.group(), match.start(), quoted)
        between = text[last.end : line.begin] if last else ""
        if last and (line.depth != last.depth or not line.text or (len(between) > 1 and between != "\r\n")):
            yield block
            block, last = [], None
        if line.text:
            block = LongBlock(text, quoted, block) if len(block) == LISTED else block
            block.append(line)
            last = line
    if block:
        yield block


def _page_line(raw: str, begin: int, quoted: bool) -> PageLine:
    left = raw.lstrip()
    mark = QUOTED.match(left) if quoted else None
    depth = mark.group().count(">") if mark else 0
    left = left[mark.end() :].lstrip() if mark else left
    return PageLine(begin=begin, end=begin + len(raw), indent=len(raw) - len(left), text=left.rstrip(), depth=depth)


def opens_low(line: PageLine) -> bool:
    """Return whether a line opens in lower case, as one does that goes on."""
    return line.text.lstrip(OPENING)[:1].islower() and not NUMBER.match(line.text)


def is_divided(line: PageLine) -> bool:
    """Return whether a line ends with a hyphen behind a word."""
    return line.text[-1] in HYPHENS and line.text[-2:-1].isalnum()


def is_final(line: PageLine) -> bool:
    """Return whether a line ends with a mark that may end a sentence, and no abbreviation does."""
    end = line.text.rstrip(CLOSING)
    if not end or end[-1] not in FINAL:
        return not end
    return end[-1] != "." or end != line.text or not end[-2:-1].isalpha() or not may_abbreviate(end, len(end) - 1)


def is_item(line: PageLine) -> bool:
    """Return whether a line looks like an item, a row of a table or the words of a named speaker."""
    return bool(
        BULLET.match(line.text) or NUMBER.match(line.text) or SPEAKER.match(line.text) or TABULAR.search(line.text)
    )


def opens_sentence(line: PageLine) -> bool:
    """Return whether a line opens with a capital function word: no name does."""
    return line.text[0].isupper() and is_opener(line.text, 0)


def surely_goes_on(line: PageLine, after: PageLine) -> bool:
    """Return whether two lines are one by their words: `… devant la` and `mairie`, `… rives` and `du fleuve`."""
    return leaves_open(line) or opening_word(after.text, 0) in GOING_ON


def leaves_open(line: PageLine) -> bool:
    """Return whether a line ends so that something must follow: with a comma, an abbreviation, a function word."""
    if line.text[-1] == ",":
        return True
    if line.text[-1] == ".":
        return not is_final(line)
    start = max(line.text.rfind(" "), line.text.rfind("'"), line.text.rfind("’")) + 1
    return line.text[start:].islower() and is_opener(line.text, start)
