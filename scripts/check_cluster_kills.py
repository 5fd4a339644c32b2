"""Builds on a Ray cluster of two nodes on this machine, kills a part of it at a random moment, and compares the bytes.

    python scripts/check_cluster_kills.py 30 [--seed 1] [--kinds worker] [--model FOLDER]

In turn a worker, a node (its raylet) and the command itself are killed, with SIGKILL; every other three builds hand
their parts over by another folder (`--shared`). A command that was killed is run again. The dataset must be the one
that the local engine builds, finished parts must not be done again, no worker may be left. Prints a line for each build
and one table; exits with 1 if anything failed. It needs `bilingual[ray]`, and torch where no model is given.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.benchmark_scale import write_corpus
from scripts.faults.trees import Tree, tree_of
from scripts.faults.world import find_package

ROOT = Path(__file__).parent.parent
KINDS = ("worker", "node", "command")
SENTENCES, PART_CHARACTERS = 2_000, 6_000
STORE_BYTES = 80 << 20  # Ray's least; parts are handed over as files
SECONDS, SECONDS_TO_END = 300, 20
TITLE, OTHERS = "ray::", ("ray::IDLE", "ray::DashboardAgent", "ray::RuntimeEnvAgent")  # a worker's says what it does
START = f"""
from bilingual.pipeline import building
building.PART_CHARACTERS = {PART_CHARACTERS}
from bilingual.__main__ import main
main()
"""
"""The command, with parts so small that there are some for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What all builds have in common; `blocks` are those of the corpus, `expected` the bytes of the dataset."""

    folder: Path
    corpus: Path
    model: str
    cluster: Any
    head: Any
    rng: random.Random
    expected: Tree
    blocks: int

    def command(self, out: Path, *more: str) -> list[str]:
        """Return a command that builds the corpus."""
        given = ("build", str(self.corpus), "--out", str(out), "--name", "kills", "--model", self.model, "--json")
        return [sys.executable, "-c", START, *given, *more]

    def begin(self, out: Path, *more: str) -> "subprocess.Popen[str]":
        """Begin a build on the cluster."""
        env = {**os.environ, "RAY_ADDRESS": self.cluster.address, "PYTHONPATH": str(ROOT)}
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(self.command(out, "--engine", "ray", *more), env=env, cwd=ROOT, **pipes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one build: whether anything was hit, how many parts were kept, and what is wrong."""

    hit: bool
    kept: int
    wrong: list[str]


def main(
    builds: int,
    seed: Annotated[int, typer.Option(help="Of the moments.")] = 1,
    kinds: Annotated[str, typer.Option(help="What is killed, in turn.")] = ",".join(KINDS),
    model: Annotated[str | None, typer.Option(help="An unpacked Argos package. [default: a tiny one]")] = None,
) -> None:
    """Kill and compare."""
    from ray.cluster_utils import Cluster

    chosen = [kind for kind in KINDS if kind in kinds.split(",")]
    counts, wrong, rng = Counter[str](), 0, random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as name:
        cluster = Cluster()
        try:
            world = make_world(Path(name), find_package(model, Path(name)), cluster, rng)
            seconds = measure(world)
            for number in range(builds):
                kind, share = chosen[number % len(chosen)], rng.random()
                more = ("--shared", f"{name}/shared") if number // len(chosen) % 2 else ()
                outcome = try_build(world, f"{number:03d}", kind, share * seconds, more)
                counts[kind] += 1
                counts[f"{kind} hit"] += outcome.hit
                counts[f"{kind} kept"] += outcome.kept
                wrong += bool(outcome.wrong)
                print(
                    f"{number:3d} {kind:7} at {share:4.0%} {' '.join(more):9.9} {outcome.wrong or 'same'}", flush=True
                )
        finally:
            cluster.shutdown()
    print("\nkilled   builds  hit  parts kept by the rerun")
    for kind in KINDS:
        print(f"{kind:7} {counts[kind]:7} {counts[f'{kind} hit']:4} {counts[f'{kind} kept']:4}")
    print(f"\n{wrong} of {builds} wrong; seed {seed}")
    raise SystemExit(bool(wrong) or not builds)


def make_world(folder: Path, model: Path, cluster: Any, rng: random.Random) -> World:  # noqa: ANN401
    """Write the corpus, build it by the local engine, and start the first node."""
    corpus, out = folder / "corpus.jsonl", folder / "local"
    write_corpus(corpus, SENTENCES)
    head = cluster.add_node(num_cpus=1, object_store_memory=STORE_BYTES, include_dashboard=False)
    world = World(
        folder=folder, corpus=corpus, model=str(model), cluster=cluster, head=head, rng=rng, expected={}, blocks=0
    )
    built = subprocess.run(world.command(out), env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
                           capture_output=True, text=True, check=True)  # fmt: skip
    return replace(world, expected=tree_of(out), blocks=json.loads(built.stdout)["blocks"]["translated"])


def add_node(world: World) -> Any:  # noqa: ANN401 - a node of Ray's
    """Start a second node, unless there is one."""
    others = [node for node in world.cluster.list_all_nodes() if node is not world.head]
    return others[0] if others else world.cluster.add_node(num_cpus=1, object_store_memory=STORE_BYTES)


def measure(world: World) -> float:
    """Build undisturbed, and return how many seconds it took."""
    add_node(world)
    began, out = time.monotonic(), world.folder / "undisturbed"
    process = world.begin(out)
    _, err = process.communicate(timeout=SECONDS)
    if process.returncode or tree_of(out) != world.expected:
        raise SystemExit(f"undisturbed, the cluster builds something else than the local engine: {err}")
    print(f"undisturbed: {time.monotonic() - began:.0f} s, {world.blocks} blocks, the same bytes", flush=True)
    return time.monotonic() - began


def try_build(world: World, name: str, kind: str, seconds: float, more: tuple[str, ...]) -> Outcome:
    """Build, kill, build again if the command was killed, and say what is wrong."""
    add_node(world)
    out = world.folder / name / "out"
    process = world.begin(out, *more)
    time.sleep(seconds)
    hit = process.poll() is None and kill(world, process, kind)
    said, err = process.communicate(timeout=SECONDS)
    finished = kept_blocks(out)
    wrong = (
        [] if (hit and kind == "command") or process.returncode == 0 else [f"exit {process.returncode}: {err[-300:]}"]
    )
    if process.returncode:
        process = world.begin(out, *more)
        said, err = process.communicate(timeout=SECONDS)
        wrong += [f"the rerun: exit {process.returncode}: {err[-300:]}"] if process.returncode else []
    if process.returncode == 0:
        wrong += judge(world, out, said, sum(finished))
    wrong += [f"{len(left)} workers left"] if (left := wait_for_end(world)) else []
    return Outcome(hit=hit, kept=len(finished), wrong=wrong)


def kill(world: World, process: "subprocess.Popen[str]", kind: str) -> bool:
    """Kill what is to be killed; return whether there was any."""
    if kind == "command":
        process.kill()
    elif kind == "node":
        world.cluster.remove_node(add_node(world), allow_graceful=False)
    else:
        found = workers(world)
        if found:
            os.kill(world.rng.choice(found), signal.SIGKILL)
        return bool(found)
    return True


def workers(world: World) -> list[int]:
    """Return the processes of ours on both nodes: their parents are the raylets."""
    nodes = world.cluster.list_all_nodes()
    raylets = {one.process.pid for node in nodes for one in node.all_processes.get("raylet", ())}
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            title = (path / "cmdline").read_text(errors="replace")
            parent = int((path / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if title.startswith(TITLE) and not title.startswith(OTHERS) and parent in raylets:
            found.append(int(path.name))
    return sorted(found)


def kept_blocks(out: Path) -> list[int]:
    """Return the number of blocks of each part that is finished and not yet merged."""
    done = (out.parent / f".{out.name}.work" / "parts").glob("*/done.json")
    return [len(json.loads(path.read_bytes())["blocks"]) for path in done]


def judge(world: World, out: Path, said: str, finished: int) -> list[str]:
    """Say what is wrong with a dataset, or with how it came about."""
    try:
        blocks = json.loads(said)["blocks"]
    except ValueError:
        return [f"it said: {said[:300]!r}"]
    wrong = [] if tree_of(out) == world.expected else ["other bytes"]
    if blocks["reused"] < finished or sum(blocks.values()) != world.blocks:
        wrong.append(f"{finished} of {world.blocks} blocks were finished, and {blocks} were done")
    return wrong


def wait_for_end(world: World) -> list[int]:
    """Wait until no worker is left, and return those that are all the same."""
    ends = time.monotonic() + SECONDS_TO_END
    while (left := workers(world)) and time.monotonic() < ends:
        time.sleep(0.5)
    return left


if __name__ == "__main__":
    typer.run(main)
