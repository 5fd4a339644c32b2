"""Numbers in English: `3,000`, `3.5`, `9:30 a.m.`, `1st`, `20th century`, `$4.5bn`, `1980s`, `twenty-one`."""

import re
from collections.abc import Iterator

from bilingual.quality.figures import (
    BLANK,
    DATE,
    FRACTION,
    PHONE,
    clock,
    is_unit,
    locants,
    plain,
    read_date,
    read_fraction,
    read_phone,
    scan,
    short_years,
    whole,
)  # fmt: skip
from bilingual.quality.number_words import MONTH, WEEKDAY, Number, Value, Vocabulary, phrase_pattern

_CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HINTS: dict[str, tuple[Value, ...]] = {
    "a": (1,), "an": (1,), "single": (1,), "once": (1,), "only": (1,), "i": (1,), "v": (5,), "x": (10,), "both": (2,),
    "twice": (2,), "double": (2,), "doubled": (2,), "couple": (2,), "pair": (2,), "twin": (2,),
    "half": (2, 30, 50, 0.5),
    "triple": (3,), "tripled": (3,), "thrice": (3,), "third": (whole(1 / 3),), "thirds": (3, whole(2 / 3)),
    "quarter": (4, 15, 25, 3, 0.25), "quarters": (4, 45, 75, 0.75),
    "quarterly": (3,), "decade": (10,), "decades": (10,), "century": (100,), "centuries": (100,), "tens": (10,),
    "dozen": (10,), "dozens": (12, 10), "hundreds": (100,), "thousands": (1000,),
    "fortnight": (15, 14, 2), "week": (7, 8, 1),
    "noon": ("12:00", 12), "midday": ("12:00", 12), "midnight": ("0:00", 12, 0, 24), "twenties": (20, 1920),
    "thirties": (30, 1930), "forties": (40, 1940), "fifties": (50, 1950), "sixties": (60, 1960),
    "seventies": (70, 1970), "eighties": (80, 1980), "nineties": (90, 1990),
}  # fmt: skip
_CALENDAR = {name: (MONTH, number) for number, name in enumerate(_MONTHS, 1)} | {
    name: (WEEKDAY, number) for number, name in enumerate(_WEEKDAYS, 1)
}
_SHORT_MONTHS = {name[:3]: (MONTH, number) for number, name in enumerate(_MONTHS, 1) if name != "May"}
# `two hundred and ten`, but `between one and five` are two numbers.
_AND = "(?:" + "|".join(rf"(?<={word}.)" for word in _MULTIPLIERS) + ")and"
ENGLISH = Vocabulary(
    cardinals=_CARDINALS,
    multipliers=_MULTIPLIERS,
    ordinals=_ORDINALS,
    calendar=_SHORT_MONTHS | {"Sept": (MONTH, 9)} | _CALENDAR,
    hints=_HINTS | {name: (value,) for name, value in _MULTIPLIERS.items()},
    silent=frozenset(_MULTIPLIERS),
    words=frozenset([*_CARDINALS, *_MULTIPLIERS, *_ORDINALS]),
    phrase=phrase_pattern([*_CARDINALS, *_MULTIPLIERS], _ORDINALS, _AND),
)

_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
    "thousand million": 1e9, "thousand millions": 1e9, "million million": 1e12, "thousand billion": 1e12,
}  # fmt: skip
_FIGURES = re.compile(
    rf"(?P<phone>{PHONE})|(?P<date>{DATE})|{FRACTION}"
    rf"|(?<![\d,.])(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d))?{BLANK}?(?P<half>[AaPp])\.?{BLANK}?[Mm](?![^\W_])"
    rf"|(?<![\d,.])(?P<clock>\d{{1,2}})(?:(?::|h{BLANK}?)(?P<past>\d\d)(?!\d)|h(?![^\W_])"
    rf"|{BLANK}?o['’]clock|{BLANK}(?:in the (?:morning|afternoon|evening)|at night)\b)"
    rf"|(?P<number>\d{{1,3}}(?:{BLANK}\d{{3}})+(?!\d|,\d)|\d+(?:[.,]\d+)*)"
    rf"(?:[{BLANK[1:-1]}-]?(?P<scale>[Tt]housand millions?|"
    r"[Tt]housand billion|[Tt]housand|[MmBb]illions?|[Tt]rillions?|[Bb][Nn]|[MmTt]n|[KkMmBb])"
    r"(?![^\W_])|(?P<decade>['’]?s)\b)?"
)
_RANGE = re.compile(
    rf"{BLANK}?(?:to|and|or|-|–){BLANK}?[$£€]?\d{{1,9}}(?:\.\d{{1,9}})?[{BLANK[1:-1]}-]?(?P<scale>[MmBb]illion|[Tt]rillion|[Bb][Nn]|[Mm])(?![^\W_])"
)
# `2 to 6 p.m.`: the half of the day that is named once.
_HALF_AHEAD = re.compile(
    rf"{BLANK}?(?:to|and|or|-|–){BLANK}?\d{{1,2}}(?:[:.]\d\d)?{BLANK}?(?P<half>[AaPp])\.?{BLANK}?[Mm](?![^\W_])"
)
_LINKS = frozenset(f"{BLANK[1:-1]}tao-–")  # what a range may go on with
_MILITARY = re.compile(r"[ \u00a0-](?:hours|hrs)\b")
_OF_TIME = re.compile(r"\b(?:at|by|until|till|from|before|after|since|around) $", re.IGNORECASE)
_BLANKS = re.compile(BLANK)
_SPOKEN_TIME = re.compile(r"\b(half|quarter) (past|to) (\w+)")
_SPOKEN_HOUR = re.compile(
    r"\b(\w+)(?: o['’]clock|(?: o['’]clock)? (?:in the (?:morning|afternoon|evening)|at night)\b)"
)


def read_english_figures(text: str) -> Iterator[Number]:
    """Find the numbers written in figures in an English text."""
    for match in scan(_FIGURES, text):
        written = match[0]
        if match["number"]:
            if not is_unit(text, match.start(), match["number"]):
                yield _read_number(text, match)
        elif match["hour"]:
            yield _read_half_day(match)
        elif match["clock"]:
            yield _read_clock(match)
        elif match["top"]:
            yield read_fraction(match)
        elif match["phone"]:
            yield read_phone(written)
        else:
            yield read_date(written)


def spoken_times(text: str) -> Iterator[Value]:
    """Return the times said as `half past nine` or `two in the afternoon`, in both halves of the day."""
    for word in _SPOKEN_HOUR.findall(text):
        if hour := _hour(word):
            yield from (clock(hour, 0), clock(hour + 12, 0))
    for what, way, word in _SPOKEN_TIME.findall(text):
        hour = _hour(word)
        minute = {"half": 30, "quarter": 15}[what] if way == "past" else 60 - {"half": 30, "quarter": 15}[what]
        first = hour if way == "past" else hour + 11
        yield from (clock(first, minute), clock(first + 12, minute))


def _hour(word: str) -> int:
    hour = _CARDINALS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0)
    return hour if hour <= 12 else 0


def _read_half_day(match: re.Match[str]) -> Number:
    """Return a time with a.m. or p.m.; `20 a.m.` and `18:30 p.m.` are no times, and nothing accounts for them."""
    written, hour, minute, half = match[0], int(match["hour"]), int(match["minute"] or 0), match["half"].lower()
    if hour > 12 or minute > 59 or (hour == 0 and half == "p"):
        return Number(written, (f"impossible {written}",))
    return Number(written, (clock(hour % 12 + (12 if half == "p" else 0), minute),), end=match.end())


def _read_clock(match: re.Match[str]) -> Number:
    """Return a time without a.m. or p.m., in either half of the day; it can also be a duration or a sports result.

    `25:10` is no time. The other side accounts for it only when it writes the same: a score, a verse.
    """
    written, hour, minute = match[0], int(match["clock"]), int(match["past"] or 0)
    if hour > 24 or minute > 59:
        if _OF_TIME.search(match.string, max(0, match.start() - 8), match.start()):
            return Number(written, (f"impossible {written}",))
        return Number(written, (written,), (hour, minute) if minute < 60 else ())
    values: list[Value] = [clock(hour, minute), *([clock(hour + 12, minute)] if hour <= 12 else [])]
    parts = (hour, minute) if match["past"] else (hour,)
    return Number(written, (*values, hour + 0.5) if minute == 30 else tuple(values), parts, end=match.end())


def _read_number(text: str, match: re.Match[str]) -> Number:
    written, figures, scale = match[0], match["number"], match["scale"]
    value = _value(figures)
    if isinstance(value, str):
        return Number(written, (value,), _separate(figures, text[match.end() : match.end() + 2]), end=match.end())
    if scale:
        scaled = whole(value * _SCALES[scale.lower()])
        # A single letter can be a unit (`5 m`), so the bare number stays possible.
        return Number(written, (scaled, value) if len(scale) == 1 else (scaled,), end=match.end())
    values: list[Value] = [value]
    if isinstance(value, int) and len(figures) == 4 and _MILITARY.match(text, match.end()):
        values.append(clock(value // 100, value % 100))
    if len(figures) == 2:
        values += short_years(text, match.start(), figures)
    if match["decade"] and isinstance(value, int):
        values += [value % 100, 1900 + value] if value != 0 else []
        values += [value // 100 + 1] if value % 100 == 0 else []
    if text[match.end() : match.end() + 1] in _LINKS and value <= 12 and (half := _HALF_AHEAD.match(text, match.end())):
        values.append(clock(int(value) % 12 + (12 if half["half"] in "pP" else 0), 0))
    if text[match.end() : match.end() + 1] in _LINKS and (ahead := _RANGE.match(text, match.end())):
        values.append(whole(value * _SCALES[ahead["scale"].lower()]))
    return Number(written, tuple(values), _british_time(figures) if "." in figures else (), end=match.end())


def _separate(figures: str, after: str) -> tuple[Value, ...]:
    """Return the numbers that may stand here side by side: `on May 5 200 people`, `1,4-dioxane`."""
    if "," in figures:
        return locants(figures, after)
    groups = re.split(BLANK, figures)
    single = len(groups) > 1 and all(group.isdecimal() and (group[0] != "0" or group == "0") for group in groups)
    return tuple(int(group) for group in groups) if single else ()


def _british_time(figures: str) -> tuple[Value, ...]:
    """`at 10.30` can be a time: its parts are then what a French `10 h 30` asks for."""
    hour, point, minute = figures.partition(".")
    return (int(hour), int(minute)) if point and len(minute) == 2 and len(hour) < 3 and minute < "60" else ()


def _value(figures: str) -> Value:
    """Read English figures strictly: a comma parts thousands only, so a French `3,5` or `3 000` means nothing."""
    if figures.isdecimal():
        return plain(figures)
    if _BLANKS.search(figures):
        return figures
    whole_part, _, decimals = figures.partition(".")
    groups = whole_part.split(",")
    if (
        "," in decimals
        or "." in decimals
        or any(len(group) != 3 for group in groups[1:])
        or (groups[1:] and len(groups[0]) > 3)
    ):
        return figures
    return plain("".join(groups) + (f".{decimals}" if decimals else ""))
