"""Text → paragraphs → spans → segments."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bilingual.segmenter.boundaries import starts_in
from bilingual.segmenter.characters import LINE
from bilingual.segmenter.kinds import line_kinds, segment_kind
from bilingual.segmenter.language import recognise
from bilingual.segmenter.wrapping import flatten
from bilingual.text.lines import one_line

SHOWN_BY_FORM = ("sentence", "title", "byline")  # told by their form alone: what the text's format tells is surer


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A span of a text: `text == article[start:end]`, offsets in characters, no blank at either end.

    `kind` is one of KINDS, `paragraph` the number of its paragraph, from 0, `lang` an ISO 639-1 code. A paragraph is a
    non-blank line, or the lines that were wrapped from one: then the text may hold line breaks.
    """

    start: int
    end: int
    text: str
    kind: str
    paragraph: int
    lang: str


def segment(
    text: str,
    default: str = "fr",
    wrapped: bool | None = None,
    marked: Mapping[int, str] | None = None,
    languages: Mapping[int, str] | None = None,
) -> list[Segment]:
    """Split a text into its segments, in order.

    Every non-blank character lies in exactly one segment; any string is valid. A segment whose language cannot
    be told takes the language that most of the text is in, or `default`. `wrapped` says whether the lines between blank
    lines are one paragraph each (None: where they look so); `marked` gives the kind of lines by the offset of their
    first character, where the text's format tells it, and `languages` the language that it declares for lines, which
    holds unless their words are plainly French.
    """
    flat, declared = flatten(text, wrapped), languages or {}
    lines = list(lines_of(flat.text))
    kinds = line_kinds([line for _, line in lines])
    for paragraph, (offset, _) in enumerate(lines):
        if offset in flat.marks:
            kinds[paragraph] = "boilerplate"
        elif marked and kinds[paragraph] in SHOWN_BY_FORM:
            kinds[paragraph] = marked.get(offset, kinds[paragraph])
    found: list[tuple[int, int, str, int, str | None]] = []
    for paragraph, (offset, line) in enumerate(lines):
        for start, end in _spans_in(line):
            piece = one_line(text[offset + start : offset + end])
            kind = segment_kind(piece, kinds[paragraph])
            lang = None if kind == "source" else recognise(piece, declared.get(offset))
            found.append((offset + start, offset + end, kind, paragraph, lang))
    main = _main_language(found, default)
    return [
        Segment(start=start, end=end, text=text[start:end], kind=kind, paragraph=paragraph, lang=lang or main)
        for start, end, kind, paragraph, lang in found
    ]


def split_spans(text: str, wrapped: bool | None = None) -> list[tuple[int, int]]:
    """Return only the spans of the segments of `text`, as (start, end) in characters, sorted and disjoint."""
    lines = lines_of(flatten(text, wrapped).text)
    return [(offset + start, offset + end) for offset, line in lines for start, end in _spans_in(line)]


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the non-blank lines of a text as (offset, line): trimmed, its usual blanks made U+0020, same length."""
    flat = text.replace("\xa0", " ").replace("\u202f", " ").replace("\t", " ")
    for match in LINE.finditer(flat):
        raw = match.group()
        left = raw.lstrip()
        if left:
            yield match.start() + len(raw) - len(left), left.rstrip()


def _spans_in(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for following in starts_in(line):
        yield start, start + len(line[start:following].rstrip())
        start = following
    yield start, len(line)


def _main_language(found: list[tuple[int, int, str, int, str | None]], default: str) -> str:
    """Return the language of most characters; the first one found where two are even."""
    weight: Counter[str] = Counter()
    for start, end, _, _, lang in found:
        if lang:
            weight[lang] += end - start
    return weight.most_common(1)[0][0] if weight else default
