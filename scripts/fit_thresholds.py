"""Fits the thresholds of the table in bilingual/quality/checks.py and prints the table.

    python scripts/fit_thresholds.py [../shared/training/test]

Thresholds come from the even rows of newstest2014's human pairs (Bojar et al. 2014, WMT14): a graded check may fail at
most its budget of them. Shares are reported on the odd rows, which played no part, and on FLORES dev (NLLB Team 2022).
`low_score` comes from the even rows of the embedded model's translations of seeds/ that readers labelled: it may fail
at most its budget of those that hold no major or critical error; another model scores otherwise. Counting checks
(numbers, names, punctuation, urls) have no free threshold: one fault is one too many.
"""

import argparse
import csv
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.quality import CHECKS, Check
from bilingual.quality.sides import read_sides
from scripts.damages.mechanical import MECHANICAL, Pair, damage, make_corpus, read_pairs

# Share of human pairs that a graded check may fail, chosen so that all checks together stay under 5 %.
BUDGETS = {"length": 0.010, "alignment": 0.007}
LOW_SCORE_BUDGET = 0.1
LABELLED = Path(__file__).parent.parent / "tests" / "quality_cases" / "seed_output.tsv"


def values(check: Check, pairs: Sequence[Pair]) -> list[float]:
    return [check.measure(read_sides(*pair)) for pair in pairs]


def share(check: Check, found: Sequence[float]) -> float:
    return sum(map(check.fails, found)) / max(1, len(found))


def scores_without_error() -> list[float]:
    """Return the scores of the even labelled translations that hold no major or critical error, the lowest first."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return sorted(float(row["score"]) for row in rows[::2] if row["severity"] in ("right", "minor"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", type=Path, nargs="?", default=Path("../shared/training/test"))
    arguments = parser.parse_args()
    news = read_pairs(arguments.tests / "newstest2014.tsv.gz")
    flores = read_pairs(arguments.tests / "flores-dev.tsv.gz")
    fitted, unseen = news[::2], news[1::2]
    corpus = make_corpus(news)
    damaged = [pair for how in MECHANICAL.values() for pair in damage(corpus, range(1, len(news), 2), how)]
    print(f"{'check':13} {'threshold':>9} {'fitted':>8} {'fit rows':>9} {'unseen':>8} {'FLORES':>8} {'damaged':>8}")
    for check in CHECKS:
        name, found = check.name, values(check, fitted)
        fit = ""
        if name in BUDGETS:
            fit = (
                f"{statistics.quantiles(found, n=1000, method='inclusive')[round(1000 * (1 - BUDGETS[name])) - 1]:.2f}"
            )
        if name == "low_score":
            scores = scores_without_error()
            fit = f"{scores[int(LOW_SCORE_BUDGET * len(scores))]:.2f}"
        shares = [share(check, found), *(share(check, values(check, pairs)) for pairs in (unseen, flores, damaged))]
        print(f"{name:13} {check.threshold:9.2f} {fit:>8} " + " ".join(f"{one:>8.2%}" for one in shares))


if __name__ == "__main__":
    main()
