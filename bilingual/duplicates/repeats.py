"""Pairs of one corpus that repeat earlier ones: copies, conflicts and near-duplicates.

The pairs are read twice: exact repetitions are found by digests of 64 bits, of which ten million pairs have two alike
by chance in one corpus of 400,000; near ones are looked for among the pairs that are left.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bilingual.duplicates.finding import exact_key
from bilingual.duplicates.nearness import find_near

if TYPE_CHECKING:
    import numpy as np

Read = Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A pair that repeats the one numbered `of`: a "copy", a "conflict" (same French, other English) or "near"."""

    of: int
    kind: str
    similarity: float


@dataclass(frozen=True, slots=True)
class _Exact:
    """For every pair the first with its French, and whether the English is that one's."""

    first: "np.ndarray[Any, Any]"
    same: "np.ndarray[Any, Any]"

    @property
    def original(self) -> "np.ndarray[Any, Any]":
        """Which pairs are the first with their French."""
        import numpy as np

        own: np.ndarray[Any, Any] = self.first == np.arange(len(self.first))
        return own


def find_duplicates(pairs: Sequence[tuple[str, str]]) -> dict[int, Duplicate]:
    """Find the (French, English) pairs that repeat an earlier one, by number.

    Of the same French with different English every pair but the first is a conflict; of identical pairs every one but
    the first is a copy; of nearly the same French every one but the first is near.
    """
    exact = _find_exact(pairs)
    found = {
        number: Duplicate(first, "copy" if same else "conflict", 1.0)
        for number, (first, same) in enumerate(zip(exact.first.tolist(), exact.same.tolist(), strict=True))
        if first != number
    }
    originals = exact.original.nonzero()[0].tolist()
    for mine, other, similarity in find_near(_keys(pairs, exact)):
        found[originals[mine]] = Duplicate(originals[other], "near", similarity)
    return dict(sorted(found.items()))


def count_duplicates(read: Read) -> Counter[str]:
    """Count the pairs that repeat an earlier one, by the kinds of `find_duplicates`; `read` is called twice.

    Some 40 bytes of a pair are in memory, of one that repeats none then some 150, and its French and 288 bytes in the
    temporary folder; the peak counts those 288 too, which the system may take back. Raises DatasetError when that
    folder has no room.
    """
    exact = _find_exact(read())
    copies = int(exact.same.sum()) - int(exact.original.sum())
    repeated = len(exact.first) - int(exact.original.sum())
    near = sum(1 for _ in find_near(_keys(read(), exact)))
    return Counter(copy=copies, conflict=repeated - copies, near=near)


def _find_exact(pairs: Iterable[tuple[str, str]]) -> _Exact:
    import numpy as np

    french, english = array("Q"), array("Q")
    for fr, en in pairs:
        french.append(_digest(fr))
        english.append(_digest(en))
    first, said = _first_of(np.array(french, np.uint64)), np.frombuffer(english or b"", np.uint64)
    return _Exact(first, said == said[first])


def _first_of(digests: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return for each digest the number of the first that is like it."""
    import numpy as np

    order = np.argsort(digests, kind="stable")
    digests = digests[order]
    starts = np.ones(len(digests), dtype=bool)
    starts[1:] = digests[1:] != digests[:-1]
    first = np.empty(len(order), dtype=np.int64)
    first[order] = np.repeat(order[starts], np.diff(starts.nonzero()[0], append=len(order)))
    return first


def _keys(pairs: Iterable[tuple[str, str]], exact: _Exact) -> Iterator[str]:
    original = exact.original
    return (exact_key(french) for number, (french, _) in enumerate(pairs) if original[number])


def _digest(text: str) -> int:
    data = exact_key(text).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())
