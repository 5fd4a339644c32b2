"""Precision and recall of the flags on model output that was read and labelled. A section of benchmark_quality.py."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.quality import check_pair

SEVERITIES = ("right", "minor", "major", "critical")
BAD = frozenset(("major", "critical"))
DRAWN = 100  # the first pairs of the seeds' file, which is in random order


@dataclass(frozen=True)
class Labelled:
    """A pair of the model's with what its reader found, and the flags it has."""

    severity: str
    kinds: tuple[str, ...]  # of its errors, the first one first
    flags: tuple[str, ...]

    @property
    def is_bad(self) -> bool:
        return self.severity in BAD


def read_labelled(path: Path) -> list[Labelled]:
    """Read the labelled pairs and check each with its score; an unknown severity is refused."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if unknown := {row["severity"] for row in rows} - set(SEVERITIES):
        raise ValueError(f"{path}: severities are {', '.join(SEVERITIES)}, not {', '.join(sorted(unknown))}")
    return [
        Labelled(
            row["severity"], _classes(row["class"] or ""), tuple(check_pair(row["fr"], row["en"], _score(row["score"])))
        )
        for row in rows
    ]


def _classes(written: str) -> tuple[str, ...]:
    found = tuple(name.strip() for name in re.split("[|;,]", written) if name.strip())
    return found or ("none",)


def _score(written: str | None) -> float | None:
    return float(written) if written else None


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def print_labelled(path: Path) -> None:
    """Print recall and precision of a flag against major and critical errors, by flag and by class."""
    if not path.exists():
        print(f"\nlabelled model output: MISSING, no figures ({path.name} is not there)")
        return
    pairs = read_labelled(path)
    print(
        f"\nlabelled model output: {len(pairs):,} pairs; a flag is right on major and critical, a false alarm elsewhere"
    )
    for line in (*_by_severity(pairs), *_by_flag(pairs), *_by_class(pairs)):
        print(line)


def print_seeds(path: Path) -> None:
    """Print how many translations of the articles in seeds/ are right and wrong, and how many of each carry a flag."""
    if not path.exists():
        print(f"\nthe articles in seeds/: MISSING, no figures ({path.name} is not there)")
        return
    pairs = read_labelled(path)
    for name, part in (("drawn at random", pairs[:DRAWN]), ("all", pairs)):
        wrong = [pair for pair in part if pair.is_bad]
        flagged = sum(bool(pair.flags) for pair in wrong)
        print(f"\nthe articles in seeds/, {name}: {len(part)} pairs, {len(wrong)} wrong, {flagged} of them flagged")
        print("\n".join(_by_severity(part)))
    print(_on_odd_rows(pairs))


def _on_odd_rows(pairs: Sequence[Labelled]) -> str:
    """Say how the flags do where nothing was fitted: the threshold of `low_score` was, on the even rows."""
    odd = pairs[1::2]
    wrong, flagged = [pair for pair in odd if pair.is_bad], [pair for pair in odd if pair.flags]
    found = [pair for pair in wrong if pair.flags]
    return (
        f"odd rows: {len(wrong)} pairs with a major or critical error, {len(found)} of them flagged "
        f"({share(len(found), len(wrong))}), {len(flagged)} flagged in all ({share(len(found), len(flagged))} rightly)"
    )


def _by_severity(pairs: Sequence[Labelled]) -> Iterator[str]:
    for severity in SEVERITIES:
        found = [pair for pair in pairs if pair.severity == severity]
        flagged = sum(bool(pair.flags) for pair in found)
        yield f"  {severity:10} {len(found):5,} pairs, {share(flagged, len(found))} flagged"


def _by_flag(pairs: Sequence[Labelled]) -> Iterator[str]:
    bad = sum(pair.is_bad for pair in pairs)
    yield f"{'flag':26} {'pairs':>6} {'recall':>7} {'precision':>9}"
    counts = Counter(flag for pair in pairs for flag in pair.flags)
    right = Counter(flag for pair in pairs if pair.is_bad for flag in pair.flags)
    flagged = [pair for pair in pairs if pair.flags]
    hits = sum(pair.is_bad for pair in flagged)
    yield f"{'any flag':26} {len(flagged):6,} {share(hits, bad):>7} {share(hits, len(flagged)):>9}"
    for flag, count in counts.most_common():
        yield f"  {flag:24} {count:6,} {share(right[flag], bad):>7} {share(right[flag], count):>9}"


def _by_class(pairs: Sequence[Labelled]) -> Iterator[str]:
    """Count for each class of error of the major and critical pairs the flags: the confusion by class.

    First by the class of a pair's first error, then by all classes of a pair, where a pair counts more than once.
    """
    bad = [pair for pair in pairs if pair.is_bad]
    for title, most in (("class of the first error", 1), ("class of any error", None)):
        yield f"{title:26} {'pairs':>6} {'flagged':>7}   flags"
        counts = Counter(kind for pair in bad for kind in dict.fromkeys(pair.kinds[:most]))
        for kind, count in counts.most_common():
            found = [pair for pair in bad if kind in pair.kinds[:most]]
            flags = Counter(flag for pair in found for flag in pair.flags)
            caught = share(sum(bool(pair.flags) for pair in found), count)
            yield f"  {kind:24} {count:6,} {caught:>7}   " + ", ".join(f"{flag} {n}" for flag, n in flags.most_common())
    false = Counter(flag for pair in pairs if not pair.is_bad for flag in pair.flags)
    yield "  on right and minor pairs: " + (", ".join(f"{flag} {n}" for flag, n in false.most_common()) or "no flag")
