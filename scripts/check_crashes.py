"""Kills builds with -9 at random moments, resumes them, and compares every byte with an undisturbed build.

    python scripts/check_crashes.py [SOURCE...] [--runs 50] [--model auto]

Each run starts without a work store, is killed at a random moment of an undisturbed build's duration, has its store
damaged if it is a fifth one, and is then built to the end.
"""

import filecmp
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parent.parent


def build(sources: list[str], out: Path, model: str, workers: int) -> subprocess.Popen[str]:
    """Start a build."""
    command = [
        sys.executable,
        "-m",
        "bilingual",
        "build",
        *sources,
        "--out",
        out,
        "--model",
        model,
        "--workers",
        workers,
    ]
    return subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    if names != sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file()):
        return False
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


def damage(store: Path) -> None:
    """Cut a store in half and lose its write-ahead log, as a failing disk would."""
    store.write_bytes(store.read_bytes()[: max(100, store.stat().st_size // 2)])
    for log in store.parent.glob(store.name + "-*"):
        log.unlink()


def main(
    sources: Annotated[list[str] | None, typer.Argument(help="Articles; the five in seeds/ by default.")] = None,
    runs: Annotated[int, typer.Option(help="How many builds to kill.")] = 50,
    model: Annotated[str, typer.Option(help="The Argos package.")] = "auto",
    seed: Annotated[int, typer.Option(help="Of the moments.")] = 1,
) -> None:
    """Print how many of the resumed builds were the same as the undisturbed one."""
    given, rng = sources or [str(ROOT / "seeds")], random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        expected = Path(folder) / "expected" / "fr-en"
        began = time.perf_counter()
        if build(given, expected, model, 2).wait():
            raise SystemExit("the undisturbed build failed")
        duration = time.perf_counter() - began
        good = finished = reused = noticed = 0
        for run in range(runs):
            out = Path(folder) / "killed" / "fr-en"
            child = build(given, out, model, 1 + run % 2)
            time.sleep(rng.uniform(0, duration))
            child.send_signal(signal.SIGKILL)
            child.communicate()
            finished += out.exists()
            store = out.parent / ".fr-en.work" / "blocks.sqlite"
            if run % 5 == 4 and store.exists():
                damage(store)
            resumed = build(given, out, model, 2 - run % 2)
            told = resumed.communicate()[0]
            noticed += "damaged" in told
            reused += " 0 reused" not in told
            good += resumed.returncode == 0 and same(out, expected)
            shutil.rmtree(out.parent)
    print(
        f"{good} of {runs} resumed builds byte-identical to the undisturbed one ({duration:.1f} s); {finished} were "
        f"killed after they had finished, {reused} reused blocks, {noticed} found their work store damaged and said so"
    )
    raise SystemExit(good != runs)


if __name__ == "__main__":
    typer.run(main)
