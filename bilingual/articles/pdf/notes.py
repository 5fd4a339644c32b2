"""The lines of a page → its text and its footnotes, which cut a paragraph that goes on overleaf."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingual.articles.pdf.lines import Line, measure

LESS = 0.95  # of the size of the text: a note is set smaller
ALIKE = 0.05
FAR = 2.5  # ems from a note's line to its next
NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,3})[.)]?\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page: its text without marks of footnotes, and the lines of each footnote."""

    lines: list[Line]
    notes: list[list[Line]]


def divide_page(lines: Sequence[Line], counts: Counter[str]) -> PageText:
    """Return the lines of a page with its footnotes apart; a note is smaller and begins with a mark of the text."""
    marks = {line.text[start:end] for line in lines for start, end in line.marks}
    size = text_size(lines)
    text: list[Line] = []
    notes: list[list[Line]] = []
    met: set[str] = set()
    open_note = False
    for line in lines:
        mark = NOTE.match(line.text)
        if line.size < LESS * size and mark and mark[1] in marks - met:
            met.add(mark[1])
            rest = line.text[mark.end() :]
            notes.append([replace(line, text=rest, width=measure(rest, line.size))])
            open_note = True
        elif open_note and _goes_on(notes[-1][-1], line):
            notes[-1].append(line)
        else:
            open_note = False
            text.append(line)
    if notes:
        counts["footnotes behind their paragraph"] += len(notes)
    return PageText([_without_marks(line, met) for line in text], notes)


def text_size(lines: Sequence[Line]) -> float:
    """Return the size in which most letters are set; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _goes_on(before: Line, line: Line) -> bool:
    alike = abs(before.size - line.size) <= ALIKE * before.size
    return alike and 0 < before.y - line.y < FAR * before.size


def _without_marks(line: Line, met: set[str]) -> Line:
    text = line.text
    for start, end in reversed(line.marks):
        if text[start:end] in met:
            text = text[:start] + text[end:]
    return line if text == line.text else replace(line, text=" ".join(text.split(" ")).strip(), marks=())
