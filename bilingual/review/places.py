"""One article in two builds: which segment of the one is which of the other, by text and place."""

from collections.abc import Iterator, Sequence
from statistics import median_low

Place = tuple[bytes, int]
"""What stands for a segment's text, and where it begins in its article."""


def match_places(old: Sequence[Place], new: Sequence[Place]) -> dict[int, int]:
    """Return which of `new` each of `old` is, both by number and given in the order of their starts.

    Equal texts are paired in their order, as many as there are on both sides, each of the side that has fewer with the
    nearest of the other. Distances are taken after all places have been moved by as much as the texts that stand once
    on either side have moved (the median of theirs). The time grows with the segments alone.
    """
    before, after = _by_text(old), _by_text(new)
    both = [(mine, after[text]) for text, mine in before.items() if text in after]
    moves = [new[there[0]][1] - old[mine[0]][1] for mine, there in both if len(mine) == len(there) == 1]
    move = median_low(moves) if moves else 0
    found: dict[int, int] = {}
    for mine, there in both:
        starts, others = [old[one][1] + move for one in mine], [new[one][1] for one in there]
        found |= {mine[one]: there[other] for one, other in _pair_up(starts, others)}
    return found


def _by_text(places: Sequence[Place]) -> dict[bytes, list[int]]:
    numbers: dict[bytes, list[int]] = {}
    for number, (text, _) in enumerate(places):
        numbers.setdefault(text, []).append(number)
    return numbers


def _pair_up(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(ones) > len(others):
        yield from ((one, other) for other, one in _nearest(others, ones))
    else:
        yield from _nearest(ones, others)


def _nearest(few: Sequence[int], many: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each of a few rising places with the nearest of many that is behind the last one taken, by number."""
    number = 0
    for taken, place in enumerate(few):
        last = len(many) - len(few) + taken  # those behind it are for the rest
        while number < last and abs(many[number + 1] - place) < abs(many[number] - place):
            number += 1
        yield taken, number
        number += 1
