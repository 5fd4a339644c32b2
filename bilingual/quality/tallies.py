"""How many names, numbers and symbols of the French the English has: what the checks look for, counted."""

from typing import NamedTuple

from bilingual.quality.acronyms import known_acronyms, lost_acronyms
from bilingual.quality.coverage import STEM
from bilingual.quality.exonyms import load_capitals
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.lone_names import LONGEST, SHORTEST, capitals_of, lost_names, sentence_starts
from bilingual.quality.no_names import NO_NAMES_FRENCH
from bilingual.quality.numbers import compare_numbers, numbers_of_french
from bilingual.quality.sides import Sides
from bilingual.quality.symbols import compare_symbols, symbols_of_french

_NOTHING: frozenset[str] = frozenset()


class Tally(NamedTuple):
    """What the French of a pair has of a kind, each once, and which of it the English lacks."""

    found: frozenset[str]
    lost: frozenset[str]


def tally_names(sides: Sides) -> Tally:
    """Return the words of names, and known acronyms, of the French.

    A word counts that begins with a capital and that the lexicon does not know, unless it begins a sentence, or that
    writers mostly begin with a capital. It is kept as it is, accents aside, or as its exonym, its translation or a
    word derived from it; any other spelling is a loss, also one that a translator may choose (`Oussama`, "Osama").
    """
    capitals = capitals_of(sides.fr_set, set())
    if not capitals:
        return Tally(_NOTHING, _NOTHING)
    starts = sentence_starts(sides.fr)
    acronyms = known_acronyms(sides, capitals)
    found = frozenset([*(word for word in capitals if _is_name(word, starts)), *acronyms])
    missing = capitals_of(sides.fr_set, sides.en_set)
    lost = {*lost_names(sides, missing), *lost_acronyms(sides, missing)} if missing else set[str]()
    return Tally(found, found & lost)


def tally_numbers(sides: Sides) -> Tally:
    """Return the numbers, times and dates of the French, in figures and in words, as written.

    A number in words, a month or a day of the week is lost only where the English has another of its kind instead.
    """
    found = numbers_of_french(sides)
    return Tally(found, found.intersection(compare_numbers(sides).missing) if found else _NOTHING)


def tally_symbols(sides: Sides) -> Tally:
    """Return the signs of the French, and the units and currencies beside its numbers.

    Signs are `& + § = × © ® ™`, arrows and emoji. Units of time are left out: that they go unnamed is no fault.
    """
    found = symbols_of_french(sides)
    return Tally(found, found.intersection(compare_symbols(sides).lost) if found else _NOTHING)


def _is_name(word: str, starts: set[str]) -> bool:
    """Return whether a capitalised word of the French is surely one of a name."""
    if not SHORTEST <= len(word) <= LONGEST or word[:2].isupper() or (small := word.lower()) in NO_NAMES_FRENCH:
        return False
    entry = load_lexicon().french.get(small[:STEM])
    if entry is None:
        return word not in starts
    return entry is not DULL and small in load_capitals().french
