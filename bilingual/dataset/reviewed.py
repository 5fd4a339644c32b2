"""How many pairs of a dataset carry something that a person wrote, and that a rebuild would lose."""

from pathlib import Path
from typing import Any

from bilingual.dataset.reading import shards
from bilingual.errors import DatasetError

COLUMNS = ("status", "comment", "machine_en", "translation.en")
BATCH = 10_000


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


def _reviewed_in(batch: Any) -> int:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    import pyarrow.compute as pc

    edited = pc.not_equal(pc.struct_field(batch["translation"], "en"), batch["machine_en"])
    judged = pc.or_(pc.not_equal(batch["status"], "machine"), pc.not_equal(batch["comment"], ""))
    return int(pc.sum(pc.or_(judged, edited)).as_py() or 0)
