"""The one table of thresholds: a check fails above (or below) its threshold. Fitted by scripts/fit_thresholds.py."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a check's value must not be above (or below)."""

    value: float
    direction: Literal["above", "below"]


THRESHOLDS: dict[str, Threshold] = {
    "untranslated": Threshold(0.5, "above"),
    "numbers": Threshold(0.0, "above"),
    "length": Threshold(10.0, "above"),
    "repetition": Threshold(1.0, "above"),
    "language": Threshold(0.3, "above"),
    "names": Threshold(2.0, "above"),
    "alignment": Threshold(9.5, "above"),
    "order": Threshold(1.2, "above"),
    "polarity": Threshold(0.0, "above"),
    "pronouns": Threshold(1.5, "above"),
    "punctuation": Threshold(0.0, "above"),
    "symbols": Threshold(0.0, "above"),
    "urls": Threshold(0.0, "above"),
    "placeholders": Threshold(0.0, "above"),
    "words": Threshold(0.0, "above"),
    "garbled": Threshold(0.0, "above"),
    "low_score": Threshold(-0.85, "below"),
}
