"""The pairs that a query's search and sample find, each looked for once."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

import numpy as np

from bilingual.review.page.editions import Edition
from bilingual.review.page.index import Array
from bilingual.review.page.notes import Notes
from bilingual.review.page.queues import Query
from bilingual.review.page.sampling import Sample, find_sample
from bilingual.review.page.searching import holds, search

MOST_KEPT = 16  # searches, and samples


class Finder:
    """Finds in one edition of a dataset."""

    def __init__(self, dataset: Path, notes: Notes) -> None:
        self._dataset, self._notes, self._lock = dataset, notes, Lock()
        self._edition: Edition | None = None
        self._found: OrderedDict[str, Array] = OrderedDict()
        self._samples: OrderedDict[tuple[int, int], Sample] = OrderedDict()

    def prepare(self, edition: Edition, query: Query) -> None:
        """Look for what a query searches or draws, which takes seconds in a large dataset."""
        if query.search:
            self.look(edition, query.search)
        self.sample(edition, query)

    def look(self, edition: Edition, text: str) -> Array:
        """Return which pairs hold a text in the dataset. Raises DatasetError when a table cannot be read."""
        with self._lock:
            self._turn_to(edition)
            if text in self._found:
                return self._found[text]
        found = search(self._dataset, edition.index.size, text)
        with self._lock:
            self._turn_to(edition)
            self._found[text] = found
            if len(self._found) > MOST_KEPT:
                self._found.popitem(last=False)
        return found

    def sample(self, edition: Edition, query: Query) -> Sample | None:
        """Return the sample of a query, None where it asks for none."""
        if query.sample is None:
            return None
        key = query.sample, query.seed
        with self._lock:
            self._turn_to(edition)
            if key in self._samples:
                return self._samples[key]
        found = find_sample(edition.index, self._notes, *key)
        with self._lock:
            self._turn_to(edition)
            self._samples[key] = found
            if len(self._samples) > MOST_KEPT:
                self._samples.popitem(last=False)
        return found

    def among(self, edition: Edition, query: Query) -> Array | None:
        """Return the pairs to which search and sample narrow a query; None where it asks for neither."""
        found = None
        if query.search:
            found = self.look(edition, query.search).copy()
            for place, words in edition.overlay.words.items():
                found[place] |= holds(query.search, words)
        if sample := self.sample(edition, query):
            drawn = np.zeros(edition.index.size, dtype=bool)
            drawn[sample.chance] = drawn[sample.other] = True
            found = drawn if found is None else found & drawn
        return found

    def _turn_to(self, edition: Edition) -> None:
        if edition is not self._edition:
            self._edition = edition
            self._found.clear()
            self._samples.clear()
