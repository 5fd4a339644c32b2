"""Exports datasets of growing size in every format and prints the time and the peak memory of each export.

    python scripts/benchmark_exports.py DATASET [--sizes 50000,500000] [--formats tsv,tmx,…]

Each dataset is made, with the manifest of DATASET: articles of twenty short pairs, of which every fourth is edited and
every fourth accepted. Every export is a process of its own; the peak is the operating system's.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer

from bilingual.articles import Article
from bilingual.dataset import DatasetWriter, read_manifest
from bilingual.dataset.documents import Document
from bilingual.exports.formats import FORMATS
from bilingual.pairs import Pair, segment_id

ROOT = Path(__file__).parent.parent
PAIRS_PER_ARTICLE = 20
STATUSES = ("machine", "edited", "machine", "accepted")
WORDS = ("ministre", "ville", "chat", "voisin", "train", "loi", "pluie", "gare", "réponse", "ami", "matin", "frontière")


def documents(pairs: int, seed: int = 1) -> Iterator[Document]:
    """Yield articles with their pairs, of about ninety characters each."""
    rng = random.Random(seed)
    for number in range(pairs // PAIRS_PER_ARTICLE):
        texts = [" ".join(rng.choices(WORDS, k=14)) + f" {rng.randrange(10_000)}." for _ in range(PAIRS_PER_ARTICLE)]
        article = Article(id=f"a{number:07}", text=" ".join(texts))
        starts = [sum(map(len, texts[:place])) + place for place in range(PAIRS_PER_ARTICLE)]
        yield Document.of(
            article, [made(article.id, place, text, starts[place]) for place, text in enumerate(texts)], ()
        )


def made(article: str, place: int, text: str, start: int) -> Pair:
    """Return a pair whose English is its French in capitals, or a change of it."""
    status = STATUSES[place % len(STATUSES)]
    return Pair(
        id=segment_id(article, text, 0),
        fr=text,
        en=f"{text.upper()}{'!' * (status == 'edited')}",
        article_id=article,
        title=None,
        date=None,
        publisher=None,
        url=None,
        paragraph=place // 4,
        sentence=place % 4,
        start=start,
        end=start + len(text),
        kind="sentence",
        score=-0.5,
        flags=(),
        status=status,
        machine_en=text.upper(),
        comment="",
    )


def write_dataset(folder: Path, pairs: int, like: Path) -> None:
    """Write a dataset of so many pairs, with the manifest of another one."""
    manifest = read_manifest(like)
    with DatasetWriter(folder, arrow=False) as writer:
        for document in documents(pairs):
            writer.add_document(document)
        writer.finish(replace(manifest, options={**manifest.options, "splits": {"train": 1.0}}))


def export(dataset: Path, name: str, out: Path) -> tuple[float, float, float]:
    """Export and return seconds, peak memory in MB and MB written."""
    command = [sys.executable, "-m", "bilingual", "export", dataset, "--to", name, "--out", out, "--quiet"]
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{name}: failed")
    written = sum(path.stat().st_size for path in out.iterdir())
    return time.monotonic() - start, usage.ru_maxrss / 1024, written / 1e6


def main(
    like: Annotated[Path, typer.Argument(metavar="DATASET", help="Any dataset of one split.")],
    sizes: Annotated[str, typer.Option(help="Pairs of each dataset.")] = "50000,500000",
    formats: Annotated[str, typer.Option(help="Formats to measure.")] = ",".join(FORMATS),
) -> None:
    """Print a row a format and size."""
    print(f"{'format':16} {'pairs':>8} {'seconds':>8} {'peak MB':>8} {'MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sizes.split(",")):
            dataset = Path(folder) / f"made-{size}"
            made_by = get_context("spawn").Process(target=write_dataset, args=(dataset, size, like))
            made_by.start()  # elsewhere, for a child's peak begins with its parent's
            made_by.join()
            for name in (*formats.split(","), formats):
                seconds, peak, written = export(dataset, name, Path(folder) / f"{size}-{len(name)}-{name[:20]}")
                label = "all at once" if "," in name else name
                print(f"{label:16} {size:8} {seconds:8.1f} {peak:8.0f} {written:8.1f}", flush=True)


if __name__ == "__main__":
    typer.run(main)
