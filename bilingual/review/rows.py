"""Review files → rows: what the reviewers wrote, not yet compared with the dataset."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from bilingual.dataset.cells import decode_cell
from bilingual.dataset.review_table import SAMPLE
from bilingual.files.scratch import Scratch, in_blocks
from bilingual.pairs import Pair
from bilingual.review.columns import INFORMATION, REQUIRED
from bilingual.review.delimited import Record
from bilingual.review.draws import Draw
from bilingual.review.opening import read_table
from bilingual.review.problems import Problem
from bilingual.review.records import LOGGED
from bilingual.segmenter import KINDS

TITLE = "title"
CUT_OFF = "the file ends inside this line; if it is complete, add a line end"
VERDICTS = frozenset(LOGGED[1:])
# What pandas and R write for an empty cell; a text like that has a guard before it.
MISSING = frozenset(("nan", "NaN", "NaT", "None", "<NA>", "NA"))
_STORED = ("line", "id", "status", "fr", "en", "comment", "score", "sample", "misplaced", "kinds", "last")
_values = attrgetter(*_STORED)
_SELECT = f"SELECT rowid, number, {', '.join(_STORED)} FROM rows"  # noqa: S608 - names of our own
_INSERT = f"INSERT OR IGNORE INTO rows VALUES (?{', ?' * len(_STORED)})"  # noqa: S608 - question marks
_OF_SOME = f"{_SELECT} WHERE id IN ({{}}) ORDER BY id, number"
_LINES = "SELECT id, line FROM rows WHERE id IN ({{}}) AND number = {}"
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # no file can hold one, so no dataset has such an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a review file, texts as `encode_cell` writes them.

    `comment`, `score` and `sample` are None without such a column; `misplaced` is a column of `INFORMATION` with a
    verdict in it, if one has; `kinds` names the cells of a spreadsheet that are no text, a line each (`en: a number`);
    `last` is the title at the very end of a file without a last line end, which tells whether the file is whole.
    """

    file: str
    line: int
    id: str
    status: str
    fr: str
    en: str
    comment: str | None
    score: str | None = None
    sample: str | None = None
    misplaced: str = ""
    kinds: str = ""
    last: str | None = None

    def kind_of(self, column: str) -> str | None:
        """Return what a cell is that is no text: `a number`, `a date`; None for a text."""
        return dict(line.split(": ") for line in self.kinds.splitlines()).get(column)


def read_rows(path: Path) -> Iterator[Row | Problem]:
    """Yield each line of a review file as a row, or as the reason why it is none.

    Raises ReviewError when the file is no table at all or its text cannot be decoded.
    """
    records = read_table(path)
    header = next(records, Record(1, (), False))
    names = [name.strip().casefold() for name in header.cells]
    missing = [name for name in REQUIRED if name not in names]
    repeated = [name for name in (*REQUIRED, "comment", "score", "sample") if names.count(name) > 1]
    if missing or repeated:
        what = f"no column `{missing[0]}`" if missing else f"two columns `{repeated[0]}`"
        yield Problem(str(path), 1, f"{what}; the header must name {', '.join(REQUIRED)} once each")
        return
    for record in records:
        if any(cell.strip() for cell in record.cells):
            yield _row(str(path), record, names)


def _row(file: str, record: Record, names: list[str]) -> Row | Problem:
    count = len(record.cells)
    if count < len(names) or any(cell.strip() for cell in record.cells[len(names) :]):
        what = "the file is cut off here, or a tab was added or removed"
        return Problem(file, record.line, f"{count} cells where the header has {len(names)}: {what}")
    if not record.ended and not _may_be_complete(names[-1], record.cells[len(names) - 1]):
        return Problem(file, record.line, CUT_OFF)
    cells = dict(zip(names, record.cells, strict=False))
    status = cells["status"].strip().casefold()
    if status not in LOGGED:
        return Problem(file, record.line, f"unknown status {status!r}; write one of {', '.join(LOGGED)}")
    kinds = (f"{names[place]}: {kind}" for place, kind in record.kinds if names[place] in REQUIRED)
    name = decode_cell(cells["id"].strip().casefold())
    return Row(
        file=file,
        line=record.line,
        id=name,
        status=status,
        fr=cells["fr"],
        en=cells["en"],
        comment=cells.get("comment"),
        score=cells.get("score"),
        sample=cells.get("sample"),
        misplaced=next((name for name in INFORMATION if cells.get(name, "").strip().casefold() in VERDICTS), ""),
        kinds="\n".join(kinds),
        last=None if record.ended or names[-1] != TITLE else record.cells[len(names) - 1],
    )


def _may_be_complete(name: str, cell: str) -> bool:
    """Return whether the last cell of a file that ends without a line end can be whole; some are compared later."""
    is_known = (name == "kind" and cell.strip() in KINDS) or (name == SAMPLE and Draw.read(cell) is not None)
    return name in ("id", "fr", TITLE) or is_known


class Texts(NamedTuple):
    """The texts of a pair."""

    id: str
    fr: str
    en: str
    machine_en: str


class Rows:
    """The rows of all files by id, in a temporary table: a review may be as long as the dataset.

    In memory there is one byte a row, that of whether its id is known.
    """

    def __init__(self) -> None:
        # The rows lie in the order of their files, which is mostly the dataset's, so that reading them is no jumping.
        self._table = Scratch(
            f"CREATE TABLE rows (number, {', '.join(_STORED)})",
            "CREATE UNIQUE INDEX by_id ON rows (id, number)",
        )
        self._files: list[str] = []
        self._known = bytearray()

    def add(self, file: str, rows: Iterable[Row | Problem]) -> Iterator[Problem]:
        """Keep the rows of one file; yield the problems among them and those of repeated ids."""
        self._files.append(file)
        for block in in_blocks(rows):
            fit = list[Row]()
            for row in block:
                if isinstance(row, Problem):
                    yield row
                elif _SURROGATE.search(row.id):
                    yield unknown(row)
                else:
                    fit.append(row)
            yield from self._keep(fit)

    def _keep(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """Keep the rows whose id does not stand in their file already; yield the problems of the others."""
        number, before = len(self._files) - 1, self._count()
        self._table.fill(_INSERT, ((number, *_values(row)) for row in rows))
        added = self._count() - before
        self._known.extend(bytes(added))
        if added < len(rows):
            names = list({row.id for row in rows})
            lines = dict(self._table.among(_LINES.format(number), names))
            repeated = (row for row in rows if lines[row.id] != row.line)
            for row in repeated:
                yield Problem(row.file, row.line, f"the id {row.id!r} stands already in line {lines[row.id]}")

    def _count(self) -> int:
        found = self._table.first("SELECT coalesce(max(rowid), 0) FROM rows")
        return int(found[0]) if found else 0

    def of_all(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, list[Row]]]:
        """Yield pairs, each with the rows that have its id, in the order of their files; remember that it is known."""
        for block in in_blocks(pairs):
            found: dict[str, list[Row]] = {pair.id: [] for pair in block}
            for place, *values in self._table.among(_OF_SOME, list(found)):
                self._known[place - 1] = True
                row = self._row(*values)
                found[row.id].append(row)
            yield from ((pair, found[pair.id]) for pair in block)

    def changed(self, pairs: Iterable[Texts]) -> Iterator[tuple[Texts, Row]]:
        """Yield the rows whose French is not quite that of their pair, or whose English is not and has no verdict."""
        for block in in_blocks(pairs):
            texts, found = {pair.id: pair for pair in block}, dict[str, list[Row]]()
            for _, *values in self._table.among(_OF_SOME, list(texts)):
                _, _, name, status, fr, en, *_ = values
                if not _is_as_written(texts[name], status, fr, en):
                    found.setdefault(name, []).append(self._row(*values))
            yield from ((pair, row) for pair in block for row in found.get(pair.id, ()))

    def unknown(self) -> Iterator[Row]:
        """Yield the rows whose id nobody asked for, in the order of files and lines."""
        if not all(self._known):
            for place, *values in self._table.read(f"{_SELECT} ORDER BY rowid"):
                if not self._known[place - 1]:
                    yield self._row(*values)

    def _row(self, number: int, *values: Any) -> Row:  # noqa: ANN401 - what SQLite gives back
        return Row(file=self._files[number], **dict(zip(_STORED, values, strict=True)))


def _is_as_written(pair: Texts, status: str, fr: str, en: str) -> bool:
    english = (pair.en, pair.machine_en)
    return decode_cell(fr) == pair.fr and (status != "machine" or decode_cell(en) in english)


def unknown(row: Row) -> Problem:
    """Return the problem of a row whose id the dataset does not have."""
    return Problem(row.file, row.line, f"no pair has the id {row.id!r}; is this the file of another dataset?")
