"""Is the English, or a run of words in it, a copy of the French?"""

from functools import cache
from itertools import pairwise

from bilingual.quality.coverage import STEM
from bilingual.quality.kept_names import begins_name, kept_words
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.loans import LOANS, TELLING_WORDS, without_phrases
from bilingual.quality.quoted import QUOTATION, without_quotations
from bilingual.quality.sides import LONGEST_TEXT, Sides, split_words
from bilingual.quality.urls import without_addresses

_FEWEST_TELLING = 2
LONGEST_NAME = 3  # words of a body or a paper that keeps its French name
SHORTEST = 3  # letters of a word that says little


@cache
def french_only() -> frozenset[str]:
    """Return the stems that French has and English has not, and whose likeliest translation is another stem."""
    lexicon = load_lexicon()
    return frozenset(
        stem
        for stem, entry in lexicon.french.items()
        if entry is not DULL and entry[3] != stem and stem not in lexicon.english
    )


def measure_untranslated(sides: Sides) -> float:
    """Return the share of the French words that were copied, or 1 where a run of words in the English is French.

    Only words count that tell French from English, by the lexicon: names and cognates (`question`) are rightly copied.
    A whole text that is copied counts as soon as one of its words is mostly translated by another.
    A run is two or more words that stand so in the French too, one of them French only, or one such word with an
    accent; quotations and titles in quotation marks or italics are left out, addresses and code as well.
    """
    shared = sides.fr_stems & sides.en_stems
    if sides.fr == sides.en and _is_translatable(_own_words(sides.en)):
        return 1.0
    if shared.isdisjoint(french_only()):
        return 1.0 if sides.en.isupper() and _capitals_copied(sides) else 0.0
    if _runs(sides):
        return 1.0
    return _copied_share(sides)


def describe_untranslated(sides: Sides) -> str:
    """Name the copied words."""
    english = sides.en_set
    copied = _runs(sides) or [" ".join([word for word in sides.fr_words if word in english][:8])]
    return f"in both: {', '.join(copied)}" if copied[0] else "no French word copied"


def _copied_share(sides: Sides) -> float:
    """Return the share over the whole text: words in lower case, or any where a heading has several that tell."""
    french, words = _own_words(sides.fr), _own_words(sides.en)
    only = [word for word in french if word[:STEM].lower() in french_only()]
    if set(words).isdisjoint(only):
        return 0.0
    english = set(without_phrases(words)) - kept_words(sides)
    copied = [word for word in only if word in english]
    if not any(map(str.islower, copied)) and len(copied) < _FEWEST_TELLING and not _is_sentence(sides, copied):
        return 0.0
    telling = [word for word in french if word.lower() in TELLING_WORDS] + only
    return sum(word in english for word in telling) / len(telling)


def _own_words(text: str) -> list[str]:
    """Return the words without addresses, code and quotations, unless the whole text is a quotation."""
    plain = without_addresses(text[:LONGEST_TEXT])
    return split_words(without_quotations(plain, QUOTATION, " | ")) or split_words(plain)


def _is_sentence(sides: Sides, copied: list[str]) -> bool:
    """Return whether one capitalised word (`Merci.`, not `Libération`) is more than a name."""
    return bool(copied) and sides.en == sides.fr and sides.en.rstrip().endswith((".", "!", "?"))


def _is_translatable(words: list[str]) -> bool:
    """Return whether one of several words, in lower case, is likeliest translated by another: `Mort du chanteur`."""
    entries = load_lexicon().french
    small = (
        word[:STEM] for word in without_phrases(words) if len(word) > SHORTEST and word.islower() and word not in LOANS
    )
    found = ((stem, entries.get(stem, DULL)) for stem in small)
    return len(words) > 1 and any(entry is not DULL and entry[3] not in ("", stem) for stem, entry in found)


def _capitals_copied(sides: Sides) -> bool:
    """Return whether a heading in capitals is a copy, with a French word in it and one that neither lexicon knows."""
    lexicon = load_lexicon()
    words = [word.lower() for word in sides.en_words]
    if sides.fr_words != sides.en_words or TELLING_WORDS.isdisjoint(words[1:-1]):
        return False
    return any(
        word[:STEM] not in lexicon.english and word[:STEM] not in lexicon.french for word in words if len(word) > 3
    )


def _runs(sides: Sides) -> list[str]:
    """Find the runs of words in lower case that stand in both texts and hold a word that is French only."""
    words = _own_words(sides.en)
    together = set(pairwise(sides.fr_words))
    return _runs_of(without_phrases(words), sides, together) if _runs_of(words, sides, together) else []


def _runs_of(words: list[str], sides: Sides, together: set[tuple[str, str]]) -> list[str]:
    runs, french = list[str](), sides.fr_set
    run, first = words[:1], words[:1]
    for pair in pairwise([*words, ""]):
        if pair in together:
            run.append(pair[1])
            continue
        if run[0] in french and _is_french(run) and not _is_name(run, first):
            runs.append(" ".join(run[:8]))
        run = [pair[1]]
    return runs


def _is_french(run: list[str]) -> bool:
    """Return whether a run is French: one word only if its accents say so too, capitals only if it is no name."""
    only = french_only()
    words = [word for word in run if word.islower() and word[:STEM] in only and word not in LOANS]
    if len(run) == 1:
        return bool(words) and not run[0].isascii()
    return len(words) >= _FEWEST_TELLING or (bool(words) and not any(map(str.istitle, run[1:])))


def _is_name(run: list[str], first: list[str]) -> bool:
    """Return whether a short run begins as a name, with a capital that is not the text's: `the Canard enchaîné`."""
    return 1 < len(run) <= LONGEST_NAME and begins_name(run[0]) and run[:1] != first
