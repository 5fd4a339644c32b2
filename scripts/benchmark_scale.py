"""Builds made-up corpora of growing size on every engine, and prints what each costs: one table in one run.

    python scripts/benchmark_scale.py MODEL [--sizes 10000,100000,1000000] [--engines local-1,local-2,ray-2]

Each corpus is a JSON Lines file of articles of twenty short French sentences, of the words that the tiny model of the
tests knows; MODEL is best that one, for what is measured is the line around it. `local-N` builds with N workers,
`ray-N` on a cluster of N nodes with a core each on this machine, whose start is not counted. Processor seconds are
those of the whole machine, without processes of a lower priority: nothing else should run. `peak` is the largest
process that the command started, `driver` the command itself, in MB. The datasets of one size must be the same bytes.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

ROOT = Path(__file__).parent.parent
SENTENCES_PER_ARTICLE = 20
SUBJECTS = ("Le chat", "La ville", "Le ministre", "Un train", "La pluie", "Le parlement")
VERBS = ("dort", "attend", "arrive", "rêve", "tombe")
PLACES = ("dans le jardin", "sous le pont", "près de la gare", "lundi")
NUMBERED = 2  # one sentence in so many has a year
TICKS = os.sysconf("SC_CLK_TCK")
HEAD = "| engine | sentences | pairs | seconds | CPU ms a pair | driver MB | peak MB | MB on disk, work | dataset |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build cost: wall and processor seconds, the peaks of the command and of its largest process in MB."""

    seconds: float
    processor: float
    driver: float
    peak: float
    work: float
    dataset: float
    pairs: int
    sha256: str


def write_corpus(path: Path, sentences: int, seed: int = 1) -> None:
    """Write articles with `sentences` sentences in all, of which half are some hundred and the others mostly differ."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as stream:
        for article in range(sentences // SENTENCES_PER_ARTICLE):
            text = " ".join(_sentence(rng) for _ in range(SENTENCES_PER_ARTICLE))
            stream.write(json.dumps({"id": f"a{article}", "text": text}, ensure_ascii=False) + "\n")


def _sentence(rng: random.Random) -> str:
    words = [rng.choice(kind) for kind in (SUBJECTS, VERBS, PLACES)]
    year = [f"depuis {rng.randrange(1000, 2100)}"] if rng.randrange(NUMBERED) == 0 else []
    return f"{' '.join((*words, *year))}."


class Watch:
    """Looks at all processes of a build a few times a second, for what they have held at most."""

    def __init__(self, driver: int, work: Path) -> None:
        self._driver, self._work = driver, work
        self.of_driver = self.largest = self.on_disk = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(0.3):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    name = (folder / "cmdline").read_bytes()
                    if b"bilingual" in name or name.startswith(b"ray::"):
                        self._look(int(folder.name), (folder / "status").read_text())
                except OSError:
                    continue
            self.on_disk = max(self.on_disk, folder_megabytes(self._work))

    def _look(self, pid: int, status: str) -> None:
        peak = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)
        self.largest = max(self.largest, peak)
        if pid == self._driver:
            self.of_driver = max(self.of_driver, peak)


def folder_megabytes(folder: Path) -> float:
    """Return what a folder holds, MB."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total / 1e6


def processor_seconds() -> float:
    """Return the seconds that the machine's cores have worked: user and system, not nice (proc(5), /proc/stat)."""
    user, _, system = map(int, Path("/proc/stat").read_text().split(None, 4)[1:4])
    return (user + system) / TICKS


def build(corpus: Path, out: Path, model: str, more: list[str], env: dict[str, str]) -> Cost:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "bilingual", "build", corpus, "--out", out, "--name", "scale", "--model", model]
    command += ["--beam", "1", "--json", *more]
    began, worked = time.perf_counter(), processor_seconds()
    child = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with Watch(child.pid, out.with_name(f".{out.name}.work")) as watch:
        told = child.communicate()[0]
    if child.returncode:
        raise SystemExit(f"the build of {corpus} failed: {' '.join(more)}")
    return Cost(
        seconds=time.perf_counter() - began,
        processor=processor_seconds() - worked,
        driver=watch.of_driver,
        peak=watch.largest,
        work=watch.on_disk,
        dataset=folder_megabytes(out),
        pairs=json.loads(told)["counts"]["pairs"],
        sha256=hashlib.sha256((out / "manifest.json").read_bytes()).hexdigest(),
    )


@contextmanager
def engine(name: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Give the arguments and the environment of an engine; a cluster is started, and ended."""
    kind, _, count = name.partition("-")
    if kind == "local":
        yield ["--workers", count], {}
        return
    from ray.cluster_utils import Cluster

    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 - Ray's name; a lower priority would not be counted
    node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 80 << 20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    try:
        for _ in range(int(count) - 1):
            cluster.add_node(num_cpus=1, object_store_memory=80 << 20)
        yield ["--engine", "ray"], {"RAY_ADDRESS": cluster.address}
    finally:
        cluster.shutdown()


def main(
    model: Annotated[str, typer.Argument(help="The Argos package to use.")],
    sizes: Annotated[str, typer.Option(help="Sentences per corpus.")] = "10000,100000,1000000",
    engines: Annotated[str, typer.Option(help="local-WORKERS, ray-NODES.")] = "local-1,local-2,ray-2",
) -> None:
    """Print one row per engine and size."""
    print(f"{HEAD}\n|{'---|' * 9}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sizes.split(",")):
            corpus, found = Path(folder, f"{size}.jsonl"), set[str]()
            write_corpus(corpus, size)
            for name in engines.split(","):
                with engine(name) as (more, env):
                    cost = build(corpus, Path(folder, f"out-{size}-{name}"), str(Path(model).resolve()), more, env)
                found.add(cost.sha256)
                print(
                    f"| {name} | {size:,} | {cost.pairs:,} | {cost.seconds:,.1f} |"
                    f" {1000 * cost.processor / cost.pairs:.3f} | {cost.driver:,.0f} | {cost.peak:,.0f} |"
                    f" {cost.work:,.0f} | {cost.dataset:,.0f} |",
                    flush=True,
                )
            if len(found) > 1:
                raise SystemExit(f"{size:,} sentences: the engines gave different bytes")


if __name__ == "__main__":
    typer.run(main)
