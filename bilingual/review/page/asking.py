"""What the page asks for: each function is one address that changes nothing but leases."""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from bilingual.pairs import STATUSES
from bilingual.quality import FLAGS
from bilingual.review.page.cards import Json, article_of, whole_article
from bilingual.review.page.desk import Desk, Unknown
from bilingual.review.page.editions import Edition
from bilingual.review.page.flags import UNKNOWN
from bilingual.review.page.index import Array
from bilingual.review.page.payloads import Body, number_of, text, text_or_none
from bilingual.review.page.progress import measure
from bilingual.review.page.queues import Query
from bilingual.review.page.views import view

MOST_ARTICLES, MOST_RECORDS = 200, 1000
_YES = ("1", "true")


def overview(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return what there is in the dataset, and how far the review of a queue has come."""
    query, found = Query.of(given), text_or_none(given, "article_search") or ""
    with desk.at_work(query) as edition:
        scope = edition.queues.scope(query, lambda: desk.finder.among(edition, query))
        blind = edition.queues.blind(reviewer)
        return {
            **_contents(edition, found),
            "reviewer": reviewer,
            "reviewers": desk.log.reviewers(),
            "double": desk.double,
            "statuses": _statuses(edition, reviewer),
            "disputed": int(np.count_nonzero(edition.overlay.disputed & ~blind)),
            "elsewhere": edition.overlay.elsewhere,
            "progress": measure(edition, scope, desk.finder.sample(edition, query), reviewer),
            "last": edition.overlay.last,
        }


def _contents(edition: Edition, article: str) -> Json:
    """Return what there is to ask for, of articles the first whose title or id holds a text."""
    index, counts = edition.index, edition.index.counts
    flags = zip(index.flag_names, counts.flags, strict=True)
    kinds = zip(index.kinds, counts.kinds, strict=True)
    return {
        "dataset": {
            "name": edition.manifest.name,
            "version": edition.manifest.version,
            "pairs": index.size,
            "articles": index.articles,
        },
        "flags": [{"name": name, "says": FLAGS.get(name, UNKNOWN), "count": count} for name, count in flags if count],
        "unflagged": counts.unflagged,
        "kinds": [{"name": name, "count": count} for name, count in kinds if count],
        "articles": [
            {**article_of(each), "count": counts.articles[each.number]}
            for each in index.find_articles(article, MOST_ARTICLES)
        ],
    }


def next_pair(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return the card of the next pair of a queue, or the one before, or `end`; it is leased if that is asked."""
    query, back = Query.of(given), number_of(given.get("direction", 1), "direction", -1, 1) == -1
    fresh, take = given.get("unreviewed") in _YES, given.get("take") in _YES
    with desk.at_work(query) as edition:
        rest = _rest(desk, edition, query, given, reviewer=reviewer, back=back)
        if fresh:
            rest = rest[edition.queues.open_to(reviewer)[rest]]
        place = next(_free(desk, edition, rest, reviewer) if fresh else map(int, rest[:1]), None)
        if place is None:
            return {"end": True, "unreviewed": _open_count(desk, edition, query, reviewer)}
        if take and reviewer is not None:
            _take(desk, edition, place, reviewer)
        return desk.card(edition, place, query, reviewer)


def pair(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return the card of one pair; its place is that in a queue, if one is named."""
    query = Query.of(given)
    with desk.at_work(query) as edition:
        place = desk.place(edition, given)
        if given.get("take") in _YES and reviewer is not None:
            _take(desk, edition, place, reviewer)
        return desk.card(edition, place, query, reviewer)


def article(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return an article by its paragraphs, from the offset `first` on."""
    first = number_of(given.get("first", 0), "first")
    with desk.at_work() as edition:
        found = edition.index.article_named(text(given, "id"))
        if found is None:
            raise Unknown("no such article in this version of the dataset; load the page again")
        return whole_article(edition, found, first, reviewer)


def changes(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return the records above a number, but those that this reviewer must not see yet; keep `holding` for them."""
    after = number_of(given.get("after", 0), "after")
    holding = text_or_none(given, "holding")
    if holding is not None and reviewer is not None:
        desk.leases.renew(holding, reviewer)
    with desk.at_work() as edition:
        records = list(islice(desk.log.records(after=after), MOST_RECORDS))
        blind = edition.queues.blind(reviewer)
        places = {name: edition.overlay.place_of(name) for name in {record.judged.id for record in records}}
        hidden = {name for name, place in places.items() if place is not None and blind[place]}
    return {
        "last": records[-1].number if records else after,
        "records": [
            {
                "number": record.number,
                "id": record.judged.id,
                "reviewer": record.reviewer,
                "status": record.status,
                "undoes": record.undoes,
            }
            for record in records
            if record.reviewer == reviewer or record.judged.id not in hidden
        ],
    }


def _statuses(edition: Edition, reviewer: str | None) -> dict[str, int]:
    counts = np.bincount(edition.queues.status(reviewer), minlength=len(STATUSES)).tolist()
    return dict(zip(edition.index.statuses, counts, strict=False))


def _rest(desk: Desk, edition: Edition, query: Query, given: Body, *, reviewer: str | None, back: bool) -> Array:
    """Return what a queue holds behind a pair, or before it from there backwards; all of it where none is named."""
    queue = desk.queue(edition, query, reviewer)
    if not given.get("from"):
        return queue[::-1] if back else queue
    place = desk.place(edition, {"id": given["from"]})
    at = edition.queues.rank(queue, query.order, place)
    if back:
        return queue[:at][::-1]
    return queue[at + (at < len(queue) and queue[at] == place) :]


def _free(desk: Desk, edition: Edition, places: Array, reviewer: str | None) -> Iterator[int]:
    """Yield the places of pairs that nobody keeps from a reviewer."""
    for place in map(int, places):
        if desk.holder(edition, view(edition, place, reviewer), reviewer) is None:
            yield place


def _open_count(desk: Desk, edition: Edition, query: Query, reviewer: str | None) -> int:
    return int(np.count_nonzero(edition.queues.open_to(reviewer)[desk.queue(edition, query, reviewer)]))


def _take(desk: Desk, edition: Edition, place: int, reviewer: str) -> None:
    seen = view(edition, place, reviewer)
    if desk.holder(edition, seen, reviewer) is None:
        desk.leases.take(seen.pair.id, reviewer)
