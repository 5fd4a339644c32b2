"""Batches of pairs → the columns of what stands before and after each pair in its article."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from bilingual.dataset.reading import BATCH_ROWS, read_batches
from bilingual.dataset.shortening import shorten_all, shorten_right
from bilingual.files.scratch import Scratch

NEEDED = ("article_id", "start", "translation")  # the columns that tell where a pair stands, and its text
LOWEST, HIGHEST = -(2**63), 2**63 - 1  # of the offsets
_TABLE = "CREATE TABLE skipped (article TEXT, start INTEGER, before TEXT, after TEXT)"
_BETWEEN = "SELECT start, before, after FROM skipped WHERE article = ? AND start >= ? AND start < ? ORDER BY start"


@dataclass(frozen=True, slots=True)
class InContext:
    """A record batch of pairs, and as columns what stands before and after each, shortened; empty at the edges."""

    pairs: Any
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class _Beside:
    """The pair next to a batch: its article, the greatest start up to it there, and what shows of its text."""

    article: str | None = None
    start: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Consecutive pairs of one article in a batch, from the row `first`; `starts` are the greatest up to each.

    `above` and `below` are the starts of the article's pairs beside the batch, None where it begins or ends here.
    """

    article: str
    first: int
    starts: Sequence[int]
    above: int | None
    below: int | None


def read_columns_in_context(
    dataset: Path, split: str = "*", columns: Sequence[str] | None = None, *, rows: int = BATCH_ROWS
) -> Iterator[InContext]:
    """Yield the pairs batch by batch with their neighbours; `columns`, if not all are wanted, must hold the `NEEDED`.

    Raises DatasetError when a table cannot be read, or the temporary folder has no room.
    """
    skipped, previous = _keep_skipped(dataset), _Beside()
    batches = read_batches(dataset, "default", split, columns, rows=rows)
    for batch, behind in pairwise(chain(batches, [None])):
        following = _Beside() if behind is None else _first_of(behind)
        found, previous = _find_neighbours(batch, previous, following, skipped)
        yield found


def _keep_skipped(dataset: Path) -> Scratch | None:
    """Return a table of the skipped segments as they show before a pair and after one, None where there are none."""
    skipped, count = Scratch(_TABLE), 0
    for batch in read_batches(dataset, "skipped", columns=("article_id", "start", "text")):
        columns = batch["article_id"], batch["start"], *shorten_all(batch["text"])
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        skipped.fill("INSERT INTO skipped VALUES (?, ?, ?, ?)", rows)
        count += batch.num_rows
    skipped.write("CREATE INDEX by_place ON skipped (article, start)")
    return skipped if count else None


def _first_of(batch: Any) -> _Beside:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    first = batch.slice(0, 1).to_pylist()[0]
    return _Beside(first["article_id"], first["start"], shorten_right(first["translation"]["fr"]))


def _find_neighbours(
    batch: Any,  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    previous: _Beside,
    following: _Beside,
    skipped: Scratch | None,
) -> tuple[InContext, _Beside]:
    """Return a batch that stands between two pairs with the neighbours of each of its own, and its last pair."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lefts, rights = shorten_all(pc.struct_field(batch["translation"], "fr"))
    runs = _runs_of(batch, previous, following)
    others_before = {run.first: "" for run in runs if run.above is None}
    others_after = {run.first + len(run.starts) - 1: "" for run in runs if run.below is None}
    if skipped:
        for run in runs:
            _look_between(run, skipped, others_before, others_after)
    before = pa.concat_arrays([pa.array([previous.text]), lefts.slice(0, len(lefts) - 1)])
    after = pa.concat_arrays([rights.slice(1), pa.array([following.text])])
    last = _Beside(runs[-1].article, runs[-1].starts[-1], lefts[-1].as_py())
    return InContext(batch, _with(before, others_before), _with(after, others_after)), last


def _runs_of(batch: Any, previous: _Beside, following: _Beside) -> list[_Run]:  # noqa: ANN401 - pyarrow.RecordBatch
    """Return the runs of one article each in a batch that stands between two pairs."""
    import numpy as np
    import pyarrow.compute as pc

    articles, starts = batch["article_id"], batch["start"].to_numpy()
    size = len(articles)
    changes = pc.not_equal(articles.slice(1), articles.slice(0, size - 1)).to_numpy(zero_copy_only=False)
    firsts = [0, *(np.flatnonzero(changes) + 1).tolist()]
    runs = []
    for first, end, article in zip(firsts, [*firsts[1:], size], articles.take(firsts).to_pylist(), strict=True):
        above = previous.start if first == 0 and article == previous.article else None
        reached = np.maximum.accumulate(starts[first:end]).clip(LOWEST if above is None else above).tolist()
        below = max(reached[-1], following.start) if end == size and article == following.article else None
        runs.append(_Run(article=article, first=first, starts=reached, above=above, below=below))
    return runs


def _look_between(run: _Run, skipped: Scratch, before: dict[int, str], after: dict[int, str]) -> None:
    """Note for the rows of a run what shows of the skipped segments beside them; of equal place, pairs come first."""
    above, below = LOWEST if run.above is None else run.above, HIGHEST if run.below is None else run.below
    firsts, lasts = dict[int, str](), dict[int, str]()  # of those between two pairs, by the row behind them
    for start, left, right in skipped.read(_BETWEEN, (run.article, above, below)):
        row = run.first + bisect_right(run.starts, start)
        firsts.setdefault(row, right)
        lasts[row] = left
    rows = range(run.first, run.first + len(run.starts))
    before.update((row, text) for row, text in lasts.items() if row in rows)
    after.update((row - 1, text) for row, text in firsts.items() if row - 1 in rows)


def _with(texts: Any, others: Mapping[int, str]) -> Any:  # noqa: ANN401 - pyarrow.StringArray
    """Return a column with other texts in some rows."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = sorted(others)
    mask = np.zeros(len(texts), bool)
    mask[rows] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array([others[row] for row in rows], pa.string()))
