"""What is said in cues → paragraphs in which sentences run over from cue to cue, and each cue's stretch of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.articles.article import Cue
from bilingual.articles.subtitles.cue_lines import SPOKEN, Piece
from bilingual.segmenter.boundaries import starts_in

BETWEEN = "\n\n"  # two paragraphs
PAUSE_MS = 2_000  # after a sentence, before a new paragraph
LONG_PAUSE_MS = 4_000  # after words that end no sentence, before others that begin one by their capital
LONG_PARAGRAPH = 800  # characters after which one ends with its sentence
LONGEST_SENTENCE = 600  # characters without the end of a sentence
LONGEST_UNMARKED = 200  # the same in captions that a machine made, where hardly any cue has a mark
LEAST_MARKED = 0.1  # share of pieces with a mark in what people write
MARK = re.compile("[.!?…]")
REACH = 160  # characters looked at before a place where a sentence may end
SONG_SIGNS = ("♪", "♫")
DOTS = ("…", "...")
CUT = "sentences without an end cut between two cues"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its kind."""

    text: str
    kind: str


class Speech:
    """A text as it grows: its paragraphs, `BETWEEN` which nothing else stands, and its cues."""

    def __init__(self, counts: Counter[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.cues: list[Cue] = []
        self._counts, self._longest = counts, LONGEST_SENTENCE
        self._begin(0)

    def add_all(self, pieces: Sequence[Piece]) -> None:
        """Add all that is said."""
        marked = sum(MARK.search(piece.text) is not None for piece in pieces)
        self._longest = LONGEST_UNMARKED if marked < LEAST_MARKED * len(pieces) else LONGEST_SENTENCE
        for piece in pieces:
            self._add(piece)
        self._end()

    def _begin(self, start: int) -> None:
        self._start, self._length = start, 0
        self._parts: list[str] = []
        self._last: Piece | None = None
        self._tail, self._sentence, self._is_loud = "", 0, False

    def _end(self) -> None:
        if self._parts and self._last:
            self.paragraphs.append(Paragraph(" ".join(self._parts), self._last.kind))
            self._begin(self._start + self._length + len(BETWEEN))

    def _add(self, piece: Piece) -> None:
        text, tail = piece.text, len(self._tail)
        if self._last:
            text = self._without_dots(text)
            starts = starts_in(_plain(f"{self._tail} {text}"))
            if self._breaks(piece, text, ends=tail + 1 in starts):
                self._end()
                text = piece.text
        is_first = self._last is None
        if is_first:
            starts = starts_in(_plain(text))
        self._is_loud = text.isupper() and (is_first or self._is_loud)
        start = self._start + self._length + (not is_first)
        self._parts.append(text)
        self._length = start + len(text) - self._start
        self._last = piece
        self._keep_end(text, starts)
        self._note_cue(piece, start, start + len(text))

    def _keep_end(self, text: str, starts: Sequence[int]) -> None:
        """Keep the end of the text, and how long its last sentence is."""
        joined = f"{self._tail} {text}" if self._tail else text
        new = bool(starts) and starts[-1] > len(self._tail)
        self._sentence = len(joined) - starts[-1] if new else self._sentence + len(text) + 1
        self._tail = joined[-REACH:].lstrip()

    def _without_dots(self, text: str) -> str:
        """Return what goes on after dots without the dots that say so a second time."""
        rest = text.lstrip(".… ")
        return rest if rest != text and text.startswith(DOTS) and rest[:1].islower() else text

    def _breaks(self, piece: Piece, text: str, *, ends: bool) -> bool:
        """Return whether a paragraph begins with this piece."""
        last = self._last
        if last is None or piece.kind != last.kind or piece.kind != SPOKEN:
            return True
        goes_on_low = not ends and text.lstrip("-–—‐ ")[:1].islower()
        if last.text.startswith(SONG_SIGNS) and last.text.endswith(SONG_SIGNS):
            return True
        if piece.opens:
            return not (piece.by_dash and goes_on_low)
        pause = piece.cue.start_ms - last.cue.end_ms
        is_loud = text.isupper() and len(text.split()) > 1
        if ends:
            return pause >= PAUSE_MS or piece.after_sound or self._length >= LONG_PARAGRAPH or is_loud != self._is_loud
        if self._is_loud and not text.isupper() and len(self._tail.split()) > 1:
            return True  # a title shown on the picture
        if pause >= LONG_PAUSE_MS and not goes_on_low:
            return True
        if self._sentence >= self._longest:
            self._counts[CUT] += 1
            return True
        return False

    def _note_cue(self, piece: Piece, start: int, end: int) -> None:
        cue = piece.cue
        if self.cues and self.cues[-1].number == cue.number:
            start = self.cues.pop().start
        self.cues.append(Cue(start=start, end=end, number=cue.number, start_ms=cue.start_ms, end_ms=cue.end_ms))


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")
