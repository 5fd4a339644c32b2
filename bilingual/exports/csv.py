"""Pairs → CSV (RFC 4180, UTF-8): one row a pair with the texts as they are, for programs; people get the TSV table.

A guard before `=` would be wrong data for every program, so there is none; `formulas` counts what would need one.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from bilingual.dataset.cells import FORMULA
from bilingual.dataset.schema import PAIR_COLUMNS
from bilingual.exports.jsonl import shortest
from bilingual.exports.options import ExportOptions
from bilingual.pairs import Pair

# OWASP, "CSV Injection": the signs, also behind a tab or return, which spreadsheets skip.
RUN = (*FORMULA, "\t", "\r")


class CommaSeparated:
    """Writes `STEM.csv`; flags are separated by blanks. `formulas` counts the texts that a spreadsheet would run."""

    def __init__(self, folder: Path, stem: str, options: ExportOptions) -> None:
        self.replaced = self.formulas = 0
        self._columns = flat(options.columns or PAIR_COLUMNS)
        self._stream = (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
        self._writer.writerow(self._columns)

    def add(self, pair: Pair) -> None:
        """Write one row."""
        special = {"flags": " ".join(pair.flags), "score": shortest(pair.score)}
        row = [special.get(name, getattr(pair, name)) for name in self._columns]
        self.formulas += sum(isinstance(cell, str) and cell.startswith(RUN) for cell in row)
        self._writer.writerow(row)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def flat(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of a table without nested ones: `fr` and `en` for `translation`, each once."""
    each = (name for column in columns for name in (("fr", "en") if column == "translation" else (column,)))
    return tuple(dict.fromkeys(each))
