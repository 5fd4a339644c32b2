"""Review files beside their dataset → every change they make and every problem they have; nothing is written yet."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.cells import encode_cell
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.next_version import refuse_changed
from bilingual.errors import ReviewError, UsageError
from bilingual.files.opening import open_regular, refuse_tilde
from bilingual.pairs import Pair
from bilingual.review.carrying import Carried
from bilingual.review.changes import Change, Changes
from bilingual.review.delimited import INSTEAD
from bilingual.review.figures import Progress, Tally
from bilingual.review.likeness import UNWORN, WINDOWS, Wear
from bilingual.review.opening import encoding_of_table
from bilingual.review.problems import Problem, Problems
from bilingual.review.rows import Row, Rows, read_rows, unknown
from bilingual.review.verdicts import (
    Verdict,
    agree,
    comment_is_verdict,
    is_unmarked_edit,
    read_verdict,
    settle,
)
from bilingual.review.wearing import find_wear


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What review files do to a dataset; with `problem_count` above 0 nothing may be written.

    `parent` is the SHA-256 of the manifest they were compared with, `reviews` are those of the files, in order;
    `problems` are the first `MOST_PROBLEMS` of them; `notices` say, a line each, what was read otherwise than it was
    written; `progress` is that after the changes; `repeats` are the pairs of which a table says what the dataset does;
    `left_out` counts the verdicts and comments of other datasets that are on no pair of this one, `carried` are these
    datasets.
    """

    dataset: Path
    parent: str
    reviews: tuple[str, ...]
    changes: Changes
    problems: tuple[Problem, ...]
    problem_count: int
    notices: tuple[str, ...]
    progress: Progress
    repeats: Changes = field(default_factory=Changes)
    left_out: int = 0
    carried: tuple[Carried, ...] = ()


def plan_review(files: Sequence[Path], dataset: Path, latest: bool = False) -> Plan:
    """Compare review files with a dataset. A dataset among the files stands for the verdicts that it and its log hold.

    However many verdicts there are, they are kept in temporary files. Raises UsageError for what is no regular file,
    ReviewError for a file that cannot be read at all, or where reviewers disagree in another dataset's log unless the
    `latest` verdict is to count, DatasetError for a dataset that is damaged or changes meanwhile,
    or a temporary folder without room.
    """
    files = tuple(dict.fromkeys(files))
    parent, reviews = sha256_of(dataset / MANIFEST), _hashes(files)
    rows, problems = Rows(), Problems(files)
    carried = {str(file): Carried(file, dataset, latest) for file in files if _is_dataset(file)}
    for file in files:
        read = carried[str(file)].rows() if str(file) in carried else read_rows(file)
        for problem in rows.add(str(file), read):
            problems.add(problem)
    comparison, tally = _Comparison(rows, problems, files, carried), Tally()
    comparison.look_for_wear(dataset)
    for pair, found in rows.of_all(read_pairs(dataset)):
        tally.add(comparison.apply(pair, found), (row.sample for row in found), pair)
    comparison.finish()
    refuse_changed(dataset, parent)
    if _hashes(files) != reviews:
        raise ReviewError("a review file was written while it was read; run the command again")
    return Plan(
        dataset=dataset,
        parent=parent,
        reviews=reviews,
        changes=comparison.changes,
        problems=problems.first(),
        problem_count=problems.count,
        notices=tuple(comparison.notices),
        progress=tally.progress(),
        repeats=comparison.repeats,
        left_out=sum(each.left_out for each in carried.values()),
        carried=tuple(carried.values()),
    )


def _hashes(files: Sequence[Path]) -> tuple[str, ...]:
    found = []
    for file in files:
        if file.is_dir() and not _is_dataset(file):
            raise UsageError(f"{file}: a folder, and no dataset; name a review table, or a dataset with verdicts")
        try:
            with open_regular(file / MANIFEST if _is_dataset(file) else file, INSTEAD) as stream:
                found.append(hashlib.file_digest(stream, "sha256").hexdigest())
        except FileNotFoundError as error:
            refuse_tilde(file)
            raise UsageError(f"{file}: no such file; name a review table, or a dataset with verdicts") from error
    return tuple(found)


def _is_dataset(path: Path) -> bool:
    return (path / MANIFEST).is_file()


class _Comparison:
    """Takes the pairs one by one and keeps what their rows change, and what is wrong with them.

    Files that are datasets are carried over: no person or program wrote in them.
    """

    def __init__(self, rows: Rows, problems: Problems, files: Sequence[Path], carried: Mapping[str, Carried]) -> None:
        self._rows, self._problems, self._carried = rows, problems, carried
        windows = (file for file in files if str(file) not in carried and encoding_of_table(file) == WINDOWS)
        self._wear = {str(file): Wear(windows=True) for file in windows}
        self._remarks = Problems(files)
        self.changes, self.repeats = Changes(), Changes()
        self.notices = [f"{file}: not UTF-8, read as Windows-1252" for file in self._wear]
        self._reworded = self._unmarked = self._kept = 0

    def look_for_wear(self, dataset: Path) -> None:
        """Note the files whose marks a program rewrote, and refuse those whose cells one split."""
        rewritten, split = find_wear(self._rows, dataset, self._carried, self._wear)
        for problem in split:
            self._problems.spoil(problem)
        for file in rewritten:
            self._wear[file] = replace(self._wear.get(file, UNWORN), rewritten=True)
            self.notices.append(
                f"{file}: a program rewrote its quotation marks, dashes or blanks; none of that counts as an edit"
            )

    def _worn(self, row: Row) -> Wear:
        return self._wear.get(row.file, UNWORN)

    def apply(self, pair: Pair, given: Iterable[Row]) -> Pair:
        """Return the pair after its rows' verdicts."""
        rows = [self._marked(pair, row) for row in given]
        if not rows:
            return pair
        self._remark(pair, rows)
        read = [(row, read_verdict(pair, row, self._worn(row))) for row in rows]
        for _, found in read:
            if isinstance(found, Problem):
                self._problems.add(found)
        verdict = agree(pair, [(row, verdict) for row, verdict in read if isinstance(verdict, Verdict)])
        if isinstance(verdict, Problem):
            self._problems.add(verdict)
            return pair
        judged = [row for row in rows if row.status != "machine"]
        self._kept += pair.status != "machine" and not judged and rows[0].file not in self._carried
        new = self._from_where(settle(pair, verdict), rows)
        if new is not pair and new != pair:
            self.changes.add(Change(pair, new))
            said = [row for row, _ in read if row.file not in self._carried]
            self._reworded += new.status == "edited" and any(row.status == "accepted" for row in said)
        elif any(row.file not in self._carried for row in judged):
            self.repeats.add(Change(pair, new))
        return new

    def _from_where(self, new: Pair, rows: Sequence[Row]) -> Pair:
        """Return a pair with the origin of the verdicts that other datasets have on it, unless a file has one too."""
        judged = [row.file for row in rows if row.status != "machine"]
        if not judged or not all(file in self._carried for file in judged):
            return new
        origins = {self._carried[file].origin(new.id) for file in judged}
        return replace(new, origin="review" if "review" in origins else "memory")

    def _marked(self, pair: Pair, row: Row) -> Row:
        """Return the row, `edited` if its English was but its status is still `machine`."""
        if row.file in self._carried:
            return replace(row, en=encode_cell(pair.en)) if row.status == "machine" else row
        if not is_unmarked_edit(pair, row, self._worn(row)):
            return row
        self._unmarked += 1
        return replace(row, status="edited")

    def _remark(self, pair: Pair, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.file not in self._carried and comment_is_verdict(pair, row):
                said = f"`comment` says {row.comment!r}, and `status` is `machine`; verdicts go into `status`"
                self._remarks.add(Problem(row.file, row.line, said))

    def finish(self) -> None:
        """Look at the rows that no pair has taken, and say what came over from other datasets."""
        for row in self._rows.unknown():
            self._problems.add(unknown(row))
        self.notices += (line for carried in self._carried.values() for line in carried.notices())
        self.notices += map(str, self._remarks.first())
        if (more := self._remarks.count - len(self._remarks.first())) > 0:
            self.notices.append(f"… and {more} more comments that are the names of verdicts")
        if self._kept:
            self.notices.append(
                f"{self._kept} still say machine and keep the verdict of the dataset; reset takes one back"
            )
        if self._reworded:
            self.notices.append(f"{self._reworded} accepted with other English than the model's are recorded as edited")
        if self._unmarked:
            self.notices.append(f"{self._unmarked} with changed English that still said machine are recorded as edited")
