"""`pairs.tsv`, the table that people review in a spreadsheet or a text editor."""

import re
from collections.abc import Iterable
from pathlib import Path

from bilingual.dataset.cells import encode_cell
from bilingual.pairs import Pair

COLUMNS = ("id", "status", "fr", "en", "comment", "flags", "score", "article", "kind")
MARK = "\ufeff"
HEADER = "\t".join(COLUMNS)
# 16 hexadecimal digits that a program would read as a number: `0012345678901234`, `12e4567890123456`.
_NUMERIC_ID = re.compile(r"\d+[a-f]?\d*")


class ReviewTable:
    """Writes `STEM.tsv`: one line a pair, in UTF-8 with the mark by which spreadsheets know it."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.replaced = 0
        self._stream = (folder / f"{stem}.tsv").open("w", encoding="utf-8", newline="")
        self._stream.write(f"{MARK}{HEADER}\n")

    def add(self, pair: Pair) -> None:
        """Write one line."""
        self._stream.write(f"{review_line(pair)}\n")

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def write_review_tsv(pairs: Iterable[Pair], path: Path) -> None:
    """Write the table at `path`; pairs are taken one at a time."""
    table = ReviewTable(path.parent, path.stem)
    try:
        for pair in pairs:
            table.add(pair)
    finally:
        table.close()


def review_line(pair: Pair) -> str:
    """Return a pair's line, without its end: texts as `encode_cell` writes them, the score with three decimals."""
    name = f"\\{pair.id}" if _NUMERIC_ID.fullmatch(pair.id) else pair.id
    texts = (encode_cell(text) for text in (pair.fr, pair.en, pair.comment))
    flags, score = " ".join(pair.flags), f"{pair.score:.3f}"
    return "\t".join((name, pair.status, *texts, flags, score, encode_cell(pair.article_id), pair.kind))
