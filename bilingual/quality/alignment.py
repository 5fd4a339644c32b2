"""Do the two sides say the same, as far as their words tell?"""

from bilingual.quality.coverage import uncovered
from bilingual.quality.length import log_ratio, said_in_words
from bilingual.quality.lexicon import load_lexicon
from bilingual.quality.sides import Sides

TOTAL_WEIGHT = 0.2
LENGTH_WEIGHT = 5.0
MOST_NAMED = 6
DOUBT = 8.0  # the measure from which a short pair is looked at again


def measure_alignment(sides: Sides) -> float:
    """Return the log odds, in nats, that the sides do not belong together or that a run of words stands alone.

    A short pair in doubt is also measured with its abbreviations and figures written out, as for `length`.
    """
    found = _odds(sides)
    in_words = said_in_words(sides) if found >= DOUBT else None
    return min(found, _odds(in_words)) if in_words else found


def _odds(sides: Sides) -> float:
    french, english = sides.fr_cover, sides.en_cover
    total = TOTAL_WEIGHT * (french.total + english.total)
    return french.gap + english.gap + total + LENGTH_WEIGHT * abs(log_ratio(sides))


def describe_alignment(sides: Sides) -> str:
    """Name the first words that have no counterpart."""
    lexicon = load_lexicon()
    alone = (
        uncovered(sides.fr_words, sides.en_stems, lexicon.french),
        uncovered(sides.en_words, sides.fr_stems, lexicon.english),
    )
    named = " | ".join(" ".join(words[:MOST_NAMED]) or "–" for words in alone)
    return f"no counterpart: {named}" if any(alone) else "every word has a counterpart"
