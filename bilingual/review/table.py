"""A dataset → the table that a reviewer gets: all pairs or a sample, in the order that suits the work."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.reading import one_version
from bilingual.dataset.review_table import HEADER, MARK, review_line
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair
from bilingual.review.sampling import draw_sample

ORDERS = ("document", "score", "flags")


def review_table(dataset: Path, sample: int | None = None, order: str = "document", seed: int = 0) -> Iterator[str]:
    """Yield the lines of a review table without their ends, the header first.

    `order` is that of the articles, the lowest score first, or the most flags first (then the lowest score). Raises
    DatasetError when a table of the dataset cannot be read, another version takes its place meanwhile, or the temporary
    folder has no room to sort.
    """
    yield MARK + HEADER
    with one_version(dataset):
        pairs: Iterable[Pair] = read_pairs(dataset)
        if sample is not None:
            drawn = draw_sample(pairs, sample, seed)
            pairs = (pair for position, pair in enumerate(read_pairs(dataset)) if position in drawn)
        yield from map(review_line, pairs) if order == "document" else _sorted_lines(pairs, by_flags=order == "flags")


def _sorted_lines(pairs: Iterable[Pair], by_flags: bool) -> Iterator[str]:
    table = Scratch("CREATE TABLE lines (flags INTEGER, score REAL, line TEXT)")
    rows = ((len(pair.flags) if by_flags else 0, pair.score, review_line(pair)) for pair in pairs)
    table.fill("INSERT INTO lines VALUES (?, ?, ?)", rows)
    for (line,) in table.read("SELECT line FROM lines ORDER BY flags DESC, score, rowid"):
        yield line
