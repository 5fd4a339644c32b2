"""Rows → Parquet shards with fixed row groups, and the Arrow copy that `load_from_disk` reads."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.dataset.schema import FORMAT, ROW_GROUPS, SHARD_ROWS, arrow_schema, written_features

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

    The number of shards is in their names (`train-00000-of-00003.parquet`), so they get their names in `close`.
    """

    def __init__(self, folder: Path, config: str, split: str, form: str = FORMAT) -> None:
        self._folder, self._config, self._split = folder, config, split
        self._schema = arrow_schema(config, form)
        self._buffer: list[Mapping[str, Any]] = []
        self._buffered = 0
        self._rows: list[int] = []
        self._bytes = 0
        self._writer: Any = None

    def add(self, row: Mapping[str, Any]) -> None:
        """Append one row."""
        self._buffer.append(row)
        self._buffered += sum(len(row.get(name) or "") for name in LONG_TEXTS)
        if len(self._buffer) == ROW_GROUPS[self._config] or self._buffered > GROUP_CHARACTERS:
            self._write_group()

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
        table = pa.Table.from_pylist(self._buffer, schema=self._schema)
        self._writer.write_table(table, row_group_size=ROW_GROUPS[self._config])
        self._rows[-1] += table.num_rows
        self._bytes += table.nbytes
        self._buffer, self._buffered = [], 0
        if self._rows[-1] >= SHARD_ROWS[self._config]:
            self.abandon()

    def _draft(self, index: int) -> Path:
        return self._folder / f"{self._split}-{index:05d}.parquet"

    def _name(self, index: int) -> Path:
        return self._folder / f"{self._split}-{index:05d}-of-{len(self._rows):05d}.parquet"


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
