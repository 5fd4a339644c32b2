"""Quality checks: a pair → measures → flags. A check measures first and decides last; it never rewrites a text."""

from bilingual.quality.checks import CHECKS, Check, Measure, check_pair, measure_pair
from bilingual.quality.flags import FLAGS
from bilingual.quality.thresholds import THRESHOLDS, Threshold

__all__ = ["CHECKS", "FLAGS", "THRESHOLDS", "Check", "Measure", "Threshold", "check_pair", "measure_pair"]
