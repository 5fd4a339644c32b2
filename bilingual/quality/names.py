"""Is a name of the French replaced by another in the English?"""

from difflib import SequenceMatcher
from heapq import nlargest

from bilingual.quality.coverage import STEM
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.sides import Sides

SHORTEST = 3
ALIKE = 0.6
HEADLINE = 0.6
MOST_NAMES = 64  # names of a side that are compared with the other's: the most surprising, of a list without end
LONGEST_NAME = 40  # letters of a name that are compared
# What it costs, in nats, that an unknown capitalised word is not copied: it was in nine of ten press translations.
UNKNOWN = 2.5
# `États-Unis` is `U.S.` too, which no word of its own accounts for.
_UNITED_STATES = frozenset(["états", "etats", "unis", "united", "states"])


def measure_names(sides: Sides) -> float:
    """Return how surprising the most surprising exchange of names is, in nats; 0 where there is none.

    An exchange is a capitalised word of the French and one of the English, both without counterpart and not spelled
    alike (`Poutine`, `Putin`). A name that only one side has does not count, for translators leave out and explain;
    nor do abbreviations in capitals, which are translated (`OTAN`, `NATO`). Of more than `MOST_NAMES` names on a side,
    the most surprising are looked at.
    """
    return _exchange(sides)[0]


def describe_names(sides: Sides) -> str:
    """Name the exchanged names: French → English."""
    surprise, french, english = _exchange(sides)
    return f"{french} → {english}" if surprise else "no name exchanged"


def _exchange(sides: Sides) -> tuple[float, str, str]:
    lexicon = load_lexicon()
    best = (0.0, "", "")
    missing = _lonely(sides.fr_words, sides.en_stems, lexicon.french)
    if not missing:
        return best
    headline = sum(map(str.istitle, sides.en_words)) > HEADLINE * len(sides.en_words)
    added_names = _lonely(sides.en_words, sides.fr_stems, lexicon.english, copied_only=headline)
    for english, added in added_names.items():
        for french, lost in missing.items():
            if lost + added > best[0] and not _alike(french, english):
                best = (lost + added, french, english)
    return best


def _lonely(
    words: list[str], others: set[str], entries: dict[str, Entry], copied_only: bool = False
) -> dict[str, float]:
    """Return the capitalised words without counterpart, and how surprising that is, in nats.

    What is copied as a rule (`Obama`, `Paris`) must be there itself; other words (`Londres`) need any of their
    translations, and do not count with `copied_only`. A first word is a name only when the lexicon does not know it.
    """
    found = {}
    for place, word in enumerate(words):
        if "a" <= word < "À" or not word[0].isupper() or len(word) < SHORTEST or word[:-1].isupper():
            continue
        stem = word[:STEM].lower()
        if stem in others or stem in _UNITED_STATES:
            continue
        entry = entries.get(stem)
        if entry is None:
            found[word] = UNKNOWN
        elif entry is not DULL and place and (entry[3] == stem or (not copied_only and entry[2].isdisjoint(others))):
            found[word] = entry[0]
    return found if len(found) <= MOST_NAMES else dict(nlargest(MOST_NAMES, found.items(), key=lambda item: item[1]))


def _alike(first: str, second: str) -> bool:
    one, other = first[:LONGEST_NAME].lower(), second[:LONGEST_NAME].lower()
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
