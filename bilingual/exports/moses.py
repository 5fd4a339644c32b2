"""Pairs → Moses format: one segment a line, the same line of every file for the same pair.

What `wc`, Python's `splitlines` or a Java reader takes for a line end inside a text becomes a blank, so that the files
stay parallel for every reader (Moses manual, "Corpus Preparation": one sentence per line, no empty line). The news
commentary and Europarl files of WMT part documents by an empty line; `blank_lines` writes that, in all files alike.
"""

from pathlib import Path

from bilingual.exports.lines import as_line
from bilingual.exports.options import ExportOptions
from bilingual.pairs import Pair

ENDINGS = ("fr", "en", "ids", "docid")


class Moses:
    """Writes `STEM.fr`, `STEM.en`, `STEM.ids` (of the pairs) and `STEM.docid` (of their articles)."""

    def __init__(self, folder: Path, stem: str, options: ExportOptions) -> None:
        self.replaced = 0
        self._blank_lines = options.blank_lines
        self._article: str | None = None
        self._streams = [(folder / f"{stem}.{end}").open("w", encoding="utf-8", newline="\n") for end in ENDINGS]

    def add(self, pair: Pair) -> None:
        """Write one line to each file."""
        if self._blank_lines and self._article not in (None, pair.article_id):
            for stream in self._streams:
                stream.write("\n")
        self._article = pair.article_id
        for stream, text in zip(self._streams, (pair.fr, pair.en, pair.id, pair.article_id), strict=True):
            line, count = as_line(text)
            self.replaced += count
            stream.write(f"{line}\n")

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams:
            stream.close()
