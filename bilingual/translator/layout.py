"""A text with private signs for what is carried: laid out in words for a model, and put together again behind it."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import pairwise

FIRST, MOST = 0xF0000, 0xFFFD  # a private plane: one character for each thing that is carried
CARRIED = re.compile("[\U000f0000-\U000ffffd]")
PIECE = re.compile("\\s+|[\U000f0000-\U000ffffd]|[^\\s\U000f0000-\U000ffffd]+")
CLOSING = ".,;:!?…)]}»"
QUOTES = "\"'”’"
OPENING_MARKS = "([{«" + QUOTES
LEADING = frozenset("©℗§¶#→➔►▶•▪●")  # signs that belong to the word behind them
LED = 2  # words: a noun and what follows it
NAMES = "QKZW"  # `X1` would be a Roman number to some models
LONGEST_NUMBER = 8

Align = Callable[[int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A thing to be put back beside the word number `word`: before or after it, glued to it or not.

    `inside` says that it stands within the punctuation at that end of the word. It leads `reach` words, which
    English may turn round (`© Ministère russe`, `© Russian Ministry`).
    """

    sign: str
    word: int
    before: bool
    spaced: bool
    inside: bool = False
    reach: int = 1


@dataclass(frozen=True, slots=True)
class StandIn:
    """A thing that the model copies a name for, where it stands, and the blanks that were put in around it."""

    sign: str
    word: int
    glued_left: bool
    glued_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A text for the model, without what is carried, and how to put that back.

    The stand-ins are called `letter` and their number, from 1.
    """

    text: str
    things: tuple[str, ...] = ()
    letter: str = NAMES[0]
    stand_ins: tuple[StandIn, ...] = ()
    marks: tuple[Mark, ...] = ()

    def put_back(self, english: str, align: Align) -> str:
        """Return the English with a private sign for each thing; `align` gives an English word for a word of `text`."""
        if not self.things:
            return english
        english = CARRIED.sub("\ufffd", english)
        names = re.compile(rf"( ?)(?<![^\W_]){self.letter}(\d+)(?!\d)( ?)")
        copied = {match[2] for match in names.finditer(english)}
        last, behind = _last_word(self.text)
        lost = [item for number, item in enumerate(self.stand_ins, 1) if str(number) not in copied]
        marks = [replace(mark, inside=mark.inside or (behind and mark.word == last)) for mark in self.marks]
        marks += (Mark(sign=item.sign, word=item.word, before=True, spaced=True) for item in lost)
        return names.sub(self._unname, _insert(english, marks, align, last) if marks else english)

    def _unname(self, name: re.Match[str]) -> str:
        number = int(name[2]) if len(name[2]) < LONGEST_NUMBER else 0
        if not 0 < number <= len(self.stand_ins):
            return name[0]
        item = self.stand_ins[number - 1]
        return name[1] * (not item.glued_left) + item.sign + name[3] * (not item.glued_right)

    def unpack(self, english: str) -> str:
        """Return the English with the things themselves."""
        return unpack(english, self.things) if self.things else english


class Layout:
    """One pass over a text with private signs: words, stand-ins and marks."""

    def __init__(self, nouns: Collection[str], text: str) -> None:
        self._nouns = nouns
        self._text = text
        self._letter = _letter(text)
        self._words: list[str] = []
        self._word = ""
        self._leading: set[str] = set()
        self._stand_ins: list[StandIn] = []
        self._marks: list[Mark] = []

    def lay_out(self, things: tuple[str, ...]) -> Laid:
        """Return the text with its stand-ins and marks laid out for the model; `things` are what is carried."""
        self._leading = {chr(FIRST + number) for number, thing in enumerate(things) if thing[:1] in LEADING}
        pieces = [*PIECE.findall(self._text), " "]
        words = [number for number, piece in enumerate(pieces) if piece in self._nouns or any(map(str.isalnum, piece))]
        for number, (piece, following) in enumerate(pairwise(pieces)):
            if words and number > words[-1]:
                self._leading = set()  # nothing is behind
            if piece.isspace():
                self._end_word()
            elif not CARRIED.match(piece):
                self._word += piece
            elif piece in self._nouns:
                self._stand_in(piece, following)
            else:
                self._mark(piece, following)
        self._end_word()
        return Laid(
            text=" ".join(self._words),
            things=things,
            letter=self._letter,
            stand_ins=tuple(self._stand_ins),
            marks=tuple(self._marks),
        )

    def _end_word(self) -> None:
        if self._word:
            self._words.append(self._word)
            self._word = ""

    def _stand_in(self, sign: str, following: str) -> None:
        glued_left, glued_right = self._word[-1:].isalnum(), following[0].isalnum()
        if glued_left:
            self._end_word()
        self._stand_ins.append(StandIn(sign, len(self._words), glued_left, glued_right))
        self._word += f"{self._letter}{len(self._stand_ins)}"
        if glued_right:
            self._end_word()

    def _mark(self, sign: str, following: str) -> None:
        glued_right = not following[0].isspace()
        if self._word[-1:].isalnum() or (self._word and not glued_right) or (self._word and following[0] in CLOSING):
            inside = self._word[-1].isalnum()
            self._marks.append(Mark(sign=sign, word=len(self._words), before=False, spaced=False, inside=inside))
            if following[0].isalnum():
                self._end_word()
        elif glued_right and following[0] in CLOSING and self._words:
            self._word = self._words.pop()  # `beau 😀.` is `beau.` for the model
            self._marks.append(Mark(sign=sign, word=len(self._words), before=False, spaced=True, inside=True))
        elif glued_right or not self._words or sign in self._leading:
            inside = bool(self._word)
            reach = LED if sign in self._leading else 1
            mark = Mark(
                sign=sign, word=len(self._words), before=True, spaced=not glued_right, inside=inside, reach=reach
            )
            self._marks.append(mark)
        else:
            self._marks.append(Mark(sign=sign, word=len(self._words) - 1, before=False, spaced=True))


def _last_word(text: str) -> tuple[int, bool]:
    """Return the number of the last word that is more than punctuation, and whether punctuation stands behind it."""
    words = text.split()
    last = max((number for number, word in enumerate(words) if any(map(str.isalnum, word))), default=len(words) - 1)
    return last, last < len(words) - 1


def _letter(text: str) -> str:
    """Return a letter for stand-ins that no word of the text can be taken for."""
    return next((letter for letter in NAMES if not re.search(rf"{letter}\d", text)), NAMES)


def _insert(english: str, marks: list[Mark], align: Align, last: int) -> str:
    """Put marks beside the words that they belong to; the order of those at one place is that of the French.

    `last` is the number of the last French word that is more than punctuation.
    """
    words = english.split(" ")
    around: tuple[dict[int, str], ...] = ({}, {}, {}, {})  # outside and inside before a word, inside and outside behind
    for mark in marks:
        at = _place(mark, align, last, len(words) - 1)
        side = around[mark.inside if mark.before else 3 - mark.inside]
        side[at] = side.get(at, "") + (mark.sign + " " * mark.spaced if mark.before else " " * mark.spaced + mark.sign)
    for at in {at for side in around for at in side}:
        words[at] = _beside(words[at], *(side.get(at, "") for side in around))
    return " ".join(words).strip()


def _place(mark: Mark, align: Align, last: int, end: int) -> int:
    """Return the English word to put a mark beside; one that opens or closes the French opens or closes the English."""
    if mark.spaced and mark.before and not mark.word:
        return 0
    if mark.spaced and not mark.before and mark.word >= last:
        return end
    return min(max(0, min(map(align, range(mark.word, mark.word + mark.reach)))), end)


def _beside(word: str, outside: str, opening: str, closing: str, behind: str) -> str:
    """Put signs around a word: outside its punctuation on either side, and inside it."""
    start, end = len(word) - len(word.lstrip(OPENING_MARKS)), len(word.rstrip(CLOSING + QUOTES))
    start = min(start, end)
    return f"{outside}{word[:start]}{opening}{word[start:end]}{closing}{word[end:]}{behind}"


def unpack(text: str, things: tuple[str, ...] | list[str]) -> str:
    """Return a text with every carried character as the thing that it stands for."""
    return CARRIED.sub(lambda match: things[ord(match[0]) - FIRST], text)
