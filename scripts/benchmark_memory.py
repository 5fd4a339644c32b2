"""Builds datasets of growing size and prints the peak memory and time of each build.

    python scripts/benchmark_memory.py MODEL [--sizes 10000,100000,1000000]

Each corpus is a JSON Lines file of articles of twenty short French sentences; MODEL is best a tiny Argos package, for
what is measured is the line around it. Every build is a process of its own; the peak is the operating system's.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parent.parent
SENTENCES_PER_ARTICLE = 20
SUBJECTS = (
    "Le ministre",
    "La ville",
    "Un chat",
    "Notre voisin",
    "Le train",
    "Cette loi",
    "Le président",
    "Une pluie fine",
)
VERBS = ("attend", "regarde", "rejoint", "évite", "dépasse", "retrouve", "annonce", "oublie")
OBJECTS = ("le port", "la gare", "une réponse", "deux amis", "le matin", "son projet", "la frontière", "les élections")


def write_corpus(path: Path, sentences: int, seed: int = 1) -> None:
    """Write articles with `sentences` sentences in all, most of them different."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as stream:
        for article in range(sentences // SENTENCES_PER_ARTICLE):
            text = " ".join(
                f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.randrange(10_000)}."
                for _ in range(SENTENCES_PER_ARTICLE)
            )
            stream.write(json.dumps({"id": f"a{article}", "text": text}, ensure_ascii=False) + "\n")


def build(corpus: Path, out: Path, model: str) -> tuple[float, float, int]:
    """Build and return seconds, peak memory in MB and pairs."""
    command = [
        sys.executable,
        "-m",
        "bilingual",
        "build",
        corpus,
        "--out",
        out,
        "--model",
        model,
        "--beam",
        "1",
        "--json",
    ]
    began = time.perf_counter()
    child = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the build of {corpus} failed")
    return time.perf_counter() - began, usage.ru_maxrss / 1024, json.loads(told)["counts"]["pairs"]


def main(
    model: Annotated[str, typer.Argument(help="The Argos package to use.")],
    sizes: Annotated[str, typer.Option(help="Sentences per corpus.")] = "10000,100000,1000000",
) -> None:
    """Print one row per size."""
    print("| sentences | pairs | seconds | peak MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sizes.split(",")):
            corpus = Path(folder) / f"{size}.jsonl"
            write_corpus(corpus, size)
            seconds, peak, pairs = build(corpus, Path(folder) / f"out-{size}", str(Path(model).resolve()))
            print(f"| {size:,} | {pairs:,} | {seconds:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
