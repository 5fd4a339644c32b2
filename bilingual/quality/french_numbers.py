"""Numbers in French: `3 000`, `3,5`, `9 h 30`, `1er`, `XXe siècle`, `4,5 Md$`, `01 23 45 67 89`, `quatre-vingts`."""

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
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_MULTIPLIERS = {
    "cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9,
    "milliards": 10**9, "billion": 10**12, "billions": 10**12,
}  # fmt: skip
_ORDINALS = {
    "premier": 1, "première": 1, "premiers": 1, "premières": 1, "second": 2, "seconde": 2, "unième": 1, "deuxième": 2,
    "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9,
    "dixième": 10, "onzième": 11, "douzième": 12, "treizième": 13, "quatorzième": 14, "quinzième": 15,
    "seizième": 16, "vingtième": 20, "trentième": 30, "quarantième": 40, "cinquantième": 50, "soixantième": 60,
    "centième": 100, "millième": 1000,
}  # fmt: skip
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre")  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HINTS: dict[str, tuple[Value, ...]] = {
    "un": (1,), "une": (1,), "unique": (1,), "seul": (1,), "seule": (1,), "ier": (1,), "i": (1,), "v": (5,),
    "x": (10,), "double": (2,), "doubler": (2,), "doublé": (2,), "paire": (2,), "couple": (2,), "triple": (3,),
    "tiers": (3, 33, 66, 67, whole(1 / 3), whole(2 / 3)),
    "trimestre": (3,), "quart": (4, 15, 25, 0.25), "quarts": (4, 45, 75, 0.75), "semestre": (6,),
    "demi": (2, 30, 50, 0.5), "demie": (2, 30, 50, 0.5), "moitié": (2, 50, 0.5), "décennie": (10,),
    "décennies": (10,), "siècle": (100,), "siècles": (100,), "centaines": (100,), "milliers": (1000,),
    "douzaines": (12, 24, 36, 48, 60), "quinze": (14, 2), "quinzaine": (14, 2), "huit": (7, 1),
    "midi": ("12:00", 12), "minuit": ("0:00", 12, 0, 24),
}  # fmt: skip
_CALENDAR = {name: (MONTH, number) for number, name in enumerate(_MONTHS, 1)} | {
    name: (WEEKDAY, number) for number, name in enumerate(_WEEKDAYS, 1)
}
# `vingt et un`, `soixante et onze`, but `entre un et cinq` are two numbers.
_AND = r"et(?=[ \u00a0\u202f\u2010\u2011-](?:une?|onze|unième|onzième)\b)|(?<=soixante.)et"
FRENCH = Vocabulary(
    cardinals=_CARDINALS,
    multipliers=_MULTIPLIERS,
    ordinals=_ORDINALS,
    calendar=_CALENDAR | {name.capitalize(): day for name, day in _CALENDAR.items()},
    hints=_HINTS | {name: (value,) for name, value in _MULTIPLIERS.items()},
    silent=frozenset(["un", "une", "cents", "million", "millions", "milliard", "milliards", "billion", "billions"]),
    words=frozenset([*_CARDINALS, *_MULTIPLIERS, *_ORDINALS]),
    phrase=phrase_pattern([*_CARDINALS, *_MULTIPLIERS], _ORDINALS, _AND),
)

_SCALES = {
    "mille": 1e3, "millier": 1e3, "milliers": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "M": 1e6,
    "milliard": 1e9, "milliards": 1e9, "Md": 1e9, "Mds": 1e9, "Mrd": 1e9, "billion": 1e12, "billions": 1e12,
    "trillion": 1e12, "trillions": 1e12, "milles": 1e3, "mille milliards": 1e12,
}  # fmt: skip
_HOURS = rf"{BLANK}?(?:h|H|heures?){BLANK}?(?:(?P<minute>[0-5]\d)(?!\d))?(?![^\W\d_])"
_FIGURES = re.compile(
    rf"(?P<phone>{PHONE})|(?P<date>{DATE})|{FRACTION}"
    rf"|(?<![\d,.])(?P<hour>\d{{1,2}})(?:{_HOURS}|:(?P<past>\d\d)(?!\d))"
    rf"|(?P<number>(?<![\d,.])\d{{1,3}}(?:(?:{BLANK}|['’])\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?:{BLANK}?(?P<scale>"
    r"milliards?|millions?|billions?|trillions?|milliers?|mille milliards|milles?|Mds?|Mrd|M|k)(?![^\W_]))?"
)
_EVENING = re.compile(r"\b(?:soir|soirée|après-midi)\b")
_OF_EVENING = re.compile(rf"{BLANK}(?:du{BLANK}soir|de{BLANK}l['’]après-midi)")
_RANGE = re.compile(
    rf"{BLANK}?(?:à|et|ou|-|–){BLANK}?\d{{1,9}}(?:,\d{{1,9}})?{BLANK}?(?P<scale>milliards?|millions?|Mds?|M)(?![^\W_])"
)
_NUMBERED = re.compile(
    r"(?:[-/(§#:]|[Aa]rticles?|[Pp]aragraphes?|[Aa]linéas?|[Nn]ormes?|[Vv]ersions?|[Ss]ections?|[Rr]ègles?|[Pp]oints?|\b[Nn]°|\bv\.?)"
    r"[ \u00a0\u202f]?(?:[\d.]+(?:, | et | ou | à )){0,6}$|[A-Z]\.$"
)
_DECIMAL = re.compile(r"[(\w]|" + f"{BLANK}?%")
_LINKS = frozenset(f"{BLANK[1:-1]}àeo-–")  # what a range may go on with


def read_french_figures(text: str) -> Iterator[Number]:
    """Find the numbers written in figures in a French text."""
    evening: bool | None = None  # looked for once a text, at its first time of day
    for match in scan(_FIGURES, text):
        if match["number"]:
            if not is_unit(text, match.start(), match["number"]) and not _is_per_cent(text, match):
                yield _read_number(text, match)
        elif match["top"]:
            yield read_fraction(match)
        elif match["hour"]:
            evening = bool(_EVENING.search(text)) if evening is None else evening
            yield _read_time(text, match, evening)
        elif match["phone"]:
            yield read_phone(match[0])
        else:
            yield read_date(match[0])


def _read_time(text: str, match: re.Match[str], evening: bool) -> Number:
    """Return a time of day or a duration: `20h` is 8 p.m. or 20 hours, `8 h` of an `evening` may be 8 p.m."""
    written, hour, minute = match[0], int(match["hour"]), match["minute"] or match["past"]
    parts: tuple[Value, ...] = (hour, int(minute)) if minute else (hour,)
    if hour > 24 or int(minute or 0) > 59:
        return Number(written, (written, hour), parts, end=match.end())
    morning, later = clock(hour, int(minute or 0)), clock(hour + 12, int(minute or 0))
    if hour < 12 and _OF_EVENING.match(text, match.end()):
        return Number(written, (later,), parts, end=match.end())
    values: tuple[Value, ...] = (morning, later) if hour < 12 and evening else (morning,)
    return Number(written, (*values, hour + 0.5) if minute == "30" else values, parts, end=match.end())


def _read_number(text: str, match: re.Match[str]) -> Number:
    written, figures, scale = match[0], match["number"], match["scale"]
    values = _values(figures)
    if len(values) == 2 and "." in figures and not _is_numbering(text, match):
        values = values[1:]
    if scale:
        numbers = [value for value in values if not isinstance(value, str)]
        scaled = tuple(whole(number * _SCALES[scale]) for number in numbers)
        return Number(written, scaled or tuple(values), end=match.end())
    if text[match.end() : match.end() + 1] in _LINKS and (ahead := _RANGE.match(text, match.end())):
        values += [whole(value * _SCALES[ahead["scale"]]) for value in values if not isinstance(value, str)]
    if len(figures) == 2:
        values += short_years(text, match.start(), figures)
    return Number(written, tuple(values), locants(figures, text[match.end() : match.end() + 2]), end=match.end())


def _is_per_cent(text: str, match: re.Match[str]) -> bool:
    """Return whether this is the 100 of `33 p. 100`."""
    return match["number"] == "100" and text[max(0, match.start() - 3) : match.start()].rstrip().endswith("p.")


def _is_numbering(text: str, match: re.Match[str]) -> bool:
    """Return whether `127.491` numbers an article or the like, is an address of the net, or a decimal."""
    return bool(_NUMBERED.search(text, max(0, match.start() - 60), match.start()) or _DECIMAL.match(text, match.end()))


def _values(figures: str) -> list[Value]:
    """Return what French figures can mean: `1 234,5`, `22.000`, `3,5`, also the English `10,000` and `2.5`."""
    if figures.isdecimal():
        return [plain(figures)]
    joined = re.sub(rf"{BLANK}|['’]", "", figures)
    groups = re.split(r"[.,]", joined)
    if len(groups) == 1:
        return [plain(joined)]
    if len(groups) > 2:
        if joined.count(",") == 1 and joined.rfind(",") > joined.rfind("."):
            return [plain(joined.replace(".", "").replace(",", "."))]
        thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
        is_address = len(groups) == 4 and all(group < "256" for group in groups)  # of the net: 192.168.100.200
        return [joined, plain("".join(groups))] if thousands and not is_address else [joined]
    values = [plain(".".join(groups))]
    thousands = len(groups[1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0"
    if thousands and ("." in joined or groups[1] == "000"):
        values.append(plain("".join(groups)))
    return values
