"""Samples that were drawn for a review: what a table's column `sample` says, and how far they have been reviewed."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

Z = 1.959963984540054  # the normal quantile of a two-sided interval of 95 %
FEWEST = 20  # reviewed pairs of a random draw, to say anything of the rest
MOST_DRAWS = 1_000  # counts kept, of what a file may name
RANDOM, FLAGGED = "random", "flagged"
_CELL = re.compile(rf"({RANDOM}|{FLAGGED}) (\d{{1,9}}) seed (\d{{1,19}})")


@dataclass(frozen=True, slots=True, order=True)
class Draw:
    """One half of a sample: so many pairs, drawn at random without a flag or by their flags, with a seed."""

    half: str
    size: int
    seed: int

    def __str__(self) -> str:
        return f"{self.half} {self.size} seed {self.seed}"

    @classmethod
    def read(cls, cell: str) -> Self | None:
        """Return the draw that a cell names, None for any other cell."""
        found = _CELL.fullmatch(" ".join(cell.split()).casefold())
        return cls(found[1], int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """How far a draw has been reviewed: pairs of it with a verdict, and the wrong among them (edited or rejected)."""

    draw: Draw
    reviewed: int
    errors: int

    @property
    def open(self) -> int:
        """Pairs of the draw that nobody has judged, or whose row was left out."""
        return max(0, self.draw.size - self.reviewed)

    @property
    def error_rate(self) -> tuple[float, float] | None:
        """The 95 % interval of the share of wrong pairs among those without a flag that had no verdict before.

        None for what was drawn by its flags, and where fewer than `FEWEST` are reviewed.
        """
        enough = self.draw.half == RANDOM and self.reviewed >= FEWEST
        return wilson(self.errors, self.reviewed) if enough else None


@dataclass(slots=True)
class DrawTally:
    """Counts the pairs of draws as they pass, each pair once a draw."""

    _statuses: Counter[tuple[Draw, str]] = field(default_factory=Counter)

    def add(self, cells: Iterable[str | None], status: str) -> None:
        """Count one pair, with what its rows say under `sample` and its status after the review."""
        for draw in {draw for cell in cells if cell and (draw := Draw.read(cell))}:
            if len(self._statuses) < MOST_DRAWS or (draw, status) in self._statuses:
                self._statuses[draw, status] += 1

    def drawn(self) -> tuple[Drawn, ...]:
        """Return the draws so far, the random ones first."""
        draws = sorted({draw for draw, _ in self._statuses}, key=lambda draw: (draw.half != RANDOM, draw))
        return tuple(self._of(draw) for draw in draws)

    def _of(self, draw: Draw) -> Drawn:
        errors = self._statuses[draw, "edited"] + self._statuses[draw, "rejected"]
        return Drawn(draw, errors + self._statuses[draw, "accepted"], errors)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927, "Probable Inference"); (0, 1) of nothing."""
    if of == 0:
        return 0.0, 1.0
    share, spread = hits / of, Z * Z / of
    middle = share + spread / 2
    half = math.sqrt(share * (1 - share) * spread + spread * spread / 4)
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return (0.0 if hits == 0 else low), (1.0 if hits == of else high)
