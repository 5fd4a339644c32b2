"""Did the model believe its own translation?"""

from bilingual.quality.sides import Sides


def measure_low_score(sides: Sides) -> float:
    """Return the mean natural-log probability per target token; 0 (certain) where no score is known.

    The threshold was fitted on labelled translations of the embedded model: another model's scores lie elsewhere.
    """
    return 0.0 if sides.score is None else sides.score


def describe_low_score(sides: Sides) -> str:
    """Give the score."""
    return "no score known" if sides.score is None else f"mean log-probability {sides.score:.2f} per token"
