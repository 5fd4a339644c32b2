"""The reading copies of the five articles, after a review."""

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import Manifest, read_manifest
from bilingual.dataset.documents import Document, read_documents
from bilingual.pairs import Pair
from tests.reading.documents import write


@pytest.fixture(scope="session")
def manifest(dataset: Path) -> Manifest:
    return read_manifest(dataset)


@pytest.fixture(scope="session")
def reviewed(dataset: Path) -> list[Document]:
    """The five articles; of each, the first pairs are accepted, edited and rejected."""
    return [judge(each) for each in read_documents(dataset)]


def judge(article: Document) -> Document:
    verdicts = iter(
        ({"status": "accepted"}, {"status": "edited", "en": "As a person wrote it."}, {"status": "rejected"})
    )
    segments = [
        replace(each, **next(verdicts, {})) if isinstance(each, Pair) and each.kind == "sentence" else each
        for each in article.segments
    ]
    return replace(article, segments=tuple(segments))


@pytest.fixture(scope="session")
def copies(reviewed: list[Document], manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `pairs.html` and `pairs.epub` of them."""
    out = tmp_path_factory.mktemp("copies")
    for name in ("html", "epub"):
        assert write(name, reviewed, out, manifest) == 0
    return out
