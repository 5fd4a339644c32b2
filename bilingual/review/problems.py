"""What is wrong with review files: the first problems, and how many there are."""

from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with a line of a review file, and what to do."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


class Problems:
    """Counts problems and keeps the first `MOST_PROBLEMS`, in the order of the files and of their lines."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._counts = Counter[str]()
        self._places = {str(file): place for place, file in enumerate(files)}
        self._first: list[tuple[int, int, int, Problem]] = []
        self._spoilt: set[str] = set()

    @property
    def count(self) -> int:
        """How many there are."""
        return self._counts.total()

    def add(self, problem: Problem) -> None:
        """Count one problem; those of one line keep the order in which they came."""
        if problem.file in self._spoilt:
            return
        self._counts[problem.file] += 1
        insort(self._first, (self._places[problem.file], problem.line, self.count, problem))
        del self._first[MOST_PROBLEMS:]

    def spoil(self, problem: Problem) -> None:
        """Let one problem stand for all that its file has or will have: they all come of it."""
        if problem.file not in self._spoilt:
            self._counts.pop(problem.file, None)
            self._first = [item for item in self._first if item[-1].file != problem.file]
            self.add(problem)
            self._spoilt.add(problem.file)

    def first(self) -> tuple[Problem, ...]:
        """Return those that are kept."""
        return tuple(problem for *_, problem in self._first)
