"""What people have written into a dataset and a rebuild would lose: verdicts, comments, edits, their review table."""

from pathlib import Path
from typing import Any

from bilingual.dataset.manifest import read_manifest, sha256_of
from bilingual.dataset.reading import shards
from bilingual.errors import DatasetError

COLUMNS = ("status", "comment", "machine_en", "translation.en")
BATCH = 10_000
REVIEW_TABLE = "pairs.tsv"


def reviewed_pairs(dataset: Path) -> int:
    """Count the pairs with a verdict, a comment, or other English than the model's; only these columns are read.

    A folder without tables has none. Raises DatasetError when a table cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    for shard in shards(dataset, "default"):
        try:
            with pq.ParquetFile(shard) as table:
                count += sum(map(_reviewed_in, table.iter_batches(batch_size=BATCH, columns=list(COLUMNS))))
        except (OSError, KeyError, pa.ArrowException) as error:
            raise DatasetError(f"{shard}: cannot be read: {error}; build the dataset again") from error
    return count


def is_table_edited(dataset: Path) -> bool:
    """Return whether the dataset's own review table is other than it was written: somebody reviewed it in its place.

    Raises DatasetError when the manifest is damaged.
    """
    table, written = dataset / REVIEW_TABLE, read_manifest(dataset).files.get(REVIEW_TABLE)
    return written is not None and table.is_file() and sha256_of(table) != written.sha256


def _reviewed_in(batch: Any) -> int:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    import pyarrow.compute as pc

    edited = pc.not_equal(pc.struct_field(batch["translation"], "en"), batch["machine_en"])
    judged = pc.or_(pc.not_equal(batch["status"], "machine"), pc.not_equal(batch["comment"], ""))
    return int(pc.sum(pc.or_(judged, edited)).as_py() or 0)
