"""What the verdict log is made of: a verdict as it is given, and its record."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from bilingual.errors import UsageError
from bilingual.pairs import ORIGINS, STATUSES, Pair

RESET = "reset"
LOGGED = (*STATUSES, RESET)  # `machine` stands for a comment without a verdict
UNNAMED = "unnamed"
LONGEST_NAME = 80
COLUMNS = (
    "number, act, time, reviewer, pair, article, start, fr, machine_en, judged_status, judged_en, judged_comment, "
    "judged_origin, status, en, comment, settles, undoes"
)
INSERT = f"INSERT INTO verdicts ({COLUMNS}) VALUES ({', '.join('?' * 18)})"  # noqa: S608 - of constants
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pair as its reviewer saw it: what the verdict is about, and what undoing it returns to."""

    id: str
    article_id: str
    start: int
    fr: str
    machine_en: str
    status: str
    en: str
    comment: str
    origin: str = ORIGINS[0]

    @classmethod
    def of(cls, pair: Pair) -> Self:
        """Return a pair as it stands in its dataset."""
        return cls(
            id=pair.id,
            article_id=pair.article_id,
            start=pair.start,
            fr=pair.fr,
            machine_en=pair.machine_en,
            status=pair.status,
            en=pair.en,
            comment=pair.comment,
            origin=pair.origin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A verdict to append: `status` is one of `LOGGED`; one that `settles` ends the disagreements before it.

    `machine` is a comment without a verdict, which `settles` in place of the comment that its reviewer saw; `reset`
    gives the pair back to the model. Their `en` is the pair's.
    """

    judged: Judged
    status: str
    en: str
    comment: str
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A verdict of the log. `act` is the number of the first record given with it, `time` UTC as RFC 3339.

    A record that `undoes` another takes that one back; its status, English and comment are what its reviewer had said
    before, or the pair as it was first judged.
    """

    number: int
    act: int
    time: str
    reviewer: str
    judged: Judged
    status: str
    en: str
    comment: str
    settles: bool
    undoes: int | None


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """Return a time in UTC as RFC 3339 has it, with milliseconds."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who gave a verdict, and when (UTC, RFC 3339), as far as that is known."""

    reviewer: str | None
    time: str | None


def check_reviewer(name: str) -> str:
    """Return a reviewer's name in NFC, without blanks around it. Raises UsageError for one without letters, or long."""
    name = unicodedata.normalize("NFC", name.strip())
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise UsageError("--reviewer: the name is empty; give one, such as your initials")
    if len(name) > LONGEST_NAME or _UNFIT.search(name):
        raise UsageError(f"--reviewer {name!r}: a name is one line of at most {LONGEST_NAME} characters")
    return name


def values_of(record: Record) -> tuple[Any, ...]:
    """Return a record's values in the order of `COLUMNS`."""
    judged = record.judged
    return (
        record.number, record.act, record.time, record.reviewer, judged.id, judged.article_id, judged.start, judged.fr,
        judged.machine_en, judged.status, judged.en, judged.comment, judged.origin, record.status, record.en,
        record.comment, int(record.settles), record.undoes,
    )  # fmt: skip


def record_of(row: Sequence[Any]) -> Record:
    """Return the record of a row in the order of `COLUMNS`."""
    number, act, time, reviewer, *seen, status, en, comment, settles, undoes = row
    names = ("id", "article_id", "start", "fr", "machine_en", "status", "en", "comment", "origin")
    return Record(
        number=number,
        act=act,
        time=time,
        reviewer=reviewer,
        judged=Judged(**dict(zip(names, seen, strict=True))),
        status=status,
        en=en,
        comment=comment,
        settles=bool(settles),
        undoes=undoes,
    )
