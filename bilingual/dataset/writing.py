"""Articles, pairs and skipped segments → the files of a dataset folder."""

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual.articles import Article
from bilingual.dataset.card import write_card
from bilingual.dataset.croissant import write_croissant
from bilingual.dataset.manifest import Manifest, record_file, record_files, write_manifest
from bilingual.dataset.neighbours import read_in_context
from bilingual.dataset.review_table import write_review_tsv
from bilingual.dataset.reviewed import REVIEW_TABLE
from bilingual.dataset.schema import FOLDERS, FORMAT, article_row, pair_row, skipped_row
from bilingual.dataset.stats import measure_dataset
from bilingual.dataset.tables import ARROW_INDEX, ShardWriter, Table, copy_to_arrow, write_json
from bilingual.pairs import Pair, Skipped
from bilingual.splits import Splits


class DatasetWriter:
    """Writes a dataset of one of the `FORMATS` into an empty folder, holding one row group of each table in memory."""

    def __init__(self, folder: Path, splits: Splits, arrow: bool = True, form: str = FORMAT) -> None:
        self._folder, self._splits, self._arrow, self._form = folder, splits, arrow, form
        self._pairs = {name: ShardWriter(folder / FOLDERS["default"], "default", name, form) for name in splits.names}
        self._skipped = ShardWriter(folder / FOLDERS["skipped"], "skipped", "train")
        self._articles = ShardWriter(folder / FOLDERS["articles"], "articles", "train")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in (*self._pairs.values(), self._skipped, self._articles):
            writer.abandon()

    def add_article(self, article: Article) -> None:
        """Add an article's text and metadata."""
        self._articles.add(article_row(article))

    def add_pair(self, pair: Pair) -> None:
        """Add a published pair to its article's split."""
        self._pairs[self._splits.of(pair.article_id)].add(pair_row(pair))

    def add_skipped(self, skipped: Skipped) -> None:
        """Add a segment that is not published."""
        self._skipped.add(skipped_row(skipped))

    def finish(self, manifest: Manifest) -> Manifest:
        """Write everything else and return the manifest, completed with counts and files.

        The counts are read back from the tables, so that the card says what is there and not what was meant.
        """
        tables = self._close()
        if self._arrow:
            self._copy_to_arrow(tables)
        write_review_tsv(read_in_context(self._folder), self._folder / REVIEW_TABLE)
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

    def _close(self) -> list[Table]:
        writers = (*self._pairs.values(), self._skipped, self._articles)
        return [writer.close() for writer in writers]

    def _copy_to_arrow(self, tables: list[Table]) -> None:
        for table in tables:
            if table.config == "default":
                copy_to_arrow([shard.path for shard in table.shards], self._folder / table.split, self._form)
        write_json(self._folder / ARROW_INDEX, {"splits": list(self._splits.names)})
