"""Documents → the files of a dataset folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bilingual.dataset.card import write_card
from bilingual.dataset.croissant import write_croissant
from bilingual.dataset.document_tables import DocumentTables
from bilingual.dataset.documents import Document
from bilingual.dataset.manifest import Manifest, record_file, record_files, write_manifest
from bilingual.dataset.review_columns import write_review_columns
from bilingual.dataset.reviewed import REVIEW_TABLE
from bilingual.dataset.schema import FORMAT
from bilingual.dataset.stats import measure_dataset
from bilingual.dataset.tables import ARROW_INDEX, ShardTables, Table, copy_to_arrow, write_json
from bilingual.splits import NAMES


class DatasetWriter:
    """Writes a dataset of one of the `FORMATS` into an empty folder, holding one row group of each table in memory.

    Without `texts` the articles' full texts are left out, without `arrow` the copy for `load_from_disk`.
    """

    def __init__(
        self,
        folder: Path,
        splits: Sequence[str] = NAMES[:1],
        *,
        arrow: bool = True,
        texts: bool = True,
        form: str = FORMAT,
    ) -> None:
        self._folder, self._arrow, self._form = folder, arrow, form
        self._tables = ShardTables(folder, splits, form=form, texts=texts)
        self._documents = DocumentTables(self._tables, form)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tables.abandon()

    def add_document(self, document: Document) -> None:
        """Add an article with all its segments, its pairs to its split."""
        self._documents.add_document(document)

    def add(self, config: str, split: str, table: Any) -> None:  # noqa: ANN401 - pyarrow.Table
        """Add rows of a configuration, as another writer of documents has made them."""
        self._tables.add(config, split, table)

    def finish(self, manifest: Manifest) -> Manifest:
        """Write everything else and return the manifest, completed with counts and files.

        The counts are read back from the tables, so that the card says what is there and not what was meant.
        """
        self._documents.flush()
        tables = self._tables.close()
        if self._arrow:
            self._copy_to_arrow(tables)
        write_review_columns(self._folder, self._folder / REVIEW_TABLE)
        stats = measure_dataset(self._folder)
        records = {
            shard.path.relative_to(self._folder).as_posix(): record_file(shard.path, shard.rows)
            for table in tables
            for shard in table.shards
        }
        manifest = replace(manifest, format=self._form, counts=stats.counts(), files=records)
        write_croissant(self._folder, manifest)
        write_card(self._folder, manifest, stats, tables)
        manifest = replace(manifest, files=record_files(self._folder, records))
        write_manifest(self._folder, manifest)
        return manifest

    def _copy_to_arrow(self, tables: list[Table]) -> None:
        for table in tables:
            if table.config == "default":
                copy_to_arrow([shard.path for shard in table.shards], self._folder / table.split, self._form)
        names = [table.split for table in tables if table.config == "default"]
        write_json(self._folder / ARROW_INDEX, {"splits": names})
