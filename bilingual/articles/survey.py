"""A first reading of all articles: every fault is found before the first sentence is translated."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.articles.article import Article
from bilingual.articles.reading import read_file
from bilingual.articles.sources import InputFile, find_inputs
from bilingual.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Survey:
    """What the sources hold. `characters` counts all texts; `sha256` covers every article's id and text."""

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
    seen: dict[str, str] = {}
    digest, characters = hashlib.sha256(), 0
    for file in files:
        for article in read_file(file):
            if article.id in seen:
                where = " and ".join(dict.fromkeys((seen[article.id], article.path)))
                raise ArticleError(f"two articles have the id {article.id!r}, in {where}; rename one of them")
            seen[article.id] = article.path
            digest.update(_mark(article))
            characters += len(article.text)
            notes += [f"{article.path}: {note}" for note in article.notes]
    return Survey(tuple(files), len(seen), characters, digest.hexdigest(), tuple(notes))


def _mark(article: Article) -> bytes:
    return f"{article.id}\0{article.sha256}\n".encode("utf-8", "surrogatepass")
