"""Which of very many texts may be alike: an LSH Forest over MinHash signatures, in time n log n at most.

A text's signature is the least of its runs' hashes under many functions (Broder 1997, "On the Resemblance and
Containment of Documents"); two texts agree in each with the probability of their Jaccard similarity. Signatures are
filed by their first rows in several trees. A bucket that is crowded is parted by one more row (Bawa, Condie and
Ganesan, "LSH Forest", WWW 2005), so that a text meets few others however many resemble it a little: what must agree
grows with the crowd. The hashes are rensa's, with a fixed seed: the same in any process.
"""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

TREES, DEPTH = 12, 12  # rows a signature has: one by the other
FIRST = 4  # rows that agree in a bucket which nobody has crowded yet
CROWD = 16  # texts in a bucket before it is parted
MOST = 8  # texts that a text is compared with
SEED = 20_240_601
_ROW = 2  # bytes kept of a row: others agree in them by chance once in 65 536
ROWS = TREES * DEPTH
# Rows that agree between alike texts: four standard deviations under a similarity of 0.8.
FEWEST = int((0.8 - 4 * (0.16 / ROWS) ** 0.5) * ROWS)

Agreement = tuple[int, int]  # less the rows that agree, so that the likeliest come first, and a signature's number


def sign(runs: Set[bytes]) -> bytes:
    """Return the signature of a text with these runs, `ROWS` rows of two bytes."""
    return sign_all([runs]).tobytes()


def sign_all(texts: Sequence[Set[bytes]]) -> "np.ndarray[tuple[int, int], np.dtype[np.uint16]]":
    """Return the signatures of texts with these runs, a row of the array each: half the time of one by one."""
    import numpy as np
    from rensa import CMinHash

    return np.array(CMinHash.digests_from_token_sets(texts, ROWS, SEED), np.uint32).astype("<u2")


def likeliest_of(agreeing: list[Agreement]) -> list[int]:
    """Return the numbers of the `MOST` that agree most, in order."""
    return sorted(number for _, number in sorted(agreeing)[:MOST])


class Forest:
    """Signatures, numbered as they come; finds those that agree most with another."""

    def __init__(self) -> None:
        self._signatures: list[bytes] = []
        # A bucket is a text's number, several, or None where it is parted: one number needs no list.
        self._buckets: dict[bytes, int | list[int] | None] = {}

    def __len__(self) -> int:
        return len(self._signatures)

    @property
    def signatures(self) -> Sequence[bytes]:
        """Those that were filed, by number."""
        return self._signatures

    def add(self, signature: bytes) -> None:
        """File a signature; its number is how many there were."""
        self._signatures.append(signature)
        for tree in range(TREES):
            self._file(len(self._signatures) - 1, tree, FIRST)

    def likeliest(self, signature: bytes, least: int = FEWEST) -> list[int]:
        """Return the numbers of at most `MOST` signatures that agree with one in `least` rows, in order.

        By default that is enough for texts that may be alike.
        """
        return likeliest_of(self.agreeing(signature, least))

    def agreeing(self, signature: bytes, least: int = FEWEST) -> list[Agreement]:
        """Return what is met of a signature and agrees with it in `least` rows."""
        import numpy as np

        met = sorted({number for tree in range(TREES) for number in self._met(signature, tree)})
        if not met:
            return []
        rows = np.frombuffer(b"".join(self._signatures[number] for number in met), np.uint16)
        agreeing = (rows.reshape(len(met), -1) == np.frombuffer(signature, np.uint16)).sum(axis=1).tolist()
        return [(-count, number) for count, number in zip(agreeing, met, strict=True) if count >= least]

    def _met(self, signature: bytes, tree: int) -> list[int]:
        """Return the texts in the bucket of a tree that a signature leads to."""
        for depth in range(FIRST, DEPTH + 1):
            bucket = self._buckets.get(_key(signature, tree, depth), ())
            if isinstance(bucket, int):
                return [bucket]
            if bucket is not None:
                return list(bucket)
        return []

    def _file(self, number: int, tree: int, depth: int) -> None:
        key = _key(self._signatures[number], tree, depth)
        bucket = self._buckets.setdefault(key, number)
        if bucket is None:
            self._file(number, tree, depth + 1)
        elif isinstance(bucket, int):
            if bucket != number:
                self._buckets[key] = [bucket, number]
        elif len(bucket) < CROWD:
            bucket.append(number)
        elif depth < DEPTH:
            self._buckets[key] = None
            for member in (*bucket, number):
                self._file(member, tree, depth + 1)


def _key(signature: bytes, tree: int, depth: int) -> bytes:
    start = tree * DEPTH * _ROW
    return bytes((tree,)) + signature[start : start + depth * _ROW]
