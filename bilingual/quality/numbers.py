"""Does every number, time and date of one side stand on the other?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.quality.conversions import converts, read_quantities, single_quantities
from bilingual.quality.coverage import STEM
from bilingual.quality.english_numbers import ENGLISH, read_english_figures, spoken_times
from bilingual.quality.french_numbers import FRENCH, read_french_figures
from bilingual.quality.number_forms import (
    formula,
    in_name,
    label,
    numbered_names,
    one_and_half,
    plain_text,
    raised_figures,
    spoken_hours,
    widen,
)
from bilingual.quality.number_words import DIGITS, MONTH, Number, Value, Vocabulary, read_phrases, roman_numerals
from bilingual.quality.sides import LONGEST_TEXT, Sides


def _meanings(vocabulary: Vocabulary) -> dict[str, int]:
    """Return what words for numbers and dates mean, months and days as negative numbers, for a quick comparison."""
    words = {**vocabulary.cardinals, **vocabulary.multipliers, **vocabulary.ordinals}
    numbers = {form: value for word, value in words.items() for form in (word, word.capitalize(), word.upper())}
    calendar = {name: -number - (100 if kind == MONTH else 200) for name, (kind, number) in vocabulary.calendar.items()}
    return numbers | calendar


_ROMAN = roman_numerals()
_NAMED = frozenset([*_ROMAN, *FRENCH.calendar, *ENGLISH.calendar])
_NUMERALS = frozenset(_ROMAN)
_ROMAN_ORDINALS = {word: int(number.values[0]) for word, number in _ROMAN.items() if number.kind != DIGITS}
_FRENCH_MEANINGS, _ENGLISH_MEANINGS = _meanings(FRENCH) | _ROMAN_ORDINALS, _meanings(ENGLISH) | _ROMAN_ORDINALS
_FRENCH_WORDS = frozenset(_FRENCH_MEANINGS) - {"un", "une", "Un", "Une", "UN", "UNE"}
_ENGLISH_WORDS = frozenset(_ENGLISH_MEANINGS)
_FRENCH_NUMBER_WORDS, _ENGLISH_NUMBER_WORDS = _FRENCH_WORDS | _NUMERALS, _ENGLISH_WORDS | _NUMERALS
_HALVES = frozenset(["demi", "demie", "half"])
_SIGNS = frozenset("0123456789¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞₀₁₂₃₄₅₆₇₈₉")
_FIGURES = re.compile(f"[{''.join(sorted(_SIGNS))}]+")
_MOST_QUANTITIES = 40  # compared with each number of the other side


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


def numbers_of_french(sides: Sides) -> frozenset[str]:
    """Return all numbers, times and dates of the French as written: those that `compare_numbers` looks for."""
    if _SIGNS.isdisjoint(sides.fr_signs) and sides.fr_set.isdisjoint(_FRENCH_NUMBER_WORDS):
        return frozenset()
    numbers, _ = _read_french(sides, plain_text(sides.fr[:LONGEST_TEXT]))
    return frozenset(number.text.strip() for number in numbers)


def compare_numbers(sides: Sides) -> Mismatch:
    """Find the numbers of each side that the other does not account for."""
    in_french, in_english = sides.fr_set & _FRENCH_NUMBER_WORDS, sides.en_set & _ENGLISH_NUMBER_WORDS
    if not in_french or not in_english or _words_agree(in_french & _FRENCH_WORDS, in_english & _ENGLISH_WORDS):
        numerals_agree = in_french & _NUMERALS == in_english & _NUMERALS
        if numerals_agree and _figures_agree(sides):
            return _SAME
        if sides.fr_stems.isdisjoint(_HALVES) and sides.en_stems.isdisjoint(_HALVES):
            french = [*read_french_figures(sides.fr[:LONGEST_TEXT]), *_named(sides.fr_set, FRENCH)]
            english = [*read_english_figures(sides.en[:LONGEST_TEXT]), *_named(sides.en_set, ENGLISH)]
            if not _differ(mismatch := _match(french, english)):
                return mismatch
    return _compare_closely(sides)


def _figures_agree(sides: Sides) -> bool:
    """Return whether both sides have no figures, or the same numbers of four figures, which are read alike."""
    none_in_french, none_in_english = _SIGNS.isdisjoint(sides.fr_signs), _SIGNS.isdisjoint(sides.en_signs)
    if none_in_french or none_in_english:
        return none_in_french and none_in_english
    french, english = _FIGURES.findall(sides.fr), _FIGURES.findall(sides.en)
    return set(french) == set(english) and all(len(figures) == 4 for figures in french)


def _words_agree(in_french: set[str], in_english: set[str]) -> bool:
    """Return whether the words for numbers and dates let no number be put for another, as most pairs' do."""
    if not in_french or not in_english:
        return True
    french, english = {_FRENCH_MEANINGS[word] for word in in_french}, {_ENGLISH_MEANINGS[word] for word in in_english}
    if max(french) < 10 and max(english) < 10:  # nothing that is read together
        return french <= english or english <= french
    return french == english and french.isdisjoint((100, 1000))  # deux cents and cent deux are told apart by order


def _compare_closely(sides: Sides) -> Mismatch:
    fr, en = plain_text(sides.fr[:LONGEST_TEXT]), plain_text(sides.en[:LONGEST_TEXT])
    french, fr_said = _read_french(sides, fr)
    en_said = list(read_phrases(en.lower(), ENGLISH))
    english = [*widen(en, [*read_english_figures(en), *en_said]), *_named(sides.en_set, ENGLISH)]
    if not _differ(mismatch := _match(french, english)):
        return mismatch
    fr_hints = {*_hints(sides.fr_set, FRENCH), *spoken_hours(fr, fr_said), *one_and_half(fr), *raised_figures(fr)}
    en_hints = {*_hints(sides.en_set, ENGLISH), *spoken_hours(en, en_said), *one_and_half(en), *raised_figures(en)}
    en_hints.update(spoken_times(en))
    missing, added = _without(french, _pool(english, en_hints)), _without(english, _pool(french, fr_hints))
    return _mismatch(
        _not_excused((fr, missing), (en, english), added, sides.en_stems),
        _not_excused((en, added), (fr, french), missing, sides.fr_stems),
    )


def _read_french(sides: Sides, plain: str) -> tuple[list[Number], list[Number]]:
    """Return the numbers of the French, of which `plain` is the plain text, and those of them that are in words."""
    said = list(read_phrases(plain.lower(), FRENCH))
    return [*widen(plain, [*read_french_figures(plain), *said]), *_named(sides.fr_set, FRENCH)], said


def _not_excused(
    left: tuple[str, list[Number]], other: tuple[str, list[Number]], rivals: list[Number], stems: set[str]
) -> list[Number]:
    """Drop what the other side says in another unit, and the figure of a name that it writes without one.

    `rivals` are what the other side has left over: one in the same unit was put for the number, it is no conversion.
    """
    if not left[1]:
        return []
    there, labels = read_quantities(*other), {label(other[0], number) for number in other[1]} - {("", "")}
    said = [*there.values(), *single_quantities(other[0])][:_MOST_QUANTITIES]
    taken = {(there[number].kind, there[number].size) for number in rivals if number in there}
    here, numbered = read_quantities(*left), numbered_names(other[0])
    kept = []
    for number in left[1]:
        quantity, name = here.get(number), in_name(left[0], number)
        rival = quantity is not None and quantity.size > 0 and (quantity.kind, quantity.size) in taken
        bare = len(name) > 2 and name not in numbered and name[:STEM].lower() in stems
        if not (
            bare
            or label(left[0], number) in labels
            or not stems.isdisjoint(formula(name, number))
            or (quantity and not rival and any(converts(quantity, one) for one in said))
        ):
            kept.append(number)
    return kept


def _match(french: list[Number], english: list[Number]) -> Mismatch:
    return _mismatch(_without(french, _pool(english, ())), _without(english, _pool(french, ())))


def _without(numbers: list[Number], pool: set[Value]) -> list[Number]:
    return [number for number in numbers if not _accounted(number, pool)]


def _mismatch(missing: list[Number], added: list[Number]) -> Mismatch:
    if not missing and not added:
        return _SAME
    kinds = {DIGITS} | ({number.kind for number in missing} & {number.kind for number in added})
    return Mismatch(_written(missing, kinds), _written(added, kinds))


def _differ(mismatch: Mismatch) -> bool:
    return bool(mismatch.missing or mismatch.added)


def _named(words: set[str], vocabulary: Vocabulary) -> Iterator[Number]:
    """Find Roman numerals, months and days of the week."""
    for word in sorted(_NAMED & words):
        if numeral := _ROMAN.get(word):
            yield numeral
        elif day := vocabulary.calendar.get(word):
            yield Number(word, (f"{day[0]} {day[1]}",), (day[1],) if day[0] == MONTH else (), day[0])


def _hints(words: Iterable[str], vocabulary: Vocabulary) -> set[Value]:
    said = vocabulary.hints.keys() & set(map(str.lower, words))
    return {value for word in said for value in vocabulary.hints[word]}


def _pool(numbers: list[Number], hints: Iterable[Value]) -> set[Value]:
    pool = set(hints)
    for number in numbers:
        pool.update(number.values)
        if number.parts:
            pool.update(number.parts)
    return pool


def _accounted(number: Number, pool: set[Value]) -> bool:
    if not pool.isdisjoint(number.values):
        return True
    return bool(number.parts) and number.kind != MONTH and pool.issuperset(number.parts)


def _written(numbers: list[Number], kinds: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number.text.strip() for number in numbers if number.kind in kinds))
