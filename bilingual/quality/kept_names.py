"""Words in lower case that are parts of names: `the Canard enchaîné`, `Chiang Kai-shek`."""

import re
from itertools import pairwise

from bilingual.quality.coverage import STEM
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.sides import MOST_WORDS, Sides
from bilingual.quality.vocabulary import load_vocabulary

_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")


def begins_name(word: str) -> bool:
    """Return whether a capital makes a name of a word that is mostly translated: `Canard`, and not `Paris`."""
    entry = load_lexicon().french.get(word[:STEM].lower(), DULL)
    return word.istitle() and entry is not DULL and entry[3] not in ("", word[:STEM].lower())


def words_of_names(found: dict[str, bool], sides: Sides) -> set[str]:
    """Return which of these words, French or none, belong to a name that the French has as well."""
    return (kept_words(sides) | _hyphenated(found, sides)) & found.keys()


def kept_words(sides: Sides) -> set[str]:
    """Return the one or two words behind a capital, not only the first of a text, that stand so in both texts."""
    if len(sides.en_words) > MOST_WORDS:
        return set()
    shared = {pair for pair in sides.en_pairs & set(pairwise(sides.fr_words)) if pair[1].islower()}
    first = set(sides.fr_words[:1]) & set(sides.en_words[:1])
    kept = {word for capital, word in shared if capital not in first and begins_name(capital)}
    return kept | {word for before, word in shared if before in kept}


def _hyphenated(found: dict[str, bool], sides: Sides) -> set[str]:
    """Return the words behind a hyphen and a capital, where the French has the same or the capital is a name's."""
    if "-" not in sides.en:
        return set()
    frequent, kept = load_vocabulary().frequent, set[str]()
    french = set(_HYPHENATED.findall(sides.fr))
    for whole in set(_HYPHENATED.findall(sides.en)):
        for before, word in pairwise(whole.split("-")):
            if word in found and before.istitle() and (whole in french or not (found[word] or before in frequent)):
                kept.add(word)
    return kept
