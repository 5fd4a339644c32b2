"""Where in its document a segment stands: below which heading, on which page, in which subtitles, at what time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.articles.article import Article, Cue, Mark
from bilingual.segmenter.characters import LINE

HEADING = "title"
LONGEST_SECTION = 200

Heading = tuple[int, int, str]
"""Start and end of a line that is a heading, and its text, shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a document says of the stretch of a segment, None where it says nothing.

    `page` counts from 1 and is the one on which the segment begins. `first_cue` and `last_cue` are the numbers in
    their file of the first and last cue that hold a part of it, `start_ms` is when the first comes, `end_ms` when the
    last goes, in milliseconds.
    """

    section: str | None = None
    page: int | None = None
    first_cue: int | None = None
    last_cue: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None


NOWHERE = Standing()


class Places:
    """The headings, pages and cues of one document, by which the standing of any stretch of its text is looked up."""

    def __init__(self, headings: Sequence[Heading], pages: Sequence[int], cues: Sequence[Cue]) -> None:
        """Take headings, the offsets of pages, and cues, all in the order of the text."""
        self._headings, self._pages, self._cues = headings, pages, cues
        self._heading_starts = [start for start, _, _ in headings]
        self._cue_starts = [cue.start for cue in cues]
        self._cue_ends = [cue.end for cue in cues]

    @classmethod
    def of(cls, article: Article) -> "Places":
        """Return the places of an article."""
        cues = sorted(article.cues, key=lambda cue: cue.start)
        return cls(headings_of(article.text, article.marks), sorted(article.pages), cues)

    def at(self, start: int, end: int) -> Standing:
        """Return the standing of the stretch from `start` to `end`; a heading is in no section: it opens one."""
        if not (self._headings or self._pages or self._cues):
            return NOWHERE
        page = max(1, bisect_right(self._pages, start)) if self._pages else None
        first, after = bisect_right(self._cue_ends, start), bisect_left(self._cue_starts, end)
        if first >= after:
            return Standing(section=self._section(start), page=page)
        opening, closing = self._cues[first], self._cues[after - 1]
        return Standing(
            section=self._section(start),
            page=page,
            first_cue=opening.number,
            last_cue=closing.number,
            start_ms=opening.start_ms,
            end_ms=closing.end_ms,
        )

    def _section(self, start: int) -> str | None:
        above = bisect_right(self._heading_starts, start) - 1
        if above < 0:
            return None
        _, end, text = self._headings[above]
        return text if start >= end else None


def headings_of(text: str, marks: Iterable[Mark]) -> list[Heading]:
    """Return the lines of a text that are marked as headings, in their order."""
    return [_heading_at(text, start) for start, kind, _ in marks if kind == HEADING]


def _heading_at(text: str, offset: int) -> Heading:
    """Return the line that begins at an offset, as it is the section of what stands below."""
    line = LINE.match(text, offset)
    return (offset, line.end(), _shortened(line[0])) if line else (offset, offset, "")


def _shortened(line: str) -> str:
    """Return a line without blanks around it, its end cut where it is longer than `LONGEST_SECTION` characters."""
    line = line.strip()
    return line if len(line) <= LONGEST_SECTION else f"{line[: LONGEST_SECTION - 1].rstrip()}…"
