"""Datasets that are written and not built: any pairs, as many as a test needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from bilingual.dataset import DatasetWriter, read_manifest, read_pairs
from bilingual.pairs import Pair


def write_dataset(like: Path, out: Path, pairs: Iterable[Pair], splits: Sequence[str] = ("train",)) -> Path:
    """A dataset of these pairs without articles, in splits by the ids of theirs, with the manifest of another."""
    out.mkdir()
    with DatasetWriter(out, splits, arrow=False) as writer:
        for pair in pairs:
            writer.add_pair(pair, splits[crc32(pair.article_id.encode()) % len(splits)])
        manifest = read_manifest(like)
        shares = dict.fromkeys(splits, 1 / len(splits))
        writer.finish(replace(manifest, options={**manifest.options, "splits": shares, "leaks": "left out"}))
    return out


def changed(source: Path, *changes: dict[str, str]) -> Iterator[Pair]:
    """The pairs of a dataset, the first of them with other fields."""
    for number, pair in enumerate(read_pairs(source)):
        yield replace(pair, **changes[number]) if number < len(changes) else pair


def many_pairs(count: int) -> Iterator[Pair]:
    """Short pairs of which no two are equal."""
    for number in range(count):
        fr, en = f"Le train numéro {number} part demain.", f"Train number {number} leaves tomorrow."
        yield Pair(
            id=f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}", fr=fr, en=en, article_id=f"a{number // 20}", title=None,
            date=None, publisher=None, url=None, paragraph=number % 20, sentence=0, start=0, end=len(fr),
            kind="sentence", score=-0.5, flags=(), status="machine", machine_en=en, comment="",
        )  # fmt: skip
