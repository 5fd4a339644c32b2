"""Does a row of `documents` say what its article's segments say, with offsets that hold on both sides?"""

from collections.abc import Iterator, Mapping
from typing import Any

from bilingual.dataset.documents import Document, Segment
from bilingual.pairs import Pair
from bilingual.text.lines import one_line

Row = Mapping[str, Any]


def check_document(document: Document, text: str, row: Row | None) -> Iterator[str]:
    """Yield what is wrong with the row of a document that has this text, one line each; None stands for no row."""
    where = f"documents, {document.id}"
    if row is None or row["id"] != document.id:
        yield f"{where}: missing, or out of order"
        return
    if row["fr"] != text:
        yield f"{where}: its French is not the article's text"
    if problem := _other_ids(document, row):
        yield f"{where}: its {problem} are not those of the dataset"
        return
    places = {each["id"]: each for each in (*row["sentences"], *row["gaps"])}
    position = 0
    for segment in document.segments:
        place = places[segment.id]
        if problem := _misplaced(segment, place, text, row["en"]):
            yield f"{where}, {segment.id}: {problem}"
        if place["en_start"] < position or row["en"][position : place["en_start"]].strip():
            yield f"{where}, {segment.id}: English before it that is no segment's"
        position = place["en_end"]
    if row["en"][position:].strip():
        yield f"{where}: English at its end that is no segment's"


def _other_ids(document: Document, row: Row) -> str | None:
    for name, segments in (("sentences", document.pairs), ("gaps", document.skipped)):
        if [segment.id for segment in segments] != [place["id"] for place in row[name]]:
            return name
    return None


def _misplaced(segment: Segment, place: Row, text: str, en: str) -> str | None:
    """Return how a segment's place does not hold, None where it does."""
    if any(getattr(segment, name) != place[name] for name in place if name not in ("en_start", "en_end")):
        return "other values than in the dataset"
    french = one_line(text[place["start"] : place["end"]])
    own, english = (segment.fr, segment.en) if isinstance(segment, Pair) else (segment.text, segment.text)
    if french != own:
        return f"its French does not stand at {place['start']}–{place['end']}"
    if en[place["en_start"] : place["en_end"]] != english:
        return f"its English does not stand at {place['en_start']}–{place['en_end']}"
    return None
