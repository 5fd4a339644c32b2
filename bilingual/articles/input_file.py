"""A file to read articles from: where it lies and what it is called, its bytes within bounds."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile, gettempdir
from typing import BinaryIO, cast

from bilingual.articles.article import ARTICLE_BYTES
from bilingual.errors import ArticleError
from bilingual.files.compression import decompressed, without_compression
from bilingual.files.opening import open_regular, shown_name

SPOOLED_BYTES = 16 << 20  # kept in memory; larger copies lie in a temporary file that has no name
COPIED_BYTES = 1 << 30  # of a table or a package that lies compressed; one that does not is read where it lies
PIECE = 1 << 20
# What is told of files of any format.
EMPTY = "the file is empty; remove it or give its text"
PROTECTED = "protected by a password; save it without one"
OTHER_FILE = "give it the ending of what it is"
ADVICE = "save it as a file first, or send the text of one article to -"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it lies, its portable name within its source, and what opens it where that is no path.

    A member of an archive has both as in a folder of the archive's name: `press.zip/a.html`. `columns` says under
    which names a table's rows have `id`, `text` and the other fields of an article, where those are not their own.
    Paths are plain strings here: a Path takes a path apart, which is slow where folders are nested deep.
    """

    path: str
    name: str
    source: Callable[[], BinaryIO] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The file's ending in lower case, which decides how it is read; of a compressed one that of what is in it."""
        return ending_of(self.name)

    @property
    def stem(self) -> str:
        """The name without its ending: what the ids of the articles begin with."""
        name = without_compression(self.name)
        return name[: len(name) - len(self.ending)]

    @property
    def shown(self) -> str:
        """The path as messages show it, the same in every locale."""
        return shown_name(self.path)

    def open(self) -> BinaryIO:
        """Open the file, to be read once from its beginning; of a compressed one comes what is in it.

        Raises ArticleError when it cannot be opened, UsageError when it is no regular file. Reading raises OSError.
        """
        try:
            stream = self.source() if self.source else open_regular(self.path, ADVICE)
        except OSError as error:
            raise ArticleError(f"{self.shown}: cannot be read: {error.strerror}") from error
        return decompressed(stream, self.name)

    def open_seekable(self) -> BinaryIO:
        """Open the file, to be read in any order; what comes from elsewhere than a plain file is copied first.

        The copy goes with the stream, or the process, and lies where TMPDIR says once it outgrows `SPOOLED_BYTES`.
        Raises ArticleError when the file cannot be read, is empty, or the copy would have more than `COPIED_BYTES`.
        """
        stream = self._opened_seekable()
        try:
            if not read_piece(stream, 1, self.shown):
                raise ArticleError(f"{self.shown}: {EMPTY}")
        except ArticleError:
            stream.close()
            raise
        stream.seek(0)
        return stream

    def _opened_seekable(self) -> BinaryIO:
        if self.source is None and without_compression(self.name) == self.name:
            return self.open()
        copy = SpooledTemporaryFile(SPOOLED_BYTES)  # noqa: SIM115 - closed by who asked for it
        try:
            with self.open() as stream:
                self._copy(stream, cast("BinaryIO", copy))
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return cast("BinaryIO", copy)

    def _copy(self, stream: BinaryIO, copy: BinaryIO) -> None:
        """Copy a stream piece by piece."""
        left = COPIED_BYTES
        while piece := read_piece(stream, PIECE, self.shown):
            left -= len(piece)
            if left < 0:
                raise ArticleError(f"{self.shown}: more than {COPIED_BYTES >> 20:,} MiB once unpacked; unpack it first")
            try:
                copy.write(piece)
            except OSError as error:
                raise ArticleError(f"{self.shown}: no room to unpack it in {gettempdir()}: {error.strerror}") from error

    def read(self) -> bytes:
        """Return the whole content. Raises ArticleError when it cannot be read or is more than one article can be."""
        with self.open() as stream:
            return read_article(stream, self.shown)


def read_article(stream: BinaryIO, name: str) -> bytes:
    """Return all bytes of a stream. Raises ArticleError when it cannot be read or holds too much for one article."""
    content = read_piece(stream, ARTICLE_BYTES + 1, name)
    if len(content) > ARTICLE_BYTES:
        raise ArticleError(f"{name}: more than {ARTICLE_BYTES >> 20} MiB in one article; divide it")
    return content


def read_piece(stream: BinaryIO, size: int, name: str) -> bytes:
    """Return the next bytes of a stream. Raises ArticleError when they cannot be read."""
    try:
        return stream.read(size)
    except OSError as error:
        raise ArticleError(f"{name}: cannot be read: {error.strerror}") from error


def ending_of(name: str) -> str:
    """Return the ending of a file's name in lower case, its dot with it; "" where there is none.

    Of `pages.html.gz` it is `.html`: how it is compressed matters to nobody who reads it.
    """
    return os.path.splitext(without_compression(name))[1].lower()
