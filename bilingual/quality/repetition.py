"""Does the English say the same words again and again?"""

from itertools import pairwise

from bilingual.quality.sides import Sides

FEWEST_REPEATED = 2


def measure_repetition(sides: Sides) -> float:
    """Return how many words of the English repeat those just before, less what the French repeats itself."""
    if len(sides.en_words) - len(sides.en_stems) < FEWEST_REPEATED:
        return 0.0
    english, _ = longest_loop(sides.en_words)
    return float(max(0, english - longest_loop(sides.fr_words)[0])) if english else 0.0


def longest_loop(words: list[str]) -> tuple[int, int]:
    """Return how many words repeat the `n` words before them, and `n`; (0, 0) where none do.

    A single word said twice (`had had`, `nous nous`) is no loop.
    """
    best = (0, 0)
    for size in _distances(words):
        run = 0
        for word, again in zip(words, words[size:], strict=False):
            run = run + 1 if word == again else 0
            if run >= max(size, 2) and run > best[0]:
                best = (run, size)
    return best


def describe_repetition(sides: Sides) -> str:
    """Show the repeated words."""
    words = sides.en_words
    run, size = longest_loop(words)
    for start in range(len(words) - size - run + 1):
        if run and words[start : start + run] == words[start + size : start + size + run]:
            return f"repeated: {' '.join(words[start : start + size])}"
    return "nothing repeated"


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
