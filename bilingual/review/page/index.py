"""The page's index of one version of a dataset, asked for pairs, articles and the text around a pair."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from bilingual.errors import DatasetError
from bilingual.pairs import ORIGINS, Pair

TYPES = {
    "article": np.int32, "kind": np.int16, "status": np.int8, "score": np.float32, "flags": np.int64,
    "flag_count": np.int8, "french": np.int64, "share": np.uint32,
}  # fmt: skip
_PAIRS = (
    "SELECT place, p.id, article, paragraph, sentence, start, end, fr, en, machine_en, comment, flags, credit, "
    "a.id, title, date, publisher, url FROM pairs p JOIN articles a ON a.number = article"
)
_BEFORE = "WHERE article = ? AND start < ? ORDER BY start DESC LIMIT ?"
_AFTER = "WHERE article = ? AND start > ? ORDER BY start LIMIT ?"

Array = Any  # an array of numpy


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment as it stands in its article: a pair by its `place`, or a text that was skipped with its reason."""

    place: int | None
    paragraph: int
    start: int
    text: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """What the page says of an article."""

    number: int
    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many pairs have each flag, none, each kind, and lie in each article, in the order of their numbers."""

    flags: list[int]
    unflagged: int
    kinds: list[int]
    articles: list[int]


class Index:
    """The pairs of a dataset by place, from 0 in its order; threads may share it.

    The arrays hold a number for every pair: of its article, kind, status, score, its flags as bits, how many they are,
    a hash of its French, and one of its id.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.execute("PRAGMA cache_size = -16000")
        arrays = {name: self._array(name) for name in TYPES}
        self.article, self.kind, self.status, self.score = (arrays[name] for name in list(TYPES)[:4])
        self.flags, self.flag_count, self.french, self.share = (arrays[name] for name in list(TYPES)[4:])
        self.kinds, self.statuses, self.flag_names = map(self._names, ("kinds", "statuses", "flags"))
        self.size = len(self.article)
        self.articles = int(self._all("SELECT count(*) FROM articles")[0][0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    @cached_property
    def counts(self) -> Counts:
        """What there is of everything by which pairs can be asked for."""
        bits = range(len(self.flag_names))
        return Counts(
            flags=[int(np.count_nonzero(self.flags >> bit & 1)) for bit in bits],
            unflagged=int(np.count_nonzero(self.flag_count == 0)),
            kinds=np.bincount(self.kind, minlength=len(self.kinds)).tolist(),
            articles=np.bincount(self.article, minlength=self.articles).tolist(),
        )

    def place_of(self, name: str) -> int | None:
        """Return the place of the pair with an id."""
        with suppress(UnicodeEncodeError):
            for (place,) in self._all("SELECT place FROM pairs WHERE id = ? ORDER BY place LIMIT 1", (name,)):
                return int(place)
        return None

    def places_of(self, names: Sequence[str]) -> dict[str, int]:
        """Return the places of those ids that there are."""
        found: dict[str, int] = {}
        for start in range(0, len(names), 500):
            some = names[start : start + 500]
            query = f"SELECT id, place FROM pairs WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608
            found.update(self._all(query, some))
        return found

    def pair(self, place: int) -> Pair:
        """Return the pair at a place."""
        return next(self.pairs([place]))

    def pairs(self, places: Sequence[int]) -> Iterator[Pair]:
        """Yield the pairs at places, in the order given."""
        for start in range(0, len(places), 500):
            some = [int(place) for place in places[start : start + 500]]
            rows = {row[0]: row for row in self._all(f"{_PAIRS} WHERE place IN ({', '.join('?' * len(some))})", some)}
            yield from (self._pair_of(rows[place]) for place in some)

    def article_of(self, place: int) -> ArticleCard:
        """Return the article of a pair."""
        return self._articles("WHERE number = ?", (int(self.article[place]),))[0]

    def article_named(self, name: str) -> ArticleCard | None:
        """Return the article with an id."""
        with suppress(UnicodeEncodeError):
            return next(iter(self._articles("WHERE id = ? LIMIT 1", (name,))), None)
        return None

    def find_articles(self, text: str, most: int) -> list[ArticleCard]:
        """Return the first articles whose title or id holds a text, in whatever case; all without one."""
        with suppress(UnicodeEncodeError):
            return self._articles("WHERE instr(folded, ?) ORDER BY number LIMIT ?", (text.casefold(), most))
        return []

    def around(self, place: int, count: int) -> tuple[list[Segment], list[Segment]]:
        """Return up to `count` segments before and after a pair in its article, in order."""
        article, start = self._all("SELECT article, start FROM pairs WHERE place = ?", (int(place),))[0]
        before = self._segments(_BEFORE, (article, start, count))
        after = self._segments(_AFTER, (article, start, count))
        before.sort(key=lambda segment: segment.start)
        after.sort(key=lambda segment: segment.start)
        return before[-count:], after[:count]

    def segments(self, article: int, first: int, most: int) -> list[Segment]:
        """Return the segments of an article from an offset on, in order."""
        found = self._segments("WHERE article = ? AND start >= ? ORDER BY start LIMIT ?", (article, first, most))
        return sorted(found, key=lambda segment: segment.start)[:most]

    def _segments(self, where: str, values: Sequence[int]) -> list[Segment]:
        pairs = self._all(f"SELECT place, paragraph, start, fr, NULL FROM pairs {where}", values)  # noqa: S608
        skipped = self._all(f"SELECT NULL, paragraph, start, text, reason FROM skipped {where}", values)  # noqa: S608
        return [
            Segment(place=place, paragraph=paragraph, start=start, text=text, reason=reason)
            for place, paragraph, start, text, reason in (*pairs, *skipped)
        ]

    def _articles(self, where: str, values: Sequence[Any]) -> list[ArticleCard]:
        columns = ("number", "id", "title", "date", "publisher", "url", "path")
        rows = self._all(f"SELECT {', '.join(columns)} FROM articles {where}", values)  # noqa: S608
        return [ArticleCard(**dict(zip(columns, row, strict=True))) for row in rows]

    def _pair_of(self, row: Sequence[Any]) -> Pair:
        place, name, _, paragraph, sentence, start, end, fr, en, machine, comment, flags, credit, *article = row
        article_id, title, date, publisher, url = article
        origin, reviewer, reviewed = json.loads(credit) if credit else (ORIGINS[0], None, None)
        return Pair(
            id=name,
            fr=fr,
            en=en,
            article_id=article_id,
            title=title,
            date=date,
            publisher=publisher,
            url=url,
            paragraph=paragraph,
            sentence=sentence,
            start=start,
            end=end,
            kind=self.kinds[self.kind[place]],
            score=float(self.score[place]),
            flags=tuple(json.loads(flags)) if flags else (),
            status=self.statuses[self.status[place]],
            machine_en=en if machine is None else machine,
            comment=comment,
            origin=origin,
            reviewer=reviewer,
            reviewed=reviewed,
        )

    def _array(self, name: str) -> Array:
        rows = self._all("SELECT data FROM arrays WHERE name = ?", (name,))
        return np.frombuffer(rows[0][0] if rows else b"", dtype=TYPES[name])

    def _names(self, name: str) -> list[str]:
        return [str(each) for each in json.loads(self._all("SELECT value FROM meta WHERE name = ?", (name,))[0][0])]

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DatasetError(
                f"{self._path}: the page's index is damaged ({error}); end the server (Ctrl+C), remove this file and "
                "start it again"
            ) from error
