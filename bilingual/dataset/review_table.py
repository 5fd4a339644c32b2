"""`pairs.tsv`, the table that people review in a spreadsheet or a text editor."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bilingual.dataset.cells import encode_cell
from bilingual.dataset.neighbours import UNKNOWN, Neighbours
from bilingual.dataset.shortening import shorten_right
from bilingual.pairs import Pair

COLUMNS = (
    "id", "status", "fr", "en", "comment", "flags", "score", "article", "kind", "before", "after", "title",
)  # fmt: skip
SAMPLE = "sample"  # one more column, of a table that holds a sample
TEXTS = frozenset(("fr", "en", "comment", "article", "before", "after", "title"))
MARK = "\ufeff"
# 16 hexadecimal digits that a program would read as a number: `0012345678901234`, `12e4567890123456`.
_NUMERIC_ID = re.compile(r"\d+[a-f]?\d*")


class ReviewTable:
    """Writes `STEM.tsv`: one line a pair, in UTF-8 with the mark by which spreadsheets know it."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.replaced = 0
        self._stream = (folder / f"{stem}.tsv").open("w", encoding="utf-8", newline="")
        self._stream.write(f"{header_line(COLUMNS)}\n")

    def add(self, pair: Pair, around: Neighbours = UNKNOWN) -> None:
        """Write one line."""
        self._stream.write(f"{review_line(review_values(pair, around))}\n")

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def write_review_tsv(pairs: Iterable[Pair | tuple[Pair, Neighbours]], path: Path) -> None:
    """Write the table at `path`; pairs, with or without their neighbours, are taken one at a time."""
    table = ReviewTable(path.parent, path.stem)
    try:
        for item in pairs:
            table.add(*((item,) if isinstance(item, Pair) else item))
    finally:
        table.close()


def review_values(pair: Pair, around: Neighbours = UNKNOWN) -> tuple[str, ...]:
    """Return a pair's texts in the order of `COLUMNS`, the score with three decimals."""
    return (
        guarded_id(pair.id), pair.status, pair.fr, pair.en, pair.comment, " ".join(pair.flags), f"{pair.score:.3f}",
        pair.article_id, pair.kind, around.before, around.after, shorten_right(pair.title or ""),
    )  # fmt: skip


def guarded_id(name: str) -> str:
    """Return an id as tables hold it: a backslash before one that a program would read as a number."""
    return f"\\{name}" if _NUMERIC_ID.fullmatch(name) else name


def header_line(columns: Sequence[str]) -> str:
    """Return the first line, without its end."""
    return MARK + "\t".join(columns)


def review_line(values: Sequence[str]) -> str:
    """Return the line of a pair's values, without its end; texts as `encode_cell` writes them.

    Values behind those of `COLUMNS` are written as they are.
    """
    encoded = (encode_cell(value) if name in TEXTS else value for name, value in zip(COLUMNS, values, strict=False))
    return "\t".join((*encoded, *values[len(COLUMNS) :]))
