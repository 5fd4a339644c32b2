"""Does the English hold what stands for a character that the model could not write?"""

import re

from bilingual.quality.sides import Sides

# U+FFFD is half of a character spelled from bytes, `<unk>` and `⁇` are what tokenizers write for an unknown token.
_GARBLED = re.compile("\ufffd|<unk>|⁇")


def measure_garbled(sides: Sides) -> float:
    """Return how many such signs the English holds."""
    return float(len(_GARBLED.findall(sides.en)))


def describe_garbled(sides: Sides) -> str:
    """Name the signs."""
    found = sorted(set(_GARBLED.findall(sides.en)))
    return f"in the English: {', '.join(found)}" if found else "no broken character"
