"""A page of a PDF → its lines, in the order in which the page draws them, each with where it stands."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.articles.pdf.work import Work

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
UNNAMED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uefff\uf0fd-\uf8ff]")
BLANKS = re.compile(r"[ \t\v\f\x85\u2028\u2029]+")
BULLETS = re.compile(r"[•▪▫◦●○■□‣∙·➢✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\s*(?!\d)")
MARK = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})")  # of a footnote
ITEM = re.compile(r"(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,5})[.)]|[-–—]")  # what a program sets before an item, and a tab
AFTER_ITEM = 0.15  # ems at least between it and the item
RAISED = 0.8  # of the line's size: what is smaller is raised
APART = 1.8  # ems between two parts of a line that are no words of one line
MISTAKE = 0.15  # of a part's width, which is measured about
FIXED = re.compile(r"(?i)mono|courier|consol|typewriter|nimbusmon|cmtt|lmtt|sftt")  # letters all as wide
BROAD = re.compile(r"(?i)dejavu|verdana|bitstreamvera")  # letters wider than those of Times and Helvetica
BROADER = 1.25
# Widths in ems, about as in Times and Helvetica, whose lines they measure to some hundredths.
NARROW, CAPITAL, WIDE, OTHER = 0.28, 0.69, 0.84, 0.48
FIXED_WIDTH = 0.6
WIDTHS = {**dict.fromkeys("iïîjltf.,;:'’!|()[]/- \u00a0\u202f", NARROW), **dict.fromkeys("mwMW—…œŒ%@", WIDE)}
DIRECTIONS = 4
LONGEST_NAME = 200  # of a font
FARTHEST = 1e6  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands on a page: points from the left and from below, the size of most of its letters.

    `width` is about how wide it is in points; `marks` are the stretches that look like marks of footnotes. `cell` says
    that it is a part of a line of which others stand apart, `item` that a bullet stood before it.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    marks: tuple[tuple[int, int], ...] = ()
    cell: bool = False
    item: bool = False

    @property
    def right(self) -> float:
        """About where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one operator shows.

    `turned` is its direction in quarter turns, counted against the clock; `fixed` says that all letters of its font are
    as wide, `broad` that they are wider than those of others.
    """

    text: str
    x: float
    y: float
    size: float
    turned: int
    fixed: bool
    broad: bool = False


@dataclass(slots=True)
class _Pieces:
    """The pieces of a page as pypdf tells of them, line by line."""

    work: Work
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])

    def see(self, text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:  # noqa: ANN401 - pypdf's call
        """Take what pypdf has come to: a piece, behind which a line may end."""
        shown = text.strip("\n")
        if shown.strip():
            self.work.count_line(len(shown))
            piece = _piece(shown, cm, tm, float(size), _is_called(font, FIXED))
            self.lines[-1].append(replace(piece, broad=True) if _is_called(font, BROAD) else piece)
        if text.endswith("\n") and self.lines[-1]:
            self.lines.append([])


def page_lines(page: Any, work: Work, counts: Counter[str]) -> list[Line]:  # noqa: ANN401 - a page of pypdf
    """Return the lines of a page; those that stand across its direction are left out and counted."""
    pieces = _Pieces(work)

    def count(operator: bytes, operands: list[Any], *_: object) -> None:
        if operator == b"Do" and operands:
            work.count_drawing(operands[0])

    page.extract_text(visitor_text=pieces.see, visitor_operand_before=count)
    return list(_upright([line for line in pieces.lines if line], counts))


def _piece(text: str, cm: list[float], tm: list[float], size: float, fixed: bool) -> Piece:
    a, b, c, d, e, f = (
        tm[0] * cm[0] + tm[1] * cm[2],
        tm[0] * cm[1] + tm[1] * cm[3],
        tm[2] * cm[0] + tm[3] * cm[2],
        tm[2] * cm[1] + tm[3] * cm[3],
        tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
        tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
    )
    turned = round(math.atan2(b, a) / (math.pi / 2)) % DIRECTIONS if math.isfinite(a) and math.isfinite(b) else 0
    x, y = ((e, f), (f, -e), (-e, -f), (-f, e))[turned]
    return Piece(
        text=text, x=_bounded(x), y=_bounded(y), size=abs(_bounded(size * math.hypot(c, d))), turned=turned, fixed=fixed
    )


def _is_called(font: Any, names: re.Pattern[str]) -> bool:  # noqa: ANN401 - a dictionary of pypdf, or None
    return font is not None and names.search(str(font.get("/BaseFont"))[:LONGEST_NAME]) is not None


def _bounded(number: float) -> float:
    """Return a number of points that can be reckoned with."""
    return min(max(number, -FARTHEST), FARTHEST) if math.isfinite(number) else 0.0


def _upright(lines: list[list[Piece]], counts: Counter[str]) -> Iterator[Line]:
    """Yield the lines in the direction in which most of the text runs."""
    letters: Counter[int] = Counter()
    for pieces in lines:
        letters[pieces[0].turned] += sum(len(piece.text) for piece in pieces)
    main = max(letters, key=lambda turned: (letters[turned], -turned), default=0)
    for pieces in lines:
        if pieces[0].turned != main:
            counts["lines across the page left out"] += 1
            continue
        parts = list(_parts(pieces))
        found = [line for line in map(_line, parts) if line is not None]
        yield from (replace(line, cell=True) for line in found) if len(found) > 1 else _with_bullet(parts, found)


def _with_bullet(parts: list[list[Piece]], found: list[Line]) -> Iterable[Line]:
    """Return the line of which only a bullet may stand apart."""
    return [replace(line, item=line.item or len(parts) > 1) for line in found]


def _parts(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of a line in groups that stand apart, as the cells of a row do."""
    part: list[Piece] = []
    for piece in pieces:
        if part and _gap(part[-1], piece) > APART * piece.size and not _is_raised_mark(part[-1], piece):
            yield part
            part = []
        part.append(piece)
    yield part


def _is_raised_mark(before: Piece, piece: Piece) -> bool:
    """Return whether a piece is the mark of a footnote: no cell, however wide the letters before it are."""
    small, raised = piece.size < RAISED * before.size, piece.y > before.y
    return small and raised and MARK.fullmatch(piece.text.strip()) is not None


def _gap(before: Piece, piece: Piece) -> float:
    """Return about how many points are free between two pieces, at least."""
    width = before.size * FIXED_WIDTH * len(before.text) if before.fixed else measure(before.text, before.size)
    return piece.x - before.x - (1 + MISTAKE) * width * (BROADER if before.broad else 1)


def _line(pieces: list[Piece]) -> Line | None:
    """Return the line that pieces make; None where nothing but a bullet is left."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    size = max(sizes, key=lambda one: (sizes[one], one))
    text, marks = "", []
    for number, piece in enumerate(pieces):
        words = _clean(piece.text)
        if ITEM.fullmatch(text) and words[0].isalpha() and _gap(pieces[number - 1], piece) > AFTER_ITEM * piece.size:
            text += " "
        if text[-1:] in ("", " "):
            words = words.lstrip()
        if text and _may_mark(text[-1], piece.size < RAISED * size) and MARK.fullmatch(words.strip()):
            marks.append((len(text), len(text) + len(words.rstrip())))
        text += words
    bullet = BULLETS.match(text)
    cut = bullet.end() if bullet else 0
    text = text[cut:].rstrip()
    if not text:
        return None
    kept = tuple((start - cut, end - cut) for start, end in marks if start >= cut)
    return Line(
        text=text,
        x=pieces[0].x,
        y=pieces[0].y,
        size=size,
        width=measure(text, size),
        marks=kept,
        item=bullet is not None,
    )


def _may_mark(before: str, small: bool) -> bool:
    """Return whether a number behind a character may be the mark of a footnote; some fonts have raised figures."""
    return small or not (before.isspace() or before.isdigit())


def _clean(text: str) -> str:
    """Return a text with letters for ligatures, composed accents and U+FFFD for what has no name."""
    composed = unicodedata.normalize("NFC", text.translate(LIGATURES))
    return BLANKS.sub(" ", UNNAMED.sub("\ufffd", composed))


def measure(text: str, size: float) -> float:
    """Return about how wide a text is, in points."""
    return size * sum(WIDTHS.get(char) or (CAPITAL if char.isupper() else OTHER) for char in text)
