"""Articles with their segments → the rows of every table, a few thousand at a time."""

from collections.abc import Iterable
from typing import Any, Protocol

from bilingual.articles import Article
from bilingual.dataset.columns import articles_table, documents_table, pairs_table, skipped_table
from bilingual.dataset.documents import Document, Segment
from bilingual.dataset.schema import FORMAT
from bilingual.dataset.two_sides import TwoSides
from bilingual.pairs import Pair, Skipped
from bilingual.splits import NAMES

MOST_ROWS, MOST_CHARACTERS = 2_000, 2_000_000  # gathered before they become a table


class TableSink(Protocol):
    """Takes rows, table by table, in their order."""

    def add(self, config: str, split: str, table: Any) -> None:  # noqa: ANN401 - pyarrow.Table
        """Append rows of a configuration to a split; those of one that it does not hold are let go."""


class DocumentTables:
    """Makes the rows of articles and hands them to a sink; the segments of an article may come a few at a time.

    In memory are some thousand segments, and of the article under way what `TwoSides` keeps. An article whose text is
    not known has no row of `documents`.
    """

    def __init__(self, sink: TableSink, form: str = FORMAT) -> None:
        self._sink, self._form = sink, form
        self._pairs: list[Pair] = []
        self._skipped: list[Skipped] = []
        self._articles: list[tuple[Article | Document, str]] = []
        self._sides: list[TwoSides] = []
        self._characters = 0
        self._split = NAMES[0]
        self._open: TwoSides | None = None

    def add_document(self, document: Document) -> None:
        """Add an article with all its segments, its pairs to its split."""
        self.begin(document, document.split)
        self.add(document.segments)
        self.end()

    def begin(self, article: Article | Document, split: str = NAMES[0]) -> None:
        """Begin an article, whose pairs are in a split."""
        if split != self._split:
            self.flush()
        self._split = split
        self._articles.append((article, split))
        self._characters += len(article.text or "")
        self._open = None if article.text is None else TwoSides(article, article.text)

    def add(self, segments: Iterable[Segment]) -> None:
        """Add the next segments of the article, in the order of its text."""
        segments = tuple(segments)
        self._pairs += (each for each in segments if isinstance(each, Pair))
        self._skipped += (each for each in segments if isinstance(each, Skipped))
        if self._open is not None:
            self._open.add(segments)
        self._flush_segments(MOST_ROWS)

    def end(self) -> None:
        """End the article."""
        if self._open is not None:
            self._sides.append(self._open)
        self._open = None
        if self._characters > MOST_CHARACTERS or len(self._articles) >= MOST_ROWS:
            self._flush_articles()

    def flush(self) -> None:
        """Hand on what has been gathered."""
        self._flush_segments(1)
        self._flush_articles()

    def _flush_segments(self, least: int) -> None:
        if len(self._pairs) >= least:
            self._sink.add("default", self._split, pairs_table(self._pairs, self._form))
            self._pairs = []
        if len(self._skipped) >= least:
            self._sink.add("skipped", NAMES[0], skipped_table(self._skipped, self._form))
            self._skipped = []

    def _flush_articles(self) -> None:
        if self._articles:
            self._sink.add("articles", NAMES[0], articles_table(self._articles, self._form))
        if self._sides and self._form == FORMAT:
            self._sink.add("documents", self._split, documents_table(self._sides))
        self._articles, self._sides, self._characters = [], [], 0
