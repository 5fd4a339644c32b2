"""Does the English say the same words again and again?"""

from dataclasses import dataclass
from itertools import pairwise

from bilingual.quality.sides import Sides

FEWEST_REPEATED = 2


@dataclass(frozen=True, slots=True)
class Loop:
    """From the word `start` on, `run` words are each the word `size` places after them; no loop has a run of 0."""

    start: int = 0
    run: int = 0
    size: int = 0


def measure_repetition(sides: Sides) -> float:
    """Return how many words of the English repeat those just before, less what the French repeats itself."""
    few = len(sides.en_words) - len(sides.en_stems) < FEWEST_REPEATED
    if few or len(sides.en_pairs) >= len(sides.en_words) - 1:  # no word, or no two neighbours, said again
        return 0.0
    english = longest_loop(sides.en_words)
    return float(max(0, english.run - longest_loop(sides.fr_words).run)) if english.run else 0.0


def longest_loop(words: list[str]) -> Loop:
    """Find the loop in which most words repeat those `size` places before them, the shortest and first of its length.

    A single word said twice (`had had`, `nous nous`) is no loop. A longer one than `best` covers a word at a multiple
    of any number up to its run, so only such words are looked at: over all sizes, n log n of n words.
    """
    best = Loop()
    for size in _distances(words):
        step = max(size, 2, best.run + 1)
        end = 0
        for number, (word, again) in enumerate(zip(words[::step], words[size::step], strict=False)):
            if word != again or number * step < end:
                continue
            start, end = _extend(words, number * step, size)
            if end - start >= max(size, 2) and end - start > best.run:
                best = Loop(start, end - start, size)
    return best


def describe_repetition(sides: Sides) -> str:
    """Show the repeated words."""
    loop = longest_loop(sides.en_words)
    said = sides.en_words[loop.start : loop.start + loop.size]
    return f"repeated: {' '.join(said)}" if loop.run else "nothing repeated"


def _extend(words: list[str], place: int, size: int) -> tuple[int, int]:
    """Return the first and the end of the words around `place` that are all said again `size` places later."""
    start, end = place, place + 1
    while start and words[start - 1] == words[start - 1 + size]:
        start -= 1
    while end + size < len(words) and words[end] == words[end + size]:
        end += 1
    return start, end


def _distances(words: list[str]) -> list[int]:
    """Return how far apart equal pairs of neighbours stand; a loop shows at the distance of its length."""
    pairs = list(pairwise(words))
    if len(set(pairs)) == len(pairs):
        return []
    last: dict[tuple[str, str], int] = {}
    found = set()
    for place, pair in enumerate(pairs):
        if pair in last:
            found.add(place - last[pair])
        last[pair] = place
    return sorted(found)
