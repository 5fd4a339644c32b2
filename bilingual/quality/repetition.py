"""Does the English say the same words again and again?"""

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import eq

from bilingual.quality.sides import MOST_WORDS, Sides

FEWEST_REPEATED = 2
_TWICE = re.compile(r"(?<![\w'’-])([a-zß-ÿ]{2,60}) \1(?![\w'’-])")
# What English rightly says twice in a row: `had had`, `that that`, `whatever it is is`.
_RIGHTLY_TWICE = frozenset(
    ("had", "that", "is", "are", "be", "do", "will", "can", "for", "in", "on", "you", "it", "her", "was", "were")
)


@dataclass(frozen=True, slots=True)
class Loop:
    """From the word `start` on, `run` words are each the word `size` places after them; no loop has a run of 0."""

    start: int = 0
    run: int = 0
    size: int = 0


def measure_repetition(sides: Sides) -> float:
    """Return how many words of the English repeat those just before, less what the French repeats itself.

    A word said twice in a row (`the the`, `military military`) counts for two, if the French doubles none and English
    does not either (`had had`, `that that`); capitals are names (`La La Land`).
    """
    repeated = len(sides.en_words) - len(sides.en_stems)
    if not repeated:
        return 0.0
    if doubled_word(sides):
        return 2.0
    if repeated < FEWEST_REPEATED or len(sides.en_pairs) >= len(sides.en_words) - 1:  # no two neighbours said again
        return 0.0
    english = longest_loop(sides.en_words[:MOST_WORDS])
    french = longest_loop(sides.fr_words[:MOST_WORDS]) if english.run else english
    return float(max(0, english.run - french.run))


def doubled_word(sides: Sides) -> str:
    """Return the first word that only the English says twice in a row, "" without one."""
    if not _is_doubled(sides.en_words) or _is_doubled(sides.fr_words):
        return ""
    found = (match[1] for match in _TWICE.finditer(sides.en) if match[1] not in _RIGHTLY_TWICE)
    return next(found, "")


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
    loop = longest_loop(sides.en_words[:MOST_WORDS])
    if not loop.run and (word := doubled_word(sides)):
        return f"repeated: {word}"
    said = sides.en_words[loop.start : loop.start + loop.size]
    return f"repeated: {' '.join(said)}" if loop.run else "nothing repeated"


def _is_doubled(words: list[str]) -> bool:
    return any(map(eq, words, islice(words, 1, None)))


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
