"""Is a name of the French replaced by another in the English?"""

from difflib import SequenceMatcher

from bilingual.quality.coverage import STEM, lacks_counterpart
from bilingual.quality.lexicon import Entry, load_lexicon
from bilingual.quality.sides import Sides

SHORTEST = 3
ALIKE = 0.6


def measure_names(sides: Sides) -> float:
    """Return how many names were replaced: capitalised words of both sides that have no counterpart on the other.

    A name that only one side has does not count, for translators leave out and explain; nor do two that are spelled
    alike (`Poutine`, `Putin`).
    """
    return float(len(_replaced(sides)))


def describe_names(sides: Sides) -> str:
    """Name the names: French → English."""
    return ", ".join(f"{french} → {english}" for french, english in _replaced(sides)) or "no name replaced"


def _replaced(sides: Sides) -> list[tuple[str, str]]:
    lexicon = load_lexicon()
    missing = _lonely(sides.fr_words, sides.en_stems, lexicon.french)
    if not missing:
        return []
    added = _lonely(sides.en_words, sides.fr_stems, lexicon.english)
    for french in list(missing):
        for english in added:
            if SequenceMatcher(None, french.lower(), english.lower()).ratio() >= ALIKE:
                missing.remove(french)
                added.remove(english)
                break
    return list(zip(missing, added, strict=False))


def _lonely(words: list[str], others: set[str], entries: dict[str, Entry]) -> list[str]:
    """Return the names without counterpart: unknown or copied as a rule (`Obama`), then the very stem must be there.

    Other capitalised words (`Londres`) need any of their translations; a first word is a name only when unknown.
    """
    found = []
    for place, word in enumerate(words):
        if word[0].isupper() and len(word) >= SHORTEST and (stem := word[:STEM].lower()) not in others:
            entry = entries.get(stem)
            if entry is None or (place and (stem in entry[2] or lacks_counterpart(stem, others, entries))):
                found.append(word)
    return list(dict.fromkeys(found))
