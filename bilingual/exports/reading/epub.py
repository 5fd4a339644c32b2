"""Documents → EPUB 3.3 books: each paragraph in French and, below it, in English.

A book ends at the first article after `LONGEST_BOOK` segments, and the next begins: `STEM.epub`, `STEM-2.epub`, …
"""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from bilingual.dataset.documents import Document
from bilingual.dataset.manifest import Manifest
from bilingual.exports.reading.about import About, Counts
from bilingual.exports.reading.content import Row, Story, tell
from bilingual.exports.reading.package import MODIFIED, Archive, Chapter, identifier
from bilingual.exports.reading.rendering import render, style_sheet
from bilingual.exports.reading.showing import Showing
from bilingual.exports.selecting import Selection

LONGEST_BOOK = 20_000
# E-readers lay out one file at a time; about 300 kB is the most that older ones take.
LONGEST_FILE = 300


class Epub:
    """Writes `STEM.epub` and, where that would be too long, `STEM-2.epub` and so on."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest) -> None:
        self._folder, self._stem = folder, stem
        self._showing = Showing()
        self._about = About.of(manifest, stem, self._showing)
        self.replaced = self._showing.replaced
        self._articles = 0
        self._book = self._open(1)

    def add_document(self, document: Document, selection: Selection) -> None:
        """Add one article to the book, or begin the next one with it; one without English to show is left out."""
        story = tell(document, selection, self._articles + 1, self._showing)
        self.replaced = self._showing.replaced
        if story is None:
            return
        if self._book.counts.segments >= LONGEST_BOOK:
            self._book.close(several=True)
            self._book = self._open(self._book.number + 1)
        self._articles += 1
        self._book.add(story)

    def close(self) -> None:
        """Write the end of the last book."""
        self._book.close(several=self._book.number > 1)

    def _open(self, number: int) -> "_Book":
        name = f"{self._stem}.epub" if number == 1 else f"{self._stem}-{number}.epub"
        return _Book(self._folder / name, number, self._about)


class _Book:
    """One file: the chapters go into it as they come, what lists them at its end."""

    def __init__(self, path: Path, number: int, about: About) -> None:
        self.number, self.counts = number, Counts()
        self._about = about
        self._chapters: list[Chapter] = []
        self._digest = hashlib.sha256()
        self._archive = Archive(path)
        self._archive.add("META-INF/container.xml", render("container.xml"))
        self._archive.add("EPUB/book.css", style_sheet("book.css"))

    def add(self, story: Story) -> None:
        """Write an article, in several files if it is long."""
        self.counts.add(story)
        for part, rows in enumerate(_files(story.rows)):
            chapter = Chapter.of(story, part)
            page = render("chapter.xhtml", story=story, rows=rows, begins=not part)
            self._digest.update(page.encode())
            self._archive.add(f"EPUB/{chapter.file}", page)
            self._chapters.append(chapter)

    def close(self, several: bool) -> None:
        """Write what says who the book is and lists its chapters."""
        values = {
            "about": self._about,
            "title": f"{self._about.title}, volume {self.number}" if several else self._about.title,
            "counts": self.counts,
            "chapters": self._chapters,
            "identifier": identifier(self._about.signature, self._digest.hexdigest()),
            "modified": MODIFIED,
        }
        for name in ("title.xhtml", "nav.xhtml", "toc.ncx", "package.opf"):
            self._archive.add(f"EPUB/{name}", render(name, **values))
        self._archive.close()


def _files(rows: tuple[Row, ...]) -> Iterator[list[Row]]:
    """Yield the rows of each file; an article whose heading is all of it has one without rows."""
    if not rows:
        yield []
    before, places = 0, []
    for row in rows:
        places.append(before // LONGEST_FILE)
        before += len(row.lines)
    for _, group in groupby(zip(places, rows, strict=True), key=lambda each: each[0]):
        yield [row for _, row in group]
