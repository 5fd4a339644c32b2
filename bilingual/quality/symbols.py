"""Does every currency, per-cent sign, unit and other symbol of one side stand on the other?"""

import re
from typing import NamedTuple

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
NAMED = 8
_SAME = "the same symbols"


class Mismatch(NamedTuple):
    """Symbols that one side has and the other lacks: the signs, and the names of units."""

    lost: tuple[str, ...]
    added: tuple[str, ...]


_NO_MISMATCH = Mismatch((), ())


def measure_symbols(sides: Sides) -> float:
    """Return how many symbols of either side have no counterpart.

    A currency, per-cent sign or unit counts where it stands beside a number, and any naming of it on the other side is
    its counterpart. A converted value (`10 km`, `6 miles`) keeps the dimension, the same figures with another unit are
    a fault. Time may go unnamed (`Pierre, 20 ans`: "Pierre, 20"), so that is a fault only when changed.
    """
    return float(sum(map(len, compare_symbols(sides))))


def describe_symbols(sides: Sides) -> str:
    """Name the symbols that differ."""
    lost, added = compare_symbols(sides)
    return ", ".join([*(f"{name} lost" for name in lost), *(f"{name} added" for name in added)][:NAMED]) or _SAME


def symbols_of_french(sides: Sides) -> frozenset[str]:
    """Return the signs and pictures of the French, and the names of the units beside its numbers, time apart."""
    spoken = not sides.fr_stems.isdisjoint(FRENCH.stems)
    if not spoken and not _has_sign(sides.fr_signs):
        return frozenset()
    units = _french_units(sides, spoken)
    named = (_name(of) for _, of in units if of[0][0] != TIME)
    return frozenset([*named, *_ANY_REQUIRED.intersection(sides.fr), *_PICTURE.findall(sides.fr)])


def compare_symbols(sides: Sides) -> Mismatch:
    """Find the symbols of each side that the other does not account for."""
    spoken = not sides.fr_stems.isdisjoint(FRENCH.stems), not sides.en_stems.isdisjoint(ENGLISH.stems)
    if not any(spoken) and not _has_sign(sides.fr_signs) and not _has_sign(sides.en_signs):
        return _NO_MISMATCH
    pictures, units = _pictures(sides), _NO_MISMATCH
    if any(spoken) or names_unit(sides.fr, sides.fr_set, FRENCH) or names_unit(sides.en, sides.en_set, ENGLISH):
        units = _compare_units(sides, *spoken)
    lost = (*_lost_signs(sides), *pictures.lost, *units.lost)
    return Mismatch(lost, (*pictures.added, *units.added))


def _has_sign(signs: set[str]) -> bool:
    return not _ANY_SIGN.isdisjoint(signs) or _has_picture(signs)


def _has_picture(signs: set[str]) -> bool:
    text = "".join(signs)
    return not text.isascii() and bool(_PICTURE.search(text))


def _french_units(sides: Sides, spoken: bool) -> Found:
    return read_units(sides.fr[:LONGEST_TEXT], FRENCH, spoken and not FRENCH.said.isdisjoint(sides.fr_set))


def _compare_units(sides: Sides, fr_spoken: bool, en_spoken: bool) -> Mismatch:
    french = _french_units(sides, fr_spoken)
    english = read_units(sides.en[:LONGEST_TEXT], ENGLISH, en_spoken and not ENGLISH.said.isdisjoint(sides.en_set))
    if not french and not english:
        return _NO_MISMATCH
    in_french = {unit for _, units in french for unit in units}
    in_english = {unit for _, units in english for unit in units}
    if not all(in_english.intersection(units) for _, units in french):
        in_english |= mentioned(sides.en_set, sides.en, ENGLISH)
    if not all(in_french.intersection(units) for _, units in english):
        in_french |= mentioned(sides.fr_set, sides.fr, FRENCH)
    return Mismatch(_missing(french, english, in_english), _missing(english, french, in_french))


def _name(units: tuple[Unit, ...]) -> str:
    """Return what a unit is called: its name or, where it has none, its dimension."""
    dimension, name = units[0]
    return name or dimension


def _missing(own: Found, other: Found, named: set[Unit]) -> tuple[str, ...]:
    """Return the units of a side that the other, which names these, does not account for."""
    dimensions = {dimension for dimension, _ in named}
    missing: dict[str, None] = {}
    for figures, units in own:
        dimension, name = units[0]
        if not named.isdisjoint(units) or (dimension, ANY) in named or (name == ANY and dimension in dimensions):
            continue
        same = any(figures == others and figures and dimension == kinds[0][0] for others, kinds in other)
        if same or (dimension != TIME and (dimension in (MONEY, SHARE) or dimension not in dimensions)):
            missing[_name(units)] = None
    return tuple(missing)


def _lost_signs(sides: Sides) -> list[str]:
    if _ANY_REQUIRED.isdisjoint(sides.fr_signs):
        return []
    return [
        sign
        for sign in _REQUIRED
        if sign in sides.fr and sign not in sides.en and _SYMBOLS[sign].isdisjoint(map(str.lower, sides.en_words))
    ]


def _pictures(sides: Sides) -> Mismatch:
    if not _has_picture(sides.fr_signs) and not _has_picture(sides.en_signs):
        return _NO_MISMATCH
    french, english = set(_PICTURE.findall(sides.fr)), set(_PICTURE.findall(sides.en))
    if french == english:
        return _NO_MISMATCH
    words = set(map(str.lower, sides.en_words))
    lost = (sign for sign in sorted(french - english) if _SYMBOLS.get(sign, _NONE).isdisjoint(words))
    return Mismatch(tuple(lost), tuple(sorted(english - french)))
