"""`pairs.tsv`, the table that people review in a spreadsheet or a text editor."""

from collections.abc import Iterable
from pathlib import Path

from bilingual.pairs import Pair

COLUMNS = ("id", "status", "fr", "en", "comment", "flags", "score", "article", "kind")
MARK = "\ufeff"


def write_review_tsv(pairs: Iterable[Pair], path: Path) -> None:
    """Write one line a pair, in UTF-8 with the mark by which spreadsheets know it."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(MARK + "\t".join(COLUMNS) + "\n")
        for pair in pairs:
            stream.write("\t".join(_cells(pair)) + "\n")


def _cells(pair: Pair) -> tuple[str, ...]:
    flags, score = " ".join(pair.flags), f"{pair.score:.3f}"
    texts = (pair.fr, pair.en, pair.comment)
    fr, en, comment = (guard(text) for text in texts)
    return pair.id, pair.status, fr, en, comment, flags, score, pair.article_id, pair.kind


def guard(text: str) -> str:
    """Escape what would break a line, and put an apostrophe before what a spreadsheet would run as a formula."""
    escaped = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}" if escaped.startswith(("=", "+", "-", "@", "'")) else escaped
