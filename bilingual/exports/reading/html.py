"""Documents → HTML pages to read, each on its own: French beside English, sentences linked, no script, no other file.

A page ends at the first article after `LONGEST_PAGE` segments, and the next begins: a browser shows no book of a
million sentences. Their names are `STEM.html`, `STEM-2.html`, …; the first one is written last, as it lists them all.
"""

from dataclasses import dataclass, field
from pathlib import Path

from bilingual.dataset.documents import Document
from bilingual.dataset.manifest import Manifest
from bilingual.exports.reading.about import About, Counts
from bilingual.exports.reading.content import LONGEST_ROW, Story, tell
from bilingual.exports.reading.rendering import render, source_hash, style_sheet
from bilingual.exports.reading.showing import Showing
from bilingual.exports.selecting import Selection

LONGEST_PAGE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the table of contents says of an article."""

    number: int
    title: str
    title_en: str
    untitled: bool
    publisher: str
    date: str

    @classmethod
    def of(cls, story: Story) -> "Entry":
        """Return the entry of an article."""
        return cls(**{name: getattr(story, name) for name in cls.__slots__})


@dataclass(slots=True)
class Page:
    """One file, as much of it as has come: the articles' markup, and their entries of the table of contents."""

    number: int
    articles: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def add(self, story: Story) -> None:
        """Add one article."""
        self.articles.append(render("article.html", story=story))
        self.entries.append(Entry.of(story))
        self.counts.add(story)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the first page says of each page: its file, and the numbers of its first article and its last."""

    file: str
    first: int
    last: int


class Html:
    """Writes `STEM.html` and, where that would be too long, `STEM-2.html` and so on."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest) -> None:
        self._folder, self._stem = folder, stem
        self._showing = Showing()
        self._about = About.of(manifest, stem, self._showing)
        self.replaced = self._showing.replaced
        self._articles = self._left_out = 0
        self._listed: list[Listed] = []
        self._first = self._page = Page(1)

    def add_document(self, document: Document, selection: Selection) -> None:
        """Add one article to the page, or begin the next one with it; one without English to show is only counted."""
        story = tell(document, selection, self._articles + 1, self._showing)
        self.replaced = self._showing.replaced
        if story is None:
            self._left_out += 1
            return
        if self._page.counts.segments >= LONGEST_PAGE:
            self._turn(last=False)
            self._page = Page(self._page.number + 1)
        self._articles += 1
        self._page.add(story)

    def close(self) -> None:
        """Write the last page and the first."""
        self._turn(last=True)
        if self._page is not self._first:
            self._write(self._first, last=False)

    def _turn(self, last: bool) -> None:
        """End a page, and write it unless it is the first of several."""
        page = self._page
        first = self._articles - page.counts.articles + 1
        self._listed.append(Listed(self._file(page.number), first, self._articles))
        if last or page is not self._first:
            self._write(page, last)

    def _write(self, page: Page, last: bool) -> None:
        css = style_sheet("page.css") + _links_between_sentences()
        values = {
            "about": self._about,
            "page": page,
            "pages": self._listed if page is self._first else [],
            "before": self._file(page.number - 1) if page is not self._first else "",
            "after": "" if last else self._file(page.number + 1),
            "first": self._file(1),
            "left_out": self._left_out if page is self._first else 0,
        }
        with (self._folder / self._file(page.number)).open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(render("page.html", **values, css=css, css_hash=source_hash(css)))
            stream.writelines(page.articles)
            stream.write(render("page_end.html", **values))

    def _file(self, number: int) -> str:
        return f"{self._stem}.html" if number == 1 else f"{self._stem}-{number}.html"


def _links_between_sentences() -> str:
    """Return the rules by which a sentence and its translation, at the same place of a row, light up together."""
    places = (f"bdi:nth-child({place})" for place in range(1, LONGEST_ROW + 1))
    return "".join(
        f".row:has({place}:is(:hover, :focus, :target)) {place} {{ background: var(--lit); }}\n" for place in places
    )
