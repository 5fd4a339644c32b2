"""Pairs → JSON Lines: one object a line with the columns of the dataset, `translation` nested as `datasets` has it."""

import json
import re
from pathlib import Path

from bilingual.dataset.schema import pair_row
from bilingual.pairs import Pair

# Inside a string JSON allows these line ends as they are; readers that split lines as Unicode does would break there.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class JsonLines:
    """Writes `STEM.jsonl`."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.replaced = 0
        self._stream = (folder / f"{stem}.jsonl").open("w", encoding="utf-8", newline="\n")

    def add(self, pair: Pair) -> None:
        """Write one object; the score is the shortest decimal that is the same float32."""
        row = pair_row(pair) | {"score": shortest(pair.score)}
        line = json.dumps(row, ensure_ascii=False)
        self._stream.write(_LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def shortest(score: float) -> float:
    """Return a float32 as the shortest decimal that reads back as it: -0.48, not -0.47999998927116394."""
    import numpy as np

    return float(str(np.float32(score)))
