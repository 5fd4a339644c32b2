"""French acronyms that the English neither has, nor calls otherwise, nor spells out."""

import re

from bilingual.quality.coverage import STEM
from bilingual.quality.exonyms import load_exonyms
from bilingual.quality.lexicon import load_lexicon
from bilingual.quality.sides import Sides
from bilingual.quality.spelling import fold

SHORTEST, LONGEST = 2, 6
CAPITALS = 3  # a text of which every third word is in capitals is a heading: its words are no acronyms
MOST = 64  # acronyms that are looked at: a heading has no end of them
WEIGHT = 2.5  # nats: what the loss of an acronym costs, as that of an unknown name
KNOWN = 2.0  # nats: what the lexicon must say of an acronym that the table lacks
_ROMAN = re.compile(r"[IVXLCDM]+")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,6}")
_SMALL_WORDS = "de des du la le les et of the and for in on to s d l à au aux en pour sur"
_SMALL = frozenset(_SMALL_WORDS.split())


def lost_acronyms(sides: Sides, capitals: list[str]) -> list[str]:
    """Return which of the capitalised words are acronyms that the English lacks.

    Only those count that the table or the lexicon knows to be carried over: translators write many another in words.
    """
    found = known_acronyms(sides, capitals)
    return _lonely(sorted(found)[:MOST], sides) if found else []


def known_acronyms(sides: Sides, capitals: list[str]) -> list[str]:
    """Return which of the capitalised words of the French are such acronyms: in a heading in capitals, none."""
    found = [word for word in capitals if word.isupper() and SHORTEST <= len(word) <= LONGEST and _is_known(word)]
    return [] if found and CAPITALS * _capitals(sides.fr_words) > len(sides.fr_words) else found


def _capitals(words: list[str]) -> int:
    return sum(word.isupper() and len(word) > 1 for word in words)


def _is_known(word: str) -> bool:
    small = word.lower()
    entry = load_lexicon().french.get(small)
    tabled = small in load_exonyms().french or (entry is not None and entry[0] >= KNOWN and entry[3] == small[:STEM])
    return tabled and not _ROMAN.fullmatch(word)


def _lonely(found: list[str], sides: Sides) -> list[str]:
    table = load_exonyms().french
    dotted = {word.replace(".", "").lower() for word in _DOTTED.findall(sides.en)}
    folded = set(map(fold, sides.en_set)) | dotted
    folded |= {word[:-1] for word in folded if word.endswith("s")}
    letters = {"".join(sorted(word)) for word in folded if len(word) <= LONGEST}
    initials = "".join(fold(word[0]) for word in sides.en_words if word.lower() not in _SMALL)
    entries = load_lexicon().french
    lonely = []
    for word in found:
        small = fold(word)
        linked = word.lower() in entries and not entries[word.lower()][2].isdisjoint(sides.en_stems)
        spelled = "".join(sorted(small)) in letters or (len(small) > 2 and small in initials)
        if not linked and not spelled and table.get(small, frozenset((small,))).isdisjoint(folded):
            lonely.append(word)
    return lonely
