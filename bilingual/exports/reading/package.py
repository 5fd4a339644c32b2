"""The files of an EPUB 3.3 beside its chapters: who it is, what is in it and in which order.

https://www.w3.org/TR/epub-33/: 4.2 the container, 5 the package document, 7 the navigation document; EPUB
Accessibility 1.1 for what the metadata says to readers who do not see the page.
"""

import uuid
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bilingual.exports.reading.content import Story

# The first date that a zip archive can hold. `dcterms:modified` must be there, and no clock is read.
WRITTEN = (1980, 1, 1, 0, 0, 0)
MODIFIED = "1980-01-01T00:00:00Z"
MIME_TYPE = "application/epub+zip"
ON_UNIX, READABLE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A file of the book; `title` is empty where it goes on with an article that another file begins."""

    file: str
    number: int
    title: str
    title_en: str
    untitled: bool

    @classmethod
    def of(cls, story: Story, part: int) -> "Chapter":
        """Return the file of one part of an article, counted from 0."""
        return cls(
            file=f"article-{story.number}{f'-{part + 1}' if part else ''}.xhtml",
            number=story.number,
            title="" if part else story.title,
            title_en="" if part else story.title_en,
            untitled=story.untitled,
        )


class Archive:
    """A zip file whose bytes follow from its entries alone."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w", strict_timestamps=True)
        self.add("mimetype", MIME_TYPE, packed=False)

    def add(self, name: str, content: str, packed: bool = True) -> None:
        """Write one entry."""
        entry = ZipInfo(name, WRITTEN)
        entry.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        entry.create_system, entry.external_attr = ON_UNIX, READABLE
        self._zip.writestr(entry, content.encode())

    def close(self) -> None:
        """Write the directory and close the file."""
        self._zip.close()


def identifier(signature: str, digest: str) -> str:
    """Return the name of a book, the same for the same dataset and chapters: a UUID by name (RFC 9562, 5.5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{signature}#{digest}')}"
