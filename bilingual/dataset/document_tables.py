"""Documents → the Parquet tables of a dataset, one writer for each split of each configuration."""

from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bilingual.articles.article import Cue
from bilingual.dataset.documents import Document
from bilingual.dataset.schema import (
    ARTICLE_COLUMNS,
    CUE_FIELDS,
    DIVIDED,
    FOLDERS,
    FORMAT,
    MARK_FIELDS,
    NOTHING_SKIPPED,
    SKIPPED_COLUMNS,
    configs_of,
    flat_row,
    pair_row,
)
from bilingual.dataset.tables import ShardWriter, Table
from bilingual.dataset.two_sides import document_row
from bilingual.errors import DatasetError
from bilingual.splits import NAMES


class DocumentTables:
    """Writes the tables of some configurations of a dataset, holding one row group of each in memory.

    Without `texts` the articles are written with their metadata alone, and there is no table of documents.
    """

    def __init__(
        self, folder: Path, splits: Sequence[str], configs: Collection[str], *, form: str = FORMAT, texts: bool = True
    ) -> None:
        self._form, self._texts = form, texts
        self._writers = {
            (config, split): ShardWriter(folder / FOLDERS[config], config, split, form)
            for config in configs_of(form)
            if config in configs and (texts or config != "documents")
            for split in (splits if config in DIVIDED else NAMES[:1])
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()

    def abandon(self) -> None:
        """Close the open files."""
        for writer in self._writers.values():
            writer.abandon()

    def add_document(self, document: Document) -> None:
        """Add an article with all its segments. Raises DatasetError for pairs of a split that has no table."""
        if document.pairs and ("default", document.split) not in self._writers:
            raise DatasetError(f"article {document.id}: in `{document.split}`, no split of the dataset; build it again")
        text = document.text if self._texts else None
        self._add("articles", NAMES[0], _article_row(document) | {"text": text})
        for pair in document.pairs:
            self._add("default", document.split, pair_row(pair))
            self._add("flat", document.split, flat_row(pair))
        for skipped in document.skipped:
            self._add("skipped", NAMES[0], {name: getattr(skipped, name) for name in SKIPPED_COLUMNS})
        if text is not None and ("documents", document.split) in self._writers:
            self._add("documents", document.split, document_row(document, text))

    def close(self) -> list[Table]:
        """Write what is left and return the tables as they are on the disk."""
        skipped = self._writers["skipped", NAMES[0]]
        if skipped.is_empty and self._form == FORMAT:
            skipped.add(NOTHING_SKIPPED)
        return [writer.close() for writer in self._writers.values()]

    def _add(self, config: str, split: str, row: dict[str, Any]) -> None:
        if writer := self._writers.get((config, split)):
            writer.add(row)


def _article_row(document: Document) -> dict[str, Any]:
    row = {name: getattr(document, name) for name in ARTICLE_COLUMNS}
    marks = [dict(zip(MARK_FIELDS, mark, strict=True)) for mark in document.marks]
    return row | {"marks": marks, "pages": list(document.pages), "cues": [_cue_row(cue) for cue in document.cues]}


def _cue_row(cue: Cue) -> dict[str, int]:
    return {name: getattr(cue, name) for name in CUE_FIELDS}
