"""Documents: each article with all its segments in the order of its text, from a build or from a dataset folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Self

from bilingual.articles import Article
from bilingual.articles.article import Cue, Mark
from bilingual.dataset.reading import read_pairs, read_rows, read_skipped
from bilingual.dataset.schema import ARTICLE_COLUMNS
from bilingual.errors import DatasetError
from bilingual.pairs import Pair, Skipped
from bilingual.splits import NAMES

Segment = Pair | Skipped
ARTICLE_FIELDS = tuple(name for name in ARTICLE_COLUMNS if name != "split")
MISPLACED = "it has segments but is not in `articles`, or is out of order there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article and what became of it: its `segments`, pairs and skipped ones, in the order of its text.

    `text` is exactly what was read, None where a dataset is published without its articles' texts. All pairs of a
    document are in its `split`. `author`, `language` and what follows `split` are an `Article`'s; earlier formats lack
    them.
    """

    id: str
    text: str | None
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    author: str | None = None
    language: str | None = None
    path: str
    encoding: str
    sha256: str
    split: str
    extracted: bool = False
    marks: tuple[Mark, ...] = ()
    pages: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, article: Article, pairs: Iterable[Pair], skipped: Iterable[Skipped]) -> Self:
        """Return an article's document, in the first split; both kinds of segment are in the order of its text."""
        fields = {name: getattr(article, name) for name in ARTICLE_FIELDS}
        return cls(**fields, split=NAMES[0], segments=tuple(merge(pairs, skipped, key=attrgetter("start"))))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The published segments."""
        return tuple(each for each in self.segments if isinstance(each, Pair))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The segments that are not published."""
        return tuple(each for each in self.segments if isinstance(each, Skipped))


def read_documents(dataset: Path) -> Iterator[Document]:
    """Yield the articles in order, each with its segments; one article at a time is in memory.

    Raises DatasetError when a table cannot be read, or holds segments of an article that is not in `articles` or stands
    elsewhere there.
    """
    pairs = {split: read_pairs(dataset, split) for split in NAMES}
    return documents_of(read_rows(dataset, "articles"), pairs, read_skipped(dataset))


def documents_of(
    articles: Iterable[Mapping[str, Any]], pairs: Mapping[str, Iterator[Pair]], skipped: Iterator[Skipped]
) -> Iterator[Document]:
    """Yield the documents of the rows of articles, of each split's pairs and of skipped segments, as `read_documents`.

    Raises DatasetError as that does.
    """
    runs, others = {split: _Runs(found) for split, found in pairs.items()}, _Runs(skipped)
    for row in articles:
        published = {split: found for split, run in runs.items() if (found := run.take(row["id"]))}
        segments = merge(*published.values(), others.take(row["id"]), key=attrgetter("start"))
        yield _document(row, next(iter(published), NAMES[0]), segments)
    for run in (*runs.values(), others):
        if run.article is not None:
            raise DatasetError(f"article {run.article}: {MISPLACED}")


def _document(row: Mapping[str, Any], split: str, segments: Iterable[Segment]) -> Document:
    fields = {name: row[name] for name in ARTICLE_FIELDS if name in row}
    marks = tuple((mark["start"], mark["kind"], mark["language"]) for mark in row.get("marks") or ())
    cues = tuple(Cue(**cue) for cue in row.get("cues") or ())
    fields |= {"marks": marks, "pages": tuple(row.get("pages") or ()), "cues": cues}
    return Document(**fields, split=row.get("split", split), segments=tuple(segments))


class _Runs:
    """A table read one article at a time; `article` is the one that comes next, None at the end."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._groups = groupby(rows, key=attrgetter("article_id"))
        self._next()

    def take(self, article: str) -> list[Segment]:
        """Return the article's rows, or none when another article comes next."""
        if article != self.article:
            return []
        rows = self._rows
        self._next()
        return rows

    def _next(self) -> None:
        article, group = next(self._groups, (None, iter(())))
        self.article: str | None = article
        self._rows: list[Segment] = list(group)
