"""A pair as one reviewer may see it: with the log over it, without what others said where that is unseen."""

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.pairs import Pair
from bilingual.review.page.editions import Edition
from bilingual.review.page.overlay import last_words
from bilingual.review.records import Record
from bilingual.review.standing import outcome, settled


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A pair with status, English and comment as this reviewer sees them; `newest` is the number to send back.

    `blind` says that others' verdicts are kept from the reviewer until the own one is given.
    """

    place: int
    pair: Pair
    status: str
    en: str
    comment: str
    newest: int
    mine: Record | None
    others: tuple[Record, ...]
    disputed: bool
    double: bool
    blind: bool


def view(edition: Edition, place: int, reviewer: str | None) -> View:
    """Return a pair as a reviewer sees it."""
    return next(iter(views(edition, [place], reviewer)))


def views(edition: Edition, places: Sequence[int], reviewer: str | None) -> list[View]:
    """Return pairs as a reviewer sees them, in the order given."""
    pairs = edition.index.pairs(places)
    return [_view(edition, place, pair, reviewer) for place, pair in zip(places, pairs, strict=True)]


def _view(edition: Edition, place: int, pair: Pair, reviewer: str | None) -> View:
    records = edition.overlay.records(place, pair.id)
    said = last_words(records)
    mine = said.pop(reviewer, None) if reviewer is not None else None
    double = bool(edition.queues.double[place])
    blind = double and not edition.overlay.mine(reviewer)[place]
    if blind:
        records = [record for record in records if record.reviewer == reviewer]
    found = outcome(records) if records else None
    status, en = settled(pair, found.status, found.en) if found else (pair.status, pair.en)
    return View(
        place=place,
        pair=pair,
        status=status,
        en=en,
        comment=found.comment if found else pair.comment,
        newest=records[-1].number if records else 0,
        mine=mine,
        others=() if blind else tuple(said.values()),
        disputed=bool(found and found.disputed),
        double=double,
        blind=blind,
    )
