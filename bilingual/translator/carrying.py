"""What a model cannot read and need not: carried around it, and put back into its English.

An address, a placeholder or a name in foreign letters stands for a noun, so a stand-in that models copy (`X1`) takes
its place. A mark (an emoji, a tag, `®`) is taken out, and put back beside the English word that the model's attention
gives for the French word that it stood beside.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from bilingual.translator.plain import Knows

# Things for programs or to be found again, the same in every language.
UNTRANSLATED = re.compile(
    r"(?:https?|ftp)://[^\s<>«»\"“”]++|(?<![\w.@-])www\.[^\s<>«»\"“”]++"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
    r"|(?<![\w@#&/.])[@#](?=[\w-]*[^\W\d])\w[\w-]*+"
    r"|\{\{[^{}\n]{1,80}\}\}|\$?\{[^{}\n]{0,80}\}|%\(\w{1,40}\)[sdif]|(?<!\d)(?<!\d )%(?:\d\$)?[sdif]\b(?!['’])"
    r"|(?<![\w.@/-])(?:[a-z\d][a-z\d-]*+\.)++(?:fr|com|org|net|eu|be|ch|info|io|uk|tv|ru)\b(?:/[^\s<>«»\"“”]*+)?"
    r"|(?<![\w/])(?:[a-z]:\\|~?/)(?:[\w.-]++[\\/])+[\w.-]*+",
    re.IGNORECASE,
)
HINT = re.compile(r"[@#{%\\/]|\.[a-z]", re.IGNORECASE)  # what no match of UNTRANSLATED is without
TAG = re.compile(
    r"</?(?:[a-z][a-z\d:-]{0,30}|[A-Z][A-Z\d_:-]{0,30})(?:\s[^<>]{0,300})?/?>|[™℠]|&(?:[a-z]{2,8}|#\d{1,6});"
)
PICTURE = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?)+"
    f"|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]"
)
FORMULA = re.compile(r"(?<![\w.,])\d[\d.,]*+(?:[   ]?[+×÷=*/^−-][   ]?\d[\d.,]*+)+")
COMPANY = re.compile(r"(?<![\w'’])[A-ZÀ-Þ][\w'’.-]{0,40}+(?: & [A-ZÀ-Þ][\w'’-]{0,40}+)+")
CALCULATED = frozenset("+×÷=*^")
DECIMAL = re.compile(r"(?<=\d),(?=\d)")
AT_ENDS = ".'’*_-"
TRAILING = ".,;:!?…)]}'’*_»"
# Letters of French: a model that lacks them has met them spelled in bytes often enough.
FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ")
ELISION = re.compile(r"(?:[dlnsjmtc]|qu|lorsqu|puisqu|jusqu)['’]", re.IGNORECASE)
PART = re.compile(r"[^\s«»\"“”„(){}\[\],;:!?…]+")
MIXED = re.compile(r"[^\W_]{1,4}(?:[^\w\s]{1,2}[^\W_]{1,4})+|[^\W\d_]{1,2}(?:\+\+|#)")  # `R&D`, `C++`
FIRST, MOST = 0xF0000, 0xFFFD  # a private plane: one character for each thing that is carried
CARRIED = re.compile("[\U000f0000-\U000ffffd]")
PIECE = re.compile("\\s+|[\U000f0000-\U000ffffd]|[^\\s\U000f0000-\U000ffffd]+")
NEIGHBOURS = re.compile("[\U000f0000-\U000ffffd](?: [\U000f0000-\U000ffffd])+")
MARKS = re.compile("[\U000f0000-\U000ffffd]{2,}")
NAMES = "XZQKW"
LONGEST_NUMBER = 8
CLOSING = ".,;:!?…)]}»"

Align = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing to be put back beside the word number `word`: before or after it, glued to it or not.

    `inside` says that it stands before the punctuation at the word's end.
    """

    sign: str
    word: int
    before: bool
    spaced: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class StandIn:
    """A thing that the model copies a name for, where it stands, and the blanks that were put in around it."""

    sign: str
    word: int
    glued_left: bool
    glued_right: bool


@dataclass(frozen=True, slots=True)
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
        lost = [item for number, item in enumerate(self.stand_ins, 1) if str(number) not in copied]
        marks = [*self.marks, *(Mark(item.sign, item.word, before=True, spaced=True) for item in lost)]
        return names.sub(self._unname, _insert(english, marks, align, _last_word(self.text)) if marks else english)

    def _unname(self, name: re.Match[str]) -> str:
        number = int(name[2]) if len(name[2]) < LONGEST_NUMBER else 0
        if not 0 < number <= len(self.stand_ins):
            return name[0]
        item = self.stand_ins[number - 1]
        return name[1] * (not item.glued_left) + item.sign + name[3] * (not item.glued_right)

    def unpack(self, english: str) -> str:
        """Return the English with the things themselves."""
        return _unpack(english, self.things) if self.things else english


@dataclass(slots=True)
class Luggage:
    """Things taken out of one text, each replaced in it by a private sign; `nouns` are those to be stood in for."""

    things: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)

    def take_emoji(self, text: str) -> str:
        """Take out emoji of several characters, whose joiners are invisible signs elsewhere."""
        text = CARRIED.sub(lambda match: self._keep(match[0]), text)
        return EMOJI.sub(lambda match: self._take(match[0], is_noun=False), text)

    def take_fixed(self, text: str) -> str:
        """Take out addresses, handles, placeholders and tags."""
        text = TAG.sub(lambda match: self._take(match[0], is_noun=False), text)
        return UNTRANSLATED.sub(self._take_address, text) if HINT.search(text) else text

    def take_strange(self, text: str, knows: Knows) -> str:
        """Take out names in letters that the model lacks, formulas, and signs that it lacks."""
        strange = {sign for sign in set(text) if not sign.isspace() and not CARRIED.match(sign) and not knows(sign)}
        strange -= FRENCH
        if not strange:
            return MARKS.sub(self._merge, text)
        if strange & CALCULATED:
            text = FORMULA.sub(lambda match: self._take_formula(match, strange), text)
        if "&" in strange:
            text = COMPANY.sub(lambda match: self._take(match[0], is_noun=True), text)
        text = PART.sub(lambda match: self._take_part(match[0], strange), text)
        text = re.sub(f"[{''.join(map(re.escape, sorted(strange)))}]+", lambda match: self._take(match[0], False), text)
        return NEIGHBOURS.sub(self._join, MARKS.sub(self._merge, text))

    def lay_out(self, text: str) -> Laid:
        """Return the text with stand-ins for the nouns and without the marks."""
        return _Layout(self.nouns, _letter(text)).lay_out(text, tuple(self.things)) if self.things else Laid(text)

    def _take(self, thing: str, is_noun: bool) -> str:
        if len(self.things) >= MOST:
            return thing
        sign = self._keep(_unpack(thing, self.things))
        if is_noun:
            self.nouns.add(sign)
        return sign

    def _keep(self, thing: str) -> str:
        self.things.append(thing)
        return chr(FIRST + len(self.things) - 1)

    def _take_address(self, match: re.Match[str]) -> str:
        address = match[0] if match[0].endswith(("}", "}}")) else match[0].rstrip(TRAILING)
        return self._take(address, is_noun=True) + match[0][len(address) :] if address else match[0]

    def _take_formula(self, match: re.Match[str], strange: set[str]) -> str:
        formula = match[0].rstrip(TRAILING)
        if not CALCULATED & strange & set(formula):
            return match[0]
        return self._take(DECIMAL.sub(".", formula), is_noun=True) + match[0][len(formula) :]

    def _take_part(self, part: str, strange: set[str]) -> str:
        """Take a whole name for its foreign letters or for the signs in it; leave signs at its ends."""
        if not strange.intersection(part):
            return part
        elided = ELISION.match(part)
        head, word = (part[: elided.end()], part[elided.end() :]) if elided else ("", part)
        signs = "".join(sign for sign in strange if not sign.isalpha())
        mixed = MIXED.match(word)
        body = mixed[0] if mixed and not word[mixed.end() :].strip(AT_ENDS) else word.strip(signs + AT_ENDS)
        if not body or not strange.intersection(body):
            return part
        at = word.find(body)
        pieces = body.split("-") if body[0].islower() or not body[0].isascii() else [body]  # `β-carotène`
        taken = (self._take(piece, is_noun=True) if strange.intersection(piece) else piece for piece in pieces)
        return head + word[:at] + "-".join(taken) + word[at + len(body) :]

    def _merge(self, match: re.Match[str]) -> str:
        """Marks in a row are one."""
        return match[0] if self.nouns.intersection(match[0]) else self._take(match[0], is_noun=False)

    def _join(self, match: re.Match[str]) -> str:
        """Neighbouring nouns are one, a name of several words; beside a mark they stay what they are."""
        runs = groupby(match[0].split(" "), key=self.nouns.__contains__)
        together = ((is_noun, list(signs)) for is_noun, signs in runs)
        return " ".join(
            self._take(" ".join(signs), is_noun=True) if is_noun and len(signs) > 1 else " ".join(signs)
            for is_noun, signs in together
        )


class _Layout:
    """One pass over a text with private signs: words, stand-ins and marks."""

    def __init__(self, nouns: set[str], letter: str) -> None:
        self._nouns = nouns
        self._letter = letter
        self._words: list[str] = []
        self._word = ""
        self._stand_ins: list[StandIn] = []
        self._marks: list[Mark] = []

    def lay_out(self, text: str, things: tuple[str, ...]) -> Laid:
        pieces = [*PIECE.findall(text), " "]
        for piece, following in pairwise(pieces):
            if piece.isspace():
                self._end_word()
            elif not CARRIED.match(piece):
                self._word += piece
            elif piece in self._nouns:
                self._stand_in(piece, following)
            else:
                self._mark(piece, following)
        self._end_word()
        return Laid(" ".join(self._words), things, self._letter, tuple(self._stand_ins), tuple(self._marks))

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
            self._marks.append(Mark(sign, len(self._words), before=False, spaced=False, inside=inside))
            if following[0].isalnum():
                self._end_word()
        elif glued_right and following[0] in CLOSING and self._words:
            self._word = self._words.pop()  # `beau 😀.` is `beau.` for the model
            self._marks.append(Mark(sign, len(self._words), before=False, spaced=True, inside=True))
        elif glued_right or not self._words:
            self._marks.append(Mark(sign, len(self._words), before=True, spaced=not glued_right))
        else:
            self._marks.append(Mark(sign, len(self._words) - 1, before=False, spaced=True))


def _last_word(text: str) -> int:
    """The number of the last word that is more than punctuation."""
    words = text.split()
    return max((number for number, word in enumerate(words) if any(map(str.isalnum, word))), default=len(words) - 1)


def _letter(text: str) -> str:
    """A letter for stand-ins that no word of the text can be taken for."""
    return next((letter for letter in NAMES if not re.search(rf"{letter}\d", text)), NAMES)


def _insert(english: str, marks: list[Mark], align: Align, last: int) -> str:
    """Put marks beside the words that they belong to; the order of those at one place is that of the French.

    `last` is the number of the last French word that is more than punctuation.
    """
    words = english.split(" ")
    before: dict[int, str] = {}
    inside: dict[int, str] = {}
    after: dict[int, str] = {}
    for mark in marks:
        at = _place(mark, align, last, len(words) - 1)
        if mark.before:
            before[at] = before.get(at, "") + mark.sign + " " * mark.spaced
        else:
            side = inside if mark.inside else after
            side[at] = side.get(at, "") + " " * mark.spaced + mark.sign
    return " ".join(
        _beside(word, before.get(at, ""), inside.get(at, ""), after.get(at, "")) for at, word in enumerate(words)
    ).strip()


def _place(mark: Mark, align: Align, last: int, end: int) -> int:
    """The English word to put a mark beside; one that opens or closes the French opens or closes the English."""
    if mark.spaced and mark.before and not mark.word:
        return 0
    if mark.spaced and not mark.before and mark.word >= last:
        return end
    return min(max(0, align(mark.word)), end)


def _beside(word: str, before: str, inside: str, after: str) -> str:
    if not before and not inside and not after:
        return word
    end = len(word.rstrip(CLOSING + "\"'”’"))
    return f"{before}{word[:end]}{inside}{word[end:]}{after}"


def _unpack(text: str, things: tuple[str, ...] | list[str]) -> str:
    return CARRIED.sub(lambda match: things[ord(match[0]) - FIRST], text)
