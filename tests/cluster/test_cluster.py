"""Builds on two nodes of Ray: the same bytes, whatever ends; errors as they are; nothing is left running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmark_scale import write_corpus
from scripts.check_cluster_kills import START
from tests.build.folders import contents
from tests.cluster.conftest import wait_for, workers
from tests.conftest import ROOT

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
SENTENCES = 600


def start(env: dict[str, str], *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: "subprocess.Popen[str]") -> tuple[str, str]:
    with process:
        return process.communicate(timeout=120)


def orders(env: dict[str, str], folder: Path, *told: str, load: str = "Obedient") -> "subprocess.Popen[str]":
    return start(env, "-m", "tests.cluster.program", load, folder, *told)


def build(env: dict[str, str], corpus: Path, out: Path, model: Path, *more: object) -> "subprocess.Popen[str]":
    return start(env, "-c", START, "build", corpus, "--out", out, "--name", "x", "--model", model, *more)


def done(folder: Path) -> list[int]:
    return sorted(int(path.parent.name, 16) for path in folder.glob("*/done.json"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    write_corpus(path, SENTENCES)
    return path


@pytest.fixture(scope="module")
def local(corpus: Path, tiny_package: Path, clean_home: dict[str, str]) -> dict[str, bytes]:
    """What the local engine builds."""
    out = corpus.parent / "local"
    said = finished(build(clean_home, corpus, out, tiny_package))
    assert out.is_dir(), said
    return contents(out)


class TestABuildOnTwoNodes:
    def test_has_the_bytes_of_a_local_one_and_leaves_nothing_running(
        self, two_nodes, corpus, local, tiny_package, tmp_path
    ):
        out = tmp_path / "out"
        said, err = finished(build(two_nodes, corpus, out, tiny_package, "--engine", "ray"))
        assert contents(out) == local, err
        assert said.startswith("built ")
        assert wait_for(lambda: not workers(two_nodes))

    def test_has_them_by_way_of_a_shared_place_and_though_a_worker_is_killed(
        self, two_nodes, corpus, local, tiny_package, tmp_path
    ):
        out, shared, parts = tmp_path / "out", tmp_path / "shared", tmp_path / ".out.work" / "parts"
        process = build(two_nodes, corpus, out, tiny_package, "--engine", "ray", "--shared", shared)
        assert wait_for(lambda: list(parts.glob("*/done.json")))
        assert wait_for(lambda: workers(two_nodes))
        os.kill(workers(two_nodes)[0], signal.SIGKILL)
        _, err = finished(process)
        assert contents(out) == local, err
        assert not [path for path in shared.rglob("*") if path.is_file()]


class TestAPart:
    def test_that_fails_ends_the_build_with_the_first_error_in_order(self, two_nodes, tmp_path):
        said, err = finished(orders(two_nodes, tmp_path / "parts", "write", "fail late", "fail", *["write"] * 3))
        assert "DatasetError: fail late: no space left on device (on node " in said, err
        assert 0 in done(tmp_path / "parts") and not {1, 2} & set(done(tmp_path / "parts"))

    def test_that_ends_three_workers_is_named_and_the_parts_before_it_are_kept(self, two_nodes, tmp_path):
        said, err = finished(orders(two_nodes, tmp_path / "parts", "write", "die"))
        assert f"ClusterError: part {1:064x}"[:30] in said and "3 workers ended over it" in said, err
        assert done(tmp_path / "parts") == [0]

    def test_is_counted_once_and_its_fellows_are_done(self, two_nodes, tmp_path):
        said, err = finished(orders(two_nodes, tmp_path / "parts", *["write"] * 5))
        assert "5 articles" in said, err
        assert done(tmp_path / "parts") == [0, 1, 2, 3, 4]


class TestNodes:
    def test_that_calculate_otherwise_are_refused_by_name(self, two_nodes, tmp_path):
        said, err = finished(orders(two_nodes, tmp_path / "parts", "write", load="Singular"))
        assert "ClusterError: node " in said and "its processor (Odd CPU) rounds otherwise" in said, err

    def test_stop_at_once_when_the_command_is_interrupted(self, two_nodes, tmp_path):
        process = orders(two_nodes, tmp_path / "parts", "sleep", "sleep")
        assert process.stdout and process.stdout.readline() == "started\n"
        assert wait_for(lambda: len(workers(two_nodes)) == 2)
        process.send_signal(signal.SIGINT)
        assert "interrupted" in finished(process)[0]
        assert wait_for(lambda: not workers(two_nodes), seconds=20)
