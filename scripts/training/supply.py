"""The shards of a training, those that come later too, and the thread that makes batches of them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bilingual.errors import UsageError
from scripts.training.batches import Shard

AHEAD = 64  # batches

Item = TypeVar("Item")


class Supply:
    """Shards by name: each is read once its file is there, in an order and with a seed that its place decides.

    A file that is only half written is not read: an archive ends with its table of contents, and both formats hold
    checksums, so it is no shard yet and is tried again. Raises UsageError when no shard is there to begin with, or one
    that is there cannot be read.
    """

    def __init__(self, named: Iterable[tuple[Path, float]], seed: int, report: Callable[[str], None]) -> None:
        self._named, self._seed, self._report = tuple(named), seed, report
        self._read: dict[int, Shard] = {}
        self._told = set[tuple[int, str]]()
        for number, (path, _) in enumerate(self._named):
            if path.exists():
                self._read[number] = Shard(path, seed + number)
            else:
                self._tell(number, "not there; it joins when it is")
        if self._named and not self._read:
            raise UsageError(f"{self._named[0][0]}: no such shard; `prepare` makes one from pairs")
        if not any(map(len, self._read.values())):
            raise UsageError("training needs at least one shard with a pair in it")

    def shards(self) -> Sequence[tuple[Shard, float]]:
        """Return the shards that are there, with their weights, in the order in which they were named."""
        for number, (path, _) in enumerate(self._named):
            if number not in self._read and path.exists():
                self._join(number, path)
        return [(self._read[number], weight) for number, (_, weight) in enumerate(self._named) if number in self._read]

    def _join(self, number: int, path: Path) -> None:
        try:
            shard = Shard(path, self._seed + number)
        except UsageError:
            self._tell(number, "there, but no whole shard; it joins when it is")
        else:
            self._read[number] = shard
            self._report(f"{path}: {len(shard)} pairs join")

    def _tell(self, number: int, what: str) -> None:
        if (number, what) not in self._told:
            self._told.add((number, what))
            self._report(f"{self._named[number][0]}: {what}")


def prefetch(source: Iterator[Item], ahead: int = AHEAD) -> Iterator[Item]:
    """Yield what `source` yields, in its order, made by one other thread up to `ahead` items before it is wanted.

    An error in the thread is raised here. The thread ends when the iterator is closed.
    """
    with ThreadPoolExecutor(1, "batches") as thread:
        waiting = deque(thread.submit(next, source, None) for _ in range(ahead))
        try:
            while (item := waiting.popleft().result()) is not None:
                waiting.append(thread.submit(next, source, None))
                yield item
        finally:
            thread.shutdown(cancel_futures=True)
