"""Numbers as French and English print them: figures with their separators, and words up to the millions."""

import random

from bilingual.translator.numerals import ENGLISH_TENS, ENGLISH_UNITS, UNITS

_FRENCH_UNITS = ("zéro", *UNITS)
_FRENCH_TENS = (
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt",
)  # fmt: skip
_ENGLISH_UNITS = (
    "zero", *ENGLISH_UNITS, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH_TENS = ("", "", *ENGLISH_TENS)
_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_ONE_GENDER = (11, 71, 91)  # of the numbers that end in a one
_LONG_FIGURES = 10_000  # from here on every newspaper separates the thousands


def french_words(number: int) -> str:
    """Return 0 … 999 999 999 in French words: `trente-trois mille`, `deux cents`, `quatre-vingts millions`."""
    for size, name in ((1_000_000, "million"), (1_000, "mille")):
        count, rest = divmod(number, size)
        if count:
            head = _french_thousands(count) if name == "mille" else f"{french_words(count)} {name}{'s' * (count > 1)}"
            return f"{head} {french_words(rest)}" if rest else head
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _french_tens(rest)
    head = "cent" if hundreds == 1 else f"{_FRENCH_UNITS[hundreds]} cent{'s' * (rest == 0)}"
    return f"{head} {_french_tens(rest)}" if rest else head


def _french_thousands(count: int) -> str:
    """`mille` bars the plural before it: `quatre-vingt mille`, `deux cent mille`."""
    if count == 1:
        return "mille"
    words = french_words(count)
    bare = words[:-1] if words.endswith(("vingts", "cents")) else words
    return f"{bare} mille"


def _french_tens(number: int) -> str:
    if number < len(_FRENCH_UNITS):
        return _FRENCH_UNITS[number]
    tens, unit = divmod(number, 10)
    unit += 10 * (tens in (7, 9))
    if not unit:
        return _FRENCH_TENS[tens] + "s" * (number == 80)
    link = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_FRENCH_TENS[tens]}{link}{_FRENCH_UNITS[unit]}"


def english_words(number: int) -> str:
    """Return 0 … 999 999 999 in English words: `thirty-three thousand`, `two hundred and five`."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand")):
        count, rest = divmod(number, size)
        if count:
            link = " and " if 0 < rest < 100 else " "
            return f"{english_words(count)} {name}{link + english_words(rest) if rest else ''}"
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _english_tens(rest)
    return f"{_ENGLISH_UNITS[hundreds]} hundred{' and ' + _english_tens(rest) if rest else ''}"


def _english_tens(number: int) -> str:
    if number < len(_ENGLISH_UNITS):
        return _ENGLISH_UNITS[number]
    tens, unit = divmod(number, 10)
    return _ENGLISH_TENS[tens] + (f"-{_ENGLISH_UNITS[unit]}" if unit else "")


def french_figure(number: int, rng: random.Random, decimals: str = "") -> str:
    """Return `1 200`, rarely `1200` or `1.200`, with `,5` behind it when there are `decimals`."""
    separator = "" if number < _LONG_FIGURES and rng.random() < 0.3 else rng.choice("    .")
    return f"{number:,}".replace(",", separator) + (f",{decimals}" if decimals else "")


def english_figure(number: int, decimals: str = "") -> str:
    """Return `1,200.5`."""
    return f"{number:,}" + (f".{decimals}" if decimals else "")


def french_ordinal(number: int, *, feminine: bool = False) -> str:
    """Return `1er`, `1re`, `21e`."""
    if number == 1:
        return "1re" if feminine else "1er"
    return f"{number}e"


def english_ordinal(number: int) -> str:
    """Return `1st`, `12th`, `23rd`."""
    end = "th" if 10 < number % 100 < 14 else _ORDINAL_ENDS.get(number % 10, "th")
    return f"{number}{end}"


def of_one_gender(number: int) -> int:
    """Return the number, or the next one where its French words have two genders: `vingt et un`, `vingt et une`."""
    return number + (number % 10 == 1 and number % 100 not in _ONE_GENDER)


def roman(number: int) -> str:
    """Return 1 … 39 in Roman figures, as centuries are counted."""
    tens, unit = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[unit]


def any_number(rng: random.Random, most_digits: int = 7) -> int:
    """Return a number from 2 up, each length as likely as the others."""
    return rng.randint(2, 10 ** rng.randint(1, most_digits))
