"""Find and replace over the English of a queue: a preview first, then one act of the log, which one undo takes back."""

import re
from collections.abc import Iterator
from itertools import islice

import numpy as np

from bilingual.review.page.acting import named, query_of
from bilingual.review.page.cards import Json
from bilingual.review.page.desk import Desk
from bilingual.review.page.editions import Edition
from bilingual.review.page.entries import RefusedVerdict, checked, entry_of
from bilingual.review.page.payloads import Body, flag, text
from bilingual.review.page.queues import Query
from bilingual.review.page.views import View, views

MOST_CHANGED, MOST_SHOWN, LONGEST = 20_000, 200, 1000
BATCH = 500


def replace(desk: Desk, reviewer: str | None, given: Body) -> Json:
    """Show what a replacement changes, or make it: `left` counts pairs that hold the text and are left as they are."""
    who, query = named(reviewer), query_of(given)
    pattern, instead = pattern_of(given), checked(f"x{text(given, 'replace')}x")[1:-1]
    with desk.at_work(query) as edition:
        desk.finder.look(edition, text(given, "find"))
        found = list(islice(_found(desk, edition, query, pattern, who=who, find=text(given, "find")), MOST_CHANGED + 1))
        changes = [(seen, after) for seen in found if (after := pattern.sub(lambda _: instead, seen.en)) != seen.en]
        able = [(seen, after) for seen, after in changes if _may(desk, edition, seen, who) and after.strip()]
        if len(found) > MOST_CHANGED:
            raise RefusedVerdict(f"more than {MOST_CHANGED} pairs hold this; narrow the queue")
        shown = [{"id": seen.pair.id, "before": seen.en, "after": after} for seen, after in able[:MOST_SHOWN]]
        answer: Json = {"count": len(able), "left": len(changes) - len(able), "items": shown}
        if not flag(given, "apply"):
            return answer
        entries = [
            entry_of(seen.pair, seen.en, seen.mine, "accepted", en=after, comment=_comment(seen))
            for seen, after in able
        ]
        desk.refuse_other_log()
        records = desk.log.append(entries, who) if entries else []
    return {**answer, "records": [record.number for record in records]}


def pattern_of(given: Body) -> re.Pattern[str]:
    """Return what finds the text that a request names. Raises RefusedVerdict for none, or a long one."""
    find = text(given, "find")
    if not find or len(find) > LONGEST:
        raise RefusedVerdict(f"write what to find, at most {LONGEST} characters")
    whole = flag(given, "whole_words")
    source = rf"(?<!\w){re.escape(find)}(?!\w)" if whole else re.escape(find)
    return re.compile(source, 0 if flag(given, "match_case") else re.IGNORECASE)


def _found(
    desk: Desk, edition: Edition, query: Query, pattern: re.Pattern[str], *, who: str, find: str
) -> Iterator[View]:
    """Yield the pairs of a queue whose English holds the text."""
    among = desk.finder.look(edition, find).copy()
    among[list(edition.overlay.words)] = True
    queue = desk.queue(edition, query, who)
    queue = queue[among[queue]]
    for start in range(0, len(queue), BATCH):
        some = views(edition, np.sort(queue[start : start + BATCH]).tolist(), who)
        yield from (seen for seen in some if pattern.search(seen.en))


def _may(desk: Desk, edition: Edition, seen: View, who: str) -> bool:
    """Return whether a pair may be changed: not one that was rejected, that others judged, or that they hold."""
    judged = int(edition.overlay.judges[seen.place]) - bool(edition.overlay.mine(who)[seen.place])
    alone = seen.blind or not seen.others or not judged
    return seen.status != "rejected" and alone and desk.holder(edition, seen, who) is None


def _comment(seen: View) -> str:
    return seen.mine.comment if seen.mine else seen.pair.comment
