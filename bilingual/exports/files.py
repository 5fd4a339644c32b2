"""What every text format shares: a UTF-8 file with `\\n` ends that says how many characters it could not hold."""

from typing import Protocol

from bilingual.pairs import Pair


class PairFiles(Protocol):
    """The open files of one format and one split. `replaced` counts characters that the format cannot hold."""

    replaced: int

    def add(self, pair: Pair) -> None:
        """Write one pair."""

    def close(self) -> None:
        """Write the end and close the files."""
