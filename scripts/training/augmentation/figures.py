"""Sums, shares, times, dates, measures and ranks as French and English print them, made up.

One form of English for each: `$20 million`, `5.3%` (`per cent` for `pour cent`), `8:30 p.m.`, `May 1, 2014`, `21st`.
"""

import random

from scripts.training.augmentation.numbers import (
    any_number,
    english_figure,
    english_ordinal,
    english_words,
    french_figure,
    french_ordinal,
    french_words,
    of_one_gender,
    roman,
)
from scripts.training.corpus import Row

FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = (
    ("lundi", "Monday"), ("mardi", "Tuesday"), ("mercredi", "Wednesday"), ("jeudi", "Thursday"),
    ("vendredi", "Friday"), ("samedi", "Saturday"), ("dimanche", "Sunday"),
)  # fmt: skip
CURRENCIES = (("€", "euros", "euros"), ("$", "dollars", "dollars"), ("£", "livres", "pounds"), ("¥", "yens", "yen"))
_SCALES = (("M", "millions", "million"), ("Md", "milliards", "billion"))
# What is measured, in which units, up to which number.
UNITS: dict[str, tuple[int, tuple[Row, ...]]] = {
    "length": (900, (("km", "km"), ("kilomètres", "kilometres"), ("m", "m"), ("mètres", "metres"), ("cm", "cm"))),
    "distance": (900, (("km", "km"), ("kilomètres", "kilometres"))),
    "speed": (240, (("km/h", "km/h"), ("kilomètres à l'heure", "kilometres an hour"))),
    "degrees": (45, (("°C", "°C"), ("degrés", "degrees"), ("°C", "°C"), ("°", "°"))),
    "surface": (9000, (("m²", "m²"), ("m2", "m2"), ("mètres carrés", "square metres"))),
    "land": (90_000, (("hectares", "hectares"), ("km²", "km²"), ("kilomètres carrés", "square kilometres"))),
    "weight": (9000, (("tonnes", "tonnes"), ("kg", "kg"), ("kilos", "kilos"))),
}
_LATEST_HOUR = 23


def amount(rng: random.Random) -> Row:
    """Return a sum of money: `20 M€`, `1 200 euros`, `12,50 €`."""
    sign, french, english = rng.choices(CURRENCIES, (6, 2, 1, 1))[0]
    return rng.choices((_round_sum, _exact_sum, _scaled_sum), (5, 2, 3))[0](rng, (sign, french, english))


def _round_sum(rng: random.Random, currency: tuple[str, str, str]) -> Row:
    sign, french, english = currency
    number = any_number(rng, 6)
    if rng.random() < 0.25:
        return f"{french_figure(number, rng)} {french}", f"{english_figure(number)} {english}"
    return f"{french_figure(number, rng)}{_blank(rng)}{sign}", f"{sign}{english_figure(number)}"


def _exact_sum(rng: random.Random, currency: tuple[str, str, str]) -> Row:
    number, cents = rng.randint(1, 2000), f"{rng.randint(1, 99):02}"
    sign = currency[0]
    return f"{french_figure(number, rng, cents)}{_blank(rng)}{sign}", f"{sign}{english_figure(number, cents)}"


def _scaled_sum(rng: random.Random, currency: tuple[str, str, str]) -> Row:
    sign, french, english = currency
    short, scale, english_scale = rng.choice(_SCALES)
    number, tenth = rng.randint(2, 900), str(rng.randint(1, 9)) if rng.random() < 0.4 else ""
    figure, english_number = french_figure(number, rng, tenth), english_figure(number, tenth)
    if rng.random() < 0.3:
        link = "d'" if french[0] == "e" else "de "
        return f"{figure} {scale} {link}{french}", f"{english_number} {english_scale} {english}"
    return f"{figure}{_blank(rng)}{short}{sign}", f"{sign}{english_number} {english_scale}"


def _blank(rng: random.Random) -> str:
    return "" if rng.random() < 0.2 else " "


def share(rng: random.Random) -> Row:
    """Return a per cent: `5,3 %`, `5,3%`, `5,3 pour cent`."""
    number, tenth = rng.randint(2, 99), str(rng.randint(1, 9)) if rng.random() < 0.5 else ""
    figure, english = french_figure(number, rng, tenth), english_figure(number, tenth)
    if rng.random() < 0.25:
        return f"{figure} pour cent", f"{english} per cent"
    return f"{figure}{'' if rng.random() < 0.3 else ' '}%", f"{english}%"


def time(rng: random.Random) -> Row:
    """Return a time of the day: `20 h`, `20h30`, `8 heures`."""
    hour, minute = rng.randint(0, _LATEST_HOUR), rng.choice((0, 0, 0, 15, 30, 30, 45, rng.randint(1, 59)))
    hours = "heure" if hour < 2 else "heures"
    half = "a.m." if hour < 12 else "p.m."
    english = f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {half}"
    if not minute:
        return f"{hour}{rng.choice(('h', ' h', f' {hours}'))}", english
    forms = ("h{:02}", "h{:02}", " h {:02}", f" {hours} {{}}" if minute > 9 else " h {:02}")
    return f"{hour}{rng.choice(forms).format(minute)}", english


def duration(rng: random.Random) -> Row:
    """Return some hours, which are no time of the day: `8 heures`, `8 hours`."""
    number = rng.choice((rng.randint(2, 12), rng.randint(13, 72)))
    if rng.random() < 0.5:
        number = of_one_gender(number)
        return f"{french_words(number)} heures", f"{english_words(number)} hours"
    return f"{number} heures", f"{number} hours"


def in_words(rng: random.Random) -> Row:
    """Return a number in words that has one gender: `soixante et onze`, `soixante-et-onze`, never `vingt et un`."""
    number = of_one_gender(rng.choice((rng.randint(2, 99), rng.randint(17, 99), rng.randint(70, 99))))
    french = french_words(number)
    return french.replace(" ", "-") if rng.random() < 0.3 else french, english_words(number)


def thousands_in_words(rng: random.Random) -> Row:
    """Return thousands in words: `quatre-vingt mille`."""
    number = 1000 * rng.choice((rng.randint(1, 20), rng.randint(2, 99), 100, 200))
    return french_words(number), english_words(number)


def date(rng: random.Random, *, year: bool | None = None) -> Row:
    """Return a day, two in three with its year: `1er mai 2014`; English writes `May 1, 2014`."""
    day, month = rng.randint(1, 28), rng.randrange(12)
    with_year = rng.random() < 0.66 if year is None else year
    number = rng.choice((rng.randint(2000, 2030), rng.randint(1850, 1999))) if with_year else 0
    french = f"{'1er' if day == 1 else day} {FRENCH_MONTHS[month]}"
    english = f"{ENGLISH_MONTHS[month]} {day}"
    return (f"{french} {number}", f"{english}, {number}") if number else (french, english)


def weekday(rng: random.Random) -> Row:
    """Return a weekday, two in five with its date: `samedi 3 mars`."""
    french, english = rng.choice(_DAYS)
    if rng.random() < 0.6:
        return french, english
    day, english_day = date(rng, year=False)
    return f"{french} {day}", f"{english}, {english_day}"


def measure(rng: random.Random, kind: str = "") -> Row:
    """Return a number with its unit, of any kind or of one of UNITS: `120 km/h`, `3,5 hectares`."""
    most, units = UNITS[kind or rng.choice(sorted(UNITS))]
    french, english = rng.choice(units)
    number, tenth = rng.randint(2, most), str(rng.randint(1, 9)) if rng.random() < 0.2 else ""
    if rng.random() < 0.5:
        number = min(number, rng.randint(2, 99))
    blank = _blank(rng) if french == "°C" else " " * (french != "°")
    gap = " " * ("°" not in english)
    return f"{french_figure(number, rng, tenth)}{blank}{french}", f"{english_figure(number, tenth)}{gap}{english}"


def count(rng: random.Random) -> Row:
    """Return a number from 2 up, in figures or, as often, in words: `trente-trois mille`."""
    if rng.random() < 0.5:
        number = any_number(rng)
        return french_figure(number, rng), english_figure(number)
    return count_in_words(rng)


def count_in_words(rng: random.Random) -> Row:
    """Return a count in words that suits nouns of both genders: `trente-trois mille`, never `trente et un`."""
    ranges = (rng.randint(2, 99), rng.randint(2, 99), rng.randint(100, 999), 1000 * rng.randint(1, 999))
    number = of_one_gender(rng.choice(ranges))
    return french_words(number), english_words(number)


def millions(rng: random.Random) -> Row:
    """Return millions or billions, which French joins to a noun with `de`: `3,5 millions`."""
    number, tenth = rng.randint(2, 99), str(rng.randint(1, 9)) if rng.random() < 0.5 else ""
    _, french, english = rng.choice(_SCALES)
    if not tenth and rng.random() < 0.5:
        return f"{french_words(number)} {french}", f"{english_words(number)} {english}"
    return f"{french_figure(number, rng, tenth)} {french}", f"{english_figure(number, tenth)} {english}"


def century(rng: random.Random) -> Row:
    """Return a century: `XXIe siècle`, `21e siècle`."""
    number = rng.choice((rng.randint(2, 21), rng.randint(15, 21)))
    french = roman(number) if rng.random() < 0.75 else str(number)
    return f"{french}e siècle", f"{english_ordinal(number)} century"


def rank(rng: random.Random, *, feminine: bool = False) -> Row:
    """Return a rank that stands before a noun: `3e`, `1er`, `1re`."""
    number = rng.choice((rng.randint(1, 99), rng.randint(1, 5)))
    return french_ordinal(number, feminine=feminine), english_ordinal(number)
