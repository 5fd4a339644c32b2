"""What the words of a short text tell of its language, where a model of letters hears names, loans and cognates."""

import re
from operator import methodcaller

from bilingual.segmenter.frequent_words import FREQUENT_ENGLISH, FREQUENT_FRENCH

WORD = re.compile(r"[^\W\d_]+['’]?")

# Function words of the languages that meet French in the press.
_FUNCTION_WORDS = {
    "ar": "في من على إلى عن أن هذا هذه التي الذي مع كان لا ما",
    "de": "der das und ist nicht mit ein eine einen von zu auf für sich dem den wird auch sind im ich wir sie",
    "en": "the of and with from by is was were this that these are not have has his her their will would at to it we",
    "es": "el los las y con una del como pero más su sus fue está este esta muy hay lo al no",
    "it": "lo gli di che è della delle degli nel nella sono anche più questo questa alla dei uno per ma",
    "nl": "het een van niet met op zijn voor dat ook aan maar werd wordt door ik",
    "pt": "os uma do dos das não com mais foi são está este em isso ele ela",
    "tr": "ve bir bu için ile olarak daha çok olan gibi kadar ne ama değil",
}
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
# In a short text these are more likely French (`Il y va`, `ma femme`, `elle met`, `un os`), or a name's (`Al Pacino`).
_RATHER_FRENCH = "al bu com das dat des do dos e em foi ma met mais ne no op os su sur van y"
_NOT_TELLING = frozenset(_RATHER_FRENCH.split())
_TELLING = {code: words - _NOT_TELLING - FREQUENT_FRENCH for code, words in FUNCTION_WORDS.items()}
_TELLING["en"] |= FREQUENT_ENGLISH

# The languages of each of these words, so that a text's words are looked up once and not in every language's table.
_LANGUAGES = {
    word: tuple(code for code, words in _TELLING.items() if word in words)
    for word in frozenset().union(*_TELLING.values())
}

# `le train`, not `Le Pen`: English has no such article.
_ARTICLES = frozenset(("la", "le", "un", "une"))
_ARTICLE = re.compile(r"\b(?:[Ll][ae]|[Uu]ne?) (?=[^\W\d_A-ZÀ-Þ])")
# Words with capitals in a row are a name, in whichever language it was given: `Will Smith`, `House of Cards`.
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’]*+(?:(?: (?:of|and|the|for)){0,2}[ -][A-ZÀ-Þ][\w'’]*+)+")
_INNER_CAPITAL = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ][\w'’]+")
_I = re.compile(r"\bI(?=['’](?:m|ll|ve|d)\b| [a-z])")
# Of a longer word; no ending ends another.
_ENGLISH_ENDINGS = (*(f"{letter}ed" for letter in "bcdfghjkmnprstvwxz"), "lled", "lly", "ought", "oughts", "ould")
_FRENCH_ENDS = """
eux euse euses eur eurs aux aient ait ez é ée ées ier iers ière ières oir oirs oire oires ique iques ette ettes
"""
_FRENCH_ENDINGS = tuple(_FRENCH_ENDS.split())

# Letters and endings that set French apart from its neighbours, and letters that it does not have.
_FRENCH_LETTER = re.compile(r"[âçéêëîïôûœÂÇÉÊËÎÏÔÛŒ]|[èÈ]\w")
_FOREIGN_LETTER = re.compile(r"[ñãõğışáíóúòìäöüßåøłńćčžšđ]")
_FRENCH_ONLY_SHAPE = re.compile(r"\w+(?:tions?|ments|eux|euses?|eaux|aient|iques?|elles?|ettes?|oirs?)")
_OTHER_SCRIPTS = frozenset(("ar", "bg", "el", "fa", "he", "hi", "ja", "ka", "ko", "mk", "ru", "sr", "th", "uk", "zh"))
_LAST_LATIN = "\u036f"
# English writes `!` and `?` without a blank before them.
_SLOGAN = re.compile(r"(?:[A-Z]\w*+[ ,]++){1,4}[A-Z]\w*+[!?]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, an elided one with its apostrophe."""
    return WORD.findall(text.lower().replace("’", "'"))


def most_frequent_words(text: str, words: list[str]) -> str | None:
    """Return the language with the most frequent words, French where it is even with another, None where none has any.

    `words` are those of `text`.
    """
    french = sum(word in FREQUENT_FRENCH and word not in _ARTICLES for word in words)
    french += len(_ARTICLE.findall(text)) + _any_ends(words, _FRENCH_ENDINGS)
    if not _may_be_foreign(text, words):
        return "fr" if french else None
    plain = words if text.isupper() else words_of(_INNER_CAPITAL.sub(" ", _NAME.sub(" ", text)))
    counts = dict.fromkeys(_TELLING, 0)
    for word in plain:
        for code in _LANGUAGES.get(word, ()):
            counts[code] += 1
    counts["en"] += _any_ends(plain, _ENGLISH_ENDINGS) + (_I.search(text) is not None)
    best = max(counts, key=lambda code: counts[code])
    if counts[best] > french:
        return best
    return "fr" if french else None


def _may_be_foreign(text: str, words: list[str]) -> bool:
    """Return whether any word, those in names too, tells of another language than French: what is quick to tell."""
    if not _LANGUAGES.keys().isdisjoint(words) or "I" in text:
        return True
    return _any_ends(words, _ENGLISH_ENDINGS)


def _any_ends(words: list[str], endings: tuple[str, ...]) -> bool:
    """Return whether any of the words has one of the endings and is more than it."""
    return any(word not in endings for word in filter(methodcaller("endswith", endings), words))


def letters_beside_names(text: str) -> int:
    """Return how many letters a text has outside of names of several words; all of them where it holds no such name."""
    return sum(map(len, words_of(_NAME.sub(" ", text))))


def slogan_language(text: str) -> str | None:
    """Return English for a text of capitalised words that calls out as English does (`Free Palestine!`), else None."""
    words = words_of(text)
    known = len(FREQUENT_ENGLISH.intersection(words))
    is_slogan = 2 * known >= len(words) and not FREQUENT_FRENCH.intersection(words) and _SLOGAN.fullmatch(text)
    return "en" if is_slogan else None


def is_english_title(words: list[str]) -> bool:
    """Return whether several of the words are English and none French, their capitals aside (`How the War Was Won`)."""
    english = sum(word in FREQUENT_ENGLISH for word in words)
    return english > 1 and not any(word in FREQUENT_FRENCH for word in words)


def may_be_french(text: str, words: list[str], code: str) -> bool:
    """Return whether a short text that a model takes for `code` is written as French is, not as that language."""
    if code in _OTHER_SCRIPTS and max(text) <= _LAST_LATIN:
        return True
    if _FOREIGN_LETTER.search(text.lower()):
        return False
    return _FRENCH_LETTER.search(text) is not None or any(map(_FRENCH_ONLY_SHAPE.fullmatch, words))
