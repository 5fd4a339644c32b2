"""How much of a side has a counterpart on the other: the evidence of the alignment and length checks."""

from operator import itemgetter
from typing import NamedTuple

from bilingual.quality.lexicon import DULL, Entry

STEM = 6
_cut = itemgetter(slice(STEM))
# A stem that the lexicon does not know is mostly a name: copied in 64 of 100 translations (news shard), in 1 elsewhere.
UNKNOWN_WITHOUT, UNKNOWN_WITH = 1.0, -4.1


class Coverage(NamedTuple):
    """Log odds, in nats, that words of one side have no counterpart on the other.

    `total` is over all words, `gap` over the run of words where it is highest, `tail` over such a run at the end.
    """

    total: float
    gap: float
    tail: float


def stems(words: list[str]) -> list[str]:
    """Cut words to their first letters, in lower case, so that inflected forms fall together."""
    return list(map(str.lower, map(_cut, words)))


def cover(source: list[str], target: set[str], entries: dict[str, Entry]) -> Coverage:
    """Weigh each source stem by whether a target stem accounts for it (Kadane's scan finds the worst run)."""
    total = gap = run = 0.0
    for stem, entry in zip(source, map(entries.get, source), strict=True):
        if entry is None:
            weight = UNKNOWN_WITH if stem in target else UNKNOWN_WITHOUT
        elif entry is DULL:
            continue
        else:
            weight, with_one, links, likeliest = entry
            if likeliest in target or not links.isdisjoint(target):
                weight = with_one
        total += weight
        run += weight
        if run < 0.0:
            run = 0.0
        elif run > gap:
            gap = run
    return Coverage(total, gap, run)


def uncovered(words: list[str], target: set[str], entries: dict[str, Entry]) -> list[str]:
    """Return the words that have no counterpart though such words mostly have one."""
    return [word for word, stem in zip(words, stems(words), strict=True) if lacks_counterpart(stem, target, entries)]


def lacks_counterpart(stem: str, target: set[str], entries: dict[str, Entry]) -> bool:
    """Return whether a stem has no counterpart though its kind mostly has one."""
    entry = entries.get(stem)
    if entry is None:
        return stem not in target
    return entry[0] >= 1.0 and entry[2].isdisjoint(target)
