"""The verdict log over the index: what stands of every pair, kept up with whatever any process appends."""

import statistics
from collections import defaultdict, deque
from datetime import datetime

import numpy as np

from bilingual.pairs import STATUSES
from bilingual.review.log import VerdictLog
from bilingual.review.page.index import Array, Index
from bilingual.review.records import RESET, Record
from bilingual.review.standing import MACHINE, outcome, standing

BREAK = 300.0  # seconds without a verdict after which somebody was away
PACE = 200  # verdicts by which the speed of a reviewer is measured
_VERDICTS = frozenset(STATUSES[1:])
_CODES = {status: code for code, status in enumerate(STATUSES)}


class Overlay:
    """Arrays over an index's pairs, by place: `status` as the log has it, `judges` the reviewers whose verdicts stand,
    `disputed`, and `logged` where the log says anything.

    `words` are the English and comment of logged pairs, `last` is the newest record known, and `version`
    another number whenever there is a newer one.
    """

    def __init__(self, index: Index, log: VerdictLog) -> None:
        self.index, self.log = index, log
        self.status = np.array(index.status)
        self.judges = (index.status != _CODES[MACHINE]).astype(np.int8)
        self.disputed = np.zeros(index.size, dtype=bool)
        self.logged = np.zeros(index.size, dtype=bool)
        self.words: dict[int, str] = {}
        self.version = self.last = 0
        self._mine: dict[str, Array] = {}
        self._elsewhere: set[str] = set()
        self._times: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=PACE))
        self.sync()

    @property
    def elsewhere(self) -> int:
        """Pairs of the log that the dataset lacks."""
        return len(self._elsewhere)

    def mine(self, reviewer: str | None) -> Array:
        """Return which pairs a reviewer has judged."""
        found = self._mine.get(reviewer or "")
        return np.zeros(self.index.size, dtype=bool) if found is None else found

    def sync(self) -> None:
        """Take in what has been appended since the last time. Raises DatasetError when the log cannot be read."""
        if self.log.last() == self.last:
            return
        self.version += 1
        touched: dict[str, None] = {}
        for record in self.log.records(after=self.last):
            self.last = record.number
            touched[record.judged.id] = None
            if record.undoes is None:
                self._times[record.reviewer].append(datetime.fromisoformat(record.time).timestamp())
        places = self.index.places_of(list(touched))
        self._elsewhere.update(touched.keys() - places.keys())
        for name, place in places.items():
            self._take(place, self.log.of(name))

    def seconds_each(self, reviewer: str) -> float | None:
        """Return the median time between a reviewer's verdicts, breaks left out; None before there are five."""
        gaps = [gap for gap in np.diff(list(self._times[reviewer])).tolist() if 0 < gap <= BREAK]
        return statistics.median(gaps) if len(gaps) >= 5 else None

    def _take(self, place: int, records: list[Record]) -> None:
        found = outcome(records)
        judged = [record for record in found.said if record.status in _VERDICTS]
        self.logged[place] = True
        self.status[place] = _CODES[found.status]
        self.judges[place] = len({record.reviewer for record in judged}) or found.status != MACHINE
        self.disputed[place] = found.disputed
        self.words[place] = f"{found.en}\n{found.comment}"
        for reviewer in {record.reviewer for record in records}:
            mine = self._mine.setdefault(reviewer, np.zeros(self.index.size, dtype=bool))
            mine[place] = any(record.reviewer == reviewer for record in judged)


def last_words(records: list[Record]) -> dict[str, Record]:
    """Return the last record of each reviewer that stands, by reviewer, but resets."""
    return {record.reviewer: record for record in standing(records) if record.status != RESET}
