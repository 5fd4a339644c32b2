"""The same French with other English: found across the whole corpus, by digests that parts of it have written."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile, gettempdir
from typing import Any, BinaryIO

from bilingual.duplicates.finding import exact_key
from bilingual.errors import DatasetError

FLAG = "duplicate"
SIDE = 12  # bytes of a digest: two texts of a billion have the same one with a probability of 1e-11
PAIR = 2 * SIDE
IN_MEMORY, MOST_BUCKETS = 2_000_000, 256  # pairs that are sorted at once, some 200 MB; temporary files for the others
_DIGESTS = [("fr", "<u8"), ("fr_end", "<u4"), ("en", "<u8"), ("en_end", "<u4")]
_NUMBERED = [*_DIGESTS, ("number", "<u8")]


def pair_digests(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return `PAIR` bytes for each pair of French and English, a digest of either, by letters and figures alone."""
    return b"".join(_digest(side) for sides in pairs for side in sides)


def find_conflicts(runs: Iterable[bytes], total: int) -> Iterator[Any]:
    """Yield, for each run of digests, which of its pairs repeat the French of an earlier one with other English.

    The runs come in the order of the corpus, with `total` pairs together; each answer is a numpy array of booleans, one
    a pair. Compared is the English of the first pair with that French. In memory are one run, `IN_MEMORY` pairs (from
    512 million on more) and a bit for every pair; the rest lies in temporary files. Raises DatasetError when the
    temporary folder has no room.
    """
    import numpy as np

    found = np.zeros(total // 8 + 1, np.uint8)
    sizes: list[int] = []
    try:
        with ExitStack() as files:
            buckets = [files.enter_context(TemporaryFile()) for _ in range(_buckets(total))]
            for run in runs:
                _deal(run, sum(sizes), buckets)
                sizes.append(len(run) // PAIR)
            for bucket in buckets:
                _mark(bucket, found)
    except OSError as error:
        raise DatasetError(
            f"{gettempdir()}: no room for a temporary table ({error.strerror}); "
            "free some space there, or set TMPDIR to another folder"
        ) from error
    first = 0
    for size in sizes:
        bits = np.unpackbits(found[first // 8 : (first + size) // 8 + 1], bitorder="little")
        yield bits[first % 8 : first % 8 + size].view(bool)
        first += size


def _buckets(total: int) -> int:
    """Return how many files to deal the digests to, a power of two."""
    return min(MOST_BUCKETS, 1 << (max(0, total - 1) // IN_MEMORY).bit_length())


def _deal(run: bytes, first: int, buckets: Sequence[BinaryIO]) -> None:
    """Write every digest of a run, with its number in the corpus, to the file that its last bits name."""
    import numpy as np

    digests = np.frombuffer(run, _DIGESTS)
    rows = np.empty(len(digests), _NUMBERED)
    for name, _ in _DIGESTS:
        rows[name] = digests[name]
    rows["number"] = np.arange(first, first + len(digests))
    named = rows["fr_end"] % len(buckets)
    for number, bucket in enumerate(buckets):
        bucket.write((rows[named == number] if len(buckets) > 1 else rows).tobytes())


def _mark(bucket: BinaryIO, found: Any) -> None:  # noqa: ANN401 - a numpy array of bytes, a bit for each pair
    """Set the bits of the pairs in a bucket whose English is not that of the first pair with their French."""
    import numpy as np

    bucket.seek(0)
    rows = np.frombuffer(bucket.read(), _NUMBERED)
    rows = rows[np.lexsort((rows["fr_end"], rows["fr"]))]  # stable: of one French they stay in the order of the corpus
    new = np.ones(len(rows), bool)
    new[1:] = (rows["fr"][1:] != rows["fr"][:-1]) | (rows["fr_end"][1:] != rows["fr_end"][:-1])
    first = rows[np.maximum.accumulate(np.where(new, np.arange(len(rows)), 0))]
    other = rows["number"][(rows["en"] != first["en"]) | (rows["en_end"] != first["en_end"])]
    np.bitwise_or.at(found, other >> 3, np.uint8(1) << (other & 7).astype(np.uint8))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(exact_key(text).encode("utf-8", "surrogatepass"), digest_size=SIDE).digest()
