"""Kills at system calls, by strace's fault injection: it sees what SQLite, Arrow and ctypes do, the audit hook not."""

import re
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from scripts.faults.forks import Ended, Job
from scripts.faults.scenarios import Stage
from scripts.faults.world import World

CALLS = (
    "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fsync", "fdatasync",
    "ftruncate", "write", "pwrite64", "link", "linkat",
)  # fmt: skip
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Place:
    """The `number`-th call of one system call by one thread."""

    call: str
    number: int


class Tracer:
    """Attaches strace to a waiting child of the fork server. `works` says whether this machine lets it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._log, self._go = world.root / "strace.log", world.root / "strace.go"
        self.works = bool(shutil.which("strace")) and self._attaches()

    def places(self, stage: Stage) -> list[Place]:
        """Return the calls of the undisturbed command that concern its own folder, in their order."""
        self._world.restore(stage.scenario.start)
        self._trace(stage.job(hold=self._go), f"trace={','.join(CALLS)}")
        counts, found = Counter[tuple[str, str]](), []
        for line in self._log.read_text(errors="replace").splitlines():
            call = re.match(r"(\d+) +(\w+)\(", line)
            if call and call[2] in CALLS:
                counts[call[1], call[2]] += 1
                if str(self._world.here) in line or '"' in line.partition("(")[2][:12]:
                    found.append(Place(call[2], counts[call[1], call[2]]))
        return list(dict.fromkeys(found))

    def kill(self, stage: Stage, place: Place) -> Ended:
        """Run a command that is killed at a call."""
        inject = f"inject={place.call}:signal=SIGKILL:when={place.number}"
        return self._trace(stage.job(hold=self._go), f"trace={place.call}", "-e", inject)

    def _attaches(self) -> bool:
        self._world.restore("empty")
        job = Job(arguments=("--version",), hold=self._go)
        return bool(self._trace(job, f"trace={','.join(CALLS)}").code == 0 and self._log.exists())

    def _trace(self, job: Job, *options: str) -> Ended:
        """Start a command that waits, attach, let it go, and wait for its end."""
        for left in (self._log, self._go):
            left.unlink(missing_ok=True)
        running = self._world.server.start(job)
        command = ["strace", "-f", "-y", "-o", str(self._log), "-p", str(running.pid), "-e", *options]
        errors = self._log.with_suffix(".err")
        with errors.open("wb") as stream:
            tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream)
        _wait_for(errors, "attached", tracer)
        self._go.touch()
        ended = running.wait()
        tracer.wait(SECONDS)
        return ended


def _wait_for(file: Path, word: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS
    while word not in file.read_text() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
