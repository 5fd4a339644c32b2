"""What numbers mean together with the words around them: halves, sums, hours in words, names that hold a figure."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from bilingual.quality.figures import clock, whole
from bilingual.quality.number_words import CARDINAL, DIGITS, Number, Value

_RARE = re.compile(r"[¼-¾⅐-⅞₀-₉]|://|www\.")
_METRES = re.compile(r"\b(\d)[ \u00a0\u202f]?m[ \u00a0\u202f]?(\d\d)\b(?![ \u00a0\u202f]?[cm])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SMALL = str.maketrans(
    {chr(0x2080 + digit): str(digit) for digit in range(10)}
    | {sign: normalize("NFKC", sign).replace("⁄", "/") for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
)
_MIXED = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_RAISED = re.compile(r"[²³¹⁰⁴-⁹]+")
_HALF = re.compile(
    r"(?:[ \u00a0-][^\W\d_]+)?[ \u00a0-](?:et[ -]demie?|and[ -](?:a[ -])?half)\b"
    r"(?:[ -](thousand|million|billion|trillion))?"
)
_ONE_AND_HALF = re.compile(r"\b(?:une?|an?|one)[ -](?:[^\W\d_]+[ -])?(?:et demie?|and[ -]a[ -]half)\b")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LINKS = frozenset((" ", "\u00a0", "\u202f", " et ", " and ", ", "))
_HOUR = re.compile(
    r"[ \u00a0-](?:heures?\b(?P<what> et demie| et quart| moins le quart)?"
    r"|o['’]clock\b|(?P<half>[ap])\.? ?m\b)[ \u00a0]?"
)
_MINUTES = {" et demie": 30, " et quart": 15, " moins le quart": -15}
_NAME = re.compile(r"(?<![^\W_])([A-Z]+)[-\u2010\u2011]?$")
_NAMED = re.compile(r"(?<![^\W_])([A-Z]{3,9})[-\u2010\u2011 ]?\d")
# A formula may be said by its name; stems of six letters.
_FORMULAS = {
    "CO2": ("carbon", "dioxid", "dioxyd", "carbone"), "H2O": ("water", "eau"), "O2": ("oxygen", "oxygèn"),
    "H2": ("hydrog",), "N2": ("nitrog", "azote"), "O3": ("ozone",), "CH4": ("methan", "méthan"), "NH3": ("ammoni",),
    "N2O": ("nitrou", "protox"), "NO2": ("dioxid", "dioxyd"), "SO2": ("dioxid", "dioxyd"),
}  # fmt: skip
_FORMULA_STEMS = {
    (name.partition(figure)[0], figure): stems
    for name, stems in _FORMULAS.items()
    for figure in "234"
    if figure in name
}
_LABEL = re.compile(r"([^\W\d_]+|[Nn]°)[ \u00a0\u202f]$")
_FARTHEST = 40


def plain_text(text: str) -> str:
    """Return a text without web addresses, with all figures on the line: `CO₂` is `CO2`, `2½` is `2 1/2`.

    Heights are said in one number: `1 m 80` is `1,80 m`.
    """
    text = _METRES.sub(r"\1,\2 m", text)
    if not _RARE.search(text):
        return text
    return _ADDRESS.sub(" ", _MIXED.sub(" ", text).translate(_SMALL))


def raised_figures(text: str) -> Iterator[Value]:
    """Return figures above the line, as exponents and notes: they account for a number and ask for none."""
    for match in _RAISED.finditer(text):
        if len(match[0]) < 4:
            yield int("".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(sign)) for sign in match[0]))


def widen(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Read what follows: `7 millions et demi`, "one and a half million", `1 million 200 000`."""
    halved = [_with_half(text, number) for number in sorted(numbers, key=lambda number: number.end)]
    found: list[Number] = []
    for number in halved:
        if found and (together := _sum(text, found[-1], number)):
            found[-1] = together
        else:
            found.append(number)
    return found


def _with_half(text: str, number: Number) -> Number:
    value = number.values[0] if number.values else ""
    if not number.end or not (match := _HALF.match(text[number.end : number.end + _FARTHEST].lower())):
        return number
    if isinstance(value, int):
        scale = _SCALES[match[1]] if match[1] else 1
        own = max((size for size in _SCALES.values() if value % size == 0 and value), default=1)
        return number._replace(values=(whole((value + own / 2) * scale),))
    if isinstance(value, str) and value.endswith(":00") and len(number.parts) == 1:  # 9 heures et demie
        hour = int(value[:-3])
        return number._replace(values=(clock(hour, 30), clock(hour + 12, 30), hour + 0.5), parts=(*number.parts, 0.5))
    return number


def _sum(text: str, first: Number, second: Number) -> Number | None:
    """Return `1 million 200 000` as one number, which two numbers side by side may be."""
    start = second.end - len(second.text)
    if not second.end or not first.end or text[first.end : start] not in _LINKS or not (first.values and second.values):
        return None
    high, low = first.values[0], second.values[0]
    if isinstance(high, str) or isinstance(low, str) or high < 1000 or high % 1000 or not 0 < low < high:
        return None
    if max(size for size in _SCALES.values() if high % size == 0) <= low:
        return None
    kind = DIGITS if DIGITS in (first.kind, second.kind) else first.kind
    return Number(text[first.end - len(first.text) : second.end], (high + low,), (high, low), kind, second.end)


def one_and_half(text: str) -> Iterator[Value]:
    """Return 1.5 for `une heure et demie` and "a year and a half"."""
    return iter((1.5, 1)) if _ONE_AND_HALF.search(text.lower()) else iter(())


def spoken_hours(text: str, numbers: Sequence[Number]) -> Iterator[Value]:
    """Return the times of day said as `neuf heures trente` or "nine a.m.", a number in words before the hour."""
    minutes = {number.end - len(number.text): number.values[0] for number in numbers if number.values}
    for number in numbers:
        hour = number.values[0] if number.values else ""
        if number.kind != CARDINAL or not isinstance(hour, int) or hour > 24:
            continue
        if match := _HOUR.match(text, number.end, number.end + _FARTHEST):
            after = minutes.get(match.end(), 0)
            minute = _MINUTES.get(match["what"], after if isinstance(after, int) and after < 60 else 0)
            later = 12 if match["half"] == "p" and hour < 12 else 0
            yield from (clock(*divmod((hour + later) * 60 + moment, 60)) for moment in {0, minute})
            if minute and hour < 12:
                yield clock(*divmod((hour + 12) * 60 + minute, 60))


def numbered_names(text: str) -> frozenset[str]:
    """Return the names in capitals that a figure follows, as in `COVID-19`."""
    return frozenset(_NAMED.findall(text))


def in_name(text: str, number: Number) -> str:
    """Return the capitals that a number is written to: `COVID` for the 19 of `COVID-19`, if any."""
    start = number.end - len(number.text)
    match = _NAME.search(text, max(0, start - 12), start) if number.end and number.text[:1].isdigit() else None
    return match[1] if match else ""


def label(text: str, number: Number) -> tuple[str, str]:
    """Return the word before a number and its figures, alike on both sides where it names a standard or a plot."""
    start = number.end - len(number.text)
    match = _LABEL.search(text, max(0, start - 12), start) if number.end and number.text[:1].isdigit() else None
    return (match[1].lower(), "".join(filter(str.isdigit, number.text))) if match else ("", "")


def formula(name: str, number: Number) -> tuple[str, ...]:
    """Return the stems of the words for a chemical formula, as `carbon dioxide` for CO2."""
    return _FORMULA_STEMS.get((name, number.text), ())
