"""Do the pairs of an article stand below the headings, on the pages and in the subtitles that they say they do?"""

from collections.abc import Iterator
from itertools import pairwise

from bilingual.articles.places import Places, headings_of
from bilingual.dataset.documents import Document

KNOWN = ("page", "first_cue", "last_cue", "start_ms", "end_ms")


def check_places(document: Document) -> Iterator[str]:
    """Yield what is wrong with an article's marks, pages and cues and with what its pairs say of them, one line each.

    Sections are lines of the text: without it, they are not looked at.
    """
    if wrong := _out_of_order(document):
        yield f"article {document.id}: its {wrong} do not stand in its text in their order"
        return
    text = document.text
    headings = () if text is None else headings_of(text, document.marks)
    places = Places(headings, document.pages, document.cues)
    names = KNOWN if text is None else ("section", *KNOWN)
    for pair in document.pairs:
        found = places.at(pair.start, pair.end)
        if other := [name for name in names if getattr(found, name) != getattr(pair, name)]:
            yield f"article {document.id}, segment {pair.id}: its {other[0]} is not that of its article at {pair.start}"


def _out_of_order(document: Document) -> str | None:
    """Return what of an article does not stand in the order of its text, or outside of it; None where all does."""
    last = document.segments[-1].end if document.segments else 0
    length = last if document.text is None else len(document.text)
    offsets = {
        "marks": [start for start, _, _ in document.marks],
        "pages": document.pages,
        "cues": [offset for cue in document.cues for offset in (cue.start, cue.end)],
    }
    return next((name for name, found in offsets.items() if found and not _in_order((0, *found, length))), None)


def _in_order(offsets: tuple[int, ...]) -> bool:
    return all(before <= after for before, after in pairwise(offsets))
