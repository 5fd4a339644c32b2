"""Do the pairs of an article stand below the headings, on the pages and in the subtitles that they say they do?"""

from collections.abc import Iterator
from itertools import pairwise

from bilingual.articles.places import Places, find_lines
from bilingual.dataset.documents import Document

KNOWN = ("page", "first_cue", "last_cue", "start_ms", "end_ms")


def check_places(document: Document) -> Iterator[str]:
    """Yield what is wrong with the pages and cues of an article and with what its pairs say of them, one line each."""
    if wrong := _out_of_order(document):
        yield f"article {document.id}: its {wrong} do not stand in its text in their order"
        return
    places = Places((), document.pages, document.cues)
    named = {pair.section for pair in document.pairs if pair.section is not None}
    above = {} if document.text is None else find_lines(document.text, named)
    for pair in document.pairs:
        found = places.at(pair.start, pair.end)
        if other := [name for name in KNOWN if getattr(found, name) != getattr(pair, name)]:
            yield f"article {document.id}, segment {pair.id}: its {other[0]} is not that of its article at {pair.start}"
        if document.text is not None and pair.section is not None and above.get(pair.section, pair.end) > pair.start:
            yield f"article {document.id}, segment {pair.id}: its section is no line above it"


def _out_of_order(document: Document) -> str | None:
    """Return what of an article does not stand in the order of its text, or outside of it; None where all does."""
    last = document.segments[-1].end if document.segments else 0
    length = last if document.text is None else len(document.text)
    offsets = (0, *document.pages, length)
    if document.pages and any(before > after for before, after in pairwise(offsets)):
        return "pages"
    offsets = (0, *(offset for cue in document.cues for offset in (cue.start, cue.end)), length)
    return "cues" if document.cues and any(before > after for before, after in pairwise(offsets)) else None
