"""Documents → the same documents in their splits, once all of them are known; what leaks from one to another skipped.

Articles that are nearly the same are in one split. What grows with the corpus and is in memory: about 3 kB an article,
and the sentences of the test and validation splits.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bilingual.dataset.document_tables import DocumentTables
from bilingual.dataset.documents import Document, read_documents
from bilingual.dataset.leaks import COMPARED, Row, find_leaks, without_leaks
from bilingual.dataset.reading import read_rows
from bilingual.duplicates import TextIndex
from bilingual.errors import UsageError
from bilingual.splits import NAMES, Group, Splits

DRAFT = ("default", "skipped", "articles")


def divide(documents: Iterable[Document], splits: Splits, draft: Path, *, allow_leaks: bool) -> Iterator[Document]:
    """Yield the documents in their order, each in its split; they are kept in the folder `draft` meanwhile.

    A dataset of one split needs neither. Raises UsageError where the articles are too few for the splits, or leaving
    out leaks leaves a split empty.
    """
    if len(splits.names) == 1:
        yield from (replace(document, split=splits.names[0]) for document in documents)
        return
    try:
        with DocumentTables(draft, NAMES[:1], DRAFT) as tables:
            for document in documents:
                tables.add_document(document)
            tables.close()
        yield from _divided(draft, splits, allow_leaks)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _divided(draft: Path, splits: Splits, allow_leaks: bool) -> Iterator[Document]:
    places = _places(draft, splits)
    leaks = frozenset[str]() if allow_leaks else frozenset(_leaks(draft, places, splits.names))
    counts = Counter[str]()
    for document in read_documents(draft):
        document = without_leaks(replace(document, split=places[document.id]), leaks)
        counts[document.split] += len(document.pairs)
        yield document
    if empty := [name for name in splits.names if not counts[name]]:
        raise UsageError(
            f"--split: no pair is left for `{empty[0]}`: all of its sentences are in the other splits too; give more "
            "articles, or --allow-leaks"
        )


def _places(draft: Path, splits: Splits) -> dict[str, str]:
    """Return the split of every article; one without a pair, and without a like, follows the largest split."""
    sizes = Counter(row["article_id"] for row in read_rows(draft, "default", columns=["article_id"]))
    groups = {group: sum(sizes[article] for article in group) for group in _alike(draft)}
    divided, largest = splits.divide({group: size for group, size in groups.items() if size}), splits.largest
    return {article: divided.get(group, largest) for group in groups for article in group}


def _alike(draft: Path) -> Iterable[Group]:
    """Return the articles in groups of those that are nearly the same, by way of others too."""
    index, names, firsts = TextIndex(), list[str](), list[int]()
    for number, row in enumerate(read_rows(draft, "articles", columns=["id", "text"])):
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


def _leaks(draft: Path, places: Mapping[str, str], splits: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the pairs that leak."""

    def rows_of(split: str) -> Iterator[Row]:
        rows = read_rows(draft, "default", columns=COMPARED)
        return (row for row in rows if places[row["article_id"]] == split)

    return (name for name, _, _ in find_leaks(splits, rows_of))
