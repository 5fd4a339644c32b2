"""Review files beside their dataset → every change they make and every problem they have; nothing is written yet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.exports.cells import decode_cell, encode_cell
from bilingual.pairs import Pair
from bilingual.review.figures import Progress, Tally
from bilingual.review.likeness import same_words
from bilingual.review.rows import Problem, Row, Rows, read_rows
from bilingual.review.verdicts import Verdict, agree, is_unmarked_edit, read_verdict, settle


@dataclass(frozen=True, slots=True)
class Change:
    """A pair before and after its verdict."""

    old: Pair
    new: Pair


@dataclass(frozen=True, slots=True)
class Plan:
    """What review files do to a dataset; with `problems` nothing may be written.

    `parent` is the SHA-256 of the manifest they were compared with, `reviews` are those of the files, in order;
    `notices` say, a line each, what was read otherwise than it was written; `progress` is that after the changes.
    """

    dataset: Path
    parent: str
    reviews: tuple[str, ...]
    changes: Mapping[str, Change]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    progress: Progress


def plan_review(files: Sequence[Path], dataset: Path) -> Plan:
    """Compare review files with a dataset. A dataset among the files stands for the verdicts that it holds.

    Raises ReviewError for a file that cannot be read at all, DatasetError for a damaged dataset.
    """
    files = tuple(dict.fromkeys(files))
    parent = sha256_of(dataset / MANIFEST)
    rows = Rows()
    problems = [problem for file in files for problem in rows.add(_rows_of(file))]
    rewritten = frozenset(_rewritten(dataset, rows))
    comparison, tally = _Comparison(rows, rewritten), Tally()
    for pair in read_pairs(dataset):
        tally.add(comparison.apply(pair))
    comparison.finish({str(file) for file in files if _is_dataset(file)})
    return Plan(
        dataset,
        parent,
        tuple(sha256_of(file / MANIFEST if _is_dataset(file) else file) for file in files),
        comparison.changes,
        tuple(_in_order(problems + comparison.problems, files)),
        tuple(comparison.notices),
        tally.progress(),
    )


def _in_order(problems: list[Problem], files: Sequence[Path]) -> list[Problem]:
    places = {str(file): number for number, file in enumerate(files)}
    return sorted(problems, key=lambda problem: (places[problem.file], problem.line))


def _is_dataset(path: Path) -> bool:
    return (path / MANIFEST).is_file()


def _rows_of(file: Path) -> Iterator[Row | Problem]:
    return _verdicts_in(file) if _is_dataset(file) else read_rows(file)


def _verdicts_in(dataset: Path) -> Iterator[Row]:
    """Yield the verdicts of another dataset, such as an earlier build with another model.

    Edited English is offered as accepted: it is an edit only if this dataset's model says something else.
    """
    for number, pair in enumerate(read_pairs(dataset), 1):
        texts = (encode_cell(text) for text in (pair.fr, pair.en, pair.comment))
        fr, en, comment = texts
        if pair.status == "rejected":
            yield Row(str(dataset), number, pair.id, "rejected", fr, "", comment)
        elif pair.status != "machine":
            yield Row(str(dataset), number, pair.id, "accepted", fr, en, comment)


def _rewritten(dataset: Path, rows: Rows) -> Iterator[str]:
    """Yield the files in which a program changed marks or blanks where no person writes.

    That is in the French, and in the English of pairs without a verdict.
    """
    for pair in read_pairs(dataset):
        for row in rows.of(pair.id):
            if _only_marks_differ(row.fr, pair.fr) or (
                row.status == "machine" and _only_marks_differ(row.en, pair.en, pair.machine_en)
            ):
                yield row.file


def _only_marks_differ(cell: str, *texts: str) -> bool:
    found = decode_cell(cell)
    return found not in texts and any(same_words(found, text) for text in texts)


class _Comparison:
    """Takes the pairs one by one and keeps what their rows change, and what is wrong with them."""

    def __init__(self, rows: Rows, rewritten: frozenset[str]) -> None:
        self._rows, self._rewritten = rows, rewritten
        self.changes: dict[str, Change] = {}
        self.problems: list[Problem] = []
        self.notices = [
            f"{file}: a program rewrote its quotation marks, dashes or blanks; none of that counts as an edit"
            for file in sorted(rewritten)
        ]
        self._reworded = self._unmarked = 0

    def apply(self, pair: Pair) -> Pair:
        """Return the pair after its rows' verdicts."""
        rows = [self._marked(pair, row) for row in self._rows.of(pair.id)]
        read = [(row, read_verdict(pair, row, row.file in self._rewritten)) for row in rows]
        self.problems += (verdict for _, verdict in read if isinstance(verdict, Problem))
        verdict = agree(pair, [(row, verdict) for row, verdict in read if isinstance(verdict, Verdict)])
        if isinstance(verdict, Problem):
            self.problems.append(verdict)
            return pair
        new = settle(pair, verdict)
        if new != pair:
            self.changes[pair.id] = Change(pair, new)
            self._reworded += new.status == "edited" and any(row.status == "accepted" for row, _ in read)
        return new

    def _marked(self, pair: Pair, row: Row) -> Row:
        """Return the row, `edited` if its English was but its status is still `machine`."""
        if not is_unmarked_edit(pair, row, row.file in self._rewritten):
            return row
        self._unmarked += 1
        return replace(row, status="edited")

    def finish(self, carried: set[str]) -> None:
        """Look at the rows that no pair has taken: in a file they are problems, in another dataset only counted."""
        left_out = Counter[str]()
        for row in self._rows.unknown():
            if row.file in carried:
                left_out[row.file] += 1
            else:
                text = f"no pair has the id {row.id!r}; is this the file of another dataset?"
                self.problems.append(Problem(row.file, row.line, text))
        self.notices += (
            f"{file}: {count} verdicts on segments not in this dataset" for file, count in left_out.items()
        )
        if self._reworded:
            self.notices.append(f"{self._reworded} accepted with other English than the model's are recorded as edited")
        if self._unmarked:
            self.notices.append(f"{self._unmarked} with changed English that still said machine are recorded as edited")
