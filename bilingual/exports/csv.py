"""Pairs → CSV (RFC 4180, UTF-8): one row a pair with the texts as they are, for programs; people get the TSV table."""

import csv
from pathlib import Path

from bilingual.dataset.schema import PAIR_COLUMNS
from bilingual.exports.jsonl import shortest
from bilingual.pairs import Pair

COLUMNS = tuple(name for column in PAIR_COLUMNS for name in (("fr", "en") if column == "translation" else (column,)))


class CommaSeparated:
    """Writes `STEM.csv`; flags are separated by blanks."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.replaced = 0
        self._stream = (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
        self._writer.writerow(COLUMNS)

    def add(self, pair: Pair) -> None:
        """Write one row."""
        special = {"flags": " ".join(pair.flags), "score": shortest(pair.score)}
        self._writer.writerow([special.get(name, getattr(pair, name)) for name in COLUMNS])

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
