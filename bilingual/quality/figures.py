"""Numbers written in figures: what French and English read alike."""

import re
from collections.abc import Iterator

from bilingual.quality.number_words import Number, Value

BLANK = r"[ \u00a0\u2009\u202f]"
PHONE = rf"(?<!\d)(?:\+\d{{2,3}}{BLANK}?(?:\(0\){BLANK}?)?|0)\d(?:[ .\u00a0\u202f-]?\d\d){{4}}(?!\d)"
DATE = r"(?<![\d./-])\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?![\d/]|[.-]\d)"
# 1/2, 2 1/2, also what `½` is rewritten to; the mark of a fraction is not that of a date.
FRACTION = r"(?<![\d,./⁄-])(?:(?P<whole>\d{1,3})[ -])?(?P<top>\d)[/⁄](?P<bottom>\d{1,2})(?![\d/⁄]|[.,]\d)"
_START = re.compile(r"[+\d]")
_UNIT = re.compile(r"(?<![^\W\d_])[kcdm]?m$")
_YEAR_SIGN = re.compile(
    r"(?:['’]|[Aa]nnées\s|(?:anvier|vrier|mars|avril|mai|juin|juillet|août|mbre|tobre)\s|(?<!\d)(?P<century>\d\d)\d\d[-–/])$"
)
_LONGEST = 15
_BEFORE, _AFTER = 10, 40  # characters around a number that decide how it is read, at most


def scan(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find a pattern that begins with a figure or a plus sign, trying it at those only.

    The same number in the same surroundings is yielded once, for it is read the same.
    """
    place = 0
    seen = set()
    while start := _START.search(text, place):
        match = pattern.match(text, start.start())
        place = match.end() if match else start.end()
        if match:
            low = max(0, match.start() - _BEFORE)
            surroundings = (text[low : place + _AFTER], match.start() - low, place - low)
            if surroundings not in seen:
                seen.add(surroundings)
                yield match


def read_phone(text: str) -> Number:
    """Return a telephone number as its last nine digits, so that +33 6… and 06… are the same."""
    return Number(text, ("tel " + "".join(filter(str.isdigit, text))[-9:],))


def read_date(text: str) -> Number:
    """Return a numeric date, in any order: its value is its three sorted numbers, its parts are the numbers."""
    first, second, last = re.split(r"[/.-]", text)
    if len(first) > 2:  # year first
        first, last = last, first
    full = [int(first), int(second), int(last) + (0 if len(last) > 2 else 2000 if last < "70" else 1900)]
    return Number(text, ("date " + " ".join(map(str, sorted(full))), text), tuple(full))


def read_fraction(match: re.Match[str]) -> Number:
    """Return a fraction up to tenths, with the whole number before it: `1/2` is 0.5 or the numbers 1 and 2 together."""
    whole_part, top, bottom = int(match["whole"] or 0), int(match["top"]), int(match["bottom"])
    parts = (whole_part, top, bottom) if match["whole"] else (top, bottom)
    values = (whole(whole_part + top / bottom), whole(100 * top / bottom)) if 0 < top < bottom <= 10 else ()
    return Number(match[0], values, parts, end=match.end())


def locants(figures: str, after: str) -> tuple[Value, ...]:
    """Return the numbers side by side before a hyphen and a letter, as in `1,4-dioxane`."""
    groups = figures.split(",")
    single = len(groups) == 2 and after[:1] == "-" and after[1:].isalpha() and all(map(str.isdecimal, groups))
    return tuple(int(group) for group in groups) if single else ()


def clock(hour: int, minute: int) -> str:
    """Write a clock time on 24 hours, `0:00` for midnight."""
    return f"{hour % 24}:{minute:02d}"


def whole(value: float) -> Value:
    """Write a number in the one way that equal numbers share: 3.0 is 3, 0.1 + 0.2 is 0.3."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else rounded


def plain(figures: str) -> Value:
    """Read figures with at most one decimal point; too many to be a number are left as they are."""
    if len(figures) > _LONGEST:
        return figures
    return whole(float(figures)) if "." in figures else int(figures)


def is_unit(text: str, start: int, figures: str) -> bool:
    """Return whether these figures are the exponent of a unit, as in `km2`."""
    return figures in ("2", "3") and bool(_UNIT.search(text, max(0, start - 3), start))


def short_years(text: str, start: int, figures: str) -> list[Value]:
    """Return the years that a number of two figures can mean, if it can: '98, mai 68, années 80, 2023-24."""
    if not (before := _YEAR_SIGN.search(text, max(0, start - 10), start)):
        return []
    return [int((before["century"] or "19") + figures), *([] if before["century"] else [2000 + int(figures)])]
