"""Paragraphs as they come out of an office document, where one may hold others: notes, text boxes, captions."""

import re
from collections.abc import Callable, Iterable
from io import StringIO

from bilingual.errors import ArticleError

CHARACTERS = 32 << 20  # of text in a document, which is some 10,000 pages; its memory is bounded by it
LINES = 500_000
BLANKS = re.compile(r"[ \t\r]{2,}|[\t\r]")
SOFT_HYPHEN = "\u00ad"  # where a word may be divided, which is no part of it

Piece = tuple[list[str], str | None]
Emit = Callable[[list[str], str | None], None]


class _Paragraph:
    """A paragraph while it is read; `behind` is what it holds that is to stand behind it."""

    __slots__ = ("behind", "goes_on", "kind", "text")

    def __init__(self) -> None:
        self.text = StringIO()
        self.behind: list[Piece] = []
        self.kind: str | None = None
        self.goes_on = False  # its end was deleted: the next paragraph is one with it


class Flow:
    """Takes characters into paragraphs, and gives each to `emit` when all around it have ended."""

    def __init__(self, emit: Emit, shown: str) -> None:
        self.emit, self.shown = emit, shown
        self.pieces = 0  # stretches taken so far, by which a reader sees whether any came
        self.is_empty = True  # no paragraph has been given away yet
        self._open: list[_Paragraph] = []
        self._characters = 0
        self._lines = 0

    def open(self) -> None:
        """Begin a paragraph, inside the one that is open if any is."""
        if self._open and self._open[-1].goes_on:
            self._open[-1].goes_on = False
        else:
            self._count_line()
            self._open.append(_Paragraph())

    def add(self, text: str) -> None:
        """Add characters to the innermost paragraph; line breaks among them are blanks. Elsewhere they are no text."""
        if self._open and text:
            self._take(text)
            self._open[-1].text.write(text.replace("\n", " ") if "\n" in text else text)

    def break_line(self) -> None:
        """Begin a line in the innermost paragraph."""
        if self._open:
            self._count_line()
            self._open[-1].text.write("\n")

    def add_behind(self, pieces: Iterable[Piece]) -> None:
        """Set paragraphs behind the innermost one; they come next where none is open."""
        for lines, kind in pieces:
            if self._open:
                self._open[-1].behind.append((lines, kind))
            else:
                self._give(lines, kind)

    def add_caption(self, text: str) -> None:
        """Set what is said of a picture behind the innermost paragraph."""
        if text := " ".join(text.split()):
            self._take(text)
            self._count_line()
            self.add_behind([([text], "caption")])

    def close(self, kind: str | None, goes_on: bool = False) -> None:
        """End the innermost paragraph; with `goes_on` the next one belongs to it."""
        if self._open:
            self._open[-1].kind, self._open[-1].goes_on = kind, goes_on
            if not goes_on:
                self._finish()

    def flush(self) -> None:
        """End a paragraph that was to go on: at the end of what holds it there is no next one."""
        if self._open and self._open[-1].goes_on:
            self._finish()

    def drop(self) -> bool:
        """Forget the words of the innermost paragraph, and return whether it had any."""
        had = bool(self._open and self._open[-1].text.getvalue().strip())
        if had:
            self._open[-1].text = StringIO()
        return had

    def length(self) -> int:
        """Return the number of characters of the innermost paragraph so far."""
        return self._open[-1].text.tell() if self._open else 0

    def words(self) -> str:
        """Return the words of the innermost paragraph as one line."""
        return " ".join(self._open[-1].text.getvalue().replace(SOFT_HYPHEN, "").split()) if self._open else ""

    def _finish(self) -> None:
        paragraph = self._open.pop()
        text = BLANKS.sub(" ", paragraph.text.getvalue().replace(SOFT_HYPHEN, ""))
        lines = [line for line in (line.strip() for line in text.split("\n")) if line]
        pieces = [(lines, paragraph.kind), *paragraph.behind] if lines else paragraph.behind
        if self._open:
            self._open[-1].behind += pieces
            return
        for found, kind in pieces:
            self._give(found, kind)

    def _give(self, lines: list[str], kind: str | None) -> None:
        self.is_empty = False
        self.emit(lines, kind)

    def _count_line(self) -> None:
        self._lines += 1
        if self._lines > LINES:
            raise ArticleError(f"{self.shown}: more than {LINES:,} lines in one document; divide it")

    def _take(self, text: str) -> None:
        self.pieces += 1
        self._characters += len(text)
        if self._characters > CHARACTERS:
            raise ArticleError(f"{self.shown}: more than {CHARACTERS:,} characters in one document; divide it")
