"""One worker on one node, as the driver sees it: an actor of Ray's that is given one part at a time."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from bilingual.errors import BilingualError, ClusterError, DatasetError
from bilingual.pipeline.engines.arithmetic import VARIABLES
from bilingual.pipeline.engines.cluster import Node, ending_of, is_there, on_node
from bilingual.pipeline.engines.dealing import Dealing
from bilingual.pipeline.engines.node_worker import Heard, Job, NodeWorker, Setting, Started, added
from bilingual.pipeline.engines.shared import SharedPlace
from bilingual.pipeline.parts import ARTICLES, DONE, Part, is_done
from bilingual.pipeline.watching import Advance

SECONDS_BETWEEN_QUESTIONS = 1.0
SECONDS_TO_BE_SEEN = 120  # a network disk may answer from what it remembers: 60 seconds by default (nfs(5), acdirmax)
WATCH = "watch"  # the actor's second group of threads, which answers while a part is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the members do together: where parts lie here and there, and who hears of it.

    `carried` says that the shared place is another than `folder`, so that articles go there and tables come back.
    """

    folder: Path
    place: SharedPlace
    carried: bool
    token: str
    kept: str | None
    total: int
    dealing: Dealing
    told: "SimpleQueue[Advance | str]"


class Member:
    """A worker on a node. Its methods raise Ray's RayError when the worker or the node is lost."""

    def __init__(self, node: Node, number: int, setting: Setting) -> None:
        import ray

        environment = {name: os.environ[name] for name in VARIABLES if os.environ.get(name)}
        self.node, self.done = node, 0
        name = f"bilingual on {node.name}, worker {number + 1}, {time.monotonic_ns()}"
        actor_class = ray.remote(concurrency_groups={WATCH: 1})(NodeWorker)
        self._actor = actor_class.options(
            name=name,
            num_cpus=setting.threads,
            num_gpus=1 if setting.work.device == "cuda" else 0,
            max_restarts=0,
            max_task_retries=0,
            scheduling_strategy=on_node(node),
            runtime_env={"env_vars": environment} if environment else None,
        ).remote(setting)  # fmt: skip
        self.starting = self._actor.start.options(name=f"load the model on {node.name}").remote()

    def started(self) -> Started:
        """Wait until the model is loaded. Raises what the worker met, naming the node."""
        started: Started = self._answer(self.starting)
        return started

    def work_through(self, errand: Errand) -> None:
        """Do parts until there are none left; `done` counts them."""
        self._answer(self._actor.look.remote(errand.place, errand.token))
        while (part := errand.dealing.take()) is not None:
            self._do(part, errand)

    def end(self) -> None:
        """End the worker, whatever it does."""
        import ray

        ray.kill(self._actor, no_restart=True)

    def _do(self, part: Part, errand: Errand) -> None:
        from ray.exceptions import RayError

        advance = Advance(0, 0, 0)
        try:
            if errand.carried:
                errand.place.send(errand.folder / part.name / ARTICLES, f"{part.name}/{ARTICLES}")
            named = self._actor.run.options(name=f"part {part.number + 1} of {errand.total}")
            running = named.remote(Job(part.name, errand.place, errand.kept))
            while not self._is_ready(running):
                advance = self._listen(errand, advance)
            self._answer(running)
            advance = self._listen(errand, advance)
            if not self._bring(part, errand):
                errand.told.put(Advance(-advance.articles, -advance.characters, 0))
                errand.dealing.lose(part, counts=True, last=f"{errand.place.address}/{part.name} came back damaged")
                return
        except RayError as error:
            errand.told.put(Advance(-advance.articles, -advance.characters, 0))
            errand.dealing.lose(part, counts=is_there(self.node), last=ending_of(error))
            raise
        except (BilingualError, OSError, MemoryError) as error:
            errand.dealing.fail(part, error)
        else:
            self.done += 1
            errand.dealing.finish(part)

    def _is_ready(self, running: Any) -> bool:  # noqa: ANN401
        import ray

        return bool(ray.wait([running], timeout=SECONDS_BETWEEN_QUESTIONS)[0])

    def _listen(self, errand: Errand, before: Advance) -> Advance:
        """Hand on what the worker has to say, and return what it has done of its part in all."""
        import ray

        heard: Heard = ray.get(self._actor.hear.options(concurrency_group=WATCH).remote())
        for line in heard.notices:
            errand.told.put(line)
        errand.told.put(heard.advance)
        return added(before, heard.advance)

    def _bring(self, part: Part, errand: Errand) -> bool:
        """Have the part's tables in the driver's folder; False where they are damaged.

        Raises DatasetError where they do not come.
        """
        folder = errand.folder / part.name
        if errand.carried:
            errand.place.fetch_results(part.name, folder)
            with suppress(DatasetError):  # another attempt may be writing there
                errand.place.remove(part.name)
            return is_done(folder)
        ends = time.monotonic() + SECONDS_TO_BE_SEEN
        while not (folder / DONE).is_file():
            if time.monotonic() > ends:
                raise DatasetError(f"{folder}: node {self.node.name} has written it, but it is not seen here")
            time.sleep(0.2)
        return True

    def _answer(self, asked: Any) -> Any:  # noqa: ANN401
        """Wait for an answer; an error that was returned is raised, with the node's name."""
        import ray
        from ray.exceptions import RayTaskError

        try:
            answer = ray.get(asked)
        except RayTaskError as error:  # a fault of this program, which Ray has wrapped
            raise error.cause from error
        if isinstance(answer, ClusterError):
            raise ClusterError(f"node {self.node.name}: {answer}")
        if isinstance(answer, BilingualError):
            raise type(answer)(f"{answer} (on node {self.node.name})")
        if isinstance(answer, BaseException):
            raise answer
        return answer
