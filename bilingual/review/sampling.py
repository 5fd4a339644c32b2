"""Which pairs to look at when there is no time for all: a sample that finds errors and still measures their rate.

Half is drawn from the flagged pairs, shared among the flags in proportion but with at least one of each (a pair with
several flags counts for its rarest); half from the pairs without a flag. Within each of these strata the pairs are
ordered by score and cut into as many equal slices as pairs are wanted, of which one pair each is drawn at random: every
score decile has its part, and every pair of a stratum the same chance, so the share of errors found is an unbiased
estimate for the stratum (systematic stratification; Cochran 1977, "Sampling Techniques", chapter 5A).
"""

import random
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bilingual.pairs import Pair
from bilingual.quality import FLAGS

CLEAN = ""

Stratum = tuple["array[int]", "array[float]"]
"""Positions of pairs among all, and their scores."""


def draw_sample(pairs: Iterable[Pair], size: int, seed: int = 0) -> frozenset[int]:
    """Return the positions of `size` pairs (or all, if fewer) that have no verdict yet; a seed gives one sample."""
    clean, flagged = draw_halves(pairs, size, seed)
    return clean | flagged


def draw_halves(pairs: Iterable[Pair], size: int, seed: int = 0) -> tuple[frozenset[int], frozenset[int]]:
    """Return the two halves of a sample: the positions of those without a flag, and of those with one."""
    strata = _by_rarest_flag(_by_flags(pairs))
    flagged = {flag: len(positions) for flag, (positions, _) in strata.items() if flag != CLEAN}
    clean = len(strata[CLEAN][0]) if CLEAN in strata else 0
    shares = share_out(flagged, max(size // 2, size - clean))
    shares[CLEAN] = min(clean, size - sum(shares.values()))
    rng = random.Random(seed)
    drawn = {name: _draw(strata[name], count, rng) for name, count in shares.items() if count}
    first = frozenset(drawn.pop(CLEAN, ()))
    return first, frozenset(place for places in drawn.values() for place in places)


def share_out(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Share places out among strata: one each, the rarest first, then by size (Sainte-Laguë's highest averages)."""
    shares = dict.fromkeys(sizes, 0)
    for name in sorted(sizes, key=lambda name: (sizes[name], name))[:total]:
        shares[name] = 1
    for _ in range(min(total, sum(sizes.values())) - sum(shares.values())):
        open_ones = [name for name in sizes if shares[name] < sizes[name]]
        shares[max(open_ones, key=lambda name: (sizes[name] / (2 * shares[name] + 1), name))] += 1
    return shares


def _by_flags(pairs: Iterable[Pair]) -> dict[tuple[str, ...], Stratum]:
    groups: dict[tuple[str, ...], Stratum] = {}
    for position, pair in enumerate(pairs):
        if pair.status == "machine":
            positions, scores = groups.setdefault(pair.flags, (array("q"), array("d")))
            positions.append(position)
            scores.append(pair.score)
    return groups


def _by_rarest_flag(groups: Mapping[tuple[str, ...], Stratum]) -> dict[str, Stratum]:
    counts = {flag: sum(len(group[0]) for flags, group in groups.items() if flag in flags) for flag in FLAGS}
    strata: dict[str, Stratum] = {}
    for flags, (positions, scores) in groups.items():
        rarest = min(flags, key=lambda flag: (counts.get(flag, 0), flag), default=CLEAN)
        stratum = strata.setdefault(rarest, (array("q"), array("d")))
        stratum[0].extend(positions)
        stratum[1].extend(scores)
    return dict(sorted(strata.items()))


def _draw(stratum: Stratum, count: int, rng: random.Random) -> list[int]:
    positions, scores = stratum
    order: Sequence[int] = sorted(range(len(positions)), key=lambda index: (scores[index], positions[index]))
    edges = [len(order) * number // count for number in range(count + 1)]
    return [positions[order[rng.randrange(low, high)]] for low, high in pairwise(edges)]
