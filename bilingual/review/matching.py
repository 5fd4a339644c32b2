"""Verdicts on the pairs of another build → the pairs of this dataset that they are about.

A verdict belongs to its article and its French, not to a place: what stands before it may change, the model may be
another, the file may have another name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.dataset.reading import read_rows
from bilingual.files.scratch import Scratch
from bilingual.pairs import REASONS
from bilingual.review.places import match_places
from bilingual.review.records import Judged
from bilingual.review.renames import find_renames
from bilingual.text.digests import text_digest

SAME, MOVED, RENAMED = "same", "moved", "renamed"
NO_ARTICLE = "their article is not in this dataset"
TIED = "their article is not in this dataset, and several others have as many of its sentences"
NO_TEXT = "their French is not in the article any more"
FEWER = "their French stands in the article fewer times"
UNPUBLISHED = "not published in this dataset: {}"

_IN_ORDER = "FROM {} WHERE article = ? ORDER BY start"

Segment = tuple[str, int, str]
"""A segment of the other build without a verdict: the id of its article, where it begins there, its text."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A judged pair of the other build that is no pair of this dataset, and why, in words that follow a count."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rename:
    """An article with another id in this dataset, and how many verdicts have come with it."""

    old: str
    new: str
    verdicts: int


class Matching:
    """What `match_verdicts` has found, in a temporary table.

    `counts` are the judged pairs found, by how: `same` id, `moved` (another number in the same article, or an id of
    format 1), `renamed` (its article has another id). `lost` counts the others by reason.
    """

    def __init__(self, table: Scratch) -> None:
        self._table = table
        by_how = table.read("SELECT how, count(*) FROM old WHERE judged AND pair IS NOT NULL GROUP BY 1")
        found = dict(by_how)
        self.counts: Mapping[str, int] = {how: found[how] for how in (SAME, MOVED, RENAMED) if how in found}
        by_reason = table.read("SELECT how, count(*) AS n FROM old WHERE judged AND pair IS NULL GROUP BY 1")
        self.lost: Mapping[str, int] = dict(sorted(by_reason, key=lambda row: (-row[1], row[0])))

    def pair_of(self, judged: str) -> str | None:
        """Return the id of this dataset's pair that a judged pair is, None for one that is none or was not given."""
        row = self._table.first("SELECT pair FROM old WHERE id = ? AND judged", (judged,))
        return row[0] if row else None

    def pairs(self) -> Iterator[str | None]:
        """Yield what `pair_of` returns for each judged pair, in the order in which they came."""
        return (pair for (pair,) in self._table.read("SELECT pair FROM old WHERE judged ORDER BY rowid"))

    def unmatched(self, reason: str | None = None) -> Iterator[Lost]:
        """Yield the judged pairs that were not found, those of one reason if named, in the order in which they came."""
        query = "SELECT id, how FROM old WHERE judged AND pair IS NULL AND how = coalesce(?, how) ORDER BY rowid"
        return (Lost(*row) for row in self._table.read(query, (reason,)))

    def renames(self) -> Iterator[Rename]:
        """Yield the articles with another id, by their old ones."""
        query = (
            "SELECT renames.old, renames.new, count(*) FROM renames JOIN old ON old.article = renames.old "
            "WHERE judged AND pair IS NOT NULL GROUP BY 1, 2 ORDER BY 1"
        )
        return (Rename(*row) for row in self._table.read(query))


def match_verdicts(judged: Iterable[Judged], dataset: Path, others: Iterable[Segment] = ()) -> Matching:
    """Find the pairs of `dataset` that verdicts on another build's are about; of one id the first `judged` counts.

    A verdict follows its article and its French; of equal sentences, those nearest to their old places are taken, in
    order, each once. An article that is gone is sought among those that are new, by the sentences that they share. The
    more of the other build is known (`others`: its segments without a verdict), the better places and names are told
    apart. Time grows with the segments, memory with those of the longest article alone. Raises DatasetError for a
    dataset that cannot be read, or a temporary folder without room.
    """
    table = Scratch(
        "CREATE TABLE old (id TEXT UNIQUE, article TEXT NOT NULL, start INTEGER NOT NULL, text BLOB NOT NULL, "
        "judged INTEGER NOT NULL, pair TEXT, how TEXT)",
        "CREATE TABLE new (id TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, text BLOB NOT NULL, "
        "reason TEXT)",
        "CREATE TABLE renames (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE ties (old TEXT PRIMARY KEY) WITHOUT ROWID",
    )
    seen = ((one.id, one.article_id, one.start, text_digest(one.fr)) for one in judged)
    table.fill("INSERT OR IGNORE INTO old VALUES (?, ?, ?, ?, 1, NULL, NULL)", seen)
    unseen = ((article, start, text_digest(text)) for article, start, text in others)
    table.fill("INSERT INTO old VALUES (NULL, ?, ?, ?, 0, NULL, NULL)", unseen)
    table.fill("INSERT INTO new VALUES (?, ?, ?, ?, ?)", _segments_of(dataset))
    table.write("CREATE INDEX old_by_article ON old (article, start)")
    table.write("CREATE INDEX new_by_article ON new (article, start)")
    find_renames(table)
    table.write("CREATE TABLE articles AS SELECT DISTINCT article FROM old WHERE judged")
    for (article,) in table.read("SELECT article FROM articles"):
        _match_article(table, article)
    return Matching(table)


def _segments_of(dataset: Path) -> Iterator[tuple[str, str, int, bytes, str | None]]:
    for row in read_rows(dataset, "default", columns=("id", "article_id", "start", "translation.fr")):
        yield row["id"], row["article_id"], row["start"], text_digest(row["translation"]["fr"]), None
    for row in read_rows(dataset, "skipped", columns=("id", "article_id", "start", "text", "reason")):
        yield row["id"], row["article_id"], row["start"], text_digest(row["text"]), row["reason"]


def _match_article(table: Scratch, article: str) -> None:
    renamed = table.first("SELECT new FROM renames WHERE old = ?", (article,))
    there = renamed[0] if renamed else article
    old = list(table.read(f"SELECT rowid, id, text, start, judged {_IN_ORDER.format('old')}", (article,)))
    new = list(table.read(f"SELECT id, text, start, reason {_IN_ORDER.format('new')}", (there,)))
    found = match_places([(row[2], row[3]) for row in old], [(row[1], row[2]) for row in new])
    missing = FEWER if new else TIED if table.first("SELECT 1 FROM ties WHERE old = ?", (article,)) else NO_ARTICLE
    texts = {row[1] for row in new}
    outcomes = list[tuple[str | None, str, int]]()
    for number, (rowid, name, text, _, judged) in enumerate(old):
        if not judged:
            continue
        if number in found:
            pair, how = _outcome(name, new[found[number]], bool(renamed))
        else:
            pair, how = None, NO_TEXT if new and text not in texts else missing
        outcomes.append((pair, how, rowid))
    table.fill("UPDATE old SET pair = ?, how = ? WHERE rowid = ?", outcomes)


def _outcome(name: str, found: tuple[Any, ...], renamed: bool) -> tuple[str | None, str]:
    """Return the pair that a judged one is in this dataset, if it is published, and how it was found or why not."""
    pair, _, _, reason = found
    if reason:
        return None, UNPUBLISHED.format(REASONS.get(reason, reason))
    return pair, RENAMED if renamed else SAME if pair == name else MOVED
