"""Texts of a dataset that hold other text, in whatever case: Arrow looks through the Parquet files."""

import re
from pathlib import Path
from typing import Any

import numpy as np

from bilingual.dataset.reading import fault_of, shards
from bilingual.review.page.index import Array

BATCH = 10_000
COLUMNS = ("translation.en", "translation.fr", "comment", "title")


def search(dataset: Path, size: int, text: str) -> Array:
    """Return which pairs hold a text in one of the `COLUMNS`. Raises DatasetError when a table cannot be read."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found, at = np.zeros(size, dtype=bool), 0
    try:
        text.encode()
    except UnicodeEncodeError:
        return found
    for shard in shards(dataset, "default"):
        try:
            with pq.ParquetFile(shard) as table:
                for batch in table.iter_batches(BATCH, columns=list(COLUMNS), use_threads=False):
                    hits = np.zeros(batch.num_rows, dtype=bool)
                    for column in _flat(batch):
                        held = pc.match_substring(column, text, ignore_case=True)
                        hits |= pc.fill_null(held, False).to_numpy(zero_copy_only=False)
                    found[at : at + batch.num_rows] = hits[: size - at]
                    at += batch.num_rows
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            raise fault_of(shard, error) from error
    pa.default_memory_pool().release_unused()
    return found


def _flat(batch: Any) -> list[Any]:  # noqa: ANN401 - a batch of Arrow
    return [column for each in batch.columns for column in (each.flatten() if each.type.num_fields else [each])]


def holds(text: str, *texts: str | None) -> bool:
    """Return whether one of some texts holds a text, as `search` finds it."""
    pattern = re.compile(re.escape(text), re.IGNORECASE)
    return any(pattern.search(each) for each in texts if each)
