"""A dataset folder → its `pairs.tsv`, a column at a time: the bytes that `write_review_tsv` writes of its pairs."""

from pathlib import Path
from typing import Any

from bilingual.dataset.cell_columns import each_distinct, encode_cells, except_for
from bilingual.dataset.cells import encode_cell
from bilingual.dataset.neighbour_columns import InContext, read_columns_in_context
from bilingual.dataset.review_table import COLUMNS, guarded_id, header_line
from bilingual.dataset.shortening import shorten_right

READ = ("id", "translation", "article_id", "title", "start", "kind", "score", "flags", "status", "comment")
_NEVER_GUARDED = r"\A[0-9a-f]*[a-f][0-9a-f]*[a-f][0-9a-f]*\z"  # two letters: no number, as nearly all ids are


def write_review_columns(dataset: Path, path: Path) -> None:
    """Write the review table of a dataset's pairs at `path`, holding one batch in memory.

    Raises DatasetError when a table cannot be read, or the temporary folder has no room.
    """
    with path.open("wb") as stream:
        stream.write(f"{header_line(COLUMNS)}\n".encode())
        for batch in read_columns_in_context(dataset, columns=READ):
            stream.write(_lines(batch))


def _lines(batch: InContext) -> memoryview:
    """Return the lines of a batch of pairs, as `review_line` writes them."""
    import numpy as np
    import pyarrow.compute as pc

    lines = pc.binary_join_element_wise(*_cells(batch), "\t")
    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, np.int32)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(data)[ends[0] : ends[-1]]


def guard_ids(names: Any) -> Any:  # noqa: ANN401 - pyarrow.StringArray
    """Return what `guarded_id` makes of every id."""
    return except_for(names, _NEVER_GUARDED, guarded_id)


def _cells(batch: InContext) -> list[Any]:
    """Return the cells of a batch in the order of `COLUMNS`, those of the last with the line's end."""
    import pyarrow as pa
    import pyarrow.compute as pc

    pairs = batch.pairs
    return [
        guard_ids(pairs["id"]),
        pairs["status"],
        encode_cells(pc.struct_field(pairs["translation"], "fr")),
        encode_cells(pc.struct_field(pairs["translation"], "en")),
        each_distinct(pairs["comment"], encode_cell),
        pc.binary_join(pairs["flags"], " "),
        pa.array([f"{score:.3f}" for score in pairs["score"].to_pylist()], pa.string()),
        each_distinct(pairs["article_id"], encode_cell),
        pairs["kind"],
        encode_cells(batch.before),
        encode_cells(batch.after),
        each_distinct(pairs["title"], lambda title: f"{encode_cell(shorten_right(title or ''))}\n"),
    ]
