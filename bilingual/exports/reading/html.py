"""Documents → HTML pages to read, each on its own: French beside English, sentences linked, no script, no other file.

A page ends at the first article after `LONGEST_PAGE` segments, and the next begins: a browser shows no book of a
million sentences. Their names are `STEM.html`, `STEM-2.html`, …; the first one is written last, as it lists them all.
"""

from dataclasses import dataclass, field
from pathlib import Path

from bilingual.dataset.documents import Document
from bilingual.dataset.manifest import Manifest
from bilingual.exports.reading.content import LONGEST_ROW, Story, tell
from bilingual.exports.reading.counting import Counts
from bilingual.exports.reading.rendering import render, source_hash, style_sheet
from bilingual.exports.reading.showing import Showing
from bilingual.exports.selecting import Selection

LONGEST_PAGE = 5_000


@dataclass(slots=True)
class _Page:
    """One file, as much of it as has come: the articles' markup, and what the table of contents says of each."""

    number: int
    articles: list[str] = field(default_factory=list)
    entries: list[dict[str, object]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def add(self, story: Story) -> None:
        self.articles.append(render("article.html", story=story))
        self.entries.append({"number": story.number, "title": story.title, "title_en": story.title_en,
                             "untitled": story.untitled, "publisher": story.publisher, "date": story.date})  # fmt: skip
        self.counts.add(story)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the first page says of each page: its number and its articles' first and last."""

    number: int
    first: int
    last: int


class Html:
    """Writes `STEM.html` and, where that would be too long, `STEM-2.html` and so on."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest) -> None:
        self.replaced = 0
        self._folder, self._stem, self._manifest = folder, stem, manifest
        self._showing = Showing()
        self._articles = self._left_out = 0
        self._listed: list[Listed] = []
        self._first = self._page = _Page(1)

    def add_document(self, document: Document, selection: Selection) -> None:
        """Add one article to the page, or begin the next one with it; one without English to show is only counted."""
        story = tell(document, selection, self._articles + 1, self._showing)
        self.replaced = self._showing.replaced
        if story is None:
            self._left_out += 1
            return
        if self._page.counts.segments >= LONGEST_PAGE:
            self._turn()
            self._page = _Page(self._page.number + 1)
        self._articles += 1
        self._page.add(story)

    def close(self) -> None:
        """Write the last page and the first."""
        self._turn(last=True)
        if self._page is not self._first:
            self._write(self._first, last=False)

    def _turn(self, last: bool = False) -> None:
        """End a page, and write it unless it is the first of several."""
        page = self._page
        self._listed.append(Listed(page.number, self._articles - len(page.articles) + 1, self._articles))
        if last or page is not self._first:
            self._write(page, last)

    def _write(self, page: _Page, last: bool) -> None:
        css = style_sheet("page.css") + _links_between_sentences()
        with self._path(page.number).open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(render("page.html", **self._values(page, last), css=css, css_hash=source_hash(css)))
            stream.writelines(page.articles)
            stream.write(render("page_end.html", **self._values(page, last)))

    def _values(self, page: _Page, last: bool) -> dict[str, object]:
        name = self._showing.show(self._manifest.name)
        return {
            "manifest": self._manifest,
            "name": name if self._stem == "pairs" else f"{name} · {self._stem}",
            "page": page,
            "pages": [(each, self._path(each.number).name) for each in self._listed] if page.number == 1 else [],
            "before": self._path(page.number - 1).name if page.number > 1 else "",
            "after": "" if last else self._path(page.number + 1).name,
            "first": self._path(1).name,
            "left_out": self._left_out if page.number == 1 else 0,
        }

    def _path(self, number: int) -> Path:
        return self._folder / (f"{self._stem}.html" if number == 1 else f"{self._stem}-{number}.html")


def _links_between_sentences() -> str:
    """Return the rules by which a sentence and its translation, at the same place of a row, are lit together."""
    places = (f"bdi:nth-child({place})" for place in range(1, LONGEST_ROW + 1))
    return "".join(
        f".row:has({place}:is(:hover, :focus, :target)) {place} {{ background: var(--lit); }}\n" for place in places
    )
