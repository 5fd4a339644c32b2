"""Is a name of the French missing from the English, or replaced by another?"""

import re
from dataclasses import dataclass
from itertools import pairwise

from bilingual.quality.acronyms import WEIGHT, lost_acronyms
from bilingual.quality.countries import exchanged_country
from bilingual.quality.coverage import STEM
from bilingual.quality.lexicon import load_lexicon
from bilingual.quality.lone_names import (
    Losses,
    added_names,
    capitals_of,
    lost_names,
    match_names,
    sentence_starts,
)
from bilingual.quality.no_names import NO_NAMES_ENGLISH
from bilingual.quality.peoples import exchanged_people
from bilingual.quality.sides import Sides
from bilingual.quality.spelling import likeness

_RUN = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\. )[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")

_PARTICLES = frozenset(("de", "du", "des", "d", "von", "van", "der", "den", "al", "el", "bin", "ben", "da", "di", "la"))


@dataclass(frozen=True, slots=True)
class _Fault:
    """A name that went wrong: how surprising that is in nats, the French name, and the English in its place."""

    nats: float = 0.0
    french: str = ""
    english: str = ""


# Nats of an exchange of two words that are not surely names (`Springs`, `Airways`), and what it adds that both are.
UNSURE, SURE = 3.0, 1.0
MISSING = 0.8  # nats that a name with nothing at all in its place counts for, besides its own

_NONE = _Fault()


def measure_names(sides: Sides) -> float:
    """Return how surprising the most surprising loss of a name is, in nats; 0 where none is lost.

    A name is a capitalised word that the lexicon does not know, or that writers mostly begin with a capital, or an
    acronym that is carried over as a rule. It is lost when the English has neither the word, nor its translation, nor
    its form in the table of exonyms, nor a name spelled alike that no other name of the French is closer to. Where
    the English has a name of its own in turn, the surprise of both counts together. A first name that is left out
    before the last is no loss, nor is a name that only the English has: translators explain.
    """
    return _find_fault(sides).nats


def describe_names(sides: Sides) -> str:
    """Name what was lost, and what the English has instead: French → English."""
    fault = _find_fault(sides)
    if not fault.nats:
        return "no name lost"
    return f"{fault.french} → {fault.english or 'nothing'}"


def _find_fault(sides: Sides) -> _Fault:
    fault = _in_names(sides)
    if fault.nats < WEIGHT and (exchange := exchanged_people(sides) or exchanged_country(sides)):
        return _Fault(WEIGHT, *exchange)
    return fault


def _in_names(sides: Sides) -> _Fault:
    capitals = capitals_of(sides.fr_set, sides.en_set)
    if not capitals:
        return _NONE
    lost = lost_names(sides, capitals)
    fault = _lost_or_replaced(sides, lost) if lost else _NONE
    if fault.nats < WEIGHT and (acronyms := lost_acronyms(sides, capitals)):
        return _Fault(WEIGHT, acronyms[0])
    return fault


def _lost_or_replaced(sides: Sides, lost: Losses) -> _Fault:
    others = capitals_of(sides.en_set, sides.fr_set)
    added = added_names(sides, others)
    joined = [word.replace("-", "") for word in _JOINED.findall(sides.en)]
    matched = match_names(sorted(lost), [*sorted(added), *joined], others)
    left = {word: loss for word, loss in lost.items() if word not in matched}
    if not left:
        return _misspelled(lost, matched)
    taken = set(matched.values())
    added = {word: loss for word, loss in added.items() if word not in taken}
    return max(_missing(sides, left), _replaced(left, added), key=lambda fault: fault.nats)


def _replaced(lost: Losses, added: Losses) -> _Fault:
    """Find the most surprising exchange of a name for another, one of them surely a name."""
    faults = (
        _Fault(before.nats + after.nats + SURE * (before.sure and after.sure), french, english)
        for french, before in lost.items()
        for english, after in added.items()
        if before.sure or after.sure or before.nats + after.nats >= UNSURE
    )
    return max(faults, key=lambda fault: (fault.nats, fault.french, fault.english), default=_NONE)


def _misspelled(lost: Losses, matched: dict[str, str]) -> _Fault:
    """Find a name that is copied as a rule, and stands in the English with other letters that sound otherwise."""
    french, english = load_lexicon().french, load_lexicon().english
    for word, other in sorted(matched.items()):
        entry = french.get(word[:STEM].lower()) if word in lost else None
        copied = entry is not None and entry[3] == word[:STEM].lower()
        if copied and lost[word].sure and other[:STEM].lower() not in english and likeness(word, other) < 1:
            return _Fault(lost[word].nats, word, other)
    return _NONE


def _missing(sides: Sides, left: Losses) -> _Fault:
    """Find the most surprising name that is simply missing: not beside one that is there, nor an unknown first word."""
    beside = _beside(sides, left)
    known, starts = load_lexicon().french, sentence_starts(sides.fr)
    faults = (
        _Fault(loss.nats + MISSING, word)
        for word, loss in left.items()
        if loss.sure and word not in beside and not (word in starts and word[:STEM].lower() not in known)
    )
    return max(faults, key=lambda fault: (fault.nats, fault.french), default=_NONE)


def _beside(sides: Sides, left: Losses) -> set[str]:
    """Return the lost names that are left out before a name that is there, with no other capital in their place."""
    before = {second for first, second in _neighbours(sides.en) if _is_other(first, sides)}
    kept = ((first, second) for first, second in _neighbours(sides.fr) if first in left and second not in left)
    return {first for first, second in kept if second not in before}


def _neighbours(text: str) -> list[tuple[str, str]]:
    """Return the words with capitals that follow each other with no mark between, `de` and its like passed over."""
    runs = ([word for word in _WORD.findall(run) if word not in _PARTICLES] for run in _RUN.findall(text))
    return [(one, other) for run in runs for one, other in pairwise(run) if one[0].isupper() and other[0].isupper()]


def _is_other(word: str, sides: Sides) -> bool:
    return word not in sides.fr_set and word.lower() not in NO_NAMES_ENGLISH and not word.isupper()
