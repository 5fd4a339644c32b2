"""The verdict log over the index: what stands of every pair, kept up with whatever any process appends."""

import statistics
from collections import defaultdict, deque
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from bilingual.pairs import STATUSES, Pair
from bilingual.review.log import VerdictLog
from bilingual.review.matching import match_verdicts
from bilingual.review.page.index import Array, Index
from bilingual.review.records import RESET, Record
from bilingual.review.standing import MACHINE, VERDICTS, outcome, settled, standing

BREAK = 300.0  # seconds without a verdict after which somebody was away
PACE = 200  # verdicts by which the speed of a reviewer is measured
_CODES = {status: code for code, status in enumerate(STATUSES)}


class Overlay:
    """Arrays over an index's pairs, by place: `status` as the log has it, `judges` the reviewers whose verdicts stand,
    `disputed`, and `logged` where the log says anything.

    `words` are the English and comment of logged pairs, `taken` their places in the order in which the log named them.
    `last` is the newest record known, and `version` another number whenever there is a newer one.
    """

    def __init__(self, index: Index, log: VerdictLog) -> None:
        self.index, self.log = index, log
        self.status = np.array(index.status)
        self.judges = (index.status != _CODES[MACHINE]).astype(np.int8)
        self.disputed = np.zeros(index.size, dtype=bool)
        self.logged = np.zeros(index.size, dtype=bool)
        self.words: dict[int, str] = {}
        self.taken: list[int] = []
        self.version = self.last = 0
        self._mine: dict[str, Array] = {}
        self._elsewhere: set[str] = set()
        self._moved: dict[str, int] = {}
        self._former: dict[int, str] = {}
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

    def records(self, place: int, name: str) -> list[Record]:
        """Return what the log says of the pair at a place: under its id, else under the one that it had."""
        if not self.logged[place]:
            return []
        found = self.log.of(name)
        return found or (self.log.of(self._former[place]) if place in self._former else [])

    def pair(self, place: int) -> Pair:
        """Return the pair at a place with the status and English that the log makes of it."""
        pair = self.index.pair(place)
        records = self.records(place, pair.id)
        if not records:
            return pair
        found = outcome(records)
        status, en = settled(pair, found.status, found.en)
        return replace(pair, status=status, en=en)

    def match(self, dataset: Path) -> None:
        """Find the pairs of the log that the dataset has under another id. Raises DatasetError."""
        if not self._elsewhere:
            return
        matching = match_verdicts((self.log.of(name)[0].judged for name in sorted(self._elsewhere)), dataset)
        for name in sorted(self._elsewhere):
            place = self.index.place_of(matching.pair_of(name) or "")
            if place is not None:
                self._moved[name] = place
                self._former.setdefault(place, name)
        self._take(list(self._former))
        self._elsewhere -= self._moved.keys()
        self.version += 1

    def place_of(self, name: str) -> int | None:
        """Return the place of the pair with an id, or of the one that had it."""
        found = self.index.place_of(name)
        return self._moved.get(name) if found is None else found

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
        moved = {name: self._moved[name] for name in touched.keys() & self._moved.keys()}
        self._elsewhere.update(touched.keys() - places.keys() - moved.keys())
        self._take(list(dict.fromkeys((*places.values(), *moved.values()))))

    def seconds_each(self, reviewer: str) -> float | None:
        """Return the median time between a reviewer's verdicts, breaks left out; None before there are five."""
        gaps = [gap for gap in np.diff(list(self._times[reviewer])).tolist() if 0 < gap <= BREAK]
        return statistics.median(gaps) if len(gaps) >= 5 else None

    def _take(self, places: list[int]) -> None:
        """Note what stands of the pairs at places."""
        self.logged[places] = True
        self.taken += places
        for place, pair in zip(places, self.index.pairs(places), strict=True):
            self._note(place, pair, self.records(place, pair.id))

    def _note(self, place: int, pair: Pair, records: list[Record]) -> None:
        found = outcome(records)
        status, en = settled(pair, found.status, found.en)
        judged = [record for record in found.said if record.status in VERDICTS]
        self.status[place] = _CODES[status]
        self.judges[place] = len({record.reviewer for record in judged}) or status != MACHINE
        self.disputed[place] = found.disputed
        self.words[place] = f"{en}\n{found.comment}"
        for reviewer in {record.reviewer for record in records}:
            if reviewer not in self._mine:
                self._mine[reviewer] = np.zeros(self.index.size, dtype=bool)
            self._mine[reviewer][place] = any(record.reviewer == reviewer for record in judged)


def last_words(records: list[Record]) -> dict[str, Record]:
    """Return the last record of each reviewer that stands, by reviewer, but resets."""
    return {record.reviewer: record for record in standing(records) if record.status != RESET}
