"""Pairs with the segments before and after them in their article, the skipped ones too, for reviewers to judge by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby
from pathlib import Path

from bilingual.dataset.reading import read_pairs, read_skipped
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair, Skipped

MOST_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The segments beside a pair in its article, shortened; empty at the article's beginning and end."""

    before: str = ""
    after: str = ""


UNKNOWN = Neighbours()


def read_in_context(dataset: Path, split: str = "*") -> Iterator[tuple[Pair, Neighbours]]:
    """Yield the pairs as `read_pairs` does, each with its neighbours; one article's skipped segments are merged in.

    Raises DatasetError when a table cannot be read, or the temporary folder has no room.
    """
    skipped = Scratch("CREATE TABLE skipped (article TEXT, start INTEGER, text TEXT)")
    rows = ((item.article_id, item.start, _both_ends(item.text)) for item in read_skipped(dataset))
    skipped.fill("INSERT INTO skipped VALUES (?, ?, ?)", rows)
    skipped.write("CREATE INDEX by_place ON skipped (article, start)")
    for article, pairs in groupby(read_pairs(dataset, split), lambda pair: pair.article_id):
        query = "SELECT start, text FROM skipped WHERE article = ? ORDER BY start"
        others = ((start, text, None) for start, text in skipped.read(query, (article,)))
        published = ((pair.start, pair.fr, pair) for pair in pairs)
        yield from _between(merge(published, others, key=lambda segment: segment[0]))


def with_neighbours(segments: Iterable[Pair | Skipped]) -> Iterator[tuple[Pair, Neighbours]]:
    """Yield the pairs of one article's segments, each with its neighbours."""
    return _between(
        (each.start, each.fr, each) if isinstance(each, Pair) else (each.start, each.text, None) for each in segments
    )


def _between(segments: Iterable[tuple[int, str, Pair | None]]) -> Iterator[tuple[Pair, Neighbours]]:
    before, here = "", None
    for _, text, pair in chain(segments, [(0, "", None)]):
        if here and here[1]:
            yield here[1], Neighbours(before=shorten_left(before), after=shorten_right(text))
        before, here = here[0] if here else "", (text, pair)


def shorten_right(text: str) -> str:
    """Return the beginning of a text on one line, cut between words where it is longer than `MOST_CHARACTERS`."""
    line = " ".join(text[: 4 * MOST_CHARACTERS].split())
    if len(line) <= MOST_CHARACTERS and len(text) <= 4 * MOST_CHARACTERS:
        return line
    kept = line[: MOST_CHARACTERS - 1]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept and line[len(kept) : len(kept) + 1] != ' ' else kept}…"


def shorten_left(text: str) -> str:
    """Return the end of a text on one line, cut between words where it is longer than `MOST_CHARACTERS`."""
    return shorten_right(text[::-1])[::-1]


def _both_ends(text: str) -> str:
    """Return a text of which only beginning and end are of use, without the rest of its middle."""
    most = 8 * MOST_CHARACTERS
    return text if len(text) <= 2 * most else text[:most] + text[-most:]
