"""One split's files in every format that was asked for: each pair or document goes to those that take it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.dataset.neighbours import UNKNOWN, Neighbours, with_neighbours
from bilingual.dataset.review_table import ReviewTable
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.files import DocumentFiles, PairFiles
from bilingual.exports.formats import FORMATS
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair


class SplitFiles:
    """The open files of one split. `pairs` counts what there was, `taken` by format what was written of it."""

    def __init__(self, selections: Mapping[str, Selection], files: Mapping[str, PairFiles | DocumentFiles]) -> None:
        self.pairs = 0
        self.taken: Counter[str] = Counter(dict.fromkeys(files, 0))
        self._files = files
        self._by_pair = [(name, selections[name], each) for name, each in files.items() if isinstance(each, PairFiles)]
        self._by_document = [
            (name, selections[name], each) for name, each in files.items() if isinstance(each, DocumentFiles)
        ]

    def add(self, pair: Pair, around: Neighbours = UNKNOWN) -> None:
        """Write one pair in each format of pairs that takes it."""
        self.pairs += 1
        for name, selection, files in self._by_pair:
            if selection.takes(pair):
                self.taken[name] += 1
                files.add(pair, around) if isinstance(files, ReviewTable) else files.add(pair)

    def add_document(self, document: Document) -> None:
        """Write one article in every format."""
        for pair, around in with_neighbours(document.segments):
            self.add(pair, around)
        for name, selection, files in self._by_document:
            self.taken[name] += sum(map(selection.takes, document.pairs))
            files.add_document(document, selection)

    def close(self) -> None:
        """Close all files."""
        for files in self._files.values():
            files.close()

    @property
    def replaced(self) -> Counter[str]:
        """By format the characters that it cannot hold."""
        return Counter({name: files.replaced for name, files in self._files.items()})

    @property
    def formulas(self) -> int:
        """The texts of a CSV that a spreadsheet would run."""
        return sum(files.formulas for files in self._files.values() if isinstance(files, CommaSeparated))


def open_files(
    folder: Path, stem: str, manifest: Manifest, selections: Mapping[str, Selection], options: ExportOptions
) -> SplitFiles:
    """Open a split's files in the formats that `selections` names, in the `folder`."""
    return SplitFiles(selections, {name: FORMATS[name].make(folder, stem, manifest, options) for name in selections})


def selections_of(formats: Sequence[str], selection: Selection) -> dict[str, Selection]:
    """Return what each format takes: its own statuses where the selection names none."""
    return {
        name: selection if selection.statuses is not None else replace(selection, statuses=FORMATS[name].statuses)
        for name in dict.fromkeys(formats)
    }
