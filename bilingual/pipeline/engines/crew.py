"""The workers of a build on all nodes: hired, compared with each other, replaced when they are lost, and ended."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from bilingual.errors import BilingualError, ClusterError
from bilingual.pipeline.engines.arithmetic import keep_arithmetic, kept_arithmetic, refuse_other
from bilingual.pipeline.engines.cluster import Node, alive_nodes, check_node, ending_of, is_there
from bilingual.pipeline.engines.member import Errand, Member
from bilingual.pipeline.engines.node_worker import Load, Setting, Started
from bilingual.pipeline.part_work import PartWork
from bilingual.pipeline.parts import DONE

CORES_PER_WORKER = 16  # so many one process keeps busy: Python's share of a pair is 3 % with the embedded model
MOST_LOST = 3  # workers on a node, one after the other, none of which has done a part
SECONDS_FOR_ALL = 30  # then a build begins without workers that wait for cores which others use
SECONDS_BETWEEN_LOOKS = 3.0
SECONDS_TO_END = 60.0  # a thread that speaks to Ray once it is shut down would end the whole process, by Ray's exit(1)


@dataclass(slots=True, kw_only=True)
class Slot:
    """Room for one worker on a node: on how many cores, who is there, and the thread that gives it parts."""

    node: Node
    number: int
    cores: int
    late: bool = False  # the node has joined since the build began
    member: Member | None = None
    thread: Thread | None = None


class Crew:
    """Workers on all nodes that are alive, for one build."""

    def __init__(self, work: PartWork, load: Load, workers: int | None) -> None:
        self._work, self._load, self._workers = work, load, workers
        self._slots: list[Slot] = []
        self._first: tuple[Node, Started] | None = None
        self._lock = Lock()
        self._looked = 0.0
        self._ended = False
        self._last = "none has a core"  # what became of the last worker that could not be hired

    def start(self) -> Started:
        """Hire workers everywhere and wait until they are ready. Raises ClusterError, and what a worker raises."""
        from ray.exceptions import RayError

        self._open(alive_nodes())
        for _ in range(MOST_LOST):
            for slot in self._slots:
                try:
                    if slot.member is None:
                        self._prepare(slot)
                except RayError as error:  # it is hired again
                    self._last = ending_of(error)
            self._meet_all()
            if self._first is not None:
                break
        return self._known()[1]

    def keep_arithmetic(self, folder: Path) -> None:
        """Refuse to put parts beside others that a machine of another kind has made. Raises ClusterError."""
        node, started = self._known()
        signature = repr(sorted(started.signature.items()))
        before = kept_arithmetic(folder, signature)
        if before is not None and any(folder.glob(f"*/{DONE}")):
            refuse_other(node.name, started.arithmetic, before, "the machine that made the parts kept here")
        keep_arithmetic(folder, signature, started.arithmetic)

    def begin(self, errand: Errand) -> None:
        """Let everybody work."""
        for slot in self._slots:
            self._send(slot, errand)

    def look(self, errand: Errand) -> None:
        """Hire on nodes that have come, and end the errand when none is left; now and then, however often called."""
        from ray.exceptions import RayError

        if time.monotonic() < self._looked + SECONDS_BETWEEN_LOOKS:
            return
        self._looked = time.monotonic()
        try:
            nodes = alive_nodes()
        except RayError as error:
            errand.dealing.end(ClusterError(f"the cluster does not answer any more: {ending_of(error)}"))
            return
        for slot in self._open(nodes):
            slot.late = True
            errand.told.put(f"node {slot.node.name} has joined")
            self._send(slot, errand)
        at_work = any(slot.thread is not None and slot.thread.is_alive() for slot in self._slots)
        if not at_work and not errand.dealing.is_over:  # in this order: they leave when it is over
            errand.dealing.end(ClusterError("no worker of the cluster is left; run the same command again to go on"))

    def end(self) -> None:
        """End all workers, whatever they do."""
        from ray.exceptions import RayError

        with self._lock:
            self._ended = True
        for slot in self._slots:
            if slot.member is not None:
                with suppress(RayError):
                    slot.member.end()
        ends = time.monotonic() + SECONDS_TO_END
        for slot in self._slots:
            if slot.thread is not None:
                slot.thread.join(max(0.0, ends - time.monotonic()))

    def _known(self) -> tuple[Node, Started]:
        if self._first is None:
            raise ClusterError(
                f"no node of the cluster can be worked on ({self._last}); `ray status` shows its nodes, docs/scale.md "
                "what they must share"
            )
        return self._first

    def _open(self, nodes: Sequence[Node]) -> list[Slot]:
        """Make room on nodes that have none; return what is new."""
        known = {slot.node.id for slot in self._slots}
        new = [slot for node in nodes if node.id not in known for slot in self._slots_of(node)]
        self._slots += new
        return new

    def _slots_of(self, node: Node) -> list[Slot]:
        cores = min(node.cores, self._workers or node.cores)
        count = node.gpus if self._work.device == "cuda" else -(-cores // CORES_PER_WORKER)
        shares = [cores // count + (number < cores % count) for number in range(count)]
        return [Slot(node=node, number=number, cores=max(1, share)) for number, share in enumerate(shares)]

    def _prepare(self, slot: Slot) -> None:
        """Hire a worker, if the node has the same software. Raises RayError when the node is lost."""
        check_node(slot.node)
        setting = Setting(work=self._work, load=self._load, threads=slot.cores)
        with self._lock:
            if not self._ended:
                slot.member = Member(slot.node, slot.number, setting)

    def _meet_all(self) -> None:
        """Wait until most workers are ready: all of them within a time, or else one."""
        import ray
        from ray.exceptions import RayError

        waiting = {slot.member.starting: slot for slot in self._slots if slot.member is not None}
        seconds: float | None = SECONDS_FOR_ALL
        while waiting and self._first is None:
            ready, _ = ray.wait(list(waiting), num_returns=len(waiting) if seconds else 1, timeout=seconds)
            for slot in map(waiting.pop, ready):
                try:
                    self._meet(slot)
                except RayError as error:
                    slot.member, self._last = None, ending_of(error)
            seconds = None

    def _meet(self, slot: Slot) -> None:
        """Wait until a worker is ready, and compare it with the first. Raises RayError when it is lost."""
        assert slot.member is not None
        started = slot.member.started()
        with self._lock:
            self._first = self._first or (slot.node, started)
        first, wanted = self._first
        refuse_other(slot.node.name, started.arithmetic, wanted.arithmetic, f"node {first.name}")

    def _send(self, slot: Slot, errand: Errand) -> None:
        slot.thread = Thread(target=self._hold, args=(slot, errand), daemon=True)
        slot.thread.start()

    def _hold(self, slot: Slot, errand: Errand) -> None:
        """Keep a slot at work until there is nothing left to do, in a thread of its own."""
        from ray.exceptions import RayError

        lost = 0
        while lost < MOST_LOST and not errand.dealing.is_over:
            try:
                if slot.member is None:
                    self._prepare(slot)
                if slot.member is not None:
                    self._meet(slot)
                if slot.member is not None:
                    slot.member.work_through(errand)
                    return
            except RayError as error:
                errand.told.put(
                    f"a worker on node {slot.node.name} was lost ({ending_of(error)}); its part is done again"
                )
            except Exception as error:  # noqa: BLE001 - whatever it is, it ends the build, which raises it
                if slot.late and isinstance(error, BilingualError):
                    errand.told.put(f"{error}; the build goes on without it")
                else:
                    errand.dealing.end(error)
                return
            lost = 1 if slot.member is not None and slot.member.done else lost + 1
            slot.member = None
            if not is_there(slot.node):
                return
