"""What one pass over any number of pairs keeps: a few records, and histograms. Memory does not grow with the input."""

from bisect import insort
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bilingual.dataset.figures import Bar

Record = TypeVar("Record")


class Smallest(Generic[Record]):
    """The `size` records with the smallest keys, each `content` once; what comes in which order does not matter.

    With a hash as key, the smallest are a uniform sample that any process repeats (bottom-k sampling; Cohen and
    Kaplan, "Summarizing data using bottom-k sketches", PODC 2007).
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: list[tuple[Any, Hashable, Record]] = []

    def offer(self, key: Any, content: Hashable, record: Record) -> None:  # noqa: ANN401 - anything with an order
        """Keep the record if its key is among the smallest so far; of equal contents, the smallest key stays."""
        if len(self._kept) == self._size and key >= self._kept[-1][0]:
            return
        for index, (other, known, _) in enumerate(self._kept):
            if known == content:
                if other <= key:
                    return
                del self._kept[index]
                break
        insort(self._kept, (key, content, record), key=lambda item: item[0])
        del self._kept[self._size :]

    def records(self) -> tuple[Record, ...]:
        """Return what was kept, the smallest key first."""
        return tuple(record for _, _, record in self._kept)


@dataclass(slots=True, kw_only=True)
class Histogram:
    """Counts by bins `step` wide; values under `lowest` or over `highest` fall into the first or last bin."""

    step: float
    lowest: float
    highest: float
    digits: int
    _counts: Counter[int] = field(default_factory=Counter)
    _marked: Counter[int] = field(default_factory=Counter)

    def add(self, value: float, marked: bool) -> None:
        """Count one value."""
        index = int(min(self.highest, max(self.lowest, value)) // self.step)
        self._counts[index] += 1
        self._marked[index] += marked

    def bars(self) -> tuple[Bar, ...]:
        """Return the bins from the first to the last that is filled, the empty ones between them too."""
        if not self._counts:
            return ()
        every = range(min(self._counts), max(self._counts) + 1)
        return tuple(Bar(self._edge(index), self._counts[index], self._marked[index]) for index in every)

    def _edge(self, index: int) -> str:
        last = index * self.step >= self.highest
        return f"{index * self.step + 0.0:.{self.digits}f}".replace("-", "−") + ("+" if last else "")


@dataclass(slots=True)
class Tally:
    """How many pairs, how many of them flagged, and their mean score."""

    pairs: int = 0
    flagged: int = 0
    total: float = 0.0

    def add(self, score: float, flagged: bool) -> None:
        """Count one pair."""
        self.pairs, self.flagged, self.total = self.pairs + 1, self.flagged + flagged, self.total + score

    @property
    def mean(self) -> float:
        """The mean score, 0 for no pairs."""
        return self.total / self.pairs if self.pairs else 0.0
