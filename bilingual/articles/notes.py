"""What the user should know about the sources, counted: one line for each kind of note, however many places it has."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bilingual.articles.article import Article
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

PLACES = 3
COUNTED = re.compile(r"(?P<what>.*): (?P<number>[\d,]+)\Z")


class Notes:
    """Notes by kind, each with its number and its first places, so that memory does not grow with the corpus.

    A note that ends with a number (`comments left out: 2`) is of one kind with those that end with others; these are
    added up.
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], tuple[int, int, list[str]]] = {}

    def add(self, place: str, note: str, noun: str = "article") -> None:
        """Count a note about a place; `noun` is what the place is."""
        counted = COUNTED.match(note)
        what, number = (counted["what"], int(counted["number"].replace(",", ""))) if counted else (note, 0)
        count, total, places = self._kinds.get((what, noun), (0, 0, []))
        if count < PLACES:
            places.append(visible(place))
        self._kinds[what, noun] = (count + 1, total + number, places)

    def add_all(self, article: Article, more: Iterable[str] = ()) -> None:
        """Count an article's notes, and `more`; its id stands beside its path where that is not the path's own."""
        own = os.path.splitext(article.path)[0] == article.id
        for note in (*article.notes, *more):
            self.add(article.path if own else f"{article.path} ({article.id})", note)

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind, in the order of their first places."""
        for (what, noun), (count, total, places) in self._kinds.items():
            note = f"{what}: {total:,}" if total else what
            if count == 1:
                yield f"{places[0]}: {note}"
            else:
                rest = ", …" if count > PLACES else ""
                yield f"{count:,} {noun}s: {note}: {', '.join(places)}{rest}"


def with_counts(found: Iterable[Article | ArticleError], counts: Counter[str]) -> Iterator[Article | ArticleError]:
    """Yield what is found, the last article with notes on what was counted until the end; errors do not wait for it."""
    last: Article | None = None
    for one in found:
        if isinstance(one, ArticleError):
            yield one
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield replace(last, notes=(*last.notes, *(f"{what}: {number:,}" for what, number in counts.items())))
