"""A dataset folder → its records, one row group at a time."""

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.schema import FOLDERS, NOTHING_SKIPPED, pair_from_row
from bilingual.errors import DatasetError
from bilingual.pairs import Pair, Skipped

# No fault of the dataset: no thread could be started, or no further file opened.
EXHAUSTED = frozenset((errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE))
BATCH_ROWS, BATCH_BYTES = 5_000, 16 << 20
EXCHANGED = "replaced by another version while it was read; run the command again"


@contextmanager
def one_version(dataset: Path) -> Iterator[None]:
    """Make sure that all that is read from a dataset is of one version, though another process may exchange it.

    Raises DatasetError at the end, or in place of the reader's own, when the dataset has been exchanged meanwhile.
    """
    before = _manifest_hash(dataset)
    try:
        yield
    except (DatasetError, OSError) as error:
        if _manifest_hash(dataset) == before:
            raise
        raise DatasetError(f"{dataset}: {EXCHANGED}") from error
    if _manifest_hash(dataset) != before:
        raise DatasetError(f"{dataset}: {EXCHANGED}")


def read_pairs(dataset: Path, split: str = "*") -> Iterator[Pair]:
    """Yield the published pairs of one split or all in order. Raises DatasetError when a table cannot be read."""
    return (pair_from_row(row) for row in read_rows(dataset, "default", split))


def read_skipped(dataset: Path) -> Iterator[Skipped]:
    """Yield the skipped segments. Raises DatasetError when a table cannot be read."""
    return (Skipped(**row) for row in read_rows(dataset, "skipped"))


def read_rows(
    dataset: Path, config: str, split: str = "*", columns: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a config as dictionaries, all columns or some, the shards in order.

    The row that stands for no skipped segment is left out. Raises DatasetError when a shard is damaged.
    """
    for batch in read_batches(dataset, config, split, columns, rows=1000):
        yield from batch.to_pylist()


def read_batches(
    dataset: Path, config: str, split: str = "*", columns: Sequence[str] | None = None, *, rows: int = BATCH_ROWS
) -> Iterator[Any]:
    """Yield the rows of a config as Arrow record batches of at most `rows` rows and, where one row does not take more,
    of about `BATCH_BYTES`; columns that the table does not have are left out.

    Without the row that stands for no skipped segment. Raises DatasetError when a shard is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    for shard in shards(dataset, config, split):
        try:
            with pq.ParquetFile(shard) as table:
                for batch in table.iter_batches(batch_size=rows, columns=columns and list(columns)):
                    batch.validate(full=True)  # a changed byte may be no UTF-8 any more
                    yield from _in_bounds(without_placeholder(batch))
        except (OSError, pa.ArrowException) as error:
            raise fault_of(shard, error) from error


def _in_bounds(batch: Any) -> Iterator[Any]:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    """Yield a batch in slices of equal numbers of rows, about `BATCH_BYTES` each."""
    step = max(1, batch.num_rows * BATCH_BYTES // max(batch.nbytes, BATCH_BYTES))
    return (batch.slice(start, step) for start in range(0, batch.num_rows, step))


def without_placeholder(batch: Any) -> Any:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    """Return a batch of any table without the row that stands for no skipped segment."""
    import pyarrow.compute as pc

    if "reason" not in batch.schema.names:
        return batch
    return batch.filter(pc.not_equal(batch["reason"], NOTHING_SKIPPED["reason"]))


def count_by_split(dataset: Path) -> dict[str, int]:
    """Return the number of pairs of each split, in order. Raises DatasetError when a table is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    counts: dict[str, int] = {}
    for shard in shards(dataset, "default"):
        split = shard.name.partition("-")[0]
        try:
            counts[split] = counts.get(split, 0) + pq.read_metadata(shard).num_rows
        except (OSError, pa.ArrowException) as error:
            raise fault_of(shard, error) from error
    return counts


def fault_of(shard: Path, error: Exception) -> Exception:
    """Return what to raise for an error of Arrow: the dataset's fault, unless memory, threads or open files ran out."""
    if isinstance(error, MemoryError) or "Failed to launch worker thread" in str(error):
        return MemoryError(f"{shard}: {error}")
    if isinstance(error, OSError) and error.errno in EXHAUSTED:
        return error
    return DatasetError(f"{shard}: cannot be read: {error}; build the dataset again")


def shards(dataset: Path, config: str, split: str = "*") -> list[Path]:
    """Return a config's Parquet files, in the order of splits train, validation, test and of their numbers."""
    found = (dataset / FOLDERS[config]).glob(f"{split}-*-of-*.parquet")
    order = {"train": 0, "validation": 1, "test": 2}
    return sorted(found, key=lambda path: (order.get(path.name.split("-")[0], 3), path.name))


def _manifest_hash(dataset: Path) -> str | None:
    try:
        return hashlib.sha256((dataset / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return None
