"""Is a people or what is theirs exchanged for another: `syrien` for "Saudi", `allemand` for "French"?"""

from dataclasses import dataclass
from functools import cache

from bilingual.quality.coverage import STEM
from bilingual.quality.exonyms import load_exonyms
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.sides import Sides

SHORTEST = 4
# Britain is called by one of its countries in French.
_ALIKE = (frozenset(("anglai", "angloi", "britan", "saxon", "saxons", "saxonn")), frozenset(("britis", "englis")))


@dataclass(frozen=True, slots=True)
class Peoples:
    """Stems of words for peoples and what is theirs, on either side, that the lexicon links to each other."""

    french: frozenset[str]
    english: frozenset[str]


def exchanged_people(sides: Sides) -> tuple[str, str] | None:
    """Return a French word for a people that the English lacks, and the English for another that the French lacks."""
    peoples = _load_peoples()
    english = peoples.english & sides.en_stems
    if not english:
        return None
    french = peoples.french & sides.fr_stems
    lexicon = load_lexicon()
    lost = _alone(french, sides.en_stems, lexicon.french)
    added = _alone(english, sides.fr_stems, lexicon.english)
    if not lost or not added or (_ALIKE[0].intersection(lost) and _ALIKE[1].intersection(added)):
        return None
    return _as_written(lost[0], sides.fr_words), _as_written(added[0], sides.en_words)


@cache
def _load_peoples() -> Peoples:
    lexicon = load_lexicon()
    words = {word for word in load_exonyms().peoples if len(word) >= SHORTEST}
    stems = {form[:STEM] for word in words for form in (word, f"{word}s")}
    english = {stem for stem in stems if lexicon.english.get(stem, DULL) is not DULL}
    linked = {stem for word in english for stem in lexicon.english[word][2]}
    french = {
        stem
        for stem in linked
        if (entry := lexicon.french.get(stem, DULL)) is not DULL and not entry[2].isdisjoint(english)
    }
    return Peoples(frozenset(french), frozenset(english))


def _alone(stems: frozenset[str], others: set[str], entries: dict[str, Entry]) -> list[str]:
    return sorted(stem for stem in stems if entries[stem][2].isdisjoint(others))


def _as_written(stem: str, words: list[str]) -> str:
    return next(word for word in words if word[:STEM].lower() == stem)
