"""Articles → parts: runs of some 50,000 sentences that are done by themselves, in any process and on any machine.

A part is a folder. Its articles are written there once, as they are read; its tables follow when it is done, and last
of all `done.json`, so that a part is done or it is not. It is named by a hash over its articles and everything that
decides its rows: a part that is found under its name need not be done again.
"""

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bilingual.articles import Article
from bilingual.articles.article_lines import from_lines, to_line
from bilingual.dataset.manifest import sha256_of
from bilingual.errors import DatasetError
from bilingual.files.exchange import remove, write_whole
from bilingual.files.opening import naming
from bilingual.pipeline.blocks import ends_run

PART_CHARACTERS = 4_000_000
ARTICLES, BLOCKS, DONE = "articles.jsonl.zst", "blocks.sqlite", "done.json"
_DIGITS = slice(8, 16)  # others than those that end a block


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of consecutive articles: its place in the corpus, its name, and what it holds."""

    number: int
    name: str
    articles: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDone:
    """What `done.json` says of a finished part: the SHA-256 of its files, its blocks, and how many were translated."""

    files: Mapping[str, str]
    blocks: Sequence[str]
    translated: int
    reused: int


@dataclass(slots=True, kw_only=True)
class _Cut:
    """A part while its articles are being written."""

    folder: Path
    stream: Any
    articles: int = 0
    characters: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


class PartCutter:
    """Writes articles, as they come, into a folder for each part; `name_parts` then gives them their names.

    A part ends with an article as `ends_run` says, with half of `size` at least and twice `size` at most where the
    articles are no longer than that: so that a change in one article leaves distant parts as they are.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._folder, self._size = folder, size
        self._cuts: list[_Cut] = []
        self._open: _Cut | None = None

    def add(self, article: Article) -> None:
        """Take the next article."""
        cut = self._open = self._open or self._begin()
        line = to_line(article)
        with naming(cut.folder / ARTICLES):
            cut.stream.write(line)
        cut.digest.update(line)
        cut.articles += 1
        cut.characters += len(article.text)
        enough = cut.characters >= self._size // 2 and ends_run(article, self._size // 2, _DIGITS)
        if enough or cut.characters >= 2 * self._size:
            self.close()

    def close(self) -> None:
        """End the part under way."""
        if self._open is not None:
            with naming(self._open.folder / ARTICLES):
                self._open.stream.close()
        self._open = None

    def name_parts(self, decides: str) -> list[Part]:
        """Return the parts in order, each in the folder of its name; what of it was there before stays.

        `decides` is everything beside the articles that decides the rows of a part.
        """
        self.close()
        parts = []
        for number, cut in enumerate(self._cuts):
            name = hashlib.sha256(f"{decides}\0{cut.digest.hexdigest()}".encode()).hexdigest()
            place = self._folder / name
            place.mkdir(exist_ok=True)
            (cut.folder / ARTICLES).replace(place / ARTICLES)
            cut.folder.rmdir()
            parts.append(Part(number=number, name=name, articles=cut.articles, characters=cut.characters))
        return parts

    def _begin(self) -> _Cut:
        import pyarrow as pa

        folder = self._folder / f"new-{len(self._cuts):06d}"
        folder.mkdir(parents=True)
        cut = _Cut(folder=folder, stream=pa.output_stream(str(folder / ARTICLES), compression="zstd"))
        self._cuts.append(cut)
        return cut


def read_part(folder: Path) -> Iterator[Article]:
    """Yield the articles of a part. Raises DatasetError where they cannot be read."""
    import pyarrow as pa

    path = folder / ARTICLES
    try:
        with pa.input_stream(str(path), compression="zstd") as stream:
            yield from from_lines(io.BufferedReader(stream, 1 << 20))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DatasetError(f"{path}: cannot be read: {error}; run the command again") from error


def write_done(folder: Path, names: Iterable[str], **counts: Any) -> None:  # noqa: ANN401 - the other fields of PartDone
    """Say that a part is done, and what its files hold."""
    done = PartDone(files={name: sha256_of(folder / name) for name in sorted(names)}, **counts)
    with write_whole(folder / DONE) as stream:
        stream.write(json.dumps(asdict(done)).encode())


def read_done(folder: Path) -> PartDone | None:
    """Return what a part's `done.json` says, None where there is none or it is damaged."""
    try:
        return PartDone(**json.loads((folder / DONE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def is_done(folder: Path) -> bool:
    """Return whether a part is done and its files are whole."""
    done = read_done(folder)
    try:
        return done is not None and all(sha256_of(folder / name) == sha256 for name, sha256 in done.files.items())
    except (OSError, AttributeError, TypeError):  # it is JSON, but not of the kind
        return False


def clear_parts(folder: Path, keep: Collection[str] = ()) -> None:
    """Remove the folders of all parts but some."""
    for place in folder.glob("*"):
        if place.name not in keep:
            remove(place)
