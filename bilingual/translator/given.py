"""What a model is given for a French text, by its own vocabulary, and how its English is made to fit that text again.

The published French is never changed. Between it and any model stand these steps, each a module: things that are no
language are carried around it (`carrying`), quotation marks get the blanks that it knows (`quotations`), characters
that it lacks or hardly met become plain ones (`plain`), lines in capitals are lowered (`capitals`), compound numbers,
Roman centuries and times are said in figures (`numerals`, `clock`), signs in words (`symbols`). Behind the model they
are undone in reverse, and names get their spelling back (`respelling`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from string import ascii_letters, digits
from typing import Self

from bilingual.translator.capitals import Lowered, begin_with_capital, begins_with_capital, lower_capitals
from bilingual.translator.carrying import FRENCH, Luggage
from bilingual.translator.clock import Timed, say_times
from bilingual.translator.layout import Align, Laid
from bilingual.translator.numerals import Figured, say_figures
from bilingual.translator.plain import cleaned, plain_letters, plain_marks, shape_again, shaped
from bilingual.translator.quotations import close_up, open_up
from bilingual.translator.respelling import find_names, respell
from bilingual.translator.symbols import Said, say_signs
from bilingual.translator.tokens import KEPT, Tokenizer

REVISION = 2  # of the tables and rules of these modules: another one may give a model another text
COMMON = frozenset(f"{ascii_letters}{digits}{''.join(sorted(FRENCH))} .,;:!?'\"()-%/«»’…–—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The `text` that a model is given, and what to do to its English."""

    text: str
    laid: Laid = field(default=Laid(text=""))
    lowered: Lowered = field(default=Lowered(""))
    figured: Figured = field(default=Figured(""))
    timed: Timed = field(default=Timed(""))
    said: Said = field(default=Said(""))
    shapes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    begins: bool = False

    @property
    def is_wordless(self) -> bool:
        """Whether nothing is left to translate but stand-ins."""
        names = (f"{self.laid.letter}{number}" for number in range(1, len(self.laid.stand_ins) + 1))
        return bool(self.laid.things) and sum(map(str.isalnum, self.text)) == sum(map(len, names))

    def finish(self, english: str, align: Align) -> str:
        """Return the English with everything put back; `align` gives an English word for a word of `text`."""
        english = respell(close_up(self.laid.put_back(english, align)), self.names)
        english = self.figured.word_again(self.timed.tell_again(english))
        english = self.lowered.raise_again(english)
        english = self.said.sign_again(english)
        english = begin_with_capital(english) if self.begins else english
        return self.laid.unpack(shape_again(english, self.shapes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Knows what a model can read.

    `knows` says whether the model reads a character as itself and has met it often, `reads` the same of a word,
    `likelihood` how well its vocabulary fits a word (in nats), `spells` whether it can spell other letters, from bytes,
    `pieces` into how many tokens it cuts a word.
    """

    knows: Callable[[str], bool]
    reads: Callable[[str], bool]
    likelihood: Callable[[str], float]
    spells: bool
    pieces: Callable[[str], int] = len

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Self:
        """Return the reader that a model's tokenizer makes."""

        @lru_cache(KEPT)  # asked of every character of every text
        def knows(character: str) -> bool:
            return tokenizer.knows(character) and (character in COMMON or not tokenizer.seldom_met(character))

        def reads(word: str) -> bool:
            return tokenizer.reads(word) and tokenizer.seldom_met(word) <= COMMON

        return cls(
            knows=knows,
            reads=reads,
            likelihood=tokenizer.likelihood,
            spells=tokenizer.spells,
            pieces=tokenizer.pieces,
        )

    def give(self, text: str, plainer: bool = False) -> Given:
        """Return what the model is given; `plainer` trusts it with the commonest characters only."""
        if plainer:
            return replace(self, knows=self._surely_knows, reads=self._surely_reads, spells=False).give(text)
        return self._give(text)

    def plain(self, text: str) -> str:
        """Return a text in either language as a model would write it: marks and letters that it lacks made plain."""
        marked = plain_marks(cleaned(text), self.knows)
        lowered = lower_capitals(marked, self.likelihood).text
        return lowered if self.spells else plain_letters(lowered, self.knows, self.reads)

    def _surely_knows(self, character: str) -> bool:
        return character in COMMON and self.knows(character)

    def _surely_reads(self, word: str) -> bool:
        return COMMON.issuperset(word) and self.reads(word)

    def _give(self, text: str) -> Given:
        luggage = Luggage()
        clean = cleaned(luggage.take_emoji(text))
        plain = plain_marks(open_up(luggage.take_fixed(clean), self.knows), self.knows)
        lowered = lower_capitals(plain, self.likelihood)
        figured = say_figures(lowered.text)
        timed = say_times(figured.text)
        said = say_signs(timed.text, self.knows)
        plain = luggage.take_strange(said.text, self.knows, self.reads)
        if not self.spells:
            plain = plain_letters(plain, self.knows, self.reads)
        laid = luggage.lay_out(plain)
        return Given(
            text=laid.text,
            laid=laid,
            lowered=lowered,
            figured=figured,
            timed=timed,
            said=said,
            shapes=shaped(clean),
            names=find_names(laid.text, self.pieces),
            begins=begins_with_capital(laid.text),
        )


def as_it_is(text: str) -> Given:
    """Return the text as what the model is given."""
    return Given(text=text)
