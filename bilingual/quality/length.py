"""Is the English as long as a translation of the French should be?"""

from math import sqrt

from bilingual.quality.sides import Sides

RATIO = 0.93
VARIANCE = 6.8
SPREAD = 0.16


def measure_length(sides: Sides) -> float:
    """Return how many standard deviations the English is too short or too long, in characters.

    As in Gale and Church (1993), "A Program for Aligning Sentences in Bilingual Corpora", the difference of length has
    a variance that grows with the length; a second term stands for the freedom of translators, which grows likewise.
    """
    expected = RATIO * len(sides.fr)
    return abs(len(sides.en) - expected) / sqrt(VARIANCE * (expected + 4) + (SPREAD * expected) ** 2)


def describe_length(sides: Sides) -> str:
    """Give both lengths."""
    return f"{len(sides.fr)} characters of French, {len(sides.en)} of English"
