"""Datasets of format 1, whose ids hold the offsets and whose pairs say nothing of where their English is from."""

from dataclasses import replace
from pathlib import Path

from bilingual.articles import Article
from bilingual.dataset import DatasetWriter, read_manifest, read_pairs, read_skipped
from bilingual.dataset.reading import read_rows
from bilingual.dataset.schema import FORMAT_1
from bilingual.pairs import segment_id_by_place
from bilingual.splits import Splits


def write_format_1(like: Path, out: Path) -> Path:
    """The dataset as it was written in format 1."""
    out.mkdir()
    with DatasetWriter(out, Splits(), form=FORMAT_1) as writer:
        for row in read_rows(like, "articles"):
            writer.add_article(Article(**{name: value for name, value in row.items() if name != "sha256"}))
        for pair in read_pairs(like):
            writer.add_pair(replace(pair, id=segment_id_by_place(pair.article_id, pair.start, pair.end, pair.fr)))
        for item in read_skipped(like):
            name = segment_id_by_place(item.article_id, item.start, item.end, item.text)
            writer.add_skipped(replace(item, id=name))
        writer.finish(read_manifest(like))
    return out
