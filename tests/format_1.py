"""Datasets of earlier formats: of the first the ids hold the offsets, and pairs do not say where their English is from."""

from dataclasses import replace
from pathlib import Path

from bilingual.dataset import DatasetWriter, read_manifest
from bilingual.dataset.documents import Segment, read_documents
from bilingual.dataset.schema import FORMAT_1
from bilingual.pairs import Pair, segment_id_by_place


def write_in_format(form: str, like: Path, out: Path) -> Path:
    """A dataset as it was written in an earlier format."""
    out.mkdir()
    with DatasetWriter(out, form=form) as writer:
        for document in read_documents(like):
            segments = map(_named_by_place, document.segments) if form == FORMAT_1 else document.segments
            writer.add_document(replace(document, segments=tuple(segments)))
        writer.finish(read_manifest(like))
    return out


def write_format_1(like: Path, out: Path) -> Path:
    """The dataset as it was written in format 1."""
    return write_in_format(FORMAT_1, like, out)


def _named_by_place(segment: Segment) -> Segment:
    text = segment.fr if isinstance(segment, Pair) else segment.text
    return replace(segment, id=segment_id_by_place(segment.article_id, segment.start, segment.end, text))
