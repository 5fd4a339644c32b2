"""Characters that a model lacks, written with those that it knows: marks, blanks, ligatures, shapes of letters."""

import re
import unicodedata
from collections.abc import Callable
from itertools import filterfalse

from bilingual.text.normalising import compatible, composed

# Signs that say nothing to a model: soft hyphens, joiners, direction marks, byte-order marks, controls, surrogates.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)
SMALL = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215e"  # `²`, `½`, `₂`
SHAPED = re.compile(rf"(?<!\w)[^\W{SMALL}]*+[{SMALL}]\w*")
HAS_SMALL = re.compile(f"[{SMALL}]")
FLAT = re.compile(r"\w+(?:/\w+)?")
# What stands for a mark, best first: the first that the model knows is taken.
_ALIKE = (
    ('"', "“”„‟″〝〞❝❞＂˝"),
    ('«"', "‹≪《"),
    ('»"', "›≫》"),
    ("'", "’‘‚‛′ʼʹ´ˈ❛❜＇"),
    ("–—-", "―‒⸺"),
    ("—-", "–"),
    ("–-", "—"),
    ("-", "‐‑⁃−﹣－‧"),
    ("/", "⁄∕÷"),
    ("x", "×✕✖"),
    (":", "：ː∶"),
    (",", "，،、"),
    (".", "。․"),
    ("(", "（"),
    (")", "）"),
    (" ", "\u0085\u2028\u2029\u2800"),
)
_WRITTEN_OUT = {"…": "...", "‥": "..", "‽": "?!", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ſ": "s"}
_WRITTEN_OUT |= {"«": '"', "»": '"', "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
_WRITTEN_OUT |= {"þ": "th", "Þ": "Th", "ı": "i", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H", "ĸ": "k", "ə": "e", "Ə": "E"}
_MARKS = {mark: tuple(alike) for alike, marks in _ALIKE for mark in marks} | {"′": ("'",)}

BLANK = "[ \u00a0\u202f]"  # between figures, and before signs
LETTERS = re.compile(r"[^\W\d_]+")

Knows = Callable[[str], bool]
Reads = Callable[[str], bool]


def cleaned(text: str) -> str:
    """Return the text with its accents composed (NFC) and without invisible signs."""
    return INVISIBLE.sub("", composed(text))


def shaped(text: str) -> frozenset[str]:
    """Return the words of a text with raised or lowered figures and fractions in them: `m²`, `CO₂`, `½`."""
    return frozenset(SHAPED.findall(text)) if HAS_SMALL.search(text) else frozenset()


def shape_again(english: str, shapes: frozenset[str]) -> str:
    """Return the English with these words as they were, where a model wrote them flat: `m2`, `CO2`, `1/2`."""
    flat = {compatible(shape).replace("⁄", "/"): shape for shape in sorted(shapes)}
    return FLAT.sub(lambda word: flat.get(word[0], word[0]), english) if flat else english


def unknown(text: str, knows: Knows) -> set[str]:
    """Return the characters of a text that the model lacks, line breaks and the like with them."""
    return set(filterfalse(knows, set(text)))


def plain_marks(text: str, knows: Knows) -> str:
    """Exchange each character that is no letter of an alphabet, and that the model lacks, for one alike that it knows.

    Letters are only exchanged where they are variants of others: ligatures, mathematical and superscript letters.
    """
    strange = unknown(text, knows)
    table = {ord(sign): alike for sign in strange if not sign.isspace() and (alike := _alike(sign, knows))}
    blanks = {ord(sign): " " for sign in strange if sign.isspace() and sign not in " \n"}
    return text.translate(table | blanks) if table or blanks else text


def plain_letters(text: str, knows: Knows, reads: Reads) -> str:
    """Exchange each letter that the model lacks for its plain one, in words that it cannot read: `Łódź` is `Lodz`."""
    strange = set(filter(str.isalpha, unknown(text, knows)))
    table = {ord(letter): plain for letter in strange if (plain := _unaccented(letter)) != letter}

    def plainer(word: re.Match[str]) -> str:
        return word[0].translate(table) if strange.intersection(word[0]) and not reads(word[0]) else word[0]

    return LETTERS.sub(plainer, text) if table else text


def _alike(sign: str, knows: Knows) -> str | None:
    if sign.isascii():
        return None  # no plainer character stands for it
    for candidate in _MARKS.get(sign, ()):
        if knows(candidate):
            return candidate
    written = _WRITTEN_OUT.get(sign, "") if not sign.isalpha() else ""
    if written and all(map(knows, written)):
        return written
    compatible = "".join(_MARKS.get(part, (part,))[0] for part in unicodedata.normalize("NFKC", sign))
    return compatible if compatible.strip() and compatible != sign and all(map(knows, compatible)) else None


def _unaccented(letter: str) -> str:
    if letter in _WRITTEN_OUT:
        return _WRITTEN_OUT[letter]
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)) or letter
