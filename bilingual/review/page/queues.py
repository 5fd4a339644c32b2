"""Which pairs a reviewer looks at, and in which order: a query over the index, the log over it, and leases."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import Any

import numpy as np

from bilingual.review.page.index import Array, Index
from bilingual.review.page.overlay import Overlay
from bilingual.review.page.payloads import Malformed, number_of, text_of

ORDERS = ("document", "score", "flags")
REVIEWED, UNREVIEWED, NO_FLAG = "reviewed", "unreviewed", "none"
MOST_KEPT = 8  # queries whose pairs are kept at hand
LARGEST_SAMPLE = 1_000_000
FOLD = 2.0**32

Among = Callable[[], Array | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reviewer asks for; all conditions hold together, and None is no condition."""

    flag: str | None = None
    status: str | None = None
    article: str | None = None
    kind: str | None = None
    score_below: float | None = None
    search: str | None = None
    sample: int | None = None
    seed: int = 0
    disagreements: bool = False
    mine: bool = False
    double: bool = False
    order: str = "document"

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Query":
        """Read a query from the parameters of an address or from JSON. Raises Malformed for a value that cannot be."""
        numbers = {"sample": (1, LARGEST_SAMPLE), "seed": (-(2**31), 2**31)}
        known: dict[str, Any] = {}
        for field in fields(cls):
            value = given.get(field.name)
            if value is None or value == "":
                continue
            if field.name in numbers:
                known[field.name] = number_of(value, field.name, *numbers[field.name])
            elif field.name == "score_below":
                known[field.name] = _score(value)
            elif isinstance(field.default, bool):
                known[field.name] = str(value).lower() in ("1", "true")
            else:
                known[field.name] = text_of(value, field.name)
        if known.get("order", "document") not in ORDERS:
            raise Malformed(f"order: choose from {', '.join(ORDERS)}")
        return cls(**known)

    @property
    def scope(self) -> "Query":
        """The same without what changes as verdicts are given."""
        return replace(self, status=None, disagreements=False, mine=False)


def _score(value: Any) -> float:  # noqa: ANN401 - what JSON holds
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise Malformed("score_below: not a number") from error
    if not isfinite(found):
        raise Malformed("score_below: not a number")
    return found


class Queues:
    """The queues of one version of a dataset. What follows from the log is kept until the log says more.

    `among` returns the pairs that a query's search and sample find, or None.
    """

    def __init__(self, index: Index, overlay: Overlay, double: float) -> None:
        self._index, self._overlay = index, overlay
        self.double = index.share < double / 100 * FOLD
        self._orders: dict[str, tuple[Array, Array]] = {}
        self._scopes: OrderedDict[Query, tuple[int, Array]] = OrderedDict()
        self._version = overlay.version
        self._places: dict[tuple[Query, str | None], Array] = {}
        self._open: dict[str | None, Array] = {}

    def places(self, query: Query, reviewer: str | None, among: Among = lambda: None) -> Array:
        """Return the places of the pairs of a queue, in its order."""
        self._follow()
        key = query, reviewer
        if key not in self._places:
            self._places[key] = self._narrowed(self.scope(query, among), query, reviewer)
            if len(self._places) > MOST_KEPT:
                self._places.pop(next(iter(self._places)))
        return self._places[key]

    def scope(self, query: Query, among: Among = lambda: None) -> Array:
        """Return the places of the pairs that a queue is about, whatever their verdicts, in its order."""
        query = query.scope
        version = self._overlay.version if query.search else 0  # what reviewers write is found too
        if query not in self._scopes or self._scopes[query][0] != version:
            chosen = self._chosen(query, among())
            ordered = self._order(query.order)[0]
            self._scopes[query] = version, ordered[chosen[ordered]]
            if len(self._scopes) > MOST_KEPT:
                self._scopes.popitem(last=False)
        self._scopes.move_to_end(query)
        return self._scopes[query][1]

    def rank(self, queue: Array, order: str, place: int) -> int:
        """Return where in a queue a pair stands, or would stand."""
        ranks = self._order(order)[1]
        return bisect_left(queue, ranks[place], key=ranks.__getitem__)

    def open_to(self, reviewer: str | None) -> Array:
        """Return which pairs a reviewer may still be given, whoever holds them."""
        self._follow()
        if reviewer not in self._open:
            overlay = self._overlay
            wanted = 1 + (self.double & overlay.logged)
            self._open[reviewer] = ~overlay.mine(reviewer) & (overlay.judges < wanted)
        return self._open[reviewer]

    def blind(self, reviewer: str | None) -> Array:
        """Return which pairs a reviewer must judge without seeing what others said."""
        return self.double & ~self._overlay.mine(reviewer)

    def status(self, reviewer: str | None) -> Array:
        """Return the status of each pair, as the log has it where a reviewer may know that."""
        return np.where(self.blind(reviewer), self._index.status, self._overlay.status)

    def _follow(self) -> None:
        """Forget what follows from the log as it was."""
        if self._version != self._overlay.version:
            self._version = self._overlay.version
            self._places.clear()
            self._open.clear()

    def _narrowed(self, scope: Array, query: Query, reviewer: str | None) -> Array:
        overlay, status = self._overlay, self.status(reviewer)[scope]
        if query.status == UNREVIEWED:
            scope = scope[status == 0]
        elif query.status == REVIEWED:
            scope = scope[status != 0]
        elif query.status is not None:
            scope = scope[status == self._number(self._index.statuses, query.status)]
        if query.disagreements:
            scope = scope[overlay.disputed[scope] & ~self.blind(reviewer)[scope]]
        return scope[overlay.mine(reviewer)[scope]] if query.mine else scope

    def _chosen(self, query: Query, among: Array | None) -> Array:
        index = self._index
        chosen = np.ones(index.size, dtype=bool)
        if query.flag == NO_FLAG:
            chosen &= index.flag_count == 0
        elif query.flag is not None:
            bit = self._number(index.flag_names, query.flag)
            chosen &= (index.flags >> max(bit, 0)) & (bit >= 0) != 0
        if query.article is not None:
            article = index.article_named(query.article)
            chosen &= index.article == (article.number if article else -1)
        if query.kind is not None:
            chosen &= index.kind == self._number(index.kinds, query.kind)
        if query.score_below is not None:
            chosen &= index.score < np.float64(query.score_below)
        if query.double:
            chosen &= self.double
        return chosen & among if among is not None else chosen

    def _order(self, order: str) -> tuple[Array, Array]:
        """Return the places in an order, and the rank of each place."""
        if order not in self._orders:
            index = self._index
            if order == "document":
                self._orders[order] = (np.arange(index.size, dtype=np.int32),) * 2
            else:
                key = index.score if order == "score" else -index.flag_count.astype(np.int16)
                self._orders[order] = _sorted_by(key)
        return self._orders[order]

    @staticmethod
    def _number(names: list[str], name: str) -> int:
        return names.index(name) if name in names else -1


def _sorted_by(key: Array) -> tuple[Array, Array]:
    ordered = np.argsort(key, kind="stable").astype(np.int32)
    ranks = np.empty_like(ordered)
    ranks[ordered] = np.arange(len(ordered), dtype=np.int32)
    return ordered, ranks
