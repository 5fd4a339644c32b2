"""Quantities: numbers with a unit, so that `15 km` and "nine miles" can be the same."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.quality.number_words import Number

_LENGTH, _SPEED, _MASS, _VOLUME, _AREA, _HEAT, _TIME = "length", "speed", "mass", "volume", "area", "heat", "time"
_DAY, _YEAR = 86_400.0, 12 * 2_629_800.0
_FOOT, _MILE, _POUND = 0.3048, 1609.344, 0.45359237
# What each unit is called in either language, in lower case, and its size in the unit of its dimension.
_NAMES: tuple[tuple[str, float, str], ...] = (
    (_LENGTH, 0.001, "mm|millimètre|millimètres|millimetre|millimetres|millimeter|millimeters"),
    (_LENGTH, 0.01, "cm|centimètre|centimètres|centimetre|centimetres|centimeter|centimeters"),
    (_LENGTH, 1.0, "m|mètre|mètres|metre|metres|meter|meters"),
    (_LENGTH, 1000.0, "km|kms|kilomètre|kilomètres|kilometre|kilometres|kilometer|kilometers"),
    (_LENGTH, 0.0254, "inch|inches|pouce|pouces"),
    (_LENGTH, _FOOT, "ft|foot|feet|pied|pieds"),
    (_LENGTH, 0.9144, "yd|yds|yard|yards"),
    (_LENGTH, _MILE, "mile|miles|mi|mille|milles"),
    (_LENGTH, 1852.0, "nautical mile|nautical miles|mille marin|milles marins|mille nautique|milles nautiques"),
    (_SPEED, 1.0, "km/h|kmh|kph|km/heure|kilomètres-heure|kilomètres à l'heure|kilomètres à l’heure|kilomètres/heure"),
    (_SPEED, 1.0, "kilomètres par heure|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour"),
    (_SPEED, 1.609344, "mph|miles per hour|miles an hour|miles par heure|miles à l'heure|miles à l’heure"),
    (_SPEED, 1.852, "knot|knots|nœud|nœuds|noeuds"),
    (_SPEED, 3.6, "m/s|mètres par seconde|metres per second|meters per second"),
    (_MASS, 0.001, "g|gramme|grammes|gram|grams"),
    (_MASS, 1.0, "kg|kilo|kilos|kilogramme|kilogrammes|kilogram|kilograms"),
    (_MASS, 1000.0, "tonne|tonnes|metric tons"),
    (_MASS, 907.18474, "ton|tons|short tons"),
    (_MASS, _POUND, "lb|lbs|pound|pounds|livre|livres"),
    (_MASS, _POUND / 16, "oz|ounce|ounces|once|onces"),
    (_MASS, _POUND * 14, "stone|stones"),
    (_VOLUME, 0.01, "cl|centilitre|centilitres"),
    (_VOLUME, 1.0, "l|litre|litres|liter|liters"),
    (_VOLUME, 3.785411784, "gallon|gallons|gal"),
    (_VOLUME, 4.54609, "imperial gallon|imperial gallons|gallon impérial|gallons impériaux"),
    (_VOLUME, 0.5, "pint|pints|pinte|pintes"),
    (_VOLUME, 158.987295, "barrel|barrels|baril|barils"),
    (_VOLUME, 1000.0, "m3|m³|mètre cube|mètres cubes|mètres cube|cubic metres|cubic meters|cubic metre|cubic meter"),
    (_VOLUME, 1000 * _FOOT**3, "cubic foot|cubic feet|pieds cubes|cu ft"),
    (_AREA, 1.0, "m2|m²|mètre carré|mètres carrés|square metre|square metres|square meter|square meters|sq m"),
    (_AREA, 1e4, "ha|hectare|hectares"),
    (_AREA, 1e6, "km2|km²|kilomètre carré|kilomètres carrés|square kilometres|square kilometers|sq km"),
    (_AREA, 4046.8564, "acre|acres"),
    (_AREA, _FOOT**2, "square foot|square feet|sq ft|pied carré|pieds carrés"),
    (_AREA, _MILE**2, "square mile|square miles|sq mi|mille carré|milles carrés|miles carrés"),
    (_HEAT, 1.0, "°c|° c|degrés celsius|degrees celsius|degrees centigrade|degrees c|degrés centigrades|c"),
    (_HEAT, 1.8, "°f|° f|degrés fahrenheit|degrees fahrenheit|degrees f|fahrenheit|f|(f)"),
    (_HEAT, 0.0, "°|degré|degrés|degree|degrees"),
    (_TIME, 1.0, "s|seconde|secondes|second|seconds"),
    (_TIME, 60.0, "min|mn|minute|minutes"),
    (_TIME, 3600.0, "h|heure|heures|hour|hours|hr|hrs"),
    (_TIME, _DAY, "jour|jours|day|days"),
    (_TIME, 7 * _DAY, "semaine|semaines|week|weeks"),
    (_TIME, 14 * _DAY, "fortnight|fortnights"),
    (_TIME, _YEAR / 12, "mois|month|months"),
    (_TIME, _YEAR / 4, "trimestre|trimestres|quarters"),
    (_TIME, _YEAR / 2, "semestre|semestres"),
    (_TIME, _YEAR, "an|ans|année|années|year|years"),
    (_TIME, 10 * _YEAR, "décennie|décennies|decade|decades"),
    (_TIME, 100 * _YEAR, "siècle|siècles|century|centuries"),
)
_UNITS = {name: (kind, size) for kind, size, names in _NAMES for name in names.split("|")}
_ANY = "|".join(re.escape(name) for name in sorted(_UNITS, key=lambda name: (-len(name), name)))
_BLANK = r"[ \u00a0\u2009\u202f-]"
_AHEAD = 60  # characters after a number in which its unit stands
# `10 à 12 km`: the first number shares the unit of the second.
_UNIT = re.compile(
    rf"(?:{_BLANK}?(?:à|et|ou|to|and|or|–){_BLANK}?\d[\d.,]{{0,9}}|-\d[\d.,]{{0,9}})?"
    rf"(?:{_BLANK}?(?:de|of))?{_BLANK}{{0,2}}(?P<unit>{_ANY})(?![^\W_])(?P<half>{_BLANK}(?:et{_BLANK}demie?|and{_BLANK}a{_BLANK}half)\b)?"
)
# `5 feet 11`, `12 stone 4`, `7 lb 3 oz`: the larger unit, how many of the smaller make it, and the smaller one's name.
_COMPOSED = tuple(
    (
        re.compile(
            rf"\b(\d{{1,3}}){_BLANK}?(?:{larger}){_BLANK}?(?:and )?(\d{{1,2}})(?:{_BLANK}?(?:{smaller}))?(?![\d.,]*\d)"
        ),
        count,
        unit,
    )
    for larger, smaller, count, unit in (
        ("ft|foot|feet|pieds?|['’′]", 'in|inch|inches|pouces?|["”″]', 12, "inch"),
        ("st|stone", "lbs?|pounds?", 14, "lb"),
        ("lbs?|pounds?", "oz|ounces?", 16, "oz"),
    )
)
_ONE_AND_HALF = re.compile(rf"\b(?:une?|an?) (?P<unit>{_ANY}) (?:et demie?|and a half)\b")
# How far a conversion may be off, beside its rounding: at least, at most, at most of one figure, of time.
LEAST, CLOSE, ROUGH, EXACT = 0.01, 0.05, 0.1, 0.001


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit; `size` is that of the unit."""

    value: float
    kind: str
    size: float


def read_quantities(text: str, numbers: Sequence[Number]) -> dict[Number, Quantity]:
    """Find the numbers of a text that have a unit."""
    found = {}
    for number in numbers:
        values = [value for value in number.values if not isinstance(value, str)]
        if len(number.parts) == 2 and number.values and ":" in str(number.values[0]):
            hour, minute = number.parts
            found[number] = Quantity(float(hour) + float(minute) / 60, _TIME, 3600.0)
        elif values and (match := _UNIT.match(text[number.end : number.end + _AHEAD].lower())):
            half = 0.5 if match["half"] and float(values[0]).is_integer() else 0.0
            found[number] = Quantity(values[0] + half, *_UNITS[match["unit"]])
        elif number.parts and number.text[-1:].isalpha() and not isinstance(number.parts[0], str):  # 9 h, 9 heures
            found[number] = Quantity(float(number.parts[0]), _TIME, 3600.0)
    for pattern, count, unit in _COMPOSED if found else ():
        for match in pattern.finditer(text):
            whole = Quantity(float(int(match[1]) * count + int(match[2])), *_UNITS[unit])
            found |= {number: whole for number in numbers if match.start() < number.end <= match.end()}
    return found


def single_quantities(text: str) -> Iterator[Quantity]:
    """Find what is said without a number: `une heure et demie`, "a year and a half"."""
    text = text.lower()
    if "demi" not in text and "half" not in text:  # the pattern knows hundreds of names
        return
    for match in _ONE_AND_HALF.finditer(text):
        yield Quantity(1.5, *_UNITS[match["unit"]])


def converts(one: Quantity, other: Quantity) -> bool:
    """Return whether these are the same quantity in different units, as far as people round."""
    if one.kind != other.kind or (one.size == other.size and one.size):
        return False
    if one.kind == _HEAT:
        return _same_heat(one, other) or _same_heat(other, one)
    first, second = one.value * one.size, other.value * other.size
    if one.kind == _TIME:
        return abs(first - second) <= EXACT * max(abs(first), abs(second))
    most = ROUGH if _figures(one.value) == 1 or _figures(other.value) == 1 else CLOSE
    rounded = _rounding(one.value) * one.size + _rounding(other.value) * other.size
    return abs(first - second) <= min(max(rounded, LEAST * abs(first)), most * max(abs(first), abs(second)))


def _same_heat(celsius: Quantity, fahrenheit: Quantity) -> bool:
    """Return whether two heats are one: a rise of 2 °C is one of 3.6 °F, a unit without a name (size 0) is either."""
    if celsius.size == 1.8 or fahrenheit.size == 1.0:
        return False
    there, rise = celsius.value * 1.8 + 32, celsius.value * 1.8
    return abs(there - fahrenheit.value) <= 1.5 or abs(rise - fahrenheit.value) <= CLOSE * abs(rise)


def _rounding(value: float) -> float:
    """Return by how much a number may have been rounded: 5 for 210, 0.05 for 10.5."""
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1) if value else 1.0
    return step / 10.0 ** _figures(value) / 2


def _figures(value: float) -> int:
    """Count the significant figures: two in 63,000."""
    return len(f"{abs(value):.9e}".partition("e")[0].replace(".", "").rstrip("0"))
