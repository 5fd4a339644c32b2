"""Which English word a French word became: where the model looked when it wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from bilingual.translator.tokens import BLANK

Attention = Sequence[Sequence[float]]


@dataclass(slots=True)
class Alignment:
    """The words of a text's parts, in order; grows part by part.

    `links` gives for each French word the number of the English word that looked at it most.
    """

    links: list[int] = field(default_factory=list)
    english: int = 0

    def add(self, source: Sequence[str], target: Sequence[str], attention: Attention) -> None:
        """Add a part: its tokens on both sides, and the attention of each target token to those of the source."""
        french_words, english_words = _words(source), _words(target)
        french, english = french_words[-1] + 1, english_words[-1] + 1 if target else 0
        weights = [[0.0] * english for _ in range(french)]
        for place, row in zip(english_words, attention, strict=False):
            for word, weight in zip(french_words, row, strict=False):
                weights[word][place] += weight
        for number, row_of_word in enumerate(weights):
            best = max(range(english), key=row_of_word.__getitem__, default=0)
            seen = english and row_of_word[best] > 0
            self.links.append(self.english + (best if seen else number * english // french))
        self.english += english

    @classmethod
    def spread(cls, french: str, english: str) -> Self:
        """Return the even alignment of two texts, for want of better."""
        ours, theirs = len(french.split()), len(english.split())
        return cls([word * theirs // ours for word in range(ours)], theirs)

    def __call__(self, word: int) -> int:
        """Return the English word for a French one; the last for one that is beyond the end."""
        return self.links[word] if word < len(self.links) else max(0, self.english - 1)


def _words(tokens: Sequence[str]) -> list[int]:
    """Return the number of the word that each token belongs to: a token that begins with `▁` begins a word."""
    numbers, number = [], -1
    for token in tokens:
        number += token.startswith(BLANK) or number < 0
        numbers.append(number)
    return numbers or [0]
