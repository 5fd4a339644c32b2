"""Datasets that are written and not built: any pairs, as many as a test needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from zlib import crc32

from bilingual.dataset import DatasetWriter, read_manifest, read_pairs
from bilingual.dataset.documents import read_documents
from bilingual.pairs import Pair


def write_dataset(like: Path, out: Path, pairs: Iterable[Pair], splits: Sequence[str] = ("train",)) -> Path:
    """A dataset of these pairs, in splits by the ids of their articles, with the manifest and the articles of another.

    An article that the other does not have is written without its text.
    """
    out.mkdir()
    known = {document.id: document for document in read_documents(like)}
    nothing = dict.fromkeys(("text", "title", "date", "publisher", "url"))
    unknown = replace(next(iter(known.values())), **nothing)
    with DatasetWriter(out, splits, arrow=False) as writer:
        for name, segments in groupby(pairs, lambda pair: pair.article_id):
            document = known.get(name, replace(unknown, id=name))
            split = splits[crc32(name.encode()) % len(splits)]
            writer.add_document(replace(document, split=split, segments=tuple(segments)))
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
