"""The parts of a build on this machine: in this process with a thread for each core, or in a process for each core.

A process for each core loads the model once more, and lets everything around it run on all cores too; with few parts
some of the processes would be idle at the end.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual.pipeline.engines.processes import WorkerProcesses
from bilingual.pipeline.part_work import PartWork, PartWorker
from bilingual.pipeline.parts import Part
from bilingual.pipeline.watching import Watcher

LEAST_PARTS = 4  # for each process


class LocalEngine:
    """Does parts on `workers` cores."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._worker: PartWorker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker = None

    def start(self, work: PartWork) -> Mapping[str, str | int | float]:
        """Load the model."""
        self._work, self._worker = work, PartWorker(work, self._workers)
        return self._worker.signature

    def run(self, parts: Sequence[Part], folder: Path, kept: Path, watcher: Watcher) -> None:
        """Do the parts."""
        on_cpu = self._worker is not None and self._worker.translator.device == "cpu"  # a GPU has room for one model
        if on_cpu and self._workers > 1 and len(parts) >= LEAST_PARTS * self._workers:
            self._worker = None  # each process has its own
            with WorkerProcesses(self._workers, self._work) as processes:
                processes.run([folder / part.name for part in parts], kept, watcher)
        elif self._worker is not None:
            for part in parts:
                self._worker.run(folder / part.name, kept, watcher)
