"""What the page does: each function is one address that changes something, on the disk before it answers."""

from contextlib import suppress

from bilingual.errors import DatasetError
from bilingual.review.page.cards import Json
from bilingual.review.page.desk import Conflict, Desk
from bilingual.review.page.editions import Edition
from bilingual.review.page.entries import LONGEST_ENGLISH, RefusedVerdict, checked, entry_of
from bilingual.review.page.flags import describe_flags
from bilingual.review.page.marks import mark_pair
from bilingual.review.page.payloads import Body, Malformed, flag, number_of, text, text_or_none
from bilingual.review.page.queues import Query
from bilingual.review.page.views import View, view, views
from bilingual.review.records import Entry
from bilingual.review.verdicts import SURROGATE

MOST_IDENTICAL = 10_000
TRIES = 5  # to add a blind verdict while others add theirs
JUDGED = "somebody has judged this pair since you saw it; look at it again"


def named(reviewer: str | None) -> str:
    """Return the reviewer's name. Raises RefusedVerdict where none was given."""
    if reviewer is None:
        raise RefusedVerdict("nobody has said who is reviewing; give a name first")
    return reviewer


def verdict(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Add a verdict to the log, and the same for identical sentences if that is asked; return its records."""
    who, query = named(reviewer), query_of(given)
    for _ in range(TRIES):
        with desk.at_work(query) as edition:
            place = desk.place(edition, given)
            seen = view(edition, place, who)
            _refuse_old(desk, edition, seen, who, given=given, query=query)
            entries = [_entry(seen, given), *_identical(desk, edition, seen, given, who)]
            newest = max((record.number for record in desk.log.of(seen.pair.id)), default=0)
        desk.refuse_other_log()
        if records := desk.log.append(entries, who, newest):
            break
    with suppress(DatasetError):  # the verdict is on the disk: a draft that stays behind is no reason to say otherwise
        desk.notes.forget(who, seen.pair.id)
    with desk.at_work(query) as edition:
        desk.leases.release(seen.pair.id, who)  # here, where everybody's work knows of the verdict by now
        card = desk.card(edition, desk.place(edition, given), query, who)
        if not records:
            raise Conflict(JUDGED, card)
        return {"records": [record.number for record in records], "card": card}


def undo(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Take back the reviewer's last act that stands; return what it was about, and the card of its first pair."""
    query = query_of(given)
    who = named(reviewer)
    desk.refuse_other_log()
    undone = desk.log.undo(who)
    with desk.at_work(query) as edition:
        place = edition.overlay.place_of(undone[0].judged.id) if undone else None
        card = None if place is None else desk.card(edition, place, query, reviewer)
    return {"undone": [{"id": record.judged.id, "status": record.status} for record in undone], "card": card}


def check(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Return the flags and marks of a pair with English that is being written."""
    en = text(given, "en")
    with desk.at_work() as edition:
        pair = edition.index.pair(desk.place(edition, given))
    if len(en) > LONGEST_ENGLISH:
        raise RefusedVerdict(f"the English has more than {LONGEST_ENGLISH} characters; shorten it")
    if reviewer is not None:
        desk.leases.renew(pair.id, reviewer)
    return {"flags": describe_flags(pair, en), "marks": mark_pair(pair.fr, en)}


def draft(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Keep the words that a reviewer is typing; none, or what the pair says already, are forgotten."""
    who, en, comment = named(reviewer), text(given, "en"), text_or_none(given, "comment") or ""
    if max(len(en), len(comment)) > LONGEST_ENGLISH:
        raise RefusedVerdict(f"the words have more than {LONGEST_ENGLISH} characters; shorten them")
    if SURROGATE.search(en + comment):
        raise RefusedVerdict("the words hold half a character, which no file can hold; remove it")
    with desk.at_work() as edition:
        seen = view(edition, desk.place(edition, given), who)
        if desk.holder(edition, seen, who) is None:
            desk.leases.take(seen.pair.id, who)
    if (en, comment) in (("", ""), (seen.en, seen.comment)):
        desk.notes.forget(who, seen.pair.id)
    else:
        desk.notes.keep(who, seen.pair.id, en, comment)
    return {}


def release(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Give a pair back to the others."""
    desk.leases.release(text(given, "id"), named(reviewer))
    return {}


def query_of(given: Body) -> Query:
    """Return the queue that a request is made in. Raises Malformed."""
    queue = given.get("queue", {})
    if not isinstance(queue, dict):
        raise Malformed("queue: not an object")
    return Query.of(queue)


def _refuse_old(desk: Desk, edition: Edition, seen: View, who: str, *, given: Body, query: Query) -> None:
    """Refuse a verdict on a pair that has changed since it was seen, or that somebody else has before them."""
    holder = desk.holder(edition, seen, who)
    if holder is not None:
        why = f"{holder} has this pair on their screen; go on with another"
    elif number_of(given.get("newest"), "newest") != seen.newest:
        why = JUDGED
    else:
        return
    raise Conflict(why, desk.card(edition, seen.place, query, who))


def _entry(seen: View, given: Body) -> Entry:
    return entry_of(
        seen.pair,
        seen.en,
        seen.mine,
        text(given, "status"),
        en=text_or_none(given, "en"),
        comment=text_or_none(given, "comment") or "",
        settles=flag(given, "settles") and not seen.blind,
    )


def _identical(desk: Desk, edition: Edition, seen: View, given: Body, who: str) -> list[Entry]:
    """Return the same verdict for the pairs with the same French that nobody has judged or holds."""
    status = text(given, "status")
    if not flag(given, "identical") or status == "machine":
        return []
    en = checked(text_or_none(given, "en") or seen.en) if status in ("accepted", "edited") else None
    places = desk.identical(edition, seen.place, who)
    others = views(edition, places[:MOST_IDENTICAL], who)
    return [
        entry_of(
            other.pair,
            other.en,
            other.mine,
            "accepted" if en is not None else status,
            en=en,
            comment=text_or_none(given, "comment") or "",
        )
        for other in others
        if desk.holder(edition, other, who) is None
    ]
