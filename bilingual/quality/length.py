"""Is the English as long as a translation of the French should be?"""

from functools import lru_cache
from math import log

from bilingual.quality.coverage import uncovered
from bilingual.quality.lexicon import load_lexicon
from bilingual.quality.sides import Sides, read_sides
from bilingual.quality.written_out import write_out_english, write_out_french

RATIO = 0.93
CUSHION = 8
# One nat of length (2.7 times too short) weighs as much as this many nats of words without a counterpart.
WEIGHT = 15.0
MOST_NAMED = 6
DOUBT, SHORT = 6.0, 100  # the measure and the characters from and up to which a pair is looked at again


def measure_length(sides: Sides) -> float:
    """Return how surely one side lacks its end: weighted logarithm of the length ratio, plus the uncovered tail.

    Translators differ in length far more than characters alone explain; a ratio tells more beside the words at the
    end of the longer side that have no counterpart. In nats, roughly. A short pair in doubt is also measured with its
    abbreviations and figures written out, for `2 h` is half as long as "two hours".
    """
    found = max(_evidence(sides))
    in_words = said_in_words(sides) if found >= DOUBT else None
    return min(found, max(_evidence(in_words))) if in_words else found


def said_in_words(sides: Sides) -> Sides | None:
    """Return a short pair with its abbreviations and figures written out; None for a long one, or without any."""
    if len(sides.fr) > SHORT or len(sides.en) > SHORT:
        return None
    return _written_out(sides.fr, sides.en)


@lru_cache(maxsize=1)  # `length` and `alignment` ask for the same pair, one after the other
def _written_out(fr: str, en: str) -> Sides | None:
    french, english = write_out_french(fr), write_out_english(en)
    return None if len(french) == len(fr) and len(english) == len(en) else read_sides(french, english)


def _evidence(sides: Sides) -> tuple[float, float]:
    """Return how surely the English lacks the end of the French, and the French that of the English."""
    excess = log_ratio(sides)
    return sides.fr_cover.tail - WEIGHT * excess, sides.en_cover.tail + WEIGHT * excess


def log_ratio(sides: Sides) -> float:
    """Return the logarithm of the English length by the expected one, in characters; 0 is as expected."""
    return log((len(sides.en) + CUSHION) / (RATIO * len(sides.fr) + CUSHION))


def describe_length(sides: Sides) -> str:
    """Give both lengths, and the last words without counterpart on the side that seems too long."""
    lexicon, (english_lacks, french_lacks) = load_lexicon(), _evidence(sides)
    if english_lacks >= french_lacks:
        alone = uncovered(sides.fr_words, sides.en_stems, lexicon.french)
    else:
        alone = uncovered(sides.en_words, sides.fr_stems, lexicon.english)
    named = f"; no counterpart: {' '.join(alone[-MOST_NAMED:])}" if alone else ""
    return f"{len(sides.fr)} characters of French, {len(sides.en)} of English{named}"
