"""How long a training lasts and how fast it learns at each step."""

import math
import time
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import UsageError

LEAST_RATE = 0.02
LOOK_EVERY = 1.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast: it ends after `steps` or `seconds`, whichever comes first.

    The file `clock` holds seconds that replace `seconds`, and may change while the training runs. `tokens` are source
    and target tokens a batch, padding included; a step takes `accumulate` batches. The learning rate climbs to `rate`
    in `warmup` steps and falls from `fall` (a share of the whole) on; with `anneal` it falls from this run's start, by
    which its steps and seconds count then. `sample` words stand for the vocabulary in the softmax (0: all of them).
    `bf16` computes in bfloat16; weights stay in float32.
    """

    steps: float = math.inf
    seconds: float = math.inf
    clock: Path | None = None
    tokens: int = 4096
    accumulate: int = 1
    rate: float = 7e-4
    warmup: int = 400
    fall: float = 0.0
    anneal: bool = False
    smoothing: float = 0.1
    sample: int = 0
    bf16: bool = False
    log_every: int = 100
    save_every: int = 1000
    seed: int = 1


class Clock:
    """The end of a training in seconds, which a file may move while it runs."""

    def __init__(self, schedule: Schedule) -> None:
        self._file, self._looked = schedule.clock, -math.inf
        self._end = schedule.seconds
        if schedule.steps == self.end == math.inf:
            raise UsageError("training needs an end: give a number of steps or of seconds")

    @property
    def end(self) -> float:
        """Seconds; the file is looked at once a second, and what is no number in it changes nothing."""
        if self._file and time.monotonic() - self._looked >= LOOK_EVERY:
            self._looked = time.monotonic()
            try:
                told = float(self._file.read_text(encoding="utf-8"))
            except (OSError, ValueError):  # not there yet, or only half written
                return self._end
            self._end = self._end if math.isnan(told) else told
        return self._end


def rate_at(schedule: Schedule, step: int, done: float) -> float:
    """Return the learning rate of a step (from 0) when the share `done` of the training is behind."""
    falling = min(1.0, (1 - done) / (1 - (0.0 if schedule.anneal else schedule.fall)))
    return schedule.rate * min(1.0, (step + 1) / max(1, schedule.warmup)) * max(LEAST_RATE, falling)


def share_done(schedule: Schedule, step: int, seconds: float, end: float) -> float:
    """Return how much of the training is behind, by steps or by seconds of those to its `end`, whichever is further."""
    by_clock = seconds / end if end > 0 else 1.0
    return max(step / schedule.steps, by_clock)
