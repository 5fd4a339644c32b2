"""Is a country or region exchanged for another: `Afrique du Sud` for "South Korea", `États-Unis` for "Canada"?"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from bilingual.quality.coverage import stems
from bilingual.quality.exonyms import load_names
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.sides import Sides, split_words

KINDS = frozenset(("country", "region", "island"))


@dataclass(frozen=True, slots=True)
class _Side:
    """How one language names places: a pattern of all names, the numbers of the places that each may be, and a gate."""

    pattern: re.Pattern[str]
    places: dict[str, frozenset[int]]
    words: frozenset[str]


def exchanged_country(sides: Sides) -> tuple[str, str] | None:
    """Return a place that only the French names, and another that only the English names; None without both.

    A name of several words is looked at as a whole. A word of either side that the lexicon links to the other side
    (`américain`: "United States") speaks for a place as its name does.
    """
    french, english = _load_sides()
    lexicon = load_lexicon()
    words = french.words & sides.fr_set - sides.en_set
    if not words or english.words.isdisjoint(sides.en_set) or _is_linked(words, sides.en_stems, lexicon.french):
        return None
    ours, theirs = _named(sides.fr, french), _named(sides.en, english)
    lost = _alone(ours, theirs.values(), sides.en_stems, lexicon.french)
    added = _alone(theirs, ours.values(), sides.fr_stems, lexicon.english)
    return (lost[0], added[0]) if lost and added else None


def _named(text: str, side: _Side) -> dict[str, frozenset[int]]:
    return {name: side.places[name] for name in side.pattern.findall(text)}


def _alone(
    named: dict[str, frozenset[int]], others: Iterable[frozenset[int]], stems_there: set[str], entries: dict[str, Entry]
) -> list[str]:
    there = frozenset[int]().union(*others)
    return [
        name
        for name, places in named.items()
        if places.isdisjoint(there) and not _is_linked(split_words(name), stems_there, entries)
    ]


def _is_linked(words: Collection[str], stems_there: set[str], entries: dict[str, Entry]) -> bool:
    """Return whether every word has its counterpart by the lexicon, as far as it knows them."""
    known = [entry for stem in stems(list(words)) if (entry := entries.get(stem, DULL)) is not DULL]
    return bool(known) and not any(entry[2].isdisjoint(stems_there) for entry in known)


@cache
def _load_sides() -> tuple[_Side, _Side]:
    places = [name for name in load_names() if name.kind in KINDS]
    return _side([place.french for place in places]), _side([(*place.english, *place.derived) for place in places])


def _side(forms: list[tuple[str, ...]]) -> _Side:
    places: dict[str, set[int]] = {}
    for number, names in enumerate(forms):
        for name in names:
            places.setdefault(name, set()).add(number)
    longest_first = sorted(places, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w|-[A-ZÀ-Ý])")
    words = frozenset(word for name in places for word in split_words(name) if word[0].isupper())
    return _Side(pattern, {name: frozenset(numbers) for name, numbers in places.items()}, words)
