"""Segments too long for the model, cut at clause boundaries, so that nothing is ever truncated without a word."""

import re
from collections.abc import Callable

CLAUSE_ENDS = (
    re.compile(r"(?<=[.!?…;:])\s++|(?<!\s)\s++(?=[–—])"),
    re.compile(r"(?<=[,»)\]])\s++"),
    re.compile(r"(?<!\s)\s++(?=(?:et|ou|mais|qui|que|dont|où|pour|avec|dans|afin|alors|tandis)\b)"),
    re.compile(r"\s+"),
)
MIDDLE = (0.25, 0.75)
LONGEST_TOKEN = 100  # characters: no text has tokens so long on average


def split_long(text: str, limit: int, length: Callable[[str], int]) -> list[str]:
    """Cut `text` into parts of at most `limit` tokens, each as long as possible halves of a clause.

    `length` gives a part's token count; a text that `is_beyond` is not given to it. The parts joined by one blank are
    the text, but for the blanks at the cuts; a run without a blank is cut between characters and only then does
    joining add one.
    """
    if len(text) < 2 or (not is_beyond(text, limit) and length(text) <= limit):
        return [text]
    left, right = _halve(text)
    return [*split_long(left, limit, length), *split_long(right, limit, length)]


def is_beyond(text: str, limit: int) -> bool:
    """Return whether a text surely has more than `limit` tokens, so that nobody need count them."""
    return len(text) > LONGEST_TOKEN * limit


def _halve(text: str) -> tuple[str, str]:
    """Cut at the strongest clause boundary of the middle half, the most central one of its class."""
    low, high = (int(len(text) * share) for share in MIDDLE)
    for pattern in CLAUSE_ENDS:
        cuts = (match.span() for match in pattern.finditer(text, low, high))
        if cut := min(cuts, key=lambda span: abs(span[0] - len(text) // 2), default=None):
            start, end = cut
            return text[:start], text[end:]
    middle = max(1, len(text) // 2)
    return text[:middle], text[middle:]
