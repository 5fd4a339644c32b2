"""Which of very many texts are nearly earlier ones, in time n log n at most and little memory.

The latest are in a `Forest`. When they are `FREEZE`, their signatures go to a temporary file and they become a
`FrozenForest`; two of a size become one, so that there are few: each text is frozen log n times. The texts themselves,
which a candidate is compared with, are in another temporary file.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from bilingual.duplicates.finding import SIMILAR, jaccard, runs_of
from bilingual.duplicates.forest import DEPTH, TREES, Agreement, Forest, likeliest_of, sign_all
from bilingual.files.spool import Spool

FREEZE = 16_384
BATCH = 500  # texts that are signed and looked up at once
BATCH_CHARACTERS = 200_000  # of more the runs would fill the memory


def find_near(keys: Iterable[str]) -> Iterator[tuple[int, int, float]]:
    """Yield (text, first earlier text like it, similarity), texts given by their keys and numbered as they come.

    A text that is like an earlier one is not compared with again: the earlier one stands for it. Raises DatasetError
    when the temporary folder has no room.
    """
    filed, number = _Filed(), 0
    for batch in _batches(keys):
        runs = [runs_of(key) for key in batch]
        signatures = sign_all(runs)
        for own, met, key, signature in zip(runs, filed.meet(signatures), batch, signatures, strict=True):
            data = signature.tobytes()
            if earlier := filed.first_alike(own, data, met):
                yield number, *earlier
            else:
                filed.add(number, key, data)
            number += 1


class _Filed:
    """The texts that are like no earlier one, by the order in which they were filed."""

    def __init__(self) -> None:
        self._recent, self._keys = Forest(), list[str]()
        self._frozen: list[Any] = []
        self._size = 0  # of those that are frozen
        self._rows: Any = None
        self._signatures, self._texts = Spool(), Spool()
        self._ends, self._numbers = array("q", [0]), array("q")

    def meet(self, signatures: Any) -> list[list[Agreement]]:  # noqa: ANN401 - an array of numpy
        """Return for each signature which of the frozen ones it may be like; freezes first what is ready for it."""
        if len(self._recent) >= FREEZE:
            self._freeze()
        if not self._frozen:
            return [[] for _ in signatures]
        from bilingual.duplicates.frozen import agreeing

        return agreeing(self._frozen, self._rows, signatures.reshape(-1, TREES, DEPTH))

    def add(self, number: int, key: str, signature: bytes) -> None:
        """File a text."""
        self._recent.add(signature)
        self._keys.append(key)
        self._numbers.append(number)

    def first_alike(self, runs: frozenset[bytes], signature: bytes, met: list[Agreement]) -> tuple[int, float] | None:
        """Return the first text like one with these runs, and their similarity; `met` are the frozen candidates."""
        recent = [(agreement, self._size + place) for agreement, place in self._recent.agreeing(signature)]
        for place in likeliest_of(met + recent):
            alike = jaccard(runs, runs_of(self._key(place)))
            if alike >= SIMILAR:
                return self._numbers[place], alike
        return None

    def _key(self, place: int) -> str:
        if place >= self._size:
            return self._keys[place - self._size]
        return self._texts.read(self._ends[place], self._ends[place + 1]).decode("utf-8", "surrogatepass")

    def _freeze(self) -> None:
        import numpy as np

        from bilingual.duplicates.frozen import FrozenForest

        for key in self._keys:
            data = key.encode("utf-8", "surrogatepass")
            self._ends.append(self._ends[-1] + len(data))
            self._texts.add([data])
        self._signatures.add(self._recent.signatures)
        first, self._size = self._size, self._size + len(self._recent)
        self._recent, self._keys = Forest(), []
        self._rows = np.frombuffer(self._signatures.mapped(), "<u2").reshape(-1, TREES, DEPTH)
        while self._frozen and self._frozen[-1].end - self._frozen[-1].first <= self._size - first:
            first = self._frozen.pop().first
        self._frozen.append(FrozenForest(self._rows, first, self._size))


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    batch, characters = list[str](), 0
    for key in keys:
        batch.append(key)
        characters += len(key)
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
