"""Where in a pair words stand that have no counterpart on the other side, as a page counts characters."""

import re
from itertools import accumulate

from bilingual.quality.coverage import lacks_counterpart, stems
from bilingual.quality.lexicon import Entry, load_lexicon
from bilingual.quality.sides import LONGEST_TEXT, read_sides
from bilingual.text.normalising import composed

Spans = list[list[int]]
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


def mark_pair(fr: str, en: str) -> dict[str, Spans]:
    """Return [start, end] of each word of either side without a counterpart, in UTF-16 units of that side's text."""
    if max(len(fr), len(en)) > LONGEST_TEXT:
        return {"fr": [], "en": []}
    sides, lexicon = read_sides(fr, en), load_lexicon()
    return {
        "fr": _marks(fr, sides.en_stems, lexicon.french),
        "en": _marks(en, sides.fr_stems, lexicon.english),
    }


def _marks(text: str, target: set[str], entries: dict[str, Entry]) -> Spans:
    spans = [found.span() for found in _WORD.finditer(text)]
    names = stems([composed(text[start:end]) for start, end in spans])
    lone = [span for span, stem in zip(spans, names, strict=True) if lacks_counterpart(stem, target, entries)]
    return in_units(text, lone)


def in_units(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Return spans of characters as spans of UTF-16 units."""
    if max(text, default="") <= "\uffff":
        return [list(span) for span in spans]
    units = list(accumulate((1 + (letter > "\uffff") for letter in text), initial=0))
    return [[units[start], units[end]] for start, end in spans]
