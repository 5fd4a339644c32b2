"""Shares, dates, times and sums of a pair exchanged for others, alike on both sides."""

import random
import re

from scripts.training.augmentation.figures import ENGLISH_MONTHS, FRENCH_MONTHS, amount, date, share, time
from scripts.training.augmentation.retyping import ENGLISH_MONEY, FRENCH_MONEY
from scripts.training.corpus import Row

_MONTH = "|".join(FRENCH_MONTHS)
_ENGLISH_MONTH = "|".join(ENGLISH_MONTHS)
FRENCH_DATE = re.compile(rf"(?<![\w.,])(1er|\d\d?) ({_MONTH})\b(?: (\d{{4}})\b)?", re.IGNORECASE)
ENGLISH_DATE = re.compile(
    rf"\b(?:(\d\d?) ({_ENGLISH_MONTH})(?:,? (\d{{4}})\b)?|({_ENGLISH_MONTH}) (\d\d?)(?!\d)(?:,? (\d{{4}})\b)?)"
)
_RANGE = re.compile(rf"\d(?:er|st|nd|rd|th)? ?(?:au|et|ou|to|and|or|[-–/]) ?\d|\b[Tt]he \d\d? (?:{_ENGLISH_MONTH})")
FRENCH_SHARE = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:%|pour ?cent\b)")
ENGLISH_SHARE = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?) ?(?:%|per ?cent\b)(?!-)")
# `8 heures du matin` would keep the half of the day that the English gives up.
FRENCH_TIME = re.compile(
    r"(?<![\d.,])(\d\d?) ?(?:h|heures?)(?: ?(\d\d))?+(?!\w)(?!\s(?:du matin|du soir|de l['’]après-midi|de la nuit)\b)"
)
ENGLISH_TIME = re.compile(r"(?<![\d.,])(\d\d?)(?:[.:](\d\d))? ?([ap])\.?m\b\.?")


def exchange_shares(french: str, english: str, rng: random.Random) -> Row | None:
    """Exchange every per cent of a pair for another; None unless both sides have the same ones."""
    found, known = FRENCH_SHARE.findall(french), ENGLISH_SHARE.findall(english)
    values = [value.replace(",", ".") for value in found]
    if not values or sorted(values) != sorted(known):
        return None
    made = {value: share(rng) for value in dict.fromkeys(values)}
    french = FRENCH_SHARE.sub(lambda match: made[match[1].replace(",", ".")][0], french)
    return french, ENGLISH_SHARE.sub(lambda match: made[match[1]][1], english)


def exchange_dates(french: str, english: str, rng: random.Random) -> Row | None:
    """Exchange the one date of a pair for another; None unless both sides have the same one."""
    found, known = FRENCH_DATE.findall(french), ENGLISH_DATE.findall(english)
    if len(found) != 1 or len(known) != 1:
        return None
    day, month, year = found[0]
    first_day, first_month, first_year, second_month, second_day, second_year = known[0]
    same_month = ENGLISH_MONTHS[FRENCH_MONTHS.index(month.lower())] == (first_month or second_month)
    if not same_month or day.removesuffix("er") != (first_day or second_day) or year != (first_year or second_year):
        return None
    if any(_RANGE.search(side) for side in (french, english)):
        return None
    new, english_new = date(rng, year=bool(year))
    return FRENCH_DATE.sub(new, french), ENGLISH_DATE.sub(english_new, english)


def exchange_times(french: str, english: str, rng: random.Random) -> Row | None:
    """Exchange the one time of the day of a pair for another; None unless both sides have the same one."""
    found, known = FRENCH_TIME.findall(french), ENGLISH_TIME.findall(english)
    if len(found) != 1 or len(known) != 1:
        return None
    (hour, minute), (english_hour, english_minute, half) = found[0], known[0]
    same_hour = int(english_hour) % 12 + 12 * (half == "p") == int(hour)
    if not same_hour or int(minute or 0) != int(english_minute or 0):
        return None
    new, english_new = time(rng)
    return FRENCH_TIME.sub(new, french), ENGLISH_TIME.sub(english_new, english)


def exchange_sums(french: str, english: str, rng: random.Random) -> Row | None:
    """Exchange the one sum in euros of a pair for another of any currency; None unless both sides have the same one."""
    if "uro" not in french and "€" not in french:
        return None
    found, known = FRENCH_MONEY.findall(french), ENGLISH_MONEY.findall(english)
    if len(found) != 1 or len(known) != 1:
        return None
    if re.sub(r"\D", "", "".join(found[0])) != re.sub(r"\D", "", "".join(known[0])):
        return None
    new, english_new = amount(rng)
    return FRENCH_MONEY.sub(lambda _: new, french), ENGLISH_MONEY.sub(lambda _: english_new, english)
