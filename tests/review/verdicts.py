"""Verdicts to log: of any pair, by any status, at times of one's own."""

from datetime import UTC, datetime

from bilingual.review import Entry, Judged

NOON = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
LATER = NOON.replace(hour=18)


def judged(name: str = "a") -> Judged:
    return Judged(id=name, article_id="x", start=3, fr="Oui", machine_en="Yes", status="machine", en="Yes", comment="")


def says(status: str = "accepted", en: str = "Yes", pair: str = "a", comment: str = "", settles: bool = False) -> Entry:
    return Entry(judged=judged(pair), status=status, en=en, comment=comment, settles=settles)
