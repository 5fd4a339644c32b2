"""What a build keeps beside its dataset: finished blocks for every later build, parts until the dataset stands."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual.errors import DatasetError
from bilingual.files.exchange import remove
from bilingual.pipeline.parts import BLOCKS, DONE, Part, clear_parts, is_done, read_done
from bilingual.pipeline.store import WorkStore
from bilingual.pipeline.watching import Advance, Watcher

Notice = Callable[[str], None]


class KeptWork:
    """The work folder of a dataset, opened by the one build that holds its lock.

    `store` is the file of the work store, `parts` the folder of the parts. What an interrupted build left is taken
    over: the blocks of all its parts, and the finished ones whole. A build that fails before it has begun a part leaves
    nothing. Raises DatasetError for a fault of the disk.
    """

    def __init__(self, folder: Path, fresh: bool, notice: Notice) -> None:
        self.store, self.parts = folder / "blocks.sqlite", folder / "parts"
        self._notice = notice
        self._found = frozenset[str]()
        if fresh:
            WorkStore.forget(self.store)
            clear_parts(self.parts)
        with self._opened() as store:
            for left in sorted(self.parts.glob("*")):
                store.adopt(left / BLOCKS)
        clear_parts(self.parts, keep=[done.parent.name for done in self.parts.glob(f"*/{DONE}")])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            return
        clear_parts(self.parts, keep=[begun.parent.name for begun in self.parts.glob(f"*/{BLOCKS}")])
        if not any(self.parts.glob("*")):
            remove(self.parts)
            WorkStore.forget_empty(self.store)

    def unfinished(self, parts: Sequence[Part], watcher: Watcher) -> list[Part]:
        """Return the parts that are still to be done; others were done by a build that was interrupted."""
        self._found = frozenset(part.name for part in parts if is_done(self.parts / part.name))
        for part in parts:
            if part.name in self._found:
                watcher.advanced(Advance(part.articles, part.characters, 0))
        return [part for part in parts if part.name not in self._found]

    def close(self, parts: Sequence[Part]) -> tuple[int, int]:
        """Keep the blocks of parts, and no others; return how many of them this build translated, and reused.

        The dataset stands: what cannot be written is only worth a notice.
        """
        records = {part.name: read_done(self.parts / part.name) for part in parts}
        made = [(name not in self._found, done) for name, done in records.items() if done]
        translated = sum(done.translated for own, done in made if own)
        reused = sum(done.reused + (0 if own else done.translated) for own, done in made)
        try:
            with self._opened() as store:
                for part in parts:
                    store.adopt(self.parts / part.name / BLOCKS)
                store.prune(frozenset(key for _, done in made for key in done.blocks))
            remove(self.parts)
        except DatasetError as error:
            self._notice(str(error))
        return translated, reused

    def _opened(self) -> WorkStore:
        return WorkStore(self.store, {}, self._notice)
