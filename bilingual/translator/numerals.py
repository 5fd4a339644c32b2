"""Numbers that a small model guesses, said in figures before it: compound ones in words, and Roman centuries.

French counts to a hundred in compounds (`quatre-vingt-douze`), of which each is rare, while every model has met every
figure: `soixante-treize` came out as `sixty-three` or `seventy-treize`, `XIIe siècle` as `19th century`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

UNITS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "quatre-vingt": 80, "nonante": 90,
}  # fmt: skip
_LONG_TENS = ("soixante", "quatre-vingt")  # with a unit from 10 on they are seventies and nineties
_WHOLE = {"quatre-vingts": 80}
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNIT = "|".join(sorted((*UNITS, "une"), key=len, reverse=True))
_TEN = "|".join(sorted(_TENS, key=len, reverse=True))
COMPOUND = re.compile(
    rf"(?<![\w’'-])(?:(?P<ten>{_TEN})(?: et |-et-|-)(?P<unit>{_UNIT})|(?P<whole>quatre-vingts))(?![\w-])(?! cents?\b)"
    rf"(?! mille (?:et )?(?:{_UNIT}|{_TEN}|cent)\b)", re.IGNORECASE,
)  # fmt: skip
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_LARGER = re.compile(r"(?:cents?|mille|milli(?:on|ard)s?)[ -](?:et )?$", re.IGNORECASE)  # `cent vingt-trois`
_RANK = "(?:er|e|ème|è|ᵉʳ|ᵉ)"
CENTURY = re.compile(
    rf"(?<![\w-]){_ROMAN}(?={_RANK}(?:\s*(?:et|ou|à|au|-|–|,)\s*(?:du |le |au )?{_ROMAN}{_RANK}){{0,3}}"
    r"\s+(?:siècle|millénaire)s?\b)"
)
ALONE = re.compile(r"(?<![\w.,:/$£€¥+-])\d\d(?![\w%°/:+]|[.,:]\d| ?(?:%|a\.m|p\.m)|-\d)")
FIGURES = re.compile(r"\d+")
_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Figured:
    """A text with some numbers in figures, and the English words of those that stood in words."""

    text: str
    words: Mapping[str, str] = field(default_factory=dict)

    def word_again(self, english: str) -> str:
        """Return the English with these numbers in words where they stand alone: `thirty-eight people`, but `38%`."""
        if not self.words:
            return english
        return ALONE.sub(lambda figure: _in_words(self.words.get(figure[0], figure[0]), figure), english)


def say_figures(text: str) -> Figured:
    """Write compound numbers from 21 on and the Roman numerals of centuries in figures.

    A capital within a sentence makes a name of a number (`les Vingt-Sept`), and one that also stands there in figures
    could not be told from them behind the model: such numbers stay.
    """
    words: dict[str, str] = {}

    def say(match: re.Match[str]) -> str:
        number = _value(match)
        if number is None or str(number) in standing or not _counts(match):
            return match[0]
        words[str(number)] = _in_english(number)
        return str(number)

    figured = text
    if ("-" in text or " et " in text) and _names_ten(text.lower()):
        standing = frozenset(FIGURES.findall(text))
        figured = COMPOUND.sub(say, text)
    if "siècle" in figured or "millénaire" in figured:
        figured = CENTURY.sub(lambda match: str(_roman(match[0])), figured)
    return Figured(figured, words)


def _names_ten(text: str) -> bool:
    """Return whether a text in lower case can hold the name of a ten from twenty on, as most do not."""
    return "ngt" in text or "nte" in text


def _value(match: re.Match[str]) -> int | None:
    """Return the number of a compound; None for one that does not exist, such as `trente-douze`."""
    if match["whole"]:
        return _WHOLE["quatre-vingts"]
    ten, unit = match["ten"].lower(), match["unit"].lower()
    value = 1 if unit == "une" else 1 + UNITS.index(unit)
    return _TENS[ten] + value if value < 10 or ten in _LONG_TENS else None


def _counts(match: re.Match[str]) -> bool:
    """Return whether a compound is a whole number, and no name."""
    if _LARGER.search(match.string, max(0, match.start() - 12), match.start()):
        return False
    return match[0][0].islower() or _begins(match.string, match.start())


def _in_english(number: int) -> str:
    tens, unit = divmod(number, 10)
    return ENGLISH_TENS[tens - 2] + (f"-{ENGLISH_UNITS[unit - 1]}" if unit else "")


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _begins(text: str, at: int) -> bool:
    """Return whether a word is the first of its text or sentence."""
    before = text[:at].rstrip(" «\"“'(–—-")
    return not before or before[-1] in ".!?…\n"


def _in_words(words: str, match: re.Match[str]) -> str:
    return words[0].upper() + words[1:] if _begins(match.string, match.start()) else words
