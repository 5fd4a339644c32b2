"""Is a word of the English none: made up, misspelled or left in French?"""

import re

from bilingual.quality.sides import Sides
from bilingual.quality.vocabulary import Vocabulary, load_vocabulary
from bilingual.quality.word_forms import LONGEST, formed

SHORTEST, SHORTEST_MADE_UP = 3, 4
ALIKE = 4  # first letters that a made-up word shares with the French word that it was made of
MOST_WORDS = 64  # unknown words that are looked at: of a text without end, the first in the order of the alphabet
NAMED = 8
# French that English writes as it is.
_LOANS = frozenset(
    """
bourgeoisie brouhaha chef chic cliché coup crème croissant cru cuisine cul débâcle découpage démarche déjà dénouement
détente dossier droit du entente entrée esprit état étude fait fiancé fiancée gras grand haute hors joie laissez faire
lycée lycées mâché maître mémoire métier mille moyenne naïve née né nouveau nouvelle oeuvre œuvre papier parole pièce
pied plus porte poste protégé qua raison rapprochement rendez résumé risqué rosé roué sang sans savoir soi soirée
sommelier son soufflé tête touché tour trompe vis vivre voyeur vue à
""".split()
)
# French that no English sentence holds by itself in lower case, though names and titles of books do.
_FUNCTION_WORDS = frozenset("aux avec ces cette dans des du et est les leur leurs mais nous ou par pas pour qui sans ses sont sur une vous".split())
_QUOTED = re.compile(r"[“«„‟\"*_‘]([^”»“\"*_’]{1,80})[”»“\"*_’]")
_ORDINAL = re.compile(r"\b(?:[0-9]+(?:ère|[eè]me|er|e)|[XVI]{2,}e)\b")


def measure_words(sides: Sides) -> float:
    """Return how many words of the English are none.

    Looked at are words in lower case, for names are not in any list. A word that English does not know is one that
    French knows (`obusier`), or is spelled like no word (`amorcated`). Rightly copied is what French does not know
    either, and what stands in quotation marks; rightly made is what ends as learned words do.
    """
    return float(len(_faults(sides)))


def describe_words(sides: Sides) -> str:
    """Name the words, and which of them are French."""
    faults = _faults(sides)
    return f"no English words: {', '.join(faults[:NAMED])}" if faults else "every word is English"


def _faults(sides: Sides) -> list[str]:
    vocabulary = load_vocabulary()
    unknown = [word for word in sides.en_set - vocabulary.frequent if word.islower() and len(word) >= SHORTEST]
    if not unknown:
        return []
    known = vocabulary.is_english
    strange = [word for word in unknown if not known(word)]
    if not strange:
        return []
    strange.sort()
    found = [fault for word in strange[:MOST_WORDS] if (fault := _judge(word, sides, vocabulary))]
    return found and _unquoted(found, sides.en)


def _judge(word: str, sides: Sides, vocabulary: Vocabulary) -> str:
    """Return a word with what is wrong with it, or nothing."""
    if word in _LOANS:
        return ""
    french = vocabulary.is_french(word)
    if word in sides.fr_set:
        return f"{word} (French)" if french or not word.isascii() else ""
    if french and not formed(word, vocabulary.is_english):
        return f"{word} (French)"
    if len(word) < SHORTEST_MADE_UP or not word.isascii() or formed(word, vocabulary.is_english):
        return ""
    return "" if _rendered(word, sides, vocabulary) else word


def _rendered(word: str, sides: Sides, vocabulary: Vocabulary) -> bool:
    """Is a word the English of one that French does not know either: rare in both?"""
    return any(
        other[:ALIKE].lower() == word[:ALIKE] and not vocabulary.is_french(other.lower()) and not vocabulary.is_english(other.lower())
        for other in sides.fr_set
    )


def _unquoted(found: list[str], text: str) -> list[str]:
    quoted = " ".join(_QUOTED.findall(text))
    return [fault for fault in found if not re.search(rf"\b{fault.split(' ')[0]}\b", quoted)] if quoted else found
