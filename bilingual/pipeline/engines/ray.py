"""The parts of a build on a Ray cluster: workers that load the model once, on every node, and parts dealt to idle ones.

Actors, and not Ray Data: a part has an identity (its name is a hash), a place in the order and a folder of its own, and
is done again only if that folder is not whole. Ray Data passes rows through blocks whose bounds and order are its own,
so a rerun would have to look up each row's id among all that were written (ray#49438, #55008; order: #40216).
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from bilingual.pipeline.engines.cluster import connect, find_ray
from bilingual.pipeline.engines.crew import Crew
from bilingual.pipeline.engines.dealing import Dealing
from bilingual.pipeline.engines.member import Errand
from bilingual.pipeline.engines.node_worker import Load, ModelWorker
from bilingual.pipeline.engines.shared import SIGN, SharedPlace
from bilingual.pipeline.part_work import PartWork
from bilingual.pipeline.parts import DONE, Part
from bilingual.pipeline.watching import Advance, Watcher

KEPT = "kept-blocks.sqlite"
SECONDS_BETWEEN_LOOKS = 1.0


class RayEngine:
    """Does parts on a Ray cluster, or on this machine alone where none runs.

    `workers` is the most cores that are used of each node, None: all. `shared` is a folder that every node sees, or an
    address that fsspec opens, None: the work folder itself; with `fresh` what is there of these parts is not taken.
    `load` makes what does the parts.
    """

    def __init__(
        self,
        workers: int | None = None,
        shared: str | None = None,
        *,
        fresh: bool = False,
        load: Load = ModelWorker,
    ) -> None:
        self._workers, self._shared, self._fresh, self._load = workers, shared, fresh, load
        self._joined = False
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        find_ray()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._crew is not None:
            self._crew.end()
        if self._joined:
            find_ray().shutdown()

    def start(self, work: PartWork) -> Mapping[str, str | int | float]:
        """Load the model on every node.

        Raises ClusterError where nodes differ or cannot be reached, UsageError without Ray, and what a worker raises.
        """
        self._joined = connect(self._workers)
        device = "cpu" if work.device == "auto" else work.device  # Ray shows a GPU only to those who ask for one
        memories = tuple(path.absolute() for path in work.memories)
        self._crew = Crew(replace(work, device=device, memories=memories), self._load, self._workers)
        return self._crew.start().signature

    def run(self, parts: Sequence[Part], folder: Path, kept: Path, watcher: Watcher) -> None:
        """Do the parts. Raises what is wrong with the first of them that cannot be done."""
        if not parts or self._crew is None:
            return
        self._crew.keep_arithmetic(folder)
        for part in parts:
            (folder / part.name / DONE).unlink(missing_ok=True)
        with self._errand(parts, folder.absolute(), kept.absolute()) as errand:
            try:
                self._crew.begin(errand)
                while not errand.dealing.is_over:
                    _tell(errand, watcher)
                    self._crew.look(errand)
            finally:
                errand.dealing.end()
            _tell(errand, watcher)
            errand.dealing.refuse()

    @contextmanager
    def _errand(self, parts: Sequence[Part], folder: Path, kept: Path) -> Iterator[Errand]:
        """Put what all workers need where they see it, and take it away at the end."""
        carried = self._shared is not None
        place = SharedPlace(_address(self._shared) if self._shared is not None else str(folder))
        for part in parts if carried and self._fresh else ():
            place.remove(part.name)
        token = f"{SIGN}-{uuid.uuid4().hex}"
        with TemporaryDirectory() as temporary:
            sign = Path(temporary, token)
            sign.touch()
            place.send(sign, token)
        store = f"{token}-{KEPT}" if carried and kept.is_file() else None
        try:
            yield Errand(
                folder=folder,
                place=place,
                carried=carried,
                token=token,
                kept=place.send(kept, store) if store else str(kept) if kept.is_file() else None,
                total=1 + max(part.number for part in parts),
                dealing=Dealing(parts),
                told=SimpleQueue(),
            )
        finally:
            for name in filter(None, (token, store)):
                place.remove(name)


def _address(shared: str) -> str:
    """Return an address that means the same on every node."""
    return shared.rstrip("/") if "://" in shared else str(Path(shared).absolute())


def _tell(errand: Errand, watcher: Watcher) -> None:
    """Hand on what the workers have told, and wait a moment for it."""
    try:
        told = errand.told.get(timeout=0 if errand.dealing.is_over else SECONDS_BETWEEN_LOOKS)
        while True:
            if isinstance(told, Advance):
                watcher.advanced(told)
            elif told:
                watcher.notice(told)
            told = errand.told.get_nowait()
    except Empty:
        pass
