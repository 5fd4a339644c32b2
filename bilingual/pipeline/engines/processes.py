"""Worker processes on this machine: each loads the model once, and is given one part after the other.

They are started by themselves and not by `multiprocessing`, which would run the caller's own script again in each.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from bilingual.errors import BilingualError, DatasetError
from bilingual.pipeline.part_work import PartWork, PartWorker
from bilingual.pipeline.watching import Advance, Watcher

PASSED_ON = (BilingualError, OSError, MemoryError)  # what a command says in one line
START = "from bilingual.pipeline.engines.processes import serve; serve({})"


@dataclass(frozen=True, slots=True)
class _Done:
    """A message of a worker: it has done its part."""


class WorkerProcesses:
    """A number of worker processes; they end with the `with` statement."""

    def __init__(self, count: int, work: PartWork) -> None:
        self._count, self._work = count, work
        self._processes: dict[Connection, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        for _ in range(self._count):
            ours, theirs = socket.socketpair()
            with theirs:
                command = [sys.executable, "-P", "-c", START.format(theirs.fileno())]
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    process_group=0,  # an interrupt from the terminal is the command's to answer
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
                )
            connection = Connection(ours.detach())
            self._processes[connection] = process
            connection.send(self._work)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection, process in self._processes.items():
            connection.close()
            process.kill()
            process.wait()

    def run(self, folders: Sequence[Path], kept: Path, watcher: Watcher) -> None:
        """Do the parts in folders. Raises what a worker raised, and DatasetError for a worker that was killed."""
        left = iter(folders)
        busy = {connection for connection in self._processes if _give(connection, left, kept)}
        while busy:
            for connection in cast("list[Connection]", wait(list(busy))):
                try:
                    message = connection.recv()
                except (EOFError, OSError) as error:
                    raise self._death_of(connection) from error
                if isinstance(message, Advance):
                    watcher.advanced(message)
                elif isinstance(message, str):
                    watcher.notice(message)
                elif isinstance(message, BaseException):
                    raise message
                elif not _give(connection, left, kept):
                    busy.remove(connection)

    def _death_of(self, connection: Connection) -> DatasetError:
        code = self._processes[connection].wait()
        how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended ({code})"
        return DatasetError(
            f"a worker process {how}; run the same command again to go on, with fewer --workers where memory is short"
        )


def _give(connection: Connection, folders: Iterator[Path], kept: Path) -> bool:
    """Give a worker the next part; say whether there was one."""
    folder = next(folders, None)
    if folder is not None:
        with suppress(ConnectionError):  # its end shows when the answer is read
            connection.send((folder, kept))
    return folder is not None


class _Telling(Watcher):
    """Tells the process that gave the parts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def notice(self, line: str) -> None:
        self._connection.send(line)

    def advanced(self, advance: Advance) -> None:
        self._connection.send(advance)


def serve(descriptor: int) -> None:
    """Do parts as they are asked for, until nobody asks any more; the first message is the work."""
    connection: Connection = Connection(descriptor)
    watcher = _Telling(connection)
    try:
        worker = PartWorker(connection.recv(), threads=1)
        while True:
            folder, kept = connection.recv()
            worker.run(folder, kept, watcher)
            connection.send(_Done())
    except EOFError:
        pass
    except ConnectionError:
        os._exit(1)  # whoever asked is gone; threads of the model may still run
    except PASSED_ON as error:
        with suppress(ConnectionError):
            connection.send(error)
