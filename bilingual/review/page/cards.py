"""What the page shows of a pair: the JSON of a card, of a segment around it, and of an article."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from bilingual.review.page.editions import Edition
from bilingual.review.page.flags import describe_flags
from bilingual.review.page.index import ArticleCard, Segment
from bilingual.review.page.marks import mark_pair
from bilingual.review.page.views import View, views
from bilingual.review.records import Record

AROUND = 3
MOST_SEGMENTS = 2000  # of an article that are shown at a time

Json = dict[str, Any]


def card_of(edition: Edition, seen: View, reviewer: str | None) -> Json:
    """Return the card of a pair, but for what the desk knows: place in the queue, leases, drafts, others like it."""
    pair, index = seen.pair, edition.index
    before, after = index.around(seen.place, AROUND)
    shown = segments_of(edition, [*before, *after], reviewer)
    return {
        "id": pair.id,
        "fr": pair.fr,
        "en": seen.en,
        "machine_en": pair.machine_en,
        "status": seen.status,
        "comment": seen.comment,
        "article": article_of(index.article_of(seen.place)),
        "kind": pair.kind,
        "score": round(pair.score, 4) if isfinite(pair.score) else None,
        "paragraph": pair.paragraph,
        "sentence": pair.sentence,
        "flags": describe_flags(pair, seen.en),
        "marks": mark_pair(pair.fr, seen.en),
        "before": shown[: len(before)],
        "after": shown[len(before) :],
        "newest": seen.newest,
        "mine": _said(seen.mine) if seen.mine else None,
        "others": [{"reviewer": record.reviewer, **_said(record)} for record in seen.others],
        "disputed": seen.disputed,
        "double": seen.double,
    }


def segments_of(edition: Edition, segments: Sequence[Segment], reviewer: str | None) -> list[Json]:
    """Return what is shown of segments: a pair with its English and status, a skipped text with its reason."""
    places = [segment.place for segment in segments if segment.place is not None]
    seen = {found.place: found for found in views(edition, places, reviewer)}
    return [_segment(segment, seen.get(-1 if segment.place is None else segment.place)) for segment in segments]


def article_of(article: ArticleCard) -> Json:
    """Return what is shown of where an article comes from."""
    names = ("id", "title", "publisher", "date", "url", "path")
    return {name: getattr(article, name) for name in names}


def whole_article(edition: Edition, article: ArticleCard, first: int, reviewer: str | None) -> Json:
    """Return an article by its paragraphs, from an offset on; `next` is the offset of the rest, null without one."""
    found = edition.index.segments(article.number, first, MOST_SEGMENTS + 1)
    shown, rest = found[:MOST_SEGMENTS], found[MOST_SEGMENTS:]
    paragraphs: dict[int, list[Json]] = {}
    for segment, said in zip(shown, segments_of(edition, shown, reviewer), strict=True):
        paragraphs.setdefault(segment.paragraph, []).append(said)
    return {
        **article_of(article),
        "paragraphs": list(paragraphs.values()),
        "next": rest[0].start if rest else None,
    }


def _segment(segment: Segment, seen: View | None) -> Json:
    return {
        "id": seen.pair.id if seen else None,
        "fr": segment.text,
        "en": seen.en if seen else None,
        "status": seen.status if seen else None,
        "reason": segment.reason,
    }


def _said(record: Record) -> Json:
    return {"status": record.status, "en": record.en, "comment": record.comment, "time": record.time}
