"""The page's desk: a dataset with its log, who has which pair before them, and the card of a pair."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import numpy as np

from bilingual.errors import DatasetError
from bilingual.review.log import VerdictLog
from bilingual.review.page.cards import Json, card_of
from bilingual.review.page.editions import Edition, Editions
from bilingual.review.page.finding import Finder
from bilingual.review.page.index import Array
from bilingual.review.page.leases import Leases
from bilingual.review.page.notes import Notes
from bilingual.review.page.payloads import Body, text
from bilingual.review.page.queues import Query
from bilingual.review.page.remembering import Remembering
from bilingual.review.page.views import View, view


class Unknown(Exception):
    """There is no such pair or article."""


class Conflict(Exception):
    """Somebody else was first: the text says so, and `card` is the pair as it stands."""

    def __init__(self, message: str, card: Json) -> None:
        super().__init__(message)
        self.card = card


def _file_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Desk:
    """What the requests of all reviewers share. `double` is the share of pairs, in per cent, that two are asked for."""

    def __init__(self, dataset: Path, log: VerdictLog, double: float = 0.0) -> None:
        self.dataset, self.log, self.double = dataset, log, double
        self.editions = Editions(dataset, log, double)
        self.notes = Notes(self.editions.work)
        self.leases = Leases()
        self.finder = Finder(dataset, self.notes)
        self.remembering = Remembering()
        self._lock, self._file = RLock(), _file_of(log.path)

    def close(self) -> None:
        """Close what is open but the log."""
        with self._lock:
            self.notes.close()
            self.editions.close()

    @contextmanager
    def at_work(self, query: Query | None = None) -> Iterator[Edition]:
        """Give the edition that stands, with all that the log says, to one request at a time.

        What `query` searches for is looked for before, while others work. Raises DatasetError.
        """
        if query is not None:
            self.finder.prepare(self.edition(), query)
        with self._lock:
            edition = self.editions.current()
            edition.overlay.sync()
            yield edition

    def refuse_other_log(self) -> None:
        """Raise DatasetError where the log's file is not the one that was opened: what is added would be nowhere."""
        if _file_of(self.log.path) != self._file:
            raise DatasetError(
                f"{self.log.path}: moved or replaced while the page is open; put it back, or end the server (Ctrl+C) "
                "and start it again"
            )

    def edition(self) -> Edition:
        """Return the edition that stands."""
        with self._lock:
            return self.editions.current()

    def place(self, edition: Edition, given: Body) -> int:
        """Return the place of the pair that a request names. Raises Unknown."""
        found = edition.index.place_of(text(given, "id"))
        if found is None:
            raise Unknown("no such pair in this version of the dataset; load the page again")
        return found

    def queue(self, edition: Edition, query: Query, reviewer: str | None) -> Array:
        """Return the places of the pairs of a queue, in its order."""
        return edition.queues.places(query, reviewer, lambda: self.finder.among(edition, query))

    def card(self, edition: Edition, place: int, query: Query, reviewer: str | None) -> Json:
        """Return the card of a pair as a reviewer sees it in a queue."""
        seen = view(edition, place, reviewer)
        queue = self.queue(edition, query, reviewer)
        at = edition.queues.rank(queue, query.order, place)
        inside = at < len(queue) and queue[at] == place
        draft = self.notes.draft(reviewer, seen.pair.id) if reviewer is not None else None
        holder = self.holder(edition, seen, reviewer)
        return {
            **card_of(edition, seen, reviewer),
            "position": at + 1 if inside else None,
            "size": len(queue),
            "unreviewed": int(np.count_nonzero(edition.queues.open_to(reviewer)[queue])),
            "identical": len(self._alike(edition, place, reviewer)),
            "held": {"reviewer": holder} if holder is not None else None,
            "draft": {"en": draft[0], "comment": draft[1]} if draft else None,
            "memory": self.remembering.near(edition, place, reviewer),
        }

    def holder(self, edition: Edition, seen: View, reviewer: str | None) -> str | None:
        """Return who keeps a pair from a reviewer by having it before them."""
        others = self.leases.holders(seen.pair.id, but=reviewer)
        if seen.double and others:
            judged = int(edition.overlay.judges[seen.place]) - bool(edition.overlay.mine(reviewer)[seen.place])
            return others[0] if len(others) + judged > 1 else None
        return others[0] if others else None

    def identical(self, edition: Edition, place: int, reviewer: str | None) -> list[int]:
        """Return the places of other pairs with the same French that this reviewer may still judge."""
        same, french = self._alike(edition, place, reviewer), edition.index.pair(place).fr
        return [int(at) for at, pair in zip(same, edition.index.pairs(same), strict=True) if pair.fr == french]

    def _alike(self, edition: Edition, place: int, reviewer: str | None) -> Array:
        """Return the places of other pairs whose French has the same hash, and that this reviewer may still judge."""
        same = np.flatnonzero(edition.index.french == edition.index.french[place])
        return same[(same != place) & edition.queues.open_to(reviewer)[same]]
