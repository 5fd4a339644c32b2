"""What somebody probably meant: the known word nearest to the one that was written."""

from collections.abc import Iterable
from difflib import get_close_matches

NEAR = 0.6  # difflib's ratio: 1 for the same word, 0 for words without a common letter


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, upper and lower case apart; None where none is like it."""
    lowered = {each.lower(): each for each in known}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=NEAR)
    return lowered[found[0]] if found else None


def advise(word: str, known: Iterable[str]) -> str:
    """Return what a message ends with: the nearest known word, or all of them where none is near."""
    words = list(known)
    found = nearest(word, words)
    return f"did you mean `{found}`?" if found else f"choose from {', '.join(words)}"
