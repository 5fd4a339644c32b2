"""Is the English a copy of the French?"""

from bilingual.quality.sides import Sides

FEWEST_WORDS = 4


def measure_untranslated(sides: Sides) -> float:
    """Return the share of the French words in lower case that stand in the English; 0 for fewer than four.

    Capitalised words are left out: names are rightly copied. Cognates (`question`, `table`) give about 0.1; where
    the stems already show that few words are shared, names included, the share is not counted out and 0 is returned.
    """
    if 3 * len(sides.fr_stems & sides.en_stems) < len(sides.fr_stems):
        return 0.0
    words = [word for word in sides.fr_words if word.islower()]
    if len(words) < FEWEST_WORDS:
        return 0.0
    english = set(sides.en_words)
    return sum(word in english for word in words) / len(words)


def describe_untranslated(sides: Sides) -> str:
    """Name the copied words."""
    english = set(sides.en_words)
    copied = [word for word in sides.fr_words if word.islower() and word in english]
    return f"in both: {' '.join(copied[:8])}" if copied else "no French word copied"
