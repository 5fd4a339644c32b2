"""Is the English as long as a translation of the French should be?"""

from math import log

from bilingual.quality.sides import Sides

RATIO = 0.93
CUSHION = 5
# One nat of length (2.7 times too short) weighs as much as this many nats of words without a counterpart.
WEIGHT = 15.0


def measure_length(sides: Sides) -> float:
    """Return how surely one side lacks its end: weighted logarithm of the length ratio, plus the uncovered tail.

    Translators differ in length far more than characters alone explain; a ratio tells more beside the words at the
    end of the longer side that have no counterpart. In nats, roughly.
    """
    excess = log_ratio(sides)
    return max(sides.fr_cover.tail - WEIGHT * excess, sides.en_cover.tail + WEIGHT * excess)


def log_ratio(sides: Sides) -> float:
    """Return the logarithm of the English length by the expected one, in characters; 0 is as expected."""
    return log((len(sides.en) + CUSHION) / (RATIO * len(sides.fr) + CUSHION))


def describe_length(sides: Sides) -> str:
    """Give both lengths."""
    return f"{len(sides.fr)} characters of French, {len(sides.en)} of English"
