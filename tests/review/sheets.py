"""Spreadsheets to try: of a dataset, of texts, and as a program saves them after a change."""

from pathlib import Path

from hypothesis import strategies as st

from bilingual.dataset.cells import decode_cell
from bilingual.dataset.review_table import COLUMNS
from bilingual.review import columns_of, review_rows
from bilingual.review.opening import read_table
from bilingual.review.spreadsheets import write_sheet

KINDS = ("xlsx", "ods")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def values(number: int, text: str) -> tuple[str, ...]:
    return (f"{number:015x}a", "machine", text, text, text, "", "-0.500", text, "sentence", text, text, text)


def book(kind: str, texts: list[str], folder: Path) -> Path:
    path = folder / f"book.{kind}"
    with path.open("wb") as stream:
        write_sheet(kind, stream, COLUMNS, [values(*item) for item in enumerate(texts)])
    return path


def texts_of(path: Path) -> list[tuple[str, ...]]:
    """The French, English and comment of each row, from whatever order the columns have."""
    header, *records = read_table(path)
    places = [header.cells.index(name) for name in ("fr", "en", "comment")]
    return [tuple(decode_cell(record.cells[place]) for place in places) for record in records]


def exported(kind: str, dataset: Path, folder: Path, sample: int | None = None) -> Path:
    path = folder / f"review.{kind}"
    with path.open("wb") as stream:
        write_sheet(kind, stream, columns_of(sample), review_rows(dataset, sample))
    return path


def as_xlsx(path: Path, change) -> Path:
    """The workbook as openpyxl saves it after a change of its sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    change(book.active)
    book.save(path)
    return path
