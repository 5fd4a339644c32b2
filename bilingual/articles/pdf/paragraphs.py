"""The lines of a PDF's pages → paragraphs, by indents, gaps, sizes and how far the lines reach."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.articles.extracted import ExtractedText
from bilingual.articles.pdf.joining import divides_by_own_hyphen, join_lines
from bilingual.articles.pdf.lines import Line, measure
from bilingual.articles.pdf.notes import PageText, text_size
from bilingual.segmenter.layout import PageLine, is_divided, is_final, is_item, opens_low

ALIKE = 0.08  # of a size: letters so near are of one size
HEADING = 1.15  # of the size of the text
LONGEST_HEADING = 300
GAP = 1.3  # of the usual distance of lines
INDENT = 0.8  # ems
TIGHT = 1.45  # ems between the lines of one heading
FAR = 4.0  # ems between lines of one paragraph
SAME_LINE = 0.5  # ems
REACHED = 0.92  # of the column, with the next line's first word
EDGE_SHARE = 0.9  # of the lines of a column end before its edge, or on it
PLACE = 6.0  # points: columns whose left edges differ by less are one
FIRST_WORD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line with its page, counted from 0, and the column in which it stands: its number, and its two edges."""

    line: Line
    page: int
    column: int
    left: float
    edge: float

    @property
    def shown(self) -> PageLine:
        """The line as the segmenter looks at one."""
        return PageLine(begin=0, end=len(self.line.text), indent=0, text=self.line.text)

    @property
    def is_indented(self) -> bool:
        """Whether it begins to the right of its column's edge."""
        return self.line.x > self.left + INDENT * self.line.size


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: the size of its text, the distance of lines of each size, how it divides words."""

    size: float
    leading: dict[int, float]
    own_hyphen: bool

    def join(self, lines: Iterable[Line]) -> str:
        """Return lines as one."""
        return join_lines([line.text for line in lines], own_hyphen=self.own_hyphen)


def add_paragraphs(pages: Sequence[PageText], text: ExtractedText) -> None:
    """Add the paragraphs of all pages to a text, and the offset at which each page begins.

    A footnote comes behind the paragraph that its page's end cuts, or behind the last one of its page.
    """
    columns = [column for number, page in enumerate(pages) for column in _columns(page.lines, number)]
    placed = _placed(columns)
    measures = _measures(placed)
    done = 0
    for paragraph in _paragraphs(placed, measures):
        while done < paragraph[0].page:
            _add_notes(pages[done], measures, text)
            done += 1
        _add(paragraph, measures, text)
    for page in pages[done:]:
        _add_notes(page, measures, text)
    text.pages += [len(text)] * (len(pages) - len(text.pages))


def _columns(lines: Sequence[Line], page: int) -> Iterator[tuple[int, list[Line]]]:
    """Yield the lines of a page as they go down it, from the top anew for each column, each with the page."""
    column: list[Line] = []
    for line in lines:
        if column and line.y > column[-1].y + SAME_LINE * line.size:
            yield page, column
            column = []
        column.append(line)
    if column:
        yield page, column


def _placed(columns: Sequence[tuple[int, list[Line]]]) -> list[Placed]:
    lefts = [_left(column) for _, column in columns]
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for left, (_, column) in zip(lefts, columns, strict=True):
        for line in column:
            if not line.cell:
                ends[round(left / PLACE), round(line.size)].append(line.right)
    edges = {key: sorted(found)[int(EDGE_SHARE * (len(found) - 1))] for key, found in ends.items()}
    return [
        Placed(
            line=line, page=page, column=number, left=left, edge=edges.get((round(left / PLACE), round(line.size)), 0.0)
        )
        for number, (left, (page, column)) in enumerate(zip(lefts, columns, strict=True))
        for line in column
    ]


def _left(column: Sequence[Line]) -> float:
    """Return the left edge of a column: where the leftmost lines begin, of which there are two."""
    seen = Counter(round(line.x) for line in column)
    often = [x for x, number in seen.items() if number > 1]
    return float(min(often or seen))


def _measures(placed: Sequence[Placed]) -> Measures:
    distances: dict[int, Counter[float]] = defaultdict(Counter)
    for before, after in pairwise(placed):
        distance = before.line.y - after.line.y
        if before.column == after.column and _alike(before.line, after.line) and distance > SAME_LINE * after.line.size:
            distances[round(after.line.size)][round(2 * distance) / 2] += 1
    leading = {size: max(seen, key=lambda one: (seen[one], -one)) for size, seen in distances.items()}
    lines = [one.line for one in placed]
    return Measures(text_size(lines), leading, divides_by_own_hyphen(line.text for line in lines))


def _paragraphs(placed: Sequence[Placed], measures: Measures) -> Iterator[list[Placed]]:
    paragraph: list[Placed] = []
    for one in placed:
        if paragraph and not _goes_on(paragraph[-1], one, measures):
            yield paragraph
            paragraph = []
        paragraph.append(one)
    if paragraph:
        yield paragraph


def _goes_on(before: Placed, after: Placed, measures: Measures) -> bool:
    """Return whether a paragraph goes on in the next line."""
    if before.line.cell or after.line.cell or after.line.item or not _alike(before.line, after.line):
        return False
    final, full = is_final(before.shown), _is_full(before, after)
    if is_item(after.shown) and (final or not full):
        return False
    if before.column != after.column:
        low = opens_low(after.shown)
        return not final and _is_text(after.line, measures) and (low or (full and not after.is_indented))
    distance = before.line.y - after.line.y
    if not SAME_LINE * after.line.size < distance < _farthest(after.line, measures):
        return False
    if not _is_text(after.line, measures):
        return distance < TIGHT * after.line.size
    hangs = before.line.item or is_item(before.shown)
    if after.is_indented and not hangs and (final or after.line.x > before.line.x + INDENT * after.line.size):
        return False
    return full or (not final and opens_low(after.shown))


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= ALIKE * max(one.size, other.size)


def _is_full(before: Placed, after: Placed) -> bool:
    """Return whether the next line's first word had no room any more."""
    word = after.line.text[:FIRST_WORD].split(" ", 1)[0]
    reached = before.line.right + measure(f" {word}", before.line.size)
    return reached - before.left >= REACHED * (before.edge - before.left) or is_divided(before.shown)


def _farthest(line: Line, measures: Measures) -> float:
    return min(GAP * measures.leading.get(round(line.size), line.size * FAR), FAR * line.size)


def _is_text(line: Line, measures: Measures) -> bool:
    """Return whether a line is set as the text is, and no heading."""
    return line.size < HEADING * measures.size


def _add(paragraph: Sequence[Placed], measures: Measures, text: ExtractedText) -> None:
    """Add a paragraph as one line, and where in it pages begin."""
    parts: list[list[Placed]] = []
    for one in paragraph:
        if not parts or parts[-1][-1].page != one.page:
            parts.append([])
        parts[-1].append(one)
    joined = measures.join(one.line for one in paragraph)
    kind = _kind(paragraph[0].line, joined, measures)
    if kind == "title" and text.title is None:
        text.title = joined
    text.add([joined], kind)
    offset = len(text) - len(joined)
    for number, part in enumerate(parts):
        if number:
            last, first = parts[number - 1][-1].line, part[0].line
            offset += len(measures.join((last, first))) - len(last.text) - len(first.text)
        text.pages += [offset] * (part[0].page + 1 - len(text.pages))
        offset += len(measures.join(one.line for one in part))


def _kind(line: Line, joined: str, measures: Measures) -> str | None:
    if not _is_text(line, measures) and len(joined) <= LONGEST_HEADING:
        return "title"
    return "sentence" if line.cell or line.item else None


def _add_notes(page: PageText, measures: Measures, text: ExtractedText) -> None:
    for note in page.notes:
        text.add([measures.join(note)], "sentence")
