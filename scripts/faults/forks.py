"""Starts commands: in children of a warm fork server, or as processes of their own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A command and what happens to it. `at` is the event before which it is killed or, with `go`, paused."""

    arguments: Sequence[str]
    at: int = 0
    match: str = ""
    go: Path | None = None
    hold: Path | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    stdin: Path = Path(os.devnull)
    stdout: Path | None = None
    cwd: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended: exit code (negative: the signal), what it said, the events that it came to."""

    code: int
    out: str
    err: str
    events: tuple[str, ...] = ()
    cpu: float = 0.0
    late: bool = False

    @property
    def refused(self) -> bool:
        """Whether it ended as a refusal should: exit 1, 2 or 130, one line of its own last, no traceback."""
        last = (self.err.strip().splitlines() or [""])[-1]
        return self.code in (1, 2, 130) and last.startswith("bilingual: ") and "Traceback" not in self.err

    def describe(self) -> str:
        """Return the end in a few words."""
        if self.late:
            return "it did not end"
        if self.code < 0:
            return f"{signal.Signals(-self.code).name}"
        last = (self.err.strip().splitlines() or [""])[-1]
        return f"exit {self.code}{', a traceback' if 'Traceback' in self.err else ''}: {last[:160]}"


class Running:
    """A command under way in a child of the server."""

    def __init__(self, server: "ForkServer", pid: int, streams: Path) -> None:
        self.pid, self._server, self._streams = pid, server, streams

    def ended(self) -> bool:
        """Return whether it has ended, `wait` being still to come."""
        return bool(self._server.ask({"ended": self.pid})["ended"])

    def wait(self, seconds: float = SECONDS) -> Ended:
        """Wait for its end; after `seconds` it is killed, and `late`."""
        told = self._server.ask({"wait": self.pid, "seconds": seconds})
        out, err, events = (_read(self._streams.with_suffix(end)) for end in (".out", ".err", ".events"))
        return Ended(
            code=told["code"], out=out, err=err, events=tuple(events.splitlines()), cpu=told["cpu"], late=told["late"]
        )


class ForkServer:
    """A warm parent; `folder` takes the streams of its children, `cwd` is where jobs run that name no folder."""

    def __init__(self, folder: Path, cwd: Path, env: Mapping[str, str]) -> None:
        self._folder, self._cwd, self._env, self._count = folder, cwd, dict(env), 0
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "scripts.faults.server"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=self._env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if self._line() != "ready\n":
            raise RuntimeError("the fork server did not start")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Send one line and return the answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(question, default=str) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def start(self, job: Job) -> Running:
        """Start a command."""
        self._count += 1
        streams = self._folder / str(self._count)
        events = None if job.limits else streams.with_suffix(".events")  # the log would meet the limits too
        told = {
            **asdict(job), "cwd": job.cwd or self._cwd, "env": self._env | job.env, "events": events,
            "stdout": job.stdout or streams.with_suffix(".out"), "stderr": streams.with_suffix(".err"),
        }  # fmt: skip
        return Running(self, self.ask(told)["pid"], streams)

    def run(self, job: Job, seconds: float = SECONDS) -> Ended:
        """Run a command to its end."""
        return self.start(job).wait(seconds)

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def start_process(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], python: Sequence[str] = (), **options: object
) -> "subprocess.Popen[bytes]":
    """Start a command as a process of its own, as a user would, with further options of `subprocess.Popen`."""
    command = [sys.executable, *python, "-m", "bilingual", *arguments]
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # which a new process would inherit
        signal.signal(signal.SIGINT, signal.default_int_handler)
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=cwd, env=dict(env), **(streams | options))  # type: ignore[call-overload]


def end_process(process: "subprocess.Popen[bytes]", seconds: float = SECONDS) -> Ended:
    """Wait for a process started by `start_process`."""
    late = False
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        late = True
    return Ended(
        code=process.returncode,
        out=(out or b"").decode(errors="replace"),
        err=(err or b"").decode(errors="replace"),
        late=late,
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
