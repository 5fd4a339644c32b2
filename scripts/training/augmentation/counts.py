"""The numbers of a pair exchanged for others, in figures or in words, alike on both sides."""

import random
import re

from scripts.training.augmentation.figures import ENGLISH_MONTHS, FRENCH_MONTHS, count_in_words
from scripts.training.augmentation.numbers import (
    any_number,
    english_figure,
    french_figure,
)
from scripts.training.corpus import Row

_MONTHS = "|".join((*FRENCH_MONTHS, *ENGLISH_MONTHS))
FRENCH_NUMBER = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:(?:[ .]\d{3})+|\d*)(?:,\d{1,2})?(?![\w/]|[.,]\d|-\w)")
ENGLISH_NUMBER = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d{1,2})?(?![\w/]|[.,]\d|-\w)")
# What makes a figure no count: dates, times, numbered things, sums of millions.
_BEHIND = re.compile(
    rf" ?(?:{_MONTHS}|h\b|heures?|[ap]\.m|[ap]m\b|o'clock|million\b|milliard\b|°|[:)\]]|%|p(?:ou|e)r ?cent)"
)
_NUMBERED = (
    "[Aa]rticles?|[Aa]rt\\.|[Rr]ules?|[Nn]os?\\.?|[Nn]°|[Nn]uméros?|[Nn]umbers?|[Pp]ages?|[Cc]hapters?|[Cc]hapitres?"
    "|[Pp]aragraph(?:e?s?)|[Ss]ections?|[Aa]mendments?|[Aa]mendements?|[Aa]nnexe?s?|Agenda|[AB]\\d"
)
_NAMED = r"(?<=[^.!?] )[A-ZÀ-Þ][^\W\d_]+"  # `Pan Am 103`
_BEFORE = re.compile(rf"(?:{_MONTHS}|{_NUMBERED}|{_NAMED}|[$€£(\[]) ?$")
_COUNTED = re.compile(r" [a-zà-ÿ]{3,}")
YEARS = range(1800, 2060)


def exchange_numbers(french: str, english: str, rng: random.Random) -> Row | None:
    """Exchange the numbers of a pair: counts for counts, decimals for decimals, years for years.

    None unless both sides have the same numbers, each once, and none of them is 0, 1, a date's or a numbered thing's.
    """
    found, known = list(FRENCH_NUMBER.finditer(french)), list(ENGLISH_NUMBER.finditer(english))
    values = [_plain(match[0], decimal=",") for match in found]
    if not values or len(set(values)) < len(values) or len(re.findall(r"\d+", french)) > 2 * len(values):
        return None
    if sorted(values) != sorted(_plain(match[0], decimal=".") for match in known):
        return None
    if any(_is_bound(match, side) for side, matches in ((french, found), (english, known)) for match in matches):
        return None
    counted = all(_COUNTED.match(match.string, match.end()) for match in [*found, *known])
    new = {value: _another(value, rng, in_words=counted) for value in values}
    return _put(FRENCH_NUMBER, french, new, 0), _put(ENGLISH_NUMBER, english, new, 1)


def _plain(figure: str, decimal: str) -> str:
    """Return a figure without its separators and with a decimal point."""
    whole, _, rest = figure.partition(decimal)
    return re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")


def _is_bound(match: re.Match[str], side: str) -> bool:
    return (
        match[0] in ("0", "1")
        or _BEHIND.match(side, match.end()) is not None
        or _BEFORE.search(side[: match.start()]) is not None
    )


def _another(value: str, rng: random.Random, in_words: bool) -> Row:
    if "." in value:
        whole, decimal = rng.randint(2, 999), str(rng.randint(1, 9))
        return french_figure(whole, rng, decimal), english_figure(whole, decimal)
    if len(value) == 4 and int(value) in YEARS:
        year = str(rng.randint(1900, 2030))
        return year, year
    if in_words and rng.random() < 0.5:
        return count_in_words(rng)
    number = rng.randint(2, 99) if len(value) < 3 and rng.random() < 0.6 else any_number(rng)
    return french_figure(number, rng), english_figure(number)


def _put(pattern: re.Pattern[str], side: str, new: dict[str, Row], language: int) -> str:
    def put(match: re.Match[str]) -> str:
        made = new[_plain(match[0], decimal=",."[language])][language]
        opens = re.search(r"(?:^|[.!?] )[\"«“ ]*$", side[: match.start()])
        return made[0].upper() + made[1:] if opens else made

    return pattern.sub(put, side)
