"""Counts the file-system events of a process, by Python's audit hook, and kills or pauses it at one of them."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = frozenset(
    (
        "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
        "shutil.rmtree", "shutil.move", "tempfile.mkdtemp", "tempfile.mkstemp", "sqlite3.connect", "ctypes.dlsym",
    )
)  # fmt: skip
LONGEST_PAUSE = 60.0


class Events:
    """Writes one line an event to `log`; before number `at` it kills the process, or waits until `go` exists.

    Counted are the events that change files or, with `match`, every event, reading too, whose line contains it.
    `os.fsync` raises no audit event, so it is wrapped.
    """

    def __init__(self, log: Path, at: int, match: str, go: Path | None) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        self._at, self._match, self._go, self._count, self._busy = at, match, go, 0, False

    def install(self) -> None:
        """Begin; an audit hook cannot be taken back."""
        os.fsync = self._announced(os.fsync)  # type: ignore[assignment]
        sys.addaudithook(self._hear)

    def _announced(self, fsync: Callable[[int], None]) -> Callable[[int], None]:
        def announced(descriptor: int) -> None:
            self._happen("os.fsync")
            fsync(descriptor)

        return announced

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            changes = bool(isinstance(flags, int) and flags & WRITING)
            if (changes or self._match) and isinstance(path, str | bytes) and path not in ("/dev/null", b"/dev/null"):
                self._happen(f"open {'to write' if changes else 'to read'} {os.fsdecode(path)}")
        elif event in CHANGES:
            self._happen(" ".join([event, *(str(each) for each in arguments if isinstance(each, str | bytes))]))

    def _happen(self, line: str) -> None:
        if self._busy or self._match not in line:
            return
        self._busy = True
        self._count += 1
        os.write(self._log, f"{line}\n".encode(errors="replace"))
        if self._count == self._at:
            if self._go is None:
                os.kill(os.getpid(), signal.SIGKILL)
            else:
                self._wait(self._go)
        self._busy = False

    def _wait(self, go: Path) -> None:
        go.with_suffix(".paused").touch()
        end = time.monotonic() + LONGEST_PAUSE
        while not go.exists() and time.monotonic() < end:
            time.sleep(0.005)
