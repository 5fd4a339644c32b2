"""Running heads and page numbers: what stands outermost on many pages is no part of the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bilingual.articles.pdf.lines import Line

OUTERMOST = 3  # lines of a running head or foot
APART = 1.5  # ems from such lines to the text; lines of a text are nearer
SMALLER = 0.87  # of the size of the text: so is what is nearer
FEWEST_PAGES = 3  # of a longer document; of two or three pages, two
SHORT_DOCUMENT = 4
AROUND_NUMBERS = " -–—"
ALIKE = 2.0  # points between the heights at which a line stands on its pages
NUMBERS = re.compile(r"\d+|(?<![^\W_])[ivxlc]{1,7}(?![^\W_])", re.IGNORECASE)


def without_running_lines(pages: Sequence[Sequence[Line]], counts: Counter[str]) -> list[list[Line]]:
    """Return the pages without the lines that repeat, but for their numbers, at the top and at the foot of them."""
    fewest = FEWEST_PAGES if len(pages) > SHORT_DOCUMENT else 2
    running: list[set[int]] = [set() for _ in pages]
    for top in (True, False):
        side = [_outermost(lines, top=top) for lines in pages]
        seen: Counter[tuple[str, int]] = Counter()
        for lines in side:
            seen.update({key for line in lines for key in _keys(line)})
        for number, lines in enumerate(side):
            running[number].update(
                id(line)
                for line in lines
                if max(seen[key] for key in _keys(line)) >= fewest or (not top and _is_number_of(line, number + 1))
            )
    found = sum(map(len, running))
    if found:
        counts["running heads and page numbers left out"] += found
    return [[line for line in lines if id(line) not in gone] for lines, gone in zip(pages, running, strict=True)]


def _outermost(lines: Iterable[Line], *, top: bool) -> list[Line]:
    """Return the lines at one side of a page that stand apart from the others; none where too many do."""
    found = sorted(lines, key=lambda line: (-line.y if top else line.y, line.x))[: OUTERMOST + 1]
    for number, (line, inner) in enumerate(pairwise(found), 1):
        if abs(line.y - inner.y) > APART * max(line.size, inner.size) or line.size < SMALLER * inner.size:
            return found[:number]
    return found if len(found) == 1 else []


def _is_number_of(line: Line, page: int) -> bool:
    """Return whether a line is only the number of its page, which a document of one page has once."""
    return line.text.strip(AROUND_NUMBERS) == str(page)


def _keys(line: Line) -> Iterable[tuple[str, int]]:
    """Return what a line is known by on other pages: its words without numbers, where it stands, roughly."""
    words = NUMBERS.sub("#", line.text)
    place = line.y / (2 * ALIKE)
    return ((words, int(place // 1)), (words, int((place + 0.5) // 1) + (1 << 20)))
