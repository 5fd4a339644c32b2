"""The one table of checks, and the two questions asked of a pair: which checks fail, and what did each measure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bilingual.quality.alignment import describe_alignment, measure_alignment
from bilingual.quality.fidelity import describe_fidelity, measure_fidelity
from bilingual.quality.garbled import describe_garbled, measure_garbled
from bilingual.quality.language import describe_language, measure_language
from bilingual.quality.length import describe_length, measure_length
from bilingual.quality.low_score import describe_low_score, measure_low_score
from bilingual.quality.names import describe_names, measure_names
from bilingual.quality.numbers import describe_numbers, measure_numbers
from bilingual.quality.order import describe_order, measure_order
from bilingual.quality.placeholders import describe_placeholders, measure_placeholders
from bilingual.quality.polarity import describe_polarity, measure_polarity
from bilingual.quality.pronouns import describe_pronouns, measure_pronouns
from bilingual.quality.punctuation import describe_punctuation, measure_punctuation
from bilingual.quality.repetition import describe_repetition, measure_repetition
from bilingual.quality.sides import Sides, read_sides
from bilingual.quality.symbols import describe_symbols, measure_symbols
from bilingual.quality.untranslated import describe_untranslated, measure_untranslated
from bilingual.quality.urls import describe_urls, measure_urls
from bilingual.quality.words import describe_words, measure_words
from bilingual.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A quality check: a pure function from a pair to a value, one that tells in a line what it saw, and the limit.

    It fails where the value lies above (or below) the threshold; `says` is what its flag tells a reader of a pair.
    """

    name: str
    says: str
    measure: Callable[[Sides], float]
    describe: Callable[[Sides], str]
    threshold: float
    direction: Literal["above", "below"] = "above"

    def fails(self, value: float) -> bool:
        """Tell whether a measured value is a fault."""
        return value > self.threshold if self.direction == "above" else value < self.threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a check found in a pair; it fails when the value lies `direction` ("above" or "below") the threshold."""

    check: str
    value: float
    threshold: float
    direction: str
    failed: bool
    detail: str


CHECKS = (
    Check(
        name="untranslated",
        says="the English is a copy of the French, or words in it stayed French",
        measure=measure_untranslated,
        describe=describe_untranslated,
        threshold=0.5,
    ),
    Check(
        name="numbers",
        says="a number, time or date of one side is missing or different on the other",
        measure=measure_numbers,
        describe=describe_numbers,
        threshold=0.0,
    ),
    Check(
        name="length",
        says="the English is far too short or too long for the French",
        measure=measure_length,
        describe=describe_length,
        threshold=10.0,
    ),
    Check(
        name="repetition",
        says="the English repeats words where the French does not",
        measure=measure_repetition,
        describe=describe_repetition,
        threshold=1.0,
    ),
    Check(
        name="language",
        says="the English side is not written in English",
        measure=measure_language,
        describe=describe_language,
        threshold=0.3,
    ),
    Check(
        name="names",
        says="a name of one side is missing or different on the other",
        measure=measure_names,
        describe=describe_names,
        threshold=2.0,
    ),
    Check(
        name="alignment",
        says="words in a row, or the whole sentence, have no counterpart on the other side",
        measure=measure_alignment,
        describe=describe_alignment,
        threshold=13.0,
    ),
    Check(
        name="order",
        says="the English words stand in an order that neither language allows, or an article lacks its noun",
        measure=measure_order,
        describe=describe_order,
        threshold=1.2,
    ),
    Check(
        name="polarity",
        says="one side denies what the other affirms, or says the opposite",
        measure=measure_polarity,
        describe=describe_polarity,
        threshold=0.0,
    ),
    Check(
        name="pronouns",
        says="the English says `he` of a woman or `she` of a man",
        measure=measure_pronouns,
        describe=describe_pronouns,
        threshold=1.5,
    ),
    Check(
        name="punctuation",
        says="the end mark is of another class, a quotation mark or bracket has no partner or is French",
        measure=measure_punctuation,
        describe=describe_punctuation,
        threshold=0.0,
    ),
    Check(
        name="symbols",
        says="a currency, unit, per-cent sign or other symbol of one side is missing or different on the other",
        measure=measure_symbols,
        describe=describe_symbols,
        threshold=0.0,
    ),
    Check(
        name="urls",
        says="a web address, e-mail address, @handle or #tag is missing or different",
        measure=measure_urls,
        describe=describe_urls,
        threshold=0.0,
    ),
    Check(
        name="placeholders",
        says="a placeholder, tag or piece of code of one side is missing or different on the other",
        measure=measure_placeholders,
        describe=describe_placeholders,
        threshold=0.0,
    ),
    Check(
        name="words",
        says="a word of the English is none: made up, misspelled or left in French",
        measure=measure_words,
        describe=describe_words,
        threshold=0.0,
    ),
    Check(
        name="garbled",
        says="the English holds broken characters or an unknown token (U+FFFD, <unk>, ⁇, wrongly decoded letters)",
        measure=measure_garbled,
        describe=describe_garbled,
        threshold=0.0,
    ),
    Check(
        name="low_score",
        says="the model itself gave its translation a low probability",
        measure=measure_low_score,
        describe=describe_low_score,
        threshold=-0.42,
        direction="below",
    ),
    Check(
        name="fidelity",
        says="the model finds a word of English that it did not write very unlikely",
        measure=measure_fidelity,
        describe=describe_fidelity,
        threshold=-13.1,
        direction="below",
    ),
)
# What `flags` of a pair can hold, in the order they are listed, each with what it says; the last two come of the build.
FLAGS = {check.name: check.says for check in CHECKS} | {
    "truncated": "the model's length limit cut the translation",
    "duplicate": "the same French came before with other English",
}


def check_pair(fr: str, en: str, score: float | None = None, reading: Reading = ()) -> list[str]:
    """Return the names of the checks that a pair fails, in the order of `FLAGS`; nothing is ever rewritten.

    `score` is the mean natural-log probability per target token of beam 4 with length penalty 1 (at most 0), or None
    where the English was not made by a model. `reading` is what `Translator.read` gives for English that the model did
    not write, empty where none has read it.
    """
    sides = read_sides(fr, en, score, reading)
    return [check.name for check in CHECKS if check.fails(check.measure(sides))]


def measure_pair(fr: str, en: str, score: float | None = None, reading: Reading = ()) -> list[Measure]:
    """Return what every check found in a pair, failed or not, in the order of `FLAGS`."""
    sides = read_sides(fr, en, score, reading)
    return [_measure(check, sides) for check in CHECKS]


def _measure(check: Check, sides: Sides) -> Measure:
    value = check.measure(sides)
    return Measure(
        check=check.name,
        value=value,
        threshold=check.threshold,
        direction=check.direction,
        failed=check.fails(value),
        detail=check.describe(sides),
    )
