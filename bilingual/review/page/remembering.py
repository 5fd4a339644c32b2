"""Reviewed pairs of the dataset whose French is like another's, kept up with the log a little at a time."""

import time
from collections import deque
from typing import Any

import numpy as np

from bilingual.pairs import STATUSES
from bilingual.review.alike import ReviewedIndex
from bilingual.review.memory import TAKEN
from bilingual.review.page.editions import Edition

SLICE = 0.01  # seconds that one request gives to taking reviewed pairs in
SHOWN = 3


class Remembering:
    """The reviewed pairs of the edition that is asked for; one thread at a time may use it."""

    def __init__(self) -> None:
        self._edition: Edition | None = None
        self._known = ReviewedIndex()
        self._waiting: deque[int] = deque()
        self._taken = 0

    def near(self, edition: Edition, place: int, reviewer: str | None) -> list[dict[str, Any]]:
        """Return the reviewed pairs whose French is likest to a pair's, of those that this reviewer may see.

        A request waits no longer than `SLICE` for pairs that were not taken in yet; the next one finds more.
        """
        self._follow(edition)
        pair, blind = edition.index.pair(place), edition.queues.blind(reviewer)
        found = self._known.near(pair.fr, SHOWN, pair.id)
        places = edition.index.places_of([each.id for each in found])
        return [
            {"id": each.id, "fr": each.fr, "en": each.en, "likeness": round(each.likeness, 3)}
            for each in found
            if not blind[places[each.id]]
        ]

    def _follow(self, edition: Edition) -> None:
        overlay = edition.overlay
        if edition is not self._edition:
            codes = [STATUSES.index(status) for status in TAKEN]
            self._edition, self._known, self._taken = edition, ReviewedIndex(), 0
            self._waiting = deque(np.flatnonzero(np.isin(edition.index.status, codes)).tolist())
        self._waiting.extend(overlay.taken[self._taken :])
        self._taken = len(overlay.taken)
        end = time.monotonic() + SLICE
        while self._waiting and time.monotonic() < end:
            self._known.add(overlay.pair(self._waiting.popleft()))
