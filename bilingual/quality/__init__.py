"""Quality checks: a pair → measures → flags. A check measures first and decides last; it never rewrites a text."""

from bilingual.quality.checks import CHECKS, FLAGS, Check, Measure, check_pair, measure_pair

__all__ = ["CHECKS", "FLAGS", "Check", "Measure", "check_pair", "measure_pair"]
