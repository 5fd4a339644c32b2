"""The hypotheses of a text's parts → its translation."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from bilingual.translator.alignment import Alignment
from bilingual.translator.given import Given
from bilingual.translator.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in English. `score` is the mean natural-log probability per target token (at most 0).

    `parts` counts the pieces that a long text was translated in; `truncated` says that a hypothesis reached the
    target limit, so its end may be missing.
    """

    text: str
    score: float
    parts: int = 1
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what the model is given: its tokens and CTranslate2's pending result."""

    tokens: list[str]
    pending: Any


def join_parts(given: Given, parts: Sequence[Part], tokenizer: Tokenizer, limit: int) -> Translation:
    """Wait for the parts' hypotheses and join them; the score is the mean over all their tokens.

    A hypothesis of `limit` tokens is truncated. Raises ValueError for a score that is no number.
    """
    if not parts:
        untouched = given.text if given.is_wordless else ""
        return Translation(given.finish(untouched, Alignment.spread(untouched, untouched)), 0.0)
    results = [part.pending.result() for part in parts]
    hypotheses = [result.hypotheses[0] for result in results]
    lengths = [len(tokens) + 1 for tokens in hypotheses]
    total = sum(result.scores[0] * length for result, length in zip(results, lengths, strict=True))
    score = total / sum(lengths)
    if not isfinite(score):
        raise ValueError("the weights are damaged, the score of a translation is not a number")
    english = " ".join(filter(None, (_one_line(tokenizer.decode(tokens)) for tokens in hypotheses)))
    links = _align(given, parts, results, english) if given.laid.things else Alignment()
    truncated = any(len(tokens) >= limit for tokens in hypotheses)
    return Translation(given.finish(english, links), score, len(results), truncated)


def _one_line(hypothesis: str) -> str:
    return " ".join(hypothesis.splitlines()).strip()


def _align(given: Given, parts: Sequence[Part], results: Sequence[Any], english: str) -> Alignment:
    """Follow the model's attention from word to word; where its tokens are no words, spread them evenly."""
    alignment = Alignment()
    for part, result in zip(parts, results, strict=True):
        alignment.add(part.tokens, result.hypotheses[0], result.attention[0])
    whole = (len(alignment.links), alignment.english) == (len(given.text.split()), len(english.split(" ")))
    return alignment if whole else Alignment.spread(given.text, english)
