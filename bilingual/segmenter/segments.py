"""Text → paragraphs → spans → segments."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import tee

from bilingual.segmenter.boundaries import starts_in
from bilingual.segmenter.kinds import line_kinds, segment_kind
from bilingual.segmenter.language import recognise
from bilingual.segmenter.wrapping import FlatLine, flat_lines
from bilingual.text.lines import one_line

SHOWN_BY_FORM = ("sentence", "title", "byline")  # told by their form alone: what the text's format tells is surer
_COLUMNS = 5


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
    holds unless their words are plainly French. `iter_segments` gives the same without a list of them.
    """
    return list(iter_segments(text, default, wrapped, marked, languages))


def iter_segments(
    text: str,
    default: str = "fr",
    wrapped: bool | None = None,
    marked: Mapping[int, str] | None = None,
    languages: Mapping[int, str] | None = None,
) -> Iterator[Segment]:
    """Yield the segments that `segment` returns, in the same order.

    The first comes once all of the text was looked at, for what most of it is in. Besides the text, 20 bytes are held
    for each segment, and of one line at a time two copies and some 40 bytes for each of its sentences; where lines may
    be wrapped, also the lines of one block, some 400 bytes each.
    """
    names: dict[str | None, int] = {}
    rows, weight = array(_typecode(text)), Counter[str]()
    for start, end, kind, paragraph, lang in _drafts(text, wrapped, marked or {}, languages or {}):
        rows.extend((start, end, names.setdefault(kind, len(names)), paragraph, names.setdefault(lang, len(names))))
        if lang:
            weight[lang] += end - start
    main = weight.most_common(1)[0][0] if weight else default  # the first one found where two are even
    named = list(names)
    for start, end, kind_number, paragraph, lang_number in zip(*[iter(rows)] * _COLUMNS, strict=True):
        kind, lang = named[kind_number] or "", named[lang_number] or main
        yield Segment(start=start, end=end, text=text[start:end], kind=kind, paragraph=paragraph, lang=lang)


def _typecode(text: str) -> str:
    """Return the narrowest type of an array that takes any offset in a text."""
    return next(code for code in "ILQ" if len(text) < 1 << 8 * array(code).itemsize)


def _drafts(
    text: str, wrapped: bool | None, marked: Mapping[int, str], declared: Mapping[int, str]
) -> Iterator[tuple[int, int, str, int, str | None]]:
    """Yield start, end, kind, paragraph and language of the segments, None where their words do not tell it."""
    lines, seen = tee(trimmed_lines(text, wrapped))
    for paragraph, ((offset, line, is_mark), line_kind) in enumerate(
        zip(lines, line_kinds(line for _, line, _ in seen), strict=True)
    ):
        if is_mark:
            line_kind = "boilerplate"
        elif line_kind in SHOWN_BY_FORM:
            line_kind = marked.get(offset, line_kind)
        for start, end in _spans_in(line):
            piece = one_line(text[offset + start : offset + end])
            kind = segment_kind(piece, line_kind)
            lang = None if kind == "source" else recognise(piece, declared.get(offset))
            yield offset + start, offset + end, kind, paragraph, lang


def split_spans(text: str, wrapped: bool | None = None) -> list[tuple[int, int]]:
    """Return only the spans of the segments of `text`, as (start, end) in characters, sorted and disjoint."""
    return list(iter_spans(text, wrapped))


def iter_spans(text: str, wrapped: bool | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans that `split_spans` returns; besides the text, what belongs to one line is held."""
    for offset, line, _ in trimmed_lines(text, wrapped):
        yield from ((offset + start, offset + end) for start, end in _spans_in(line))


def trimmed_lines(text: str, wrapped: bool | None = None) -> Iterator[FlatLine]:
    """Yield the lines of `flat_lines` that are not blank: trimmed, their usual blanks made U+0020, same length."""
    for offset, raw, is_mark in flat_lines(text, wrapped):
        flat = raw.replace("\xa0", " ").replace("\u202f", " ").replace("\t", " ")
        left = flat.lstrip()
        if left:
            yield offset + len(flat) - len(left), left.rstrip(), is_mark


def _spans_in(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for following in starts_in(line):
        yield start, start + len(line[start:following].rstrip())
        start = following
    yield start, len(line)
