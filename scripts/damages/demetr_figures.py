"""How many damages of DEMETR's kinds do the checks flag? A section of benchmark_quality.py."""

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean

from bilingual.quality import check_pair
from scripts.damages.demetr import KINDS, Kind, damage_rows
from scripts.damages.mechanical import Corpus, Pair, make_corpus

Checks = Callable[[str, str], Sequence[str]]
SEVERITIES = ("critical", "major", "minor", "base", "right")


def newly_flagged(damaged: Sequence[tuple[Pair, str]], checks: Checks = check_pair) -> list[list[str]]:
    """Return for each damaged pair the flags that its undamaged pair lacks."""
    found = []
    for (french, english), wrong in damaged:
        before = set(checks(french, english))
        found.append([flag for flag in checks(french, wrong) if flag not in before])
    return found


def print_demetr(title: str, pairs: Sequence[Pair], rows: Sequence[int]) -> None:
    """Print a line for each kind and the mean over the kinds of each severity."""
    untouched = [bool(check_pair(*pairs[row])) for row in rows]
    print(f"\n{title}: the 35 kinds of DEMETR, made by ourselves")
    print("`new`: pairs with a flag that the undamaged pair lacks; `right` is no error, there a flag is a false alarm")
    print(f"{'kind':30} {'severity':8} {'pairs':>6} {'new':>7}   of these flags")
    corpus, shares = make_corpus(pairs), dict[str, float]()
    for severity in SEVERITIES:
        for name, kind in KINDS.items():
            if kind.severity == severity:
                shares[name] = _print_kind(name, kind, corpus, rows)
    flagged = sum(untouched) / max(1, len(untouched))
    print(f"{'untouched pairs':39} {len(untouched):6,} {flagged:7.1%}   (all flags)")
    for severity in SEVERITIES:
        share = mean(shares[name] for name, kind in KINDS.items() if kind.severity == severity)
        print(f"{f'mean of the {severity} kinds':30} {severity:8} {'':6} {share:7.1%}")


def _print_kind(name: str, kind: Kind, corpus: Corpus, rows: Sequence[int]) -> float:
    results = newly_flagged(damage_rows(corpus, rows, kind))
    counts = Counter(flag for flags in results for flag in flags)
    leading = ", ".join(f"{flag} {count / len(results):.1%}" for flag, count in counts.most_common(4))
    share = sum(map(bool, results)) / max(1, len(results))
    print(f"  {name:28} {kind.severity:8} {len(results):6,} {share:7.1%}   {leading}")
    return share
