"""Makes a dataset of many pairs, serves it, and prints how long a reviewer waits and what memory the server takes.

    python scripts/benchmark_page.py [--pairs 500000] [--steps 500]

Ready is the time from the start of the command to the first answer of `/api/next`, the first time (the index is made)
and the second. Then pairs are asked for in five queues, and verdicts given: each over one connection, as a browser has.
"""

import hashlib
import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.articles import Article
from bilingual.dataset import DatasetWriter, Manifest
from bilingual.dataset.documents import Document
from bilingual.pairs import Pair
from bilingual.quality import FLAGS

ROOT = Path(__file__).parent.parent

SENTENCES = 20  # an article
FRENCH = [
    "le",
    "ministre",
    "annonce",
    "une",
    "réforme",
    "que",
    "la",
    "ville",
    "attend",
    "depuis",
    "des",
    "mois",
    "et",
    "que",
    "les",
    "élus",
    "disent",
    "nécessaire",
]
ENGLISH = [
    "the",
    "minister",
    "announces",
    "a",
    "reform",
    "that",
    "the",
    "city",
    "has",
    "awaited",
    "for",
    "months",
    "and",
    "that",
    "officials",
    "call",
    "needed",
]


def pairs_of(count: int, rng: random.Random) -> Iterator[tuple[Article, list[Pair]]]:
    """Articles of twenty pairs of the length of press sentences; every fifth pair is flagged."""
    names = list(FLAGS)
    for number in range(0, count, SENTENCES):
        title, pairs, at = f"Réforme numéro {number}", [], 0
        for place in range(number, min(number + SENTENCES, count)):
            fr, en = (
                f"{' '.join(rng.choices(words, k=rng.randint(6, 34))).capitalize()} {place % 400_000}."
                for words in (FRENCH, ENGLISH)
            )
            name = hashlib.sha256(str(place).encode()).hexdigest()[:16]
            flags = tuple(sorted(rng.sample(names, rng.randint(1, 3)))) if rng.random() < 0.2 else ()
            pairs.append(
                Pair(
                    id=name, fr=fr, en=en, article_id=f"articles/{number}.txt", title=title, date="2026-01-01",
                    publisher="Le Journal", url=None, paragraph=place % SENTENCES // 4, sentence=place % 4, start=at,
                    end=at + len(fr), kind="sentence" if place % 9 else "heading", score=-rng.random(), flags=flags,
                    status="machine", machine_en=en, comment="",
                )
            )  # fmt: skip
            at += len(fr) + 1
        text = " ".join(pair.fr for pair in pairs)
        yield (
            Article(id=f"articles/{number}.txt", text=text, title=title, date="2026-01-01", publisher="Le Journal",
                    url=None, path=f"articles/{number}.txt", encoding="utf-8"),
            pairs,
        )  # fmt: skip


def make_dataset(folder: Path, count: int, seed: int = 1) -> Path:
    """Write a dataset as `build` writes it, but that no model made."""
    folder.mkdir(parents=True)
    with DatasetWriter(folder, arrow=False) as writer:
        for article, pairs in pairs_of(count, random.Random(seed)):
            writer.add_document(Document.of(article, pairs, ()))
        writer.finish(_manifest())
    return folder


def _manifest() -> Manifest:
    model = {"name": "none", "version": "", "form": "none", "origin": "none", "sha256": "0" * 64, "license": "unknown"}
    options = {
        "beam": 4, "length_penalty": 1.0, "batch_tokens": 1024, "source_limit": 100, "target_limit": 500, "readable": 2,
        "device": "cpu", "compute_type": "int8_float32", "kinds": ["sentence"], "wrapped": "auto",
        "splits": {"train": 1.0},
    }  # fmt: skip
    versions = {"bilingual": "0", "ctranslate2": "0", "sentencepiece": "0"}
    unread = {"count": 0, "reasons": {}, "listed": []}
    return Manifest(
        name="many",
        version=1,
        parent=None,
        license="unknown",
        inputs={"files": 1, "articles": 1, "characters": 1, "sha256": "0" * 64, "unread": unread},
        model={**model, "attribution": "none"},
        options=options,
        versions=versions,
        counts={},
        files={},
    )


class Served:
    """A server of the command, and a connection to it as a browser keeps one."""

    def __init__(self, dataset: Path) -> None:
        command = [sys.executable, "-m", "bilingual", "review", "serve", dataset, "--port", "0", "--reviewer", "bench"]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        url = self.process.stdout.readline().strip()
        self._host = urlsplit(url).netloc
        self._connection = HTTPConnection(self._host)
        self._connection.request("GET", f"/?{urlsplit(url).query}")
        answer = self._connection.getresponse()
        answer.read()
        self._headers = {
            "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
            "Origin": f"http://{self._host}",
            "Content-Type": "application/json",
        }

    def ask(self, path: str, **given: object) -> dict[str, Any]:
        """Get an answer."""
        return self._send("GET", f"{path}?{urlencode(given)}", None)

    def tell(self, path: str, **given: object) -> dict[str, Any]:
        """Post JSON and return the answer."""
        return self._send("POST", path, json.dumps(given))

    def _send(self, method: str, path: str, body: str | None) -> dict[str, Any]:
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        said: dict[str, Any] = json.loads(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {said}")
        return said

    def memory(self, name: str) -> float:
        """Return VmRSS or VmHWM, the memory in use and its peak, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))

    def end(self) -> float:
        """Interrupt the server and return the seconds until it has ended."""
        began = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.perf_counter() - began


def timed(steps: int, step: Callable[[], object]) -> str:
    """Return the median and the 95th percentile of a step, in milliseconds."""
    taken = []
    for _ in range(steps):
        began = time.perf_counter()
        step()
        taken.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(taken):8.1f} {statistics.quantiles(taken, n=20)[-1]:8.1f} {max(taken):8.1f}"


QUEUES: tuple[dict[str, object], ...] = (
    {},
    {"flag": "words", "order": "score"},
    {"status": "unreviewed", "order": "flags"},
    {"search": "ville attend"},
    {"sample": 1000, "seed": 1, "order": "score"},
    {"score_below": -0.3, "kind": "heading"},
)


def walk(served: Served, steps: int) -> None:
    """Print how long it takes to the next pair in every queue, and to a verdict."""
    print(f"{'milliseconds':40}{'median':>8} {'p95':>8} {'most':>8}")
    for queue in QUEUES:
        began = time.perf_counter()
        last = served.ask("/api/next", **queue)
        first = 1000 * (time.perf_counter() - began)

        def step(queue: dict[str, object] = queue) -> None:
            nonlocal last
            last = served.ask("/api/next", **queue, **{"from": last["id"], "unreviewed": 1, "take": 1})
            if "id" not in last:
                last = served.ask("/api/next", **queue)

        shown = f"the first {first:.0f}, memory {served.memory('VmRSS'):.0f} MB"
        print(f"{'next of ' + (urlencode(queue) or 'all'):40}{timed(steps, step)}   {shown}", flush=True)
    print(f"{'overview':40}{timed(max(steps // 10, 2), lambda: served.ask('/api/overview'))}")

    def judge() -> None:
        nonlocal last
        said = {"id": last["id"], "status": "accepted", "newest": last["newest"]}
        served.tell("/api/verdict", **said)
        last = served.ask("/api/next", unreviewed=1, take=1, **{"from": last["id"]})

    last = served.ask("/api/next", unreviewed=1, take=1)
    print(f"{'verdict on the disk, and the next':40}{timed(steps, judge)}")


def main(
    pairs: Annotated[int, typer.Option(help="Pairs of the dataset.")] = 500_000,
    steps: Annotated[int, typer.Option(help="Pairs to ask for in every queue.")] = 500,
    keep: Annotated[Path | None, typer.Option(help="Make the dataset here, or use the one that is here.")] = None,
) -> None:
    """Make a dataset, serve it twice, and print what a reviewer waits for."""
    with tempfile.TemporaryDirectory() as folder:
        dataset = keep or Path(folder) / "many"
        if not dataset.exists():
            make_dataset(dataset, pairs)
        for time_of in ("first", "second"):
            served = Served(dataset)
            served.ask("/api/next", unreviewed=1, take=1)
            ready = time.perf_counter() - served.began
            peak = served.memory("VmHWM")
            print(f"ready the {time_of} time: {ready:.2f} s, peak {peak:.0f} MB", flush=True)
            if time_of == "second":
                walk(served, steps)
                print(f"memory: {served.memory('VmRSS'):.0f} MB, peak {served.memory('VmHWM'):.0f} MB")
            print(f"ended after {served.end():.2f} s")


if __name__ == "__main__":
    typer.run(main)
