"""A document → what a page shows of it: rows of sentences, French beside English, and what has no English with why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from bilingual.dataset.documents import Document, Segment
from bilingual.exports.reading.showing import Showing, web_address
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair, Skipped

# A style sheet has one rule for each place in a row, by which a sentence finds its translation.
LONGEST_ROW = 24
LONGEST_TITLE = 160
PLAIN, TITLE = "sentence", "title"
MARKS = ("accepted", "edited")
WHY = {
    "language": "not French, left as it is",
    "wordless": "nothing to translate",
    "held_out": "not translated: kept out of the dataset",
    "leak": "not translated: kept out of the dataset",
    "empty": "the model gave no translation",
}
REJECTED, LEFT_OUT = "translation rejected by a reviewer", "translation left out of this copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One segment. `en` is None where there is none to show, and `why` then says so; `lang` is that of the original.

    `mark` is one of `MARKS` where a person vouches for the English. `blank` parts it from the one before.
    """

    id: str
    fr: str
    en: str | None
    lang: str
    mark: str
    why: str
    blank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph, or a part of a very long one, as one row; `begins` is false where a part stands before it."""

    kind: str
    lines: tuple[Line, ...]
    begins: bool

    @property
    def translated(self) -> bool:
        """Whether any English stands in it."""
        return any(line.en is not None for line in self.lines)

    @property
    def reasons(self) -> str:
        """Why it is not, each reason once."""
        return "; ".join(dict.fromkeys(line.why for line in self.lines if line.why))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as a page shows it: `heading` is its title with the English, None where no segment is its title.

    `title` is for lists, and cut if long; `link` is empty unless the source is an address of the web.
    """

    number: int
    id: str
    title: str
    title_en: str
    untitled: bool
    full_title: str
    date: str
    publisher: str
    author: str
    source: str
    link: str
    heading: Row | None
    rows: tuple[Row, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """All segments, those of the heading first."""
        for row in (self.heading, *self.rows):
            yield from row.lines if row else ()


def tell(document: Document, selection: Selection, number: int, showing: Showing) -> Story | None:
    """Return what a page shows of a document, None where the selection leaves no English; `number` is its own there."""
    if not any(map(selection.takes, document.pairs)):
        return None
    rows = list(_rows(document.segments, selection, showing))
    title = showing.show(document.title or "").strip()
    heading = _take_heading(rows, title)
    return Story(
        number=number,
        id=showing.show(document.id),
        date=showing.show(document.date or ""),
        publisher=showing.show(document.publisher or ""),
        author=showing.show(document.author or ""),
        **_titles(title, heading, rows),
        source=showing.show(document.url or ""),
        link=web_address(document.url),
        heading=heading,
        rows=tuple(rows),
    )


def _titles(title: str, heading: Row | None, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the titles of a story; an article without one is listed by the first sentence that has English."""
    french, english = title, _joined(heading) if heading else ""
    if not title:
        french, english = next((line.fr, line.en) for row in rows for line in row.lines if line.en is not None)
    return {"full_title": title, "title": _clipped(french), "title_en": _clipped(english), "untitled": not title}


def _rows(segments: Sequence[Segment], selection: Selection, showing: Showing) -> Iterator[Row]:
    end = None
    for _, group in groupby(segments, key=attrgetter("paragraph")):
        paragraph, lines = list(group), []
        for segment in paragraph:
            lines.append(_line(segment, selection, showing, "" if segment.start == end else " "))
            end = segment.end
        kind = paragraph[0].kind if len({segment.kind for segment in paragraph}) == 1 else PLAIN
        for start in range(0, len(lines), LONGEST_ROW):
            yield Row(kind=kind, lines=tuple(lines[start : start + LONGEST_ROW]), begins=not start)


def _line(segment: Segment, selection: Selection, showing: Showing, blank: str) -> Line:
    fr, lang = (segment.text, segment.lang) if isinstance(segment, Skipped) else (segment.fr, "fr")
    pair = segment if isinstance(segment, Pair) and selection.takes(segment) else None
    return Line(
        id=showing.show(segment.id),
        fr=showing.show(fr),
        en=showing.show(pair.en) if pair else None,
        lang=showing.show(lang),
        mark=pair.status if pair and pair.status in MARKS else "",
        why="" if pair else showing.show(_why(segment)),
        blank=blank,
    )


def _why(segment: Segment) -> str:
    if isinstance(segment, Skipped):
        return WHY.get(segment.reason, f"{segment.kind}, not translated")
    return REJECTED if segment.status == "rejected" else LEFT_OUT


def _take_heading(rows: list[Row], title: str) -> Row | None:
    """Take the row that is the article's title out of the `rows`, as the page has it above them."""
    for number, row in enumerate(rows if title else ()):
        if row.kind == TITLE and "".join(line.blank + line.fr for line in row.lines).split() == title.split():
            return rows.pop(number)
    return None


def _joined(row: Row) -> str:
    return " ".join(line.en for line in row.lines if line.en)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"
