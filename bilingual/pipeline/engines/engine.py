"""What a build asks of the place where its parts are done."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from bilingual.pipeline.part_work import PartWork
from bilingual.pipeline.parts import Part
from bilingual.pipeline.watching import Watcher


class Engine(Protocol):
    """Does the parts of one build; its processes end with the `with` statement, however that ends."""

    def __enter__(self) -> Self:
        """Return the engine itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everything that was started."""

    def start(self, work: PartWork) -> Mapping[str, str | int | float]:
        """Load the model where the parts will be done, and return the translator's signature there.

        Raises ModelError where it cannot be loaded, UsageError for a device or a cluster that is not there.
        """

    def run(self, parts: Sequence[Part], folder: Path, kept: Path, watcher: Watcher) -> None:
        """Do the parts, whose articles lie in `folder`, each under its name; all of them are done when it returns.

        `kept` is the work store with the blocks of earlier builds. Raises what `PartWorker.run` raises.
        """
