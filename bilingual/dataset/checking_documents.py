"""Does a row of `documents` say what its article's segments say, with offsets that hold on both sides?"""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from bilingual.dataset.documents import Document, Segment
from bilingual.dataset.two_sides import TwoSides
from bilingual.pairs import Pair
from bilingual.text.lines import one_line

Row = Mapping[str, Any]
ABOUT = ("title", "date", "publisher", "url", "author", "language")


def check_document(document: Document, text: str, row: Row | None) -> Iterator[str]:
    """Yield what is wrong with the row of a document that has this text, one line each; None stands for no row."""
    if row is None or row["id"] != document.id:
        yield f"article {document.id}: missing in `documents`, or out of order there"
    elif row["fr"] != text:
        yield f"article {document.id}: its French in `documents` is not its text"
    elif wrong := [name for name in ABOUT if row[name] != getattr(document, name)]:
        yield f"article {document.id}: its {wrong[0]} in `documents` is not that in `articles`"
    elif not _has_the_segments(document, row):
        yield f"article {document.id}: its sentences or gaps in `documents` are not those of the dataset"
    else:
        places = {place["id"]: place for place in (*row["sentences"], *row["gaps"])}
        wrong = [*_check_english(document, row)]
        for segment in document.segments:
            wrong += _check_place(segment, places[segment.id], row)
        yield from wrong
        if not wrong and row["en"] != TwoSides.of(document, text).en:
            yield f"article {document.id}: its English in `documents` has not the paragraphs of its French"


def _has_the_segments(document: Document, row: Row) -> bool:
    listed = ((document.pairs, row["sentences"]), (document.skipped, row["gaps"]))
    return all([each.id for each in segments] == [each["id"] for each in places] for segments, places in listed)


def _check_english(document: Document, row: Row) -> Iterator[str]:
    """Check that the English of the segments stands in their order, with blanks alone between."""
    position = 0
    for place in sorted((*row["sentences"], *row["gaps"]), key=itemgetter("start")):
        if place["en_start"] < position or row["en"][position : place["en_start"]].strip():
            yield f"article {document.id}: in `documents`, English at {position} that is no segment's"
        position = place["en_end"]
    if row["en"][position:].strip():
        yield f"article {document.id}: in `documents`, English at {position} that is no segment's"


def _check_place(segment: Segment, place: Row, row: Row) -> Iterator[str]:
    own = segment.fr if isinstance(segment, Pair) else segment.text
    english = segment.en if isinstance(segment, Pair) else segment.text
    start, end, en_start, en_end = (place[name] for name in ("start", "end", "en_start", "en_end"))
    if any(getattr(segment, name) != place[name] for name in place if not name.startswith("en_")):
        yield f"segment {segment.id}: `documents` says something else of it than its own table"
    elif one_line(row["fr"][start:end]) != own:
        yield f"segment {segment.id}: in `documents`, its French does not stand at {start}–{end}"
    elif row["en"][en_start:en_end] != english or en_end - en_start != len(english):
        yield f"segment {segment.id}: in `documents`, its English does not stand at {en_start}–{en_end}"
