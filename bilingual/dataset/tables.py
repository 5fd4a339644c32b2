"""Tables of rows → Parquet shards with fixed row groups, and the Arrow copy that `load_from_disk` reads."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.dataset.columns import flat_table, nothing_skipped, without_texts
from bilingual.dataset.schema import (
    DIVIDED,
    FOLDERS,
    FORMAT,
    ROW_GROUPS,
    SHARD_ROWS,
    arrow_schema,
    configs_of,
    written_features,
)
from bilingual.errors import DatasetError
from bilingual.splits import NAMES

ARROW_INDEX = "dataset_dict.json"
LEVEL = 6  # of zstd: a third less than with level 1 where texts repeat, in the same time
GROUP_CHARACTERS = 16_000_000
LONG_TEXTS = ("text", "fr", "en")


@dataclass(frozen=True, slots=True)
class Shard:
    """One Parquet file of a table."""

    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """One split of one config as written; `bytes` is its uncompressed size in Arrow."""

    config: str
    split: str
    shards: tuple[Shard, ...]
    bytes: int

    @property
    def rows(self) -> int:
        """Rows in all shards."""
        return sum(shard.rows for shard in self.shards)


class ShardWriter:
    """Writes one split of one config as Parquet shards of at most `SHARD_ROWS` rows, holding one row group in memory.

    A row group has `ROW_GROUPS` rows, or fewer where their long texts have more than `GROUP_CHARACTERS`: it follows
    from the rows alone, not from the tables they come in. The number of shards is in their names
    (`train-00000-of-00003.parquet`), so they get their names in `close`.
    """

    def __init__(self, folder: Path, config: str, split: str, form: str = FORMAT) -> None:
        self._folder, self._config, self._split = folder, config, split
        self._schema = arrow_schema(config, form)
        self._buffer: list[Any] = []
        self._buffered = self._characters = 0
        self._rows: list[int] = []
        self._bytes = 0
        self._writer: Any = None

    def add(self, table: Any) -> None:  # noqa: ANN401 - pyarrow.Table
        """Append rows."""
        ends = _characters_to(table)
        start = 0
        while start < table.num_rows:
            before = int(ends[start - 1]) if start else 0
            full = int(ends.searchsorted(before + GROUP_CHARACTERS - self._characters, side="right")) + 1
            end = min(table.num_rows, start + ROW_GROUPS[self._config] - self._buffered, full)
            self._buffer.append(table.slice(start, end - start))
            self._buffered += end - start
            self._characters += int(ends[end - 1]) - before
            if self._buffered == ROW_GROUPS[self._config] or self._characters > GROUP_CHARACTERS:
                self._write_group()
            start = end

    @property
    def is_empty(self) -> bool:
        """Whether no row was added."""
        return not (self._buffer or self._rows)

    def close(self) -> Table:
        """Write what is left (an empty table is one shard without rows) and give the shards their names."""
        if self._buffer or not self._rows:
            self._write_group()
        self.abandon()
        shards = tuple(Shard(self._name(index), rows) for index, rows in enumerate(self._rows))
        for index, shard in enumerate(shards):
            self._draft(index).rename(shard.path)
        return Table(self._config, self._split, shards, self._bytes)

    def abandon(self) -> None:
        """Close the open file, if any."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _write_group(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft, packing = self._draft(len(self._rows)), {"compression": "zstd", "compression_level": LEVEL}
            self._writer = pq.ParquetWriter(draft, self._schema, **packing)
            self._rows.append(0)
        if not self._buffer:
            return  # a table without rows must have no row group either: `datasets` 5.2 fails on an empty one
        table = _canonical(pa.concat_tables(self._buffer).combine_chunks())
        self._writer.write_table(table, row_group_size=ROW_GROUPS[self._config])
        self._rows[-1] += table.num_rows
        self._bytes += table.nbytes
        self._buffer, self._buffered, self._characters = [], 0, 0
        if self._rows[-1] >= SHARD_ROWS[self._config]:
            self.abandon()

    def _draft(self, index: int) -> Path:
        return self._folder / f"{self._split}-{index:05d}.parquet"

    def _name(self, index: int) -> Path:
        return self._folder / f"{self._split}-{index:05d}-of-{len(self._rows):05d}.parquet"


def _canonical(table: Any) -> Any:  # noqa: ANN401 - pyarrow.Table
    """Return the same rows as Arrow would store them: without marks of missing values where none is missing.

    So their size follows from them alone, not from whether they came by way of a filter.
    """
    import pyarrow as pa

    stored = pa.BufferOutputStream()
    with pa.ipc.new_stream(stored, table.schema) as stream:
        stream.write_table(table)
    return pa.ipc.open_stream(stored.getvalue()).read_all().combine_chunks()


def _characters_to(table: Any) -> Any:  # noqa: ANN401 - pyarrow.Table → numpy array
    """Return the characters of the long texts in the rows up to each one, that one included."""
    import numpy as np
    import pyarrow.compute as pc

    total = np.zeros(table.num_rows, np.int64)
    for name in LONG_TEXTS:
        if name in table.column_names:
            total += pc.fill_null(pc.utf8_length(table[name]), 0).to_numpy().astype(np.int64)
    return total.cumsum()


class ShardTables:
    """The tables of a dataset, one writer for each split of each configuration.

    Without `texts` the articles are written with their metadata alone, and there is no table of documents.
    """

    def __init__(self, folder: Path, splits: Sequence[str], *, form: str = FORMAT, texts: bool = True) -> None:
        self._form, self._texts = form, texts
        self._writers = {
            (config, split): ShardWriter(folder / FOLDERS[config], config, split, form)
            for config in configs_of(form)
            if texts or config != "documents"
            for split in (splits if config in DIVIDED else NAMES[:1])
        }

    def add(self, config: str, split: str, table: Any) -> None:  # noqa: ANN401 - pyarrow.Table
        """Append rows; those of pairs are rows of `flat` too.

        Raises DatasetError for pairs of a split that has no table.
        """
        if config == "default" and table.num_rows and (config, split) not in self._writers:
            article = table["article_id"][0].as_py()
            raise DatasetError(f"article {article}: in `{split}`, no split of the dataset; build it again")
        if config == "articles" and not self._texts:
            table = without_texts(table)
        if writer := self._writers.get((config, split)):
            writer.add(table)
        if config == "default" and (flat := self._writers.get(("flat", split))):
            flat.add(flat_table(table))

    def close(self) -> list[Table]:
        """Write what is left and return the tables as they are on the disk."""
        skipped = self._writers["skipped", NAMES[0]]
        if skipped.is_empty and self._form == FORMAT:
            skipped.add(nothing_skipped())
        return [writer.close() for writer in self._writers.values()]

    def abandon(self) -> None:
        """Close the open files."""
        for writer in self._writers.values():
            writer.abandon()


def copy_to_arrow(shards: list[Path], folder: Path, form: str = FORMAT) -> None:
    """Copy one split's Parquet shards to `folder` in the layout of `Dataset.save_to_disk` (datasets 5.2).

    Written here and not by `save_to_disk`, whose fingerprint differs from run to run.
    """
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    names = [f"data-{index:05d}-of-{len(shards):05d}.arrow" for index in range(len(shards))]
    for shard, name in zip(shards, names, strict=True):
        _copy_shard(shard, folder / name)
        with shard.open("rb") as stream:
            hashlib.file_digest(stream, lambda: digest)
    columns = written_features("default", form)
    info = {"citation": "", "description": "", "features": columns, "homepage": "", "license": ""}
    state: dict[str, Any] = {
        "_data_files": [{"filename": name} for name in names],
        "_fingerprint": digest.hexdigest()[:16],
        "_format_columns": None,
        "_format_kwargs": {},
        "_format_type": None,
        "_output_all_columns": False,
        "_split": None,
    }
    write_json(folder / "dataset_info.json", info)
    write_json(folder / "state.json", state)


def _copy_shard(shard: Path, target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(shard) as source, pa.ipc.new_stream(target, source.schema_arrow) as stream:
        for batch in source.iter_batches(batch_size=1000):
            stream.write_batch(batch)


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - whatever json takes
    """Write a JSON file with a final line end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
