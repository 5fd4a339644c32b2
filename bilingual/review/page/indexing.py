"""A dataset's Parquet files → the page's index: a database of its texts, and arrays of all by which queues are made."""

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bilingual.dataset.reading import fault_of, shards, without_placeholder
from bilingual.pairs import ORIGINS, STATUSES
from bilingual.quality import FLAGS

BATCH = 10_000
MOST_FLAGS = 63  # bits of a number; those beyond are shown, and cannot be asked for
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT, date TEXT, publisher TEXT, url TEXT, path TEXT,
  folded TEXT NOT NULL
);
CREATE TABLE pairs (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL, paragraph INTEGER NOT NULL,
  sentence INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, fr TEXT NOT NULL, en TEXT NOT NULL,
  machine_en TEXT, comment TEXT NOT NULL, flags TEXT, credit TEXT
);
CREATE TABLE skipped (
  article INTEGER NOT NULL, paragraph INTEGER NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL
);
"""
_INDEXES = """
CREATE INDEX pairs_by_id ON pairs (id);
CREATE INDEX pairs_by_article ON pairs (article, start);
CREATE INDEX skipped_by_article ON skipped (article, start);
CREATE INDEX articles_by_id ON articles (id);
"""
_OF_ARTICLE = ("title", "date", "publisher", "url")
_PAIR_COLUMNS = (
    "id", "article_id", *_OF_ARTICLE, "paragraph", "sentence", "start", "end", "translation.en", "translation.fr",
    "kind", "score", "flags", "status", "machine_en", "comment",
)  # fmt: skip
_CREDIT = ("origin", "reviewer", "reviewed")
_MODELS = (ORIGINS[0], None, None)
_COMPLETE = (
    "UPDATE articles SET path = ?, title = coalesce(title, ?), date = coalesce(date, ?), "
    "publisher = coalesce(publisher, ?), url = coalesce(url, ?), folded = coalesce(?, folded) WHERE number = ?"
)
_SKIPPED_COLUMNS = ("article_id", "paragraph", "start", "text", "reason")


def write_index(dataset: Path, database: sqlite3.Connection) -> None:
    """Fill an empty database. Raises DatasetError when a table of the dataset cannot be read, and sqlite3.Error."""
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    database.execute("BEGIN")
    writer = _Writer(database)
    for batch in _batches(dataset, "default", (*_PAIR_COLUMNS, *_CREDIT)):
        writer.add_pairs(batch)
    for batch in _batches(dataset, "skipped", _SKIPPED_COLUMNS):
        writer.add_skipped(batch)
    for batch in _batches(dataset, "articles", ("id", "path", *_OF_ARTICLE)):
        writer.add_articles(batch)
    writer.finish()
    database.execute("COMMIT")
    database.executescript(_INDEXES)


def _batches(dataset: Path, config: str, columns: tuple[str, ...]) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for shard in shards(dataset, config):
        try:
            with pq.ParquetFile(shard) as table:
                batches = table.iter_batches(BATCH, columns=list(columns), use_threads=False)
                yield from map(without_placeholder, batches)
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            raise fault_of(shard, error) from error


class _Numbering:
    """Numbers for names, in the order in which they come."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.numbers = {name: number for number, name in enumerate(names)}

    def of(self, column: Any) -> "np.ndarray[Any, Any]":  # noqa: ANN401 - an array of Arrow
        """Return the number of every value of a column."""
        coded = column.dictionary_encode()
        codes = [self.numbers.setdefault(name, len(self.numbers)) for name in coded.dictionary.to_pylist()]
        numbers: np.ndarray[Any, Any] = np.array([*codes, 0], dtype=np.int32)[coded.indices.to_numpy()]
        return numbers


class _Writer:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database, self._count = database, 0
        self._articles, self._kinds, self._statuses = _Numbering(), _Numbering(), _Numbering(STATUSES)
        self._flags = _Numbering(FLAGS)
        self._arrays: dict[str, list[np.ndarray[Any, Any]]] = {}
        self._json = lru_cache(4096)(json.dumps)

    def add_pairs(self, batch: Any) -> None:  # noqa: ANN401 - a batch of Arrow
        known, article = len(self._articles.numbers), self._articles.of(batch["article_id"])
        self._add_new_articles(batch, article, known)
        names, masks, counts = self._read_flags(batch["flags"])
        translation = batch["translation"]
        ids, fr, en = (each.to_pylist() for each in (batch["id"], translation.field("fr"), translation.field("en")))
        machine = [
            None if text == said else text for text, said in zip(batch["machine_en"].to_pylist(), en, strict=True)
        ]
        places = range(self._count, self._count + len(ids))
        numbers = (batch[name].to_pylist() for name in ("paragraph", "sentence", "start", "end"))
        said = (fr, en, machine, batch["comment"].to_pylist(), names, self._credit(batch))
        rows = zip(*(places, ids, article.tolist()), *numbers, *said, strict=True)
        self._database.executemany(f"INSERT INTO pairs VALUES ({', '.join('?' * 13)})", rows)  # noqa: S608
        self._keep(
            article=article,
            kind=self._kinds.of(batch["kind"]).astype(np.int16),
            status=self._statuses.of(batch["status"]).astype(np.int8),
            score=batch["score"].to_numpy(zero_copy_only=False).astype(np.float32),
            flags=masks,
            flag_count=counts,
            french=np.array(array("q", map(hash, fr))),
            share=np.array(array("L", (zlib.crc32(name.encode()) for name in ids)), dtype=np.uint32),
        )
        self._count += len(ids)

    def add_skipped(self, batch: Any) -> None:  # noqa: ANN401 - a batch of Arrow
        known = len(self._articles.numbers)
        article = self._articles.of(batch["article_id"])
        for name, number in list(self._articles.numbers.items())[known:]:
            self._add_article(number, name, {})
        columns = (batch[name].to_pylist() for name in _SKIPPED_COLUMNS[1:])
        self._database.executemany(
            "INSERT INTO skipped VALUES (?, ?, ?, ?, ?)", zip(article.tolist(), *columns, strict=True)
        )

    def add_articles(self, batch: Any) -> None:  # noqa: ANN401 - a batch of Arrow
        """Add where the articles of the pairs lie, and what else the pairs do not say of them."""
        names, titles = batch["id"].to_pylist(), batch["title"].to_pylist()
        folded = [title and _fold(title, name) for title, name in zip(titles, names, strict=True)]
        columns = (batch[name].to_pylist() for name in ("path", *_OF_ARTICLE))
        numbers = map(self._articles.numbers.get, names)
        self._database.executemany(_COMPLETE, zip(*columns, folded, numbers, strict=True))

    def finish(self) -> None:
        names = {
            "kinds": list(self._kinds.numbers),
            "statuses": list(self._statuses.numbers),
            "flags": list(self._flags.numbers)[:MOST_FLAGS],
        }
        meta = ((name, json.dumps(value)) for name, value in names.items())
        self._database.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        for name, parts in self._arrays.items():
            whole = np.concatenate(parts)
            self._database.execute("INSERT INTO arrays VALUES (?, ?)", (name, whole.tobytes()))

    def _keep(self, **parts: "np.ndarray[Any, Any]") -> None:
        for name, part in parts.items():
            self._arrays.setdefault(name, []).append(part)

    def _add_new_articles(self, batch: Any, article: "np.ndarray[Any, Any]", known: int) -> None:  # noqa: ANN401
        if len(self._articles.numbers) == known:
            return
        numbers, firsts = np.unique(article, return_index=True)
        new = numbers >= known
        some, names = batch.take(firsts[new]), list(self._articles.numbers)
        columns = [some[key].to_pylist() for key in _OF_ARTICLE]
        for number, *fields in zip(numbers[new].tolist(), *columns, strict=True):
            self._add_article(number, names[number], dict(zip(_OF_ARTICLE, fields, strict=True)))

    def _add_article(self, number: int, name: str, fields: dict[str, str | None]) -> None:
        title = fields.get("title")
        values = (number, name, *map(fields.get, _OF_ARTICLE), None, _fold(title or "", name))
        self._database.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _credit(self, batch: Any) -> list[str | None]:  # noqa: ANN401 - a batch of Arrow
        """Return as JSON where the English of each row is from, and whose it is; None for the model's."""
        if "origin" not in batch.schema.names:  # format 1: every verdict is a review of the pair itself
            statuses = batch["status"].to_pylist()
            return [None if status == STATUSES[0] else self._json((ORIGINS[1], None, None)) for status in statuses]
        rows = zip(*(batch[name].to_pylist() for name in _CREDIT), strict=True)
        return [None if row == _MODELS else self._json(row) for row in rows]

    def _read_flags(self, column: Any) -> tuple[list[str | None], "np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:  # noqa: ANN401
        """Return the flags of each row as JSON (None without any), as bits, and how many they are."""
        lengths = np.diff(column.offsets.to_numpy())
        rows = np.repeat(np.arange(len(lengths)), lengths)
        codes = self._flags.of(column.flatten()).astype(np.int64)
        kept = codes < MOST_FLAGS
        masks = np.zeros(len(lengths), dtype=np.int64)
        np.bitwise_or.at(masks, rows[kept], np.left_shift(np.int64(1), codes[kept]))
        values, ends = column.flatten().to_pylist(), np.cumsum(lengths).tolist()
        names = [
            self._json(tuple(values[end - length : end])) if length else None
            for length, end in zip(lengths.tolist(), ends, strict=True)
        ]
        return names, masks, np.minimum(lengths, 127).astype(np.int8)


def _fold(title: str, name: str) -> str:
    return f"{title}\n{name}".casefold()
