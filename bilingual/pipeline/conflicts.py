"""The same French with other English: flagged across the whole corpus, in memory that does not grow with it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bilingual.duplicates.finding import exact_key
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair

FLAG = "duplicate"


class Conflicts:
    """Remembers the first English of every French text, as two hashes in a temporary table."""

    def __init__(self) -> None:
        self._seen = Scratch("CREATE TABLE seen (fr BLOB PRIMARY KEY, en BLOB NOT NULL) WITHOUT ROWID")

    def flag(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Yield the pairs; one whose French came before with other English carries the flag `duplicate`.

        Raises DatasetError when the temporary folder has no room.
        """
        for pair in pairs:
            source, target = _digest(pair.fr), _digest(pair.en)
            row = self._seen.first("SELECT en FROM seen WHERE fr = ?", (source,))
            if row is None:
                self._seen.write("INSERT INTO seen VALUES (?, ?)", (source, target))
            conflict = row is not None and row[0] != target
            yield replace(pair, flags=(*pair.flags, FLAG)) if conflict else pair


def _digest(text: str) -> bytes:
    return hashlib.blake2b(exact_key(text).encode("utf-8", "surrogatepass"), digest_size=12).digest()
