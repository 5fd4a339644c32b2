"""A dataset → the table that a reviewer gets: all pairs or a sample, in the order that suits the work."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.neighbours import read_in_context
from bilingual.dataset.reading import one_version
from bilingual.dataset.review_table import COLUMNS, SAMPLE, header_line, review_line, review_values
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair
from bilingual.review.draws import FLAGGED, RANDOM, Draw
from bilingual.review.sampling import draw_halves

ORDERS = ("document", "score", "flags")


def review_table(dataset: Path, sample: int | None = None, order: str = "document", seed: int = 0) -> Iterator[str]:
    """Yield the lines of a review table without their ends, the header first.

    `order` is that of the articles, the lowest score first, or the most flags first (then the lowest score). Raises
    DatasetError when a table of the dataset cannot be read, another version takes its place meanwhile, or the temporary
    folder has no room to sort.
    """
    yield header_line(columns_of(sample))
    yield from map(review_line, review_rows(dataset, sample, order, seed))


def columns_of(sample: int | None) -> tuple[str, ...]:
    """Return the columns of a review table; that of a sample has one more."""
    return COLUMNS if sample is None else (*COLUMNS, SAMPLE)


def review_rows(
    dataset: Path, sample: int | None = None, order: str = "document", seed: int = 0
) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each row of a review table in the order of `columns_of`; else as `review_table`."""
    with one_version(dataset):
        rows = _all(dataset) if sample is None else _sampled(dataset, sample, seed)
        yield from (values for _, values in rows) if order == "document" else _sorted(rows, by_flags=order == "flags")


def _all(dataset: Path) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    return ((pair, review_values(pair, around)) for pair, around in read_in_context(dataset))


def _sampled(dataset: Path, size: int, seed: int) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    clean, flagged = draw_halves(read_pairs(dataset), size, seed)
    names = {half: str(Draw(half, len(drawn), seed)) for half, drawn in ((RANDOM, clean), (FLAGGED, flagged))}
    for position, (pair, around) in enumerate(read_in_context(dataset)):
        if position in clean or position in flagged:
            yield pair, (*review_values(pair, around), names[RANDOM if position in clean else FLAGGED])


def _sorted(rows: Iterable[tuple[Pair, tuple[str, ...]]], by_flags: bool) -> Iterator[tuple[str, ...]]:
    table = Scratch("CREATE TABLE rows (flags INTEGER, score REAL, texts TEXT)")
    keyed = ((len(pair.flags) if by_flags else 0, pair.score, json.dumps(texts)) for pair, texts in rows)
    table.fill("INSERT INTO rows VALUES (?, ?, ?)", keyed)
    for (texts,) in table.read("SELECT texts FROM rows ORDER BY flags DESC, score, rowid"):
        yield tuple(json.loads(texts))
