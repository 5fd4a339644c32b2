"""Changes of a review table, and what they are compared with."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.review_table import write_review_tsv
from bilingual.review import Record

Table = list[list[str]]
ID, STATUS, FR, EN, COMMENT = range(5)


def put(row: int, **cells: str) -> Callable[[Table], None]:
    """A change of some cells of a row."""

    def change(rows: Table) -> None:
        for name, cell in cells.items():
            rows[row][rows[0].index(name)] = cell

    return change


def together(*changes: Callable[[Table], object]) -> Callable[[Table], None]:
    def change(rows: Table) -> None:
        for each in changes:
            each(rows)

    return change


def pair_at(dataset: Path, row: int):
    return list(read_pairs(dataset))[row - 1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def review_of(dataset: Path, folder: Path) -> Path:
    path = folder / "own.tsv"
    write_review_tsv((replace(pair, status="accepted") for pair in read_pairs(dataset)), path)
    return path


def moved(record: Record, **changes: str) -> Record:
    judged = replace(record.judged, **changes)
    return replace(record, number=int(judged.id, 16) % 7 + 1, judged=judged)
