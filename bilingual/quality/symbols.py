"""Does every currency, per-cent sign, unit and other symbol of one side stand on the other?"""

import re

from bilingual.quality.sides import LONGEST_TEXT, Sides
from bilingual.quality.unit_names import ANY, MONEY, SHARE, TIME, Unit
from bilingual.quality.units import ENGLISH, FRENCH, mentioned, names_unit, read_units

Found = list[tuple[str, tuple[Unit, ...]]]

# Arrows, stars, hearts, emoji and flags; dingbats that are quotation marks, and figures in circles, are left out.
_PICTURES = "\u2190-\u21ff\u2600-\u275a\u2760-\u2775\u2794-\u27bf\u2b05-\u2b5f\U0001f1e6-\U0001faff"
_PICTURE = re.compile(f"[{_PICTURES}]")
_ANY_SIGN = frozenset("0123456789&+=§×©®™%‰€$£¥°")
_WORDS = {
    "©": "copyright c", "®": "registered r", "™": "trademark tm", "&": "and plus n", "=": "equals equal is are means",
    "§": "section sections sec subsection subsections article articles paragraph paragraphs para clause",
    "+": "plus more over and positive above up", "×": "x times by multiplied", "♥": "love loves heart",
    "❤": "love loves heart", "→": "to", "←": "from",
}  # fmt: skip
_SYMBOLS = {sign: frozenset(words.split()) for sign, words in _WORDS.items()}
_NONE: frozenset[str] = frozenset()
_REQUIRED = "&+§=×©®™"
_ANY_REQUIRED = frozenset(_REQUIRED)


def measure_symbols(sides: Sides) -> float:
    """Return how many symbols of either side have no counterpart.

    A currency, per-cent sign or unit counts where it stands beside a number, and any naming of it on the other side is
    its counterpart. A converted value (`10 km`, `6 miles`) keeps the dimension, the same figures with another unit are
    a fault. Time may go unnamed (`Pierre, 20 ans`: "Pierre, 20"), so that is a fault only when changed.
    """
    return float(len(_faults(sides)))


def describe_symbols(sides: Sides) -> str:
    """Name the symbols that differ."""
    return ", ".join(_faults(sides)[:8]) or "the same symbols"


def _faults(sides: Sides) -> list[str]:
    spoken = not sides.fr_stems.isdisjoint(FRENCH.stems), not sides.en_stems.isdisjoint(ENGLISH.stems)
    if not any(spoken) and not _has_sign(sides.fr_signs) and not _has_sign(sides.en_signs):
        return []
    faults = [*_lost_signs(sides), *_pictures(sides)]
    if any(spoken) or names_unit(sides.fr, sides.fr_set, FRENCH) or names_unit(sides.en, sides.en_set, ENGLISH):
        faults += _unit_faults(sides, *spoken)
    return faults


def _has_sign(signs: set[str]) -> bool:
    return not _ANY_SIGN.isdisjoint(signs) or _has_picture(signs)


def _has_picture(signs: set[str]) -> bool:
    text = "".join(signs)
    return not text.isascii() and bool(_PICTURE.search(text))


def _unit_faults(sides: Sides, fr_spoken: bool, en_spoken: bool) -> list[str]:
    french = read_units(sides.fr[:LONGEST_TEXT], FRENCH, fr_spoken and not FRENCH.said.isdisjoint(sides.fr_set))
    english = read_units(sides.en[:LONGEST_TEXT], ENGLISH, en_spoken and not ENGLISH.said.isdisjoint(sides.en_set))
    if not french and not english:
        return []
    in_french = {unit for _, units in french for unit in units}
    in_english = {unit for _, units in english for unit in units}
    if not all(in_english.intersection(units) for _, units in french):
        in_english |= mentioned(sides.en_set, sides.en, ENGLISH)
    if not all(in_french.intersection(units) for _, units in english):
        in_french |= mentioned(sides.fr_set, sides.fr, FRENCH)
    lost = [f"{name} lost" for name in _missing(french, english, in_english)]
    return lost + [f"{name} added" for name in _missing(english, french, in_french)]


def _missing(own: Found, other: Found, named: set[Unit]) -> list[str]:
    """Return the units of a side that the other, which names these, does not account for."""
    dimensions = {dimension for dimension, _ in named}
    missing: dict[str, None] = {}
    for figures, units in own:
        dimension, name = units[0]
        if not named.isdisjoint(units) or (dimension, ANY) in named or (name == ANY and dimension in dimensions):
            continue
        same = any(figures == others and figures and dimension == kinds[0][0] for others, kinds in other)
        if same or (dimension != TIME and (dimension in (MONEY, SHARE) or dimension not in dimensions)):
            missing[name or dimension] = None
    return list(missing)


def _lost_signs(sides: Sides) -> list[str]:
    if _ANY_REQUIRED.isdisjoint(sides.fr_signs):
        return []
    return [
        f"{sign} lost"
        for sign in _REQUIRED
        if sign in sides.fr and sign not in sides.en and _SYMBOLS[sign].isdisjoint(map(str.lower, sides.en_words))
    ]


def _pictures(sides: Sides) -> list[str]:
    if not _has_picture(sides.fr_signs) and not _has_picture(sides.en_signs):
        return []
    french, english = set(_PICTURE.findall(sides.fr)), set(_PICTURE.findall(sides.en))
    if french == english:
        return []
    words = set(map(str.lower, sides.en_words))
    lost = [f"{sign} lost" for sign in sorted(french - english) if _SYMBOLS.get(sign, _NONE).isdisjoint(words)]
    return lost + [f"{sign} added" for sign in sorted(english - french)]
