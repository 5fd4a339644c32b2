"""Pairs → JSON Lines: one object a line with the columns of the dataset, `translation` nested as `datasets` has it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bilingual.dataset.schema import PAIR_COLUMNS, pair_row
from bilingual.exports.options import ExportOptions
from bilingual.pairs import Pair

# Inside a string JSON allows these line ends as they are; readers that split lines as Unicode does would break there.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class JsonLines:
    """Writes `STEM.jsonl`; the columns may also be `fr` and `en`, on their own."""

    def __init__(self, folder: Path, stem: str, options: ExportOptions) -> None:
        self.replaced = 0
        self._columns = options.columns or PAIR_COLUMNS
        self._stream = (folder / f"{stem}.jsonl").open("w", encoding="utf-8", newline="\n")

    def add(self, pair: Pair) -> None:
        """Write one object; the score is the shortest decimal that is the same float32."""
        row = pair_row(pair) | {"fr": pair.fr, "en": pair.en, "score": shortest(pair.score)}
        self._stream.write(json_line({name: row[name] for name in self._columns}))

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def json_line(row: Mapping[str, Any]) -> str:
    """Return an object as one line with its end, which is one for every reader."""
    line = json.dumps(row, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def shortest(score: float) -> float:
    """Return a float32 as the shortest decimal that reads back as it: -0.48, not -0.47999998927116394."""
    import numpy as np

    return float(str(np.float32(score)))
