"""One split's files in every format that was asked for: each pair or document goes to those that take it."""

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace

from bilingual.dataset.documents import Document
from bilingual.dataset.neighbours import UNKNOWN, Neighbours, with_neighbours
from bilingual.dataset.review_table import ReviewTable
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.files import DocumentFiles, PairFiles
from bilingual.exports.formats import FORMATS
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair


class SplitFiles:
    """The open files of one split. `pairs` counts what there was, `taken` by format what was written of it."""

    def __init__(self, files: Mapping[str, PairFiles | DocumentFiles], selection: Selection) -> None:
        self.pairs = 0
        self.taken: Counter[str] = Counter(dict.fromkeys(files, 0))
        self._files = files
        selections = {name: selection_of(name, selection) for name in files}
        self._pairs = [(name, selections[name], each) for name, each in files.items() if isinstance(each, PairFiles)]
        self._documents = [
            (name, selections[name], each) for name, each in files.items() if isinstance(each, DocumentFiles)
        ]

    def add(self, pair: Pair, around: Neighbours = UNKNOWN) -> None:
        """Write one pair in each format of pairs that takes it."""
        self.pairs += 1
        for name, selection, files in self._pairs:
            if selection.takes(pair) and _suits(name, pair):
                self.taken[name] += 1
                files.add(pair, around) if isinstance(files, ReviewTable) else files.add(pair)

    def add_document(self, document: Document) -> None:
        """Write one article in every format."""
        for pair, around in with_neighbours(document.segments):
            self.add(pair, around)
        for name, selection, files in self._documents:
            self.taken[name] += sum(map(selection.takes, document.pairs))
            files.add_document(document, selection)

    def close(self) -> None:
        """Close all files."""
        with ExitStack() as closing:
            for files in self._files.values():
                closing.callback(files.close)

    @property
    def replaced(self) -> Counter[str]:
        """By format the characters that it cannot hold."""
        return Counter({name: files.replaced for name, files in self._files.items()})

    @property
    def formulas(self) -> int:
        """The texts of a CSV that a spreadsheet would run."""
        return sum(files.formulas for files in self._files.values() if isinstance(files, CommaSeparated))


def _suits(name: str, pair: Pair) -> bool:
    suits = FORMATS[name].suits
    return suits is None or suits(pair)


def selection_of(name: str, selection: Selection) -> Selection:
    """Return what a format takes: its own statuses where the selection names none."""
    return replace(selection, statuses=FORMATS[name].statuses) if selection.statuses is None else selection
