"""Which split each article belongs to: shares of the pairs, kept as closely as whole articles allow."""

import hashlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bilingual.errors import UsageError

NAMES = ("train", "validation", "test")

Group = tuple[str, ...]
"""Ids of articles that must not be parted."""


@dataclass(frozen=True, slots=True)
class Splits:
    """Names and shares of the splits; the shares sum to 1."""

    shares: tuple[tuple[str, float], ...] = (("train", 1.0),)

    @property
    def names(self) -> tuple[str, ...]:
        """The splits' names in order."""
        return tuple(name for name, _ in self.shares)

    def divide(self, groups: Mapping[Group, int]) -> dict[Group, str]:
        """Return the split of each group of articles, given how many pairs it has.

        The order in which groups are taken follows from a SHA-256 of their ids alone. Every split but the largest takes
        those that fit into its share, and the smallest of the others where that brings it nearer or it had none; the
        largest has the rest. An article that is added to a corpus moves few others. Raises UsageError for fewer groups
        than splits.
        """
        self.refuse_fewer(len(groups), " with pairs, near-duplicates counted once")
        rest = sorted(groups, key=lambda group: min(map(_place, group)))
        ranked = self._ranked()
        divided: dict[Group, str] = {}
        for number, (name, share) in enumerate(ranked[:-1]):
            least = len(ranked) - number - 1  # groups that the splits behind this one need
            taken = _nearest(rest, groups, share * sum(groups.values()), len(rest) - least)
            divided |= dict.fromkeys(taken, name)
            rest = [group for group in rest if group not in taken]
        return divided | dict.fromkeys(rest, ranked[-1][0])

    @property
    def largest(self) -> str:
        """The split with the largest share."""
        return self._ranked()[-1][0]

    def _ranked(self) -> list[tuple[str, float]]:
        """Return the shares, small ones first; of equal ones that of the test."""
        return sorted(self.shares, key=lambda share: (share[1], -NAMES.index(share[0])))

    def refuse_fewer(self, count: int, of_kind: str = "") -> None:
        """Raise UsageError where there are fewer of what fills splits than splits."""
        if count < len(self.shares):
            asked = ",".join(f"{name}={share:g}" for name, share in self.shares)
            what = ("1 article" if count == 1 else f"{count} articles") + of_kind
            raise UsageError(
                f"--split {asked}: {len(self.shares)} splits for {what}; give more articles, or fewer splits"
            )


def _place(article_id: str) -> bytes:
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).digest()


def _nearest(rest: Collection[Group], sizes: Mapping[Group, int], quota: float, most: int) -> set[Group]:
    """Return at most so many groups: in order those that fit into the quota, then the smallest if that is nearer."""
    taken: set[Group] = set()
    total = 0
    for group in rest:
        if len(taken) < most and total + sizes[group] <= quota:
            taken.add(group)
            total += sizes[group]
    smallest = min((group for group in rest if group not in taken), key=lambda group: sizes[group])
    if not taken or (len(taken) < most and total + sizes[smallest] / 2 < quota):
        taken.add(smallest)
    return taken


def parse_splits(text: str) -> Splits:
    """Read `train=0.9,validation=0.05,test=0.05`. Raises UsageError when names or shares do not fit."""
    shares: dict[str, float] = {}
    for item in text.split(","):
        name, _, share = (part.strip().lower() for part in item.partition("="))
        if name in shares:
            raise UsageError(f"--split {text}: `{name}` is named twice; give each split one share")
        try:
            shares[name] = float(share)
        except ValueError as error:
            raise UsageError(f"--split {text}: `{item}` is not NAME=SHARE, such as train=0.9") from error
    unknown = [name for name in shares if name not in NAMES]
    if unknown:
        raise UsageError(f"--split {text}: no split `{unknown[0]}`; choose from {', '.join(NAMES)}")
    if not math.isclose(sum(shares.values()), 1, abs_tol=1e-6) or min(shares.values()) <= 0:
        raise UsageError(f"--split {text}: the shares must be above 0 and sum to 1")
    return Splits(tuple((name, shares[name]) for name in NAMES if name in shares))
