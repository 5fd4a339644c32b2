"""Is a word of the English none: made up, misspelled or left in French?"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from bilingual.quality.coverage import STEM
from bilingual.quality.exonyms import load_capitals
from bilingual.quality.kept_names import words_of_names
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.loans import FUNCTION_WORDS, LOANS, YOUNG, without_phrases
from bilingual.quality.misspellings import MISSPELLINGS
from bilingual.quality.quoted import TITLE, without_quotations
from bilingual.quality.sides import MOST_WORDS, Sides, is_headline
from bilingual.quality.spelling import fold
from bilingual.quality.untranslated import french_only
from bilingual.quality.vocabulary import Vocabulary, load_vocabulary
from bilingual.quality.word_forms import LONGEST, formed

SHORTEST, SHORTEST_MADE_UP, SHORTEST_NAME = 3, 4, 5
ALIKE = 4  # first letters that a rare English word shares with the French word that it renders
ALIKE_NAMES = 0.6
MOST_UNKNOWN = 64  # unknown words that are looked at: of a text without end, the first in the order of the alphabet
MOST_NAMES = 64  # names of the French that a capitalised word is compared with
NAMED = 8
LONG_NAME = 12
TITLES = frozenset(("libération", "humanité", "échos", "société", "équipe", "dépêche", "voix", "provence", "tribune"))
# A letter said three times is a slip of the model; `hmmm` and `www` are none, nor Roman numbers.
_TRIPLE = re.compile(r"([a-z])(?<![himwxz])\1\1")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHE = re.compile("['’]")
_ADDRESS = re.compile(r"://|www\.|[@#\\_{}<>$%=]|[a-z]\.[a-z]{2}|\w/\w")
_ELIDED = frozenset(["l", "qu", "j"])
_ELISION = re.compile(r"(?:l|qu|j)['’][a-zà-ÿ]{2}")


def measure_words(sides: Sides) -> float:
    """Return how many words of the English are none.

    A word in lower case that English does not know is left in French when French knows it (`obusier`), and made up or
    misspelled otherwise (`amorcated`). Rightly copied is what French does not know either, and rightly made what ends
    as learned words do or renders a word that is as rare in French. A capitalised word counts where the French has
    it in lower case, where both sides begin with it and it is French, or where no name of the French resembles it
    and no English text had it.
    """
    return float(len(non_words(sides)))


def describe_words(sides: Sides) -> str:
    """Name the words, and say which of them are French."""
    faults = non_words(sides)
    named = (f"{word} (French)" if french else word for word, french in list(faults.items())[:NAMED])
    return f"no English words: {', '.join(named)}" if faults else "every word is English"


def non_words(sides: Sides) -> dict[str, bool]:
    """Return the words of the English that are none, and whether each is French; see `measure_words`."""
    vocabulary = load_vocabulary()
    if sides.en.isupper():
        return _shouted(sides, vocabulary)
    found = {}
    for word in _strange(sides, vocabulary):
        verdict = _judge(word, sides, vocabulary) if word.islower() else _judge_name(word, sides, vocabulary)
        if verdict is not None:
            found[word] = verdict
    if not found and _ELIDED.isdisjoint(sides.en_set):
        return found
    tokens = _running_words(sides.en)
    own = _own_parts(tokens)
    standing = (_outside_names(found, tokens) & own) - words_of_names(found, sides)
    return {word: french for word, french in found.items() if word in standing} | _elisions(tokens, standing, own)


def _strange(sides: Sides, vocabulary: Vocabulary) -> list[str]:
    """Return the words that the list has not, and that are not rightly copied as they begin with a capital."""
    copied, found = sides.fr_set, _left_first(sides, vocabulary)
    words = sides.en_set if len(sides.en_words) <= MOST_WORDS else set(sides.en_words[:MOST_WORDS])
    for word in words - vocabulary.frequent:
        lower = word.islower()
        if (not lower and word in copied) or not (SHORTEST if lower else SHORTEST_NAME) <= len(word) <= LONGEST:
            continue
        if _is_listed(word.lower()) and not (word in copied and _is_left(word)):
            continue
        if (lower or word.istitle()) and word.isalpha():
            found.append(word)
    return sorted(found)[:MOST_UNKNOWN]


def _judge(word: str, sides: Sides, vocabulary: Vocabulary) -> bool | None:
    """Return whether a word in lower case is French; None where it may be English."""
    if word in LOANS:
        return None
    french = vocabulary.is_french(word)
    if word in sides.fr_set:
        return True if french or not word.isascii() or _is_left(word) else None
    if not french and _TRIPLE.search(word):
        return False
    if _is_formed(word):
        return None
    if french:
        return True
    rare = len(word) < SHORTEST_MADE_UP or not word.isascii() or _rendered(word, sides, vocabulary)
    return None if rare else False


def _judge_name(word: str, sides: Sides, vocabulary: Vocabulary) -> bool | None:
    """Return whether a capitalised word is French; None where it may be a name or English."""
    lower = word.lower()
    if word in sides.fr_set:
        return True
    if _TRIPLE.search(lower):
        return False
    if lower in LOANS or not word.isascii() or _is_formed(lower):
        return None
    if lower in sides.fr_set:
        return True if vocabulary.is_french(lower) and not is_headline(sides.fr_words) else None
    if vocabulary.is_name(lower) or vocabulary.is_french(lower) or _rendered(lower, sides, vocabulary):
        return None
    capitals = (other.lower() for other in sides.fr_set if not other.islower())
    names = sorted(other for other in capitals if not vocabulary.is_french(other))[:MOST_NAMES]
    alike = any(SequenceMatcher(None, lower[:LONGEST], name[:LONGEST]).ratio() >= ALIKE_NAMES for name in names)
    made_up = word == sides.en_words[0] or len(lower) >= LONG_NAME or _made_of(lower, sides)
    return False if made_up and not alike else None


def _left_first(sides: Sides, vocabulary: Vocabulary) -> list[str]:
    """Return the word that both sides begin with, where it is French and its capital the sentence's: `Facturée`."""
    english, french = sides.en_words, sides.fr_words
    if not english or not french or english[0] != french[0]:
        return []
    left = len(english[0]) > SHORTEST and english[0].istitle() and english.count(english[0]) == 1
    return [english[0]] if left and _is_only_french(english[0].lower(), vocabulary) else []


def _shouted(sides: Sides, vocabulary: Vocabulary) -> dict[str, bool]:
    """Return the words in capitals that a heading has as the French has them, though they are French only."""
    copied = (word for word in dict.fromkeys(sides.en_words) if word in sides.fr_set and len(word) >= SHORTEST_NAME)
    return {word: True for word in copied if _is_only_french(word.lower(), vocabulary)}


def _is_only_french(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word in lower case is French, not English, no name, nor copied as `Carrefour` is."""
    if not vocabulary.is_french(word) or vocabulary.is_name(word) or word in LOANS or word in TITLES:
        return False
    if word in load_capitals().french:
        return False
    return word[:STEM] not in load_lexicon().french.get(word[:STEM], DULL)[2]


def _made_of(word: str, sides: Sides) -> bool:
    """Return whether a French word in lower case begins as a word does."""
    return any(other.islower() and _begins_as(other, word) for other in sides.fr_set)


@lru_cache(maxsize=1 << 13)
def _is_listed(word: str) -> bool:
    return word not in MISSPELLINGS and load_vocabulary().is_english(word)


@lru_cache(maxsize=1 << 13)
def _is_left(word: str) -> bool:
    """Return whether a copied word is French: a form of a French one, or one that only a list has (`voiture`)."""
    if _is_listed(word):
        number = word[:-1] if word.endswith("s") else word + "s"
        return word[:STEM] in french_only() and load_vocabulary().is_french(number)
    return not _is_formed(word) and load_vocabulary().has_french_form(word)


@lru_cache(maxsize=1 << 14)  # texts say a word again, and this is what takes longest
def _is_formed(word: str) -> bool:
    if word in MISSPELLINGS:
        return False
    return word in YOUNG or formed(word, lambda base: base in YOUNG or _is_listed(base), load_vocabulary().frequent)


def _rendered(word: str, sides: Sides, vocabulary: Vocabulary) -> bool:
    """Return whether a word is the English of one that French does not know either: rare in both."""
    for other in sides.fr_set:
        if other[0].lower() != word[0] and other.isascii():
            continue
        lower = other.lower()
        if _begins_as(lower, word) and not (vocabulary.is_french(lower) or vocabulary.is_english(lower)):
            return True
    return False


def _begins_as(french: str, word: str) -> bool:
    start, wanted = french[:ALIKE], word[:ALIKE]
    return start == wanted or (not start.isascii() and fold(start) == wanted)


def _running_words(text: str) -> list[str]:
    """Return the words of a text, elisions whole, without what is quoted, an address, a handle or a tag."""
    pieces = without_quotations(text, TITLE).split()
    return _TOKEN.findall(" ".join(piece for piece in pieces if not _ADDRESS.search(piece)))


def _own_parts(tokens: list[str]) -> set[str]:
    """Return the words, elisions apart, that stand outside the phrases that English has from French at least once."""
    return set(without_phrases([part for token in tokens for part in _APOSTROPHE.split(token)]))


def _elisions(tokens: list[str], standing: set[str], own: set[str]) -> dict[str, bool]:
    """Return the words that French has put an article or pronoun before, between words that are no names."""
    return {
        token: True
        for place, token in enumerate(tokens)
        if _ELISION.match(token)
        and all(near.islower() and near not in FUNCTION_WORDS for near in _neighbours(place, tokens))
        and standing.isdisjoint(parts := _APOSTROPHE.split(token))
        and parts[1] in own
    }


def _outside_names(found: dict[str, bool], tokens: list[str]) -> set[str]:
    """Return the words that stand outside names at least once."""
    standing = set()
    for place, token in enumerate(tokens):
        for word in _APOSTROPHE.split(token):  # `Prud'homme` is a name, `l'obusier` is none
            looked_at = word in found and word not in standing and (word == token or token[0].islower())
            if looked_at and _stands_alone(word, *_neighbours(place, tokens)):
                standing.add(word)
    return standing


def _neighbours(place: int, tokens: list[str]) -> tuple[str, str]:
    """Return the words before and after one; the first of a text, which has a capital anyway, counts as none."""
    return tokens[place - 1] if place > 1 else "", tokens[place + 1] if place + 1 < len(tokens) else ""


def _stands_alone(word: str, before: str, after: str) -> bool:
    """Return whether a word is no part of a name, as `des Invalides` and `Opéra Lyrique` are."""
    if word in FUNCTION_WORDS:
        return before.islower() and after.islower()
    return word.islower() or not ((before and before[0].isupper()) or (after and after[0].isupper()))
