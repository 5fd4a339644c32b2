"""Does the English say the same words again and again?"""

from itertools import pairwise

from bilingual.quality.sides import Sides

LONGEST_LOOP = 12


def measure_repetition(sides: Sides) -> float:
    """Return how many words of the English repeat those just before, less what the French repeats itself."""
    english = longest_loop(sides.en_lower)
    return float(max(0, english[0] - longest_loop(sides.fr_lower)[0])) if english[0] else 0.0


def longest_loop(words: list[str]) -> tuple[int, int]:
    """Return how many words repeat the `n` words before them, and `n`; (0, 0) where none do.

    A single word said twice (`had had`, `nous nous`) is no loop.
    """
    if len(set(pairwise(words))) >= len(words) - 1:
        return 0, 0
    best = (0, 0)
    for size in range(1, min(LONGEST_LOOP, len(words) // 2) + 1):
        run = 0
        for word, again in zip(words, words[size:], strict=False):
            run = run + 1 if word == again else 0
            if run >= max(size, 2) and run > best[0]:
                best = (run, size)
    return best


def describe_repetition(sides: Sides) -> str:
    """Show the repeated words."""
    run, size = longest_loop(sides.en_lower)
    words = sides.en_lower
    for start in range(len(words) - size - run + 1):
        if run and words[start : start + run] == words[start + size : start + size + run]:
            return f"repeated: {' '.join(words[start : start + size])}"
    return "nothing repeated"
