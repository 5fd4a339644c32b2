"""What is measured in a text: currencies, per cent, degrees and units, beside a number or named at all."""

import re
from dataclasses import dataclass

from bilingual.quality.coverage import stems
from bilingual.quality.unit_names import (
    ANY,
    CURRENCIES,
    DEGREE,
    MEASURES,
    MONEY,
    PERHAPS_IN_ENGLISH,
    PERHAPS_IN_FRENCH,
    SHARE,
    SIGNS,
    TIME,
    Unit,
)

_UNIT_SIGN = re.compile(f"[{''.join(SIGNS)}]")
_GAP = r"[ \u00a0\u2009\u202f-]?"
_WORD = r"(?P<word>[^\W\d_]{1,16}[²³]?)(?![^\W\d_]|['’])"
_SIGN = r"(?P<sign>[$€£¥%‰℃℉]|[°º˚][ \u00a0\u202f]?(?P<scale>[CF](?!\w))?)"
_NUMBER = re.compile(r"\d++(?:[.,]\d++|[ \u00a0\u202f]\d{3}(?!\d))*+")
_BEFORE = re.compile(r"(?:(?P<sign>[$€£¥])|\b(?P<code>EUR|USD|GBP|CHF|JPY|CNY|RMB))[ \u00a0\u202f]?$")
_BEFORE_LENGTH, _AFTER_LENGTH = 4, 40  # characters around a number that are looked at
_FRENCH_AFTER = re.compile(
    rf"(?:{_GAP}(?:centaines|milliers|mille|millions?|milliards?|Mds?|Mrds?|M|k)(?![^\W\d_])(?:\sd['’]|\sde\s)?)?"
    rf"{_GAP}(?:{_SIGN}|(?P<share>pour{_GAP}(?:cents?|mille|100)|p\. ?100)"
    rf"|(?P<square>(?!))?{_WORD}(?P<more>/h|/s|[23](?!\d)|\s(?:carrés?|cubes?|sterling|par\sheure|à\sl['’]heure))?)"
)
_ENGLISH_AFTER = re.compile(
    rf"(?:{_GAP}(?:thousand|million|billion|trillion|bn|mn|m|k)(?![^\W\d_]))?"
    rf"{_GAP}(?:{_SIGN}|(?P<share>per\scent|percent)"
    rf"|(?:(?P<square>square|cubic|sq\.?)\s)?{_WORD}(?P<more>/h|/s|[23](?!\d)|\s(?:sterling|per\shour|an\shour))?)"
)
_FRENCH_NUMBERS = """
deux trois quatre cinq six sept huit neuf dix quinze vingt trente quarante cinquante soixante cent cents mille million
millions milliard milliards
"""
_ENGLISH_NUMBERS = """
two three four five six seven eight nine ten fifteen twenty thirty forty fifty sixty hundred thousand million billion
"""
_OF = r"(?:\sd['’](?!u)|\sde\b)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The words of one language that name units, and how they stand beside a number.

    `numbers` finds a number in words, which are `said`. `stems` are the stems of the words that name a unit beside a
    number in words too; `names` are all words that show that a text names one, without those of a letter that French
    has everywhere (`l'`, `t'`).
    """

    words: dict[str, tuple[Unit, ...]]
    perhaps: dict[str, tuple[Unit, ...]]
    numbers: re.Pattern[str]
    said: frozenset[str]
    after: re.Pattern[str]
    stems: frozenset[str]
    names: frozenset[str]


def _by_word(named: dict[Unit, str]) -> dict[str, tuple[Unit, ...]]:
    words: dict[str, tuple[Unit, ...]] = {}
    for unit, names in named.items():
        for name in names.split():
            words[name] = (*words.get(name, ()), unit)
    return words


def _table(place: int) -> dict[str, tuple[Unit, ...]]:
    tables = {MONEY: CURRENCIES} | MEASURES
    return _by_word({(kind, unit): names[place] for kind, units in tables.items() for unit, names in units.items()})


def _language(place: int, perhaps: dict[Unit, str], said: frozenset[str], of: str, after: re.Pattern[str]) -> Units:
    words = _table(place)
    named = [word for word, units in words.items() if len(word) > 2 and units[0][0] != TIME]
    names = frozenset([*words, "cent", "percent"]) - {"l", "t"}
    numbers = re.compile(rf"\b(?:{'|'.join(sorted(said))})\b{of}")
    return Units(
        words=words,
        perhaps=_by_word(perhaps),
        numbers=numbers,
        said=said,
        after=after,
        stems=frozenset(stems([*named, "cent", "percent"])),
        names=names,
    )


FRENCH = _language(0, PERHAPS_IN_FRENCH, frozenset(_FRENCH_NUMBERS.split()), _OF, _FRENCH_AFTER)
ENGLISH = _language(1, PERHAPS_IN_ENGLISH, frozenset(_ENGLISH_NUMBERS.split()), "", _ENGLISH_AFTER)
_BARE_DEGREE: Unit = (DEGREE, ANY)
_DEGREE_SIGN = re.compile(r"[°º˚](?![ \u00a0\u202f]?[CF])")
_POWER = re.compile(r"\b[kcm]?m([23])\b")
_MORE = {
    "/h": "speed", "/s": "speed", "heure": "speed", "hour": "speed", "2": "area", "carré": "area", "carrés": "area",
    "square": "area", "sq": "area", "sq.": "area", "3": "volume", "cube": "volume", "cubes": "volume",
    "cubic": "volume",
}  # fmt: skip


def read_units(text: str, language: Units, spoken: bool) -> list[tuple[str, tuple[Unit, ...]]]:
    """Return the units that stand beside a number, with its figures; with `spoken`, beside one in words too.

    A sign or word that may name several units is given with all of them: `$` is the dollar's and the peso's.
    """
    found = []
    seen = set()
    for number in _NUMBER.finditer(text):
        start = number.start()
        surroundings = text[max(0, start - _BEFORE_LENGTH) : number.end() + _AFTER_LENGTH]
        if surroundings in seen:
            continue
        seen.add(surroundings)
        before = _BEFORE.search(text, max(0, start - _BEFORE_LENGTH), start)
        if units := _first(before, language) if before else _after(text, number.end(), language):
            found.append(("".join(filter(str.isdigit, number[0])), units))
    if spoken:
        found += [("", units) for number in language.numbers.finditer(text)
                  if (units := _after(text, number.end(), language)) and units[0][0] != TIME]  # fmt: skip
    return found


def names_unit(text: str, words: set[str], language: Units) -> bool:
    """Return whether a text can hold a unit, which is quick to tell."""
    return not language.names.isdisjoint(words) or bool(_UNIT_SIGN.search(text))


def mentioned(words: set[str], text: str, language: Units) -> set[Unit]:
    """Return the units that a text names anywhere, by word, code or sign."""
    lowered = {word for word in map(str.lower, words) if len(word) > 2}
    known = language.words.keys() & (words | lowered)
    found = {unit for word in known for unit in language.words[word]}
    found.update(unit for word in language.perhaps.keys() & words for unit in language.perhaps[word])
    found.update(unit for sign, units in SIGNS.items() if sign in text for unit in units if unit != _BARE_DEGREE)
    if _DEGREE_SIGN.search(text):
        found.add(_BARE_DEGREE)
    found.update((_MORE[more], ANY) for more in _POWER.findall(text))
    return found


def _first(match: re.Match[str], language: Units) -> tuple[Unit, ...]:
    return SIGNS[match["sign"]] if match["sign"] else _lookup(match["code"], language)


def _after(text: str, place: int, language: Units) -> tuple[Unit, ...]:
    """Return what is counted by the number that ends here."""
    if not (match := language.after.match(text, place)):
        return ()
    if sign := match["sign"]:
        return ((DEGREE, match["scale"]),) if match["scale"] else SIGNS[sign[0]]
    if share := match["share"]:
        return ((SHARE, "‰" if share.endswith("mille") else "%"),)
    if not (word := match["word"]):
        return ()
    more = match["square"] or re.split(r"[\s'’]", match["more"] or "")[-1]
    return _extended(_lookup(word, language), more) if more else _lookup(word, language)


def _extended(units: tuple[Unit, ...], more: str) -> tuple[Unit, ...]:
    """Return a unit as a word beside it changes its dimension: `km/h`, `mètres carrés`, `m3`, `livres sterling`."""
    if more == "sterling":
        return ((MONEY, "pound"),)
    if not units or units[0][0] != "length" or more not in _MORE:
        return units
    return ((_MORE[more], units[0][1]),)


def _lookup(word: str, language: Units) -> tuple[Unit, ...]:
    """Symbols are read as written (`MW`, `mW`), words and codes in any case."""
    return language.words.get(word) or (language.words.get(word.lower(), ()) if len(word) > 2 else ())
