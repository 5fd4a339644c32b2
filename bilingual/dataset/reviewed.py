"""What people have written into a dataset and a rebuild would lose: verdicts, comments, edits, their review table."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import read_manifest, sha256_of
from bilingual.dataset.reading import fault_of, shards
from bilingual.errors import DatasetError

COLUMNS = ("status", "comment", "machine_en", "translation.en", "origin")
BATCH = 10_000
REVIEW_TABLE = "pairs.tsv"
# The files that people write in where they stand, and what to do about it.
_WRITABLE = {
    REVIEW_TABLE: "bring that in with `bilingual review apply {path} {dataset}`, or move the file elsewhere",
    "README.md": "move it elsewhere, for a new one takes its place",
}
# What programs leave without being asked: `datasets` beside the Arrow copy, file managers.
_LITTER = re.compile(r"cache-\w+\.arrow|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.directory")
_LEFT_BY_HUB = re.compile(r"\.gitattributes|\.cache/huggingface/.*", re.DOTALL)


def reviewed_pairs(dataset: Path) -> int:
    """Count the pairs with a verdict, a comment, or other English than the model's; only these columns are read.

    What a translation memory says is no verdict: it stands where it came from. A folder without tables has none.
    Raises DatasetError when a table cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    for shard in shards(dataset, "default"):
        try:
            with pq.ParquetFile(shard) as table:
                names = [name for name in COLUMNS if name.partition(".")[0] in table.schema_arrow.names]
                count += sum(map(_reviewed_in, table.iter_batches(batch_size=BATCH, columns=names)))
        except (OSError, KeyError, pa.ArrowException) as error:
            raise fault_of(shard, error) from error
    return count


def refuse_loss(dataset: Path, known: Collection[str] = ()) -> None:
    """Raise DatasetError when a folder that is about to be replaced holds what a person put or wrote there.

    That is a file that is not the dataset's own, or its review table or card with other content than they were written
    with, unless its SHA-256 is `known`: it is part of what replaces it. Also raised when the manifest is damaged.
    """
    files = read_manifest(dataset).files
    for path in sorted(dataset.rglob("*")):
        name = path.relative_to(dataset).as_posix()
        if path.is_dir() or name == MANIFEST or name in files or left_by_hub(name):
            continue
        if not _LITTER.fullmatch(path.name):
            raise DatasetError(f"{path}: not the dataset's own, and would be lost; move it elsewhere")
    for name, advice in _WRITABLE.items():
        path = dataset / name
        if name in files and path.is_file() and sha256_of(path) not in {files[name].sha256, *known}:
            raise DatasetError(f"{path}: somebody has written in it; {advice.format(path=path, dataset=dataset)}")


def left_by_hub(name: str) -> bool:
    """Return whether a file, by its path in a dataset, is one that the Hugging Face Hub or a download from it left."""
    return _LEFT_BY_HUB.fullmatch(name) is not None


def _reviewed_in(batch: Any) -> int:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    import pyarrow as pa
    import pyarrow.compute as pc

    edited = pc.not_equal(pc.struct_field(batch["translation"], "en"), batch["machine_en"])
    judged = pc.or_(pc.not_equal(batch["status"], pa.scalar("machine")), edited)
    if "origin" in batch.schema.names:  # format 1 has no such column, and no memory
        judged = pc.and_(judged, pc.not_equal(batch["origin"], pa.scalar("memory")))
    return int(pc.sum(pc.or_(judged, pc.not_equal(batch["comment"], pa.scalar("")))).as_py() or 0)
