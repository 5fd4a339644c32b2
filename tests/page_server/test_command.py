"""`bilingual review serve` as a process: what it prints, how it ends, what it refuses, and that a kill loses nothing."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from bilingual.dataset import read_pairs
from bilingual.review import Entry, Judged, VerdictLog
from bilingual.review.log_file import log_path
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.slow


def start(folder: Path, clean_home: dict[str, str], *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bilingual", "review", "serve", str(folder), *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=clean_home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


class TestTheCommand:
    @pytest.mark.parametrize("ending, code", [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
    def test_prints_one_address_and_ends_at_once_with_what_to_do_next(
        self, copy: Path, clean_home: dict[str, str], ending: signal.Signals, code: int
    ):
        process = start(copy, clean_home, "--port", "0")
        url = process.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}\n", url)
        with build_opener(HTTPCookieProcessor()).open(url.strip()) as page:
            assert page.status == 200 and page.url.endswith("/")
        with VerdictLog.beside(copy) as log:  # as another server of the same dataset adds to it
            pair = next(read_pairs(copy))
            log.append([Entry(judged=Judged.of(pair), status="accepted", en=pair.en, comment="")], "ana")
        port = int(re.findall(r":(\d+)/", url)[0])
        for attack in (
            b"\x00\xff garbage\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: evil\r\n\r\n",
            b"POST /api/undo HTTP/1.1\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(attack)
        began = time.monotonic()
        process.send_signal(ending)
        out, told = process.communicate(timeout=20)
        assert process.returncode == code and time.monotonic() - began < 3  # on a busy machine
        first, last = told.splitlines()
        assert str(log_path(copy)) in first and "Ctrl+C" in first and out == ""
        assert (
            last == f"1 verdict logged meanwhile; `bilingual review apply {copy}` writes what stands into the dataset"
        )

    def test_refuses_a_port_that_is_taken(self, copy: Path, run: Run):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ended = run("review", "serve", copy, "--port", port)
        assert ended.returncode == 2
        assert ended.stderr == f"bilingual: --port {port}: another program uses it; choose another, or leave it out\n"

    def test_refuses_what_is_no_dataset(self, tmp_path: Path, run: Run):
        ended = run("review", "serve", tmp_path)
        assert ended.returncode == 2 and "not a dataset of bilingual" in ended.stderr and ended.stderr.count("\n") == 1
        assert not list(tmp_path.parent.glob(f".{tmp_path.name}*"))

    @pytest.mark.parametrize(
        "option", [("--reviewer", " "), ("--reviewer", "a\nb"), ("--double", "101"), ("--port", "70000")]
    )
    def test_refuses_options_that_cannot_be(self, copy: Path, run: Run, option: tuple[str, str]):
        ended = run("review", "serve", copy, *option)
        assert ended.returncode == 2 and ended.stderr.count("\n") == 1 and option[0] in ended.stderr

    def test_refuses_a_log_that_is_none(self, copy: Path, run: Run):
        log_path(copy).write_bytes(b"no database" * 100)
        ended = run("review", "serve", copy, "--port", "0")
        assert ended.returncode == 1 and str(log_path(copy)) in ended.stderr and ended.stderr.count("\n") == 1

    def test_names_the_extra_where_it_is_missing(self, copy: Path, tmp_path: Path, run_new: Run):
        (tmp_path / "uvicorn.py").write_text("raise ImportError('no module')")
        ended = run_new("review", "serve", copy, env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
        assert (
            ended.returncode == 2
            and "pip install 'bilingual[review]'" in ended.stderr
            and ended.stderr.count("\n") == 1
        )


def test_kills_between_and_during_requests_lose_nothing(tmp_path: Path, clean_home: dict[str, str]):
    script = [sys.executable, ROOT / "scripts" / "check_review_kills.py", "10", "--seed", "7"]
    ended = subprocess.run(script, env={**clean_home, "TMPDIR": str(tmp_path)}, capture_output=True, text=True)
    assert ended.returncode == 0 and ended.stdout.startswith("10 kills"), ended.stdout + ended.stderr
    assert ended.stdout.endswith("0 lost or damaged\n")
