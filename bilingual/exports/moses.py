"""Pairs → Moses format: one segment a line, the same line of `.fr`, `.en` and `.ids` for the same pair.

What `wc`, Python's `splitlines` or a Java reader takes for a line end inside a text becomes a blank, so that the files
stay parallel for every reader (Moses manual, "Corpus Preparation": one sentence per line, no empty line).
"""

import re
from pathlib import Path

from bilingual.pairs import Pair

_LINE_ENDS = re.compile("[\x00\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")


class Moses:
    """Writes `STEM.fr`, `STEM.en` and `STEM.ids`."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.replaced = 0
        paths = [folder / f"{stem}.{side}" for side in ("fr", "en", "ids")]
        self._streams = [path.open("w", encoding="utf-8", newline="\n") for path in paths]

    def add(self, pair: Pair) -> None:
        """Write one line to each file."""
        for stream, text in zip(self._streams, (pair.fr, pair.en, pair.id), strict=True):
            line, count = _LINE_ENDS.subn(" ", text)
            self.replaced += count
            stream.write(f"{line}\n")

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams:
            stream.close()
