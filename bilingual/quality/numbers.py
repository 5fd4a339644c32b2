"""Does every number, time and date of one side stand on the other?"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bilingual.quality.coverage import stems
from bilingual.quality.english_numbers import ENGLISH, read_english_figures, spoken_times
from bilingual.quality.french_numbers import FRENCH, read_french_figures
from bilingual.quality.number_words import DIGITS, MONTH, Number, Value, Vocabulary, read_phrases, roman_numerals
from bilingual.quality.sides import Sides

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Numbers that one side has and the other lacks, as written."""

    missing: tuple[str, ...]
    added: tuple[str, ...]


_SAME = Mismatch((), ())


def measure_numbers(sides: Sides) -> float:
    """Return how many numbers of either side have no counterpart.

    Figures must be met by figures or words. Numbers in words, months and days of the week count only when both sides
    have one of the same kind without counterpart: translators drop (`les deux hommes`, "the men") and add such words
    freely, but they do not replace one by another.
    """
    mismatch = compare_numbers(sides)
    return float(len(mismatch.missing) + len(mismatch.added))


def describe_numbers(sides: Sides) -> str:
    """Name the numbers without counterpart: French → English."""
    mismatch = compare_numbers(sides)
    if not _differ(mismatch):
        return "the same numbers"
    return f"{', '.join(mismatch.missing) or 'nothing'} → {', '.join(mismatch.added) or 'missing'}"


def compare_numbers(sides: Sides) -> Mismatch:
    """Find the numbers of each side that the other does not account for."""
    if _nothing_to_compare(sides):
        return _SAME
    french = [*_figures(sides.fr, read_french_figures), *_named(sides.fr_words, FRENCH)]
    english = [*_figures(sides.en, read_english_figures), *_named(sides.en_words, ENGLISH)]
    both_spell = not (_STEMS_FR.isdisjoint(sides.fr_stems) or _STEMS_EN.isdisjoint(sides.en_stems))
    if not both_spell and not _differ(mismatch := _match(french, english)):
        return mismatch
    french += read_phrases(sides.fr.lower(), FRENCH)
    english += read_phrases(sides.en.lower(), ENGLISH)
    if not _differ(mismatch := _match(french, english)):
        return mismatch
    hints = [*_hints(sides.en_words, ENGLISH), *spoken_times(sides.en)]
    return _match(french, english, _hints(sides.fr_words, FRENCH), hints)


def _match(
    french: list[Number], english: list[Number], fr_hints: Iterable[Value] = (), en_hints: Iterable[Value] = ()
) -> Mismatch:
    in_french, in_english = _pool(french, fr_hints), _pool(english, en_hints)
    missing = [number for number in french if not _accounted(number, in_english)]
    added = [number for number in english if not _accounted(number, in_french)]
    if not missing and not added:
        return _SAME
    kinds = {DIGITS} | ({number.kind for number in missing} & {number.kind for number in added})
    return Mismatch(_written(missing, kinds), _written(added, kinds))


def _differ(mismatch: Mismatch) -> bool:
    return bool(mismatch.missing or mismatch.added)


def _nothing_to_compare(sides: Sides) -> bool:
    """Has neither side figures, nor both sides words for numbers or dates? True of most pairs, and quick to tell."""
    return (
        (_TALKING_FR.isdisjoint(sides.fr_stems) or _TALKING_EN.isdisjoint(sides.en_stems))
        and _ROMAN_STEMS.isdisjoint(sides.fr_stems)
        and _ROMAN_STEMS.isdisjoint(sides.en_stems)
        and not _FIGURE.search(sides.fr)
        and not _FIGURE.search(sides.en)
    )


def _figures(text: str, read: Callable[[str], Iterator[Number]]) -> Iterator[Number]:
    return read(text) if _FIGURE.search(text) else iter(())


def _named(words: list[str], vocabulary: Vocabulary) -> Iterator[Number]:
    """Find Roman numerals, months and days of the week."""
    for word in sorted(_NAMED.intersection(words)):
        if numeral := _ROMAN.get(word):
            yield numeral
        elif day := vocabulary.calendar.get(word):
            yield Number(word, (f"{day[0]} {day[1]}",), (day[1],) if day[0] == MONTH else (), day[0])


def _hints(words: list[str], vocabulary: Vocabulary) -> Iterator[Value]:
    for word in words:
        yield from vocabulary.hints.get(word.lower(), ())


def _pool(numbers: list[Number], hints: Iterable[Value]) -> set[Value]:
    pool = set(hints)
    for number in numbers:
        pool.update(number.values)
        if number.parts:
            pool.update(number.parts)
    if 0.5 in pool:  # douze ans et demi, eight and a half
        pool.update([value + 0.5 for value in pool if isinstance(value, int)])
    return pool


def _accounted(number: Number, pool: set[Value]) -> bool:
    if not pool.isdisjoint(number.values):
        return True
    return bool(number.parts) and number.kind != MONTH and pool.issuperset(number.parts)


def _written(numbers: list[Number], kinds: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number.text.strip() for number in numbers if number.kind in kinds))


def _stems(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(stems(sorted(vocabulary.words)))


_ROMAN = roman_numerals()
_NAMED = frozenset([*_ROMAN, *FRENCH.calendar, *ENGLISH.calendar])
_ROMAN_ORDINALS = stems(sorted(word for word, number in _ROMAN.items() if number.kind != DIGITS))
_STEMS_FR, _STEMS_EN = _stems(FRENCH).union(_ROMAN_ORDINALS) - {"un", "une"}, _stems(ENGLISH)
_ROMAN_STEMS = frozenset(stems(sorted(_ROMAN)))
_TALKING_FR, _TALKING_EN = (
    _STEMS_FR.union(stems(sorted(FRENCH.calendar))),
    _STEMS_EN.union(stems(sorted(ENGLISH.calendar))),
)
