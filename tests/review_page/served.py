"""A real server of the page, as the command starts it."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that answers; `folder` is the dataset it serves."""

    folder: Path
    url: str
    process: "subprocess.Popen[str]"

    @property
    def address(self) -> str:
        """The address without its token."""
        return f"http://{urlsplit(self.url).netloc}"

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(urlsplit(self.url).port or 0)

    @property
    def token(self) -> str:
        """The token of its address."""
        return urlsplit(self.url).query.removeprefix("token=")

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the server, without a chance to tidy up unless another signal is given."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.communicate(timeout=30)


def start(folder: Path, environment: dict[str, str], *options: object, port: int = 0) -> Served:
    """Start `bilingual review serve` and return when it has printed its address."""
    command = [sys.executable, "-m", "bilingual", "review", "serve", folder, "--port", port, *options]
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder.parent,
        env={**os.environ, **environment, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:"), process.communicate(timeout=30)
    return Served(folder=folder, url=url, process=process)
