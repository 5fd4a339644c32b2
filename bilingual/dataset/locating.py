"""Finds rows of a dataset by an id: Arrow looks through one column, and only the row groups that hold them are read.

It costs reading the ids of all pairs, some nine bytes each, for no two are alike; an article's name is packed well, and
row groups whose statistics say that they cannot hold it are left out.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from pathlib import Path
from typing import Any

from bilingual.dataset.reading import fault_of, shards
from bilingual.dataset.schema import pair_from_row
from bilingual.errors import UsageError
from bilingual.pairs import Pair, Skipped

BATCH = 1000  # rows that are decoded at once where all columns are
_SEGMENTS = ("default", "skipped")
_OF_ARTICLE = ("article_id", "id", "start", "end")

Segment = Pair | Skipped
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Group:
    """A row group of a shard, by its number there."""

    config: str
    shard: Path
    number: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """A row of a row group, by its number there."""

    group: _Group
    row: int


def find_segment(dataset: Path, name: str) -> Segment:
    """Return the pair or skipped segment whose id is `name`, or begins with it if no other does.

    Raises UsageError when there is no such id, or more than one; DatasetError when a table cannot be read.
    """
    wanted = name.strip().lower().removeprefix("\\")  # as the review table shields ids that look like numbers
    count, first, spots, exact = 0, "", list[_Spot](), list[_Spot]()
    for group, rows, ids in _beginning(dataset, wanted):
        if not count:
            first, spots = ids[0], [_Spot(group, rows[0])]
        count += len(ids)
        exact += (_Spot(group, row) for row, found in zip(rows, ids, strict=True) if found == wanted)
    if len(exact) == 1 or count == 1:
        return _segment((exact or spots)[0])
    if count:
        raise UsageError(f"{dataset}: {count} ids begin with `{name}`; write more of it: {first}, …")
    raise UsageError(f"{dataset}: no pair and no skipped segment has the id `{name}`; those of pairs are in pairs.tsv")


def find_article(dataset: Path, name: str, columns: Sequence[str]) -> dict[str, Any] | None:
    """Return some columns of the article with an id, None when there is none. Raises DatasetError."""
    for group, hits in _holding(dataset, "articles", "id", name):
        return _row(_Spot(group, hits[0].as_py()), columns)
    return None


def find_beside(dataset: Path, segment: Segment, count: int) -> tuple[Segment, ...]:
    """Return up to `count` segments on either side of one in its article, pairs and skipped ones, in order.

    Whatever the article's size, those of one row group are in memory. Raises DatasetError when a table cannot be read.
    """
    before, after = list[tuple[Key, _Spot]](), list[tuple[Key, _Spot]]()
    met, own = False, (segment.start, segment.end)
    for number, (spot, row) in enumerate(_of_article(dataset, segment.article_id)):
        place = (row["start"], row["end"])
        if row["id"] == segment.id and not met:
            met = True
        elif place < own or (place == own and not met):
            before = nlargest(count, [*before, ((*place, number), spot)], key=_key)
        else:
            after = nsmallest(count, [*after, ((*place, number), spot)], key=_key)
    return tuple(_segment(spot) for _, spot in (*before[::-1], *after))


def _key(standing: tuple[Key, _Spot]) -> Key:
    return standing[0]


def _segment(spot: _Spot) -> Segment:
    row = _row(spot)
    return pair_from_row(row) if spot.group.config == "default" else Skipped(**row)


def _row(spot: _Spot, columns: Sequence[str] | None = None) -> dict[str, Any]:
    """Return one row; of a row group of long texts no more than a batch is in memory."""
    import pyarrow.parquet as pq

    shard, names = spot.group.shard, columns and list(columns)
    with _faults_told(shard), pq.ParquetFile(shard) as table:
        batches = table.iter_batches(BATCH, row_groups=[spot.group.number], columns=names, use_threads=False)
        batch = next(batch for number, batch in enumerate(batches) if number == spot.row // BATCH)
        row: dict[str, Any] = batch.slice(spot.row % BATCH, 1).to_pylist()[0]
        return row


def _beginning(dataset: Path, wanted: str) -> Iterator[tuple[_Group, list[int], list[str]]]:
    """Yield each row group that has ids of segments that begin with a text: the rows, and their ids."""
    import pyarrow.compute as pc

    if not wanted or not wanted.isascii():  # ids are hexadecimal digits
        return
    for config in _SEGMENTS:
        for group, ids in _column(dataset, config, "id"):
            with _faults_told(group.shard):
                rows = pc.indices_nonzero(pc.starts_with(ids, pattern=wanted))
                if len(rows):
                    yield group, rows.to_pylist(), ids.take(rows).to_pylist()


def _of_article(dataset: Path, name: str) -> Iterator[tuple[_Spot, dict[str, Any]]]:
    """Yield where an article's segments stand: pairs, then skipped ones, in the order of their tables."""
    import pyarrow.parquet as pq

    for config in _SEGMENTS:
        for group, hits in _holding(dataset, config, "article_id", name):
            with _faults_told(group.shard), pq.ParquetFile(group.shard) as table:
                found = table.read_row_group(group.number, list(_OF_ARTICLE), use_threads=False).take(hits).to_pylist()
            yield from zip((_Spot(group, row) for row in hits.to_pylist()), found, strict=True)


def _holding(dataset: Path, config: str, column: str, name: str) -> Iterator[tuple[_Group, Any]]:
    """Yield each row group that has rows in whose column a name stands, and the numbers of these rows."""
    import pyarrow.compute as pc

    for group, names in _column(dataset, config, column, name):
        hits = pc.indices_nonzero(pc.equal(names, name))
        if len(hits):
            yield group, hits


def _column(dataset: Path, config: str, column: str, name: str | None = None) -> Iterator[tuple[_Group, Any]]:
    """Yield a column by row groups; of a name that is looked for, where the statistics let it be."""
    import pyarrow.parquet as pq

    for shard in shards(dataset, config):
        with _faults_told(shard), pq.ParquetFile(shard) as table:
            for number in range(table.num_row_groups):
                if name is None or _may_hold(table.metadata, number, column, name):
                    yield _Group(config, shard, number), table.read_row_group(number, [column], use_threads=False)[0]


def _may_hold(metadata: Any, number: int, column: str, name: str) -> bool:  # noqa: ANN401 - pyarrow's FileMetaData
    paths = [metadata.schema.column(index).path for index in range(metadata.num_columns)]
    statistics = metadata.row_group(number).column(paths.index(column)).statistics
    if statistics is None or not statistics.has_min_max:
        return True
    return bool(statistics.min <= name <= statistics.max)


@contextmanager
def _faults_told(shard: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:  # a changed byte may be no UTF-8 any more
        raise fault_of(shard, error) from error
