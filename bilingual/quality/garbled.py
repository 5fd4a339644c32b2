"""Does the English hold what stands for a character that the model could not write?"""

from bilingual.garbled import GARBLED
from bilingual.quality.sides import Sides


def measure_garbled(sides: Sides) -> float:
    """Return how many such signs the English holds."""
    return float(len(GARBLED.findall(sides.en)))


def describe_garbled(sides: Sides) -> str:
    """Name the signs."""
    found = sorted(set(GARBLED.findall(sides.en)))
    return f"in the English: {', '.join(found)}" if found else "no broken character"
