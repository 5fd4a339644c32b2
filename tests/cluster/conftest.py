"""Fixtures: a cluster of two nodes on this machine, and a command on it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def two_nodes(clean_home: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a command that joins a cluster of two nodes, which ends with the tests, however they end."""
    pytest.importorskip("ray", reason="needs Ray: pip install 'bilingual[ray]'")
    env = {**clean_home, "RAY_USAGE_STATS_ENABLED": "0"}
    command = [sys.executable, "-m", "tests.cluster.two_nodes"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout and process.stdin
        yield {**env, "RAY_ADDRESS": process.stdout.readline().strip()}
        process.stdin.close()
        process.wait(timeout=60)


def workers(env: dict[str, str]) -> list[int]:
    """The workers of ours, of all clusters that know this cluster's address."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            title = (path / "cmdline").read_bytes()  # says what a worker does
            if title.startswith(b"ray::") and not title.startswith(
                (b"ray::IDLE", b"ray::DashboardAgent", b"ray::RuntimeEnvAgent")
            ):
                # Its parent, the raylet, was told the address of the cluster.
                parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
                if env["RAY_ADDRESS"] in Path("/proc", parent, "cmdline").read_text():
                    found.append(int(path.name))
        except OSError:
            continue
    return found


def wait_for(condition, seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while not condition() and time.monotonic() < ends:
        time.sleep(0.1)
    return bool(condition())
