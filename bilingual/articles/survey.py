"""A first reading of all articles: every fault is found before the first sentence is translated."""

import hashlib
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.articles.article import Article
from bilingual.articles.reading import read_file
from bilingual.articles.sources import TABLES, InputFile, find_inputs
from bilingual.errors import ArticleError
from bilingual.visible import visible

PUBLISHED = ("id", "sha256", "title", "date", "publisher", "url", "path", "encoding")


@dataclass(frozen=True, slots=True)
class Survey:
    """What the sources hold. `characters` counts all texts; `sha256` covers everything that is published of them."""

    files: tuple[InputFile, ...]
    articles: int
    characters: int
    sha256: str
    notes: tuple[str, ...]

    def read(self) -> Iterator[Article]:
        """Yield the surveyed articles again. Raises ArticleError when they are no longer what was surveyed."""
        digest = hashlib.sha256()
        for file in self.files:
            for article in read_file(file):
                digest.update(_mark(article))
                yield article
        if digest.hexdigest() != self.sha256:
            raise ArticleError("the articles changed while they were being read; run the build again")


def survey_articles(sources: Sequence[str | Path]) -> Survey:
    """Read every article once. Raises ArticleError for the first unreadable one or for two with one id."""
    files, notes = find_inputs(sources)
    ids = array("Q")
    digest, characters = hashlib.sha256(), 0
    for file in files:
        for article in read_file(file):
            ids.append(_short_hash(article.id))
            digest.update(_mark(article))
            characters += len(article.text)
            for note in article.notes:
                notes.add(f"{article.path} ({article.id})" if file.suffix in TABLES else article.path, note)
    if suspects := _repeated(ids):
        _refuse_one_id(files, suspects)
    return Survey(tuple(files), len(ids), characters, digest.hexdigest(), tuple(notes.lines()))


def _mark(article: Article) -> bytes:
    """A line of JSON, because no text in a field can then pass for two fields."""
    return json.dumps([getattr(article, name) for name in PUBLISHED]).encode() + b"\n"


def _short_hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _repeated(hashes: "array[int]") -> set[int]:
    """Return the hashes that occur twice; eight bytes an article are kept, so that ten million take 80 MB."""
    import numpy as np

    ordered = np.sort(np.frombuffer(hashes, dtype=np.uint64)) if hashes else np.zeros(0, dtype=np.uint64)
    return set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())


def _refuse_one_id(files: Sequence[InputFile], suspects: set[int]) -> None:
    """Read again for the names: ids with one hash are the same but for a chance of one in millions."""
    seen: dict[str, str] = {}
    for file in files:
        for article in read_file(file):
            if article.id in seen:
                where = visible(" and ".join(dict.fromkeys((seen[article.id], article.path))))
                raise ArticleError(f"two articles have the id {article.id!r}, in {where}; rename one of them")
            if _short_hash(article.id) in suspects:
                seen[article.id] = article.path
