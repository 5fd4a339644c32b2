"""The articles of a corpus → their splits, and the pairs that leak from one to another.

Articles that are nearly the same are in one split. What grows with the corpus and is in memory: about 3 kB an article,
and the sentences of the test and validation splits.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bilingual.dataset.leaks import COMPARED, Row, find_leaks
from bilingual.duplicates import TextIndex
from bilingual.splits import Group, Splits

Rows = Callable[[str, Sequence[str]], Iterator[Row]]
"""Returns the rows of a configuration, with some columns, in the order of the corpus."""


@dataclass(frozen=True, slots=True)
class Division:
    """The split of every article, by its id, and the ids of the pairs that are left out because they leak.

    Where there is one split, `places` is empty, and all articles are in the `largest`.
    """

    largest: str
    places: Mapping[str, str] = field(default_factory=dict)
    leaks: frozenset[str] = frozenset()

    def splits_of(self, articles: Sequence[str]) -> list[str]:
        """Return the split of each article."""
        return [self.places[article] for article in articles] if self.places else [self.largest] * len(articles)


def divide(rows: Rows, splits: Splits, *, allow_leaks: bool) -> Division:
    """Divide the articles among splits; where there is one, no row is read.

    Raises UsageError where the articles are too few for the splits.
    """
    if len(splits.names) == 1:
        return Division(splits.largest)
    places = _places(rows, splits)
    leaks = frozenset[str]() if allow_leaks else frozenset(_leaks(rows, places, splits.names))
    return Division(splits.largest, places, leaks)


def _places(rows: Rows, splits: Splits) -> dict[str, str]:
    """Return the split of every article; one without a pair, and without a like, follows the largest split."""
    sizes = Counter(row["article_id"] for row in rows("default", ["article_id"]))
    groups = {group: sum(sizes[article] for article in group) for group in _alike(rows)}
    divided, largest = splits.divide({group: size for group, size in groups.items() if size}), splits.largest
    return {article: divided.get(group, largest) for group in groups for article in group}


def _alike(rows: Rows) -> Iterable[Group]:
    """Return the articles in groups of those that are nearly the same, by way of others too."""
    index, names, firsts = TextIndex(), list[str](), list[int]()
    for number, row in enumerate(rows("articles", ["id", "text"])):
        names.append(row["id"])
        firsts.append(number)
        for other in index.add(row["text"]):
            _join(firsts, number, other)
    groups: dict[int, list[str]] = {}
    for number, name in enumerate(names):
        groups.setdefault(_first(firsts, number), []).append(name)
    return map(tuple, groups.values())


def _join(firsts: list[int], one: int, other: int) -> None:
    """Make two articles and all that are like them one group."""
    first, second = sorted((_first(firsts, one), _first(firsts, other)))
    firsts[second] = first


def _first(firsts: list[int], number: int) -> int:
    """Return the first article of a group, and shorten the way to it (Tarjan 1975)."""
    while firsts[number] != number:
        firsts[number] = firsts[firsts[number]]
        number = firsts[number]
    return number


def _leaks(rows: Rows, places: Mapping[str, str], splits: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the pairs that leak."""

    def rows_of(split: str) -> Iterator[Row]:
        return (row for row in rows("default", COMPARED) if places[row["article_id"]] == split)

    return (name for name, _, _ in find_leaks(splits, rows_of))
