"""A document → its row of `documents`: the whole French, the whole English, and where each sentence lies on both sides.

The English has the paragraphs of the French: what stands between two paragraphs is the article's own, within one
there is a blank. What was not translated stands in it as the French that it is, and is listed in `gaps`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilingual.dataset.documents import Document, Segment
from bilingual.dataset.schema import DOCUMENT_COLUMNS, GAP_FIELDS, SENTENCE_FIELDS
from bilingual.pairs import Pair
from bilingual.text.lines import one_line

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class English:
    """The English of a whole document, and each segment's [start, end) in it, in characters, in order."""

    text: str
    spans: tuple[Span, ...]


def document_row(document: Document, text: str) -> dict[str, Any]:
    """Return the row of the `documents` config, of a document with its text."""
    english = translate_document(document, text)
    sentences: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for segment, (start, end) in zip(document.segments, english.spans, strict=True):
        places = {"en_start": start, "en_end": end}
        names, rows = (SENTENCE_FIELDS, sentences) if isinstance(segment, Pair) else (GAP_FIELDS, gaps)
        rows.append({name: places[name] if name in places else getattr(segment, name) for name in names})
    own = {"fr": text, "en": english.text, "sentences": sentences, "gaps": gaps}
    return {name: own[name] if name in own else getattr(document, name) for name in DOCUMENT_COLUMNS}


def translate_document(document: Document, text: str) -> English:
    """Return the English of a document: its pairs' English, and what is not translated as one line of French."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for between, segment in _with_what_stands_before(document.segments, text):
        content = segment.en if isinstance(segment, Pair) else one_line(text[segment.start : segment.end])
        pieces += (between, content)
        spans.append((length + len(between), length + len(between) + len(content)))
        length = spans[-1][1]
    pieces.append(text[document.segments[-1].end :] if document.segments else text)
    return English("".join(pieces), tuple(spans))


def _with_what_stands_before(segments: tuple[Segment, ...], text: str) -> Iterator[tuple[str, Segment]]:
    end, paragraph = 0, None
    for segment in segments:
        between = text[end : segment.start]
        if paragraph is not None:
            between = " " if segment.paragraph == paragraph else between or "\n"
        yield between, segment
        end, paragraph = segment.end, segment.paragraph
