"""Every check in order, and the two questions asked of a pair: which checks fail, and what did each measure."""

from collections.abc import Callable
from dataclasses import dataclass

from bilingual.quality.alignment import describe_alignment, measure_alignment
from bilingual.quality.garbled import describe_garbled, measure_garbled
from bilingual.quality.language import describe_language, measure_language
from bilingual.quality.length import describe_length, measure_length
from bilingual.quality.low_score import describe_low_score, measure_low_score
from bilingual.quality.names import describe_names, measure_names
from bilingual.quality.numbers import describe_numbers, measure_numbers
from bilingual.quality.placeholders import describe_placeholders, measure_placeholders
from bilingual.quality.order import describe_order, measure_order
from bilingual.quality.polarity import describe_polarity, measure_polarity
from bilingual.quality.pronouns import describe_pronouns, measure_pronouns
from bilingual.quality.punctuation import describe_punctuation, measure_punctuation
from bilingual.quality.repetition import describe_repetition, measure_repetition
from bilingual.quality.sides import Sides, read_sides
from bilingual.quality.symbols import describe_symbols, measure_symbols
from bilingual.quality.thresholds import THRESHOLDS
from bilingual.quality.untranslated import describe_untranslated, measure_untranslated
from bilingual.quality.urls import describe_urls, measure_urls
from bilingual.quality.words import describe_words, measure_words


@dataclass(frozen=True, slots=True)
class Check:
    """A quality check: a pure function from a pair to a value, and one that says in a line what it saw."""

    name: str
    measure: Callable[[Sides], float]
    describe: Callable[[Sides], str]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a check found in a pair; it fails when the value lies `direction` ("above" or "below") the threshold."""

    check: str
    value: float
    threshold: float
    direction: str
    failed: bool
    detail: str


CHECKS = (
    Check("untranslated", measure_untranslated, describe_untranslated),
    Check("numbers", measure_numbers, describe_numbers),
    Check("length", measure_length, describe_length),
    Check("repetition", measure_repetition, describe_repetition),
    Check("language", measure_language, describe_language),
    Check("names", measure_names, describe_names),
    Check("alignment", measure_alignment, describe_alignment),
    Check("order", measure_order, describe_order),
    Check("polarity", measure_polarity, describe_polarity),
    Check("pronouns", measure_pronouns, describe_pronouns),
    Check("punctuation", measure_punctuation, describe_punctuation),
    Check("symbols", measure_symbols, describe_symbols),
    Check("urls", measure_urls, describe_urls),
    Check("placeholders", measure_placeholders, describe_placeholders),
    Check("words", measure_words, describe_words),
    Check("garbled", measure_garbled, describe_garbled),
    Check("low_score", measure_low_score, describe_low_score),
)
# A failed check in one comparison: values that must stay below are compared with both signs turned.
_LIMITS = tuple(
    (check.name, check.measure, sign, sign * THRESHOLDS[check.name].value)
    for check in CHECKS
    for sign in (1 if THRESHOLDS[check.name].direction == "above" else -1,)
)


def check_pair(fr: str, en: str, score: float | None = None) -> list[str]:
    """Return the names of the checks that a pair fails, in the order of `FLAGS`; nothing is ever rewritten.

    `score` is the mean natural-log probability per target token of beam 4 with length penalty 1 (at most 0), or None
    where the English was not made by a model.
    """
    sides = read_sides(fr, en, score)
    return [name for name, measure, sign, limit in _LIMITS if sign * measure(sides) > limit]


def measure_pair(fr: str, en: str, score: float | None = None) -> list[Measure]:
    """Return what every check found in a pair, failed or not, in the order of `FLAGS`."""
    sides = read_sides(fr, en, score)
    return [_measure(check, sides) for check in CHECKS]


def _measure(check: Check, sides: Sides) -> Measure:
    limit, value = THRESHOLDS[check.name], check.measure(sides)
    failed = value > limit.value if limit.direction == "above" else value < limit.value
    return Measure(check.name, value, limit.value, limit.direction, failed, check.describe(sides))
