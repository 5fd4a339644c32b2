"""A file to read articles from: where it lies and what it is called, its bytes within bounds."""

import os
from dataclasses import dataclass
from typing import BinaryIO

from bilingual.articles.article import ARTICLE_BYTES
from bilingual.errors import ArticleError
from bilingual.files.opening import open_regular, shown_name

ADVICE = "save it as a file first, or send the text of one article to -"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it lies, its portable name within its source, and its bytes when it came by stdin.

    Paths are plain strings here: a Path takes a path apart, which is slow where folders are nested deep.
    """

    path: str
    name: str
    content: bytes | None = None

    @property
    def ending(self) -> str:
        """The file's ending in lower case, which decides how it is read."""
        return ending_of(self.name)

    @property
    def stem(self) -> str:
        """The name without its ending: what the ids of the articles begin with."""
        return self.name[: len(self.name) - len(self.ending)]

    @property
    def shown(self) -> str:
        """The path as messages show it, the same in every locale."""
        return shown_name(self.path)

    def open(self) -> BinaryIO:
        """Open the file. Raises ArticleError when it cannot be opened, UsageError when it is no regular file."""
        try:
            return open_regular(self.path, ADVICE)
        except OSError as error:
            raise ArticleError(f"{self.shown}: cannot be read: {error.strerror}") from error

    def read(self) -> bytes:
        """Return the whole content. Raises ArticleError when it cannot be read or is more than one article can be."""
        if self.content is not None:
            return self.content
        with self.open() as stream:
            return read_article(stream, self.shown)


def read_article(stream: BinaryIO, name: str) -> bytes:
    """Return all bytes of a stream. Raises ArticleError when it cannot be read or holds too much for one article."""
    try:
        content = stream.read(ARTICLE_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"{name}: cannot be read: {error.strerror}") from error
    if len(content) > ARTICLE_BYTES:
        raise ArticleError(f"{name}: more than {ARTICLE_BYTES >> 20} MiB in one article; divide it")
    return content


def ending_of(name: str) -> str:
    """Return the ending of a file's name in lower case, its dot with it; "" where there is none."""
    return os.path.splitext(name)[1].lower()
