"""What runs on a node: a worker that loads the model once and does one part after another."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Protocol

from bilingual.errors import BilingualError, ClusterError, ModelError
from bilingual.models import Model, find_model
from bilingual.models.search import find_by_hash
from bilingual.pipeline.engines.arithmetic import Arithmetic, try_arithmetic
from bilingual.pipeline.engines.own_folder import own_folder
from bilingual.pipeline.engines.processes import PASSED_ON
from bilingual.pipeline.engines.shared import SharedPlace, copy_here, worked_on
from bilingual.pipeline.part_work import PartWork, PartWorker
from bilingual.pipeline.watching import Advance, Watcher

Signature = dict[str, str | int | float]


class Loaded(Protocol):
    """What does parts in a process once its model is loaded."""

    def describe(self) -> tuple[Signature, Arithmetic]:
        """Return everything that decides a translation, and how this machine calculates."""

    def run(self, folder: Path, kept: Path | None, watcher: Watcher) -> None:
        """Do the part whose articles lie in a folder, and put its tables there."""


Load = Callable[[PartWork, int], Loaded]  # the work and the number of cores


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a worker is told when it starts: what to do, how it loads what does it, on how many cores."""

    work: PartWork
    load: Load
    threads: int


@dataclass(frozen=True, slots=True)
class Started:
    """What a worker says of itself once its model is loaded."""

    signature: Signature
    arithmetic: Arithmetic


@dataclass(frozen=True, slots=True)
class Job:
    """A part to be done: its name, the place where its articles lie, and the address of the work store, if any."""

    name: str
    place: SharedPlace
    kept: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a worker has done of its part since it was last asked, and what it has to say."""

    advance: Advance
    notices: tuple[str, ...]


class NodeWorker:
    """Does parts on one node. Errors that a user can meet are returned: what is raised, Ray wraps."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._loaded: Loaded | None = None
        self._ear = _Ear()
        self._kept: dict[str, Path] = {}
        self._copies = ExitStack()

    def start(self) -> Started | BaseException:
        """Load the model."""
        try:
            self._loaded = self._setting.load(self._setting.work, self._setting.threads)
            return Started(*self._loaded.describe())
        except PASSED_ON as error:
            return error

    def look(self, place: SharedPlace, token: str) -> BaseException | None:
        """Look for the driver's sign in the shared place."""
        try:
            if place.has(token):
                return None
        except BilingualError as error:
            return ClusterError(str(error))
        return ClusterError(f"it does not see {place.address} as the driver does")

    def run(self, job: Job) -> BaseException | None:
        """Do a part, unless somebody else has."""
        assert self._loaded is not None
        try:
            kept = self._copy(job.kept) if job.kept else None
            if not job.place.is_done(job.name):
                with worked_on(job.place, job.name) as folder:
                    self._loaded.run(folder, kept, self._ear)
        except PASSED_ON as error:
            return error
        return None

    def hear(self) -> Heard:
        """Return what there is to tell since the last time; called while a part is being done."""
        return self._ear.take()

    def _copy(self, address: str) -> Path:
        """Return a copy of the work store on this machine: SQLite does not work over networks."""
        if address not in self._kept:
            self._kept[address] = copy_here(address, self._copies.enter_context(own_folder()))
        return self._kept[address]


class _Ear(Watcher):
    """Adds up what is told, until it is asked for from another thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._advance, self._notices = Advance(0, 0, 0), list[str]()

    def notice(self, line: str) -> None:
        with self._lock:
            self._notices.append(line)

    def advanced(self, advance: Advance) -> None:
        with self._lock:
            self._advance = added(self._advance, advance)

    def take(self) -> Heard:
        """Return what was told since the last time."""
        with self._lock:
            heard = Heard(self._advance, tuple(self._notices))
            self._advance, self._notices = Advance(0, 0, 0), []
            return heard


class ModelWorker:
    """A `PartWorker` with the model as it lies on this node."""

    def __init__(self, work: PartWork, threads: int) -> None:
        self._worker = PartWorker(replace(work, model=model_here(work.model)), threads)
        self.run = self._worker.run

    def describe(self) -> tuple[Signature, Arithmetic]:
        """Return everything that decides a translation, and how this machine calculates with the model."""
        return dict(self._worker.signature), try_arithmetic(self._worker.translator)


def model_here(model: Model) -> Model:
    """Return the same model on this machine: at the same path, or installed or embedded. Raises ModelError."""
    if model.path.exists() and (found := find_model(model.path)).sha256 == model.sha256:
        return replace(found, name=model.name, origin=model.origin)
    if (known := find_by_hash(model.sha256)) is not None:
        return known
    raise ModelError(
        f"{model.path}: no model with the driver's content (sha256 {model.sha256[:12]}) is there or installed; copy it "
        "to the same path on every node, or install it there with `bilingual model install` or `bilingual model add`"
    )


def added(one: Advance, other: Advance) -> Advance:
    """Return two advances as one."""
    return Advance(one.articles + other.articles, one.characters + other.characters, one.words + other.words)
