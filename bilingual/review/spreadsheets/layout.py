"""How a review spreadsheet looks: its columns in the order of the work, their widths, what may be written, colours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bilingual.dataset.cells import encode_sheet_cell
from bilingual.dataset.review_table import COLUMNS, SAMPLE, TEXTS
from bilingual.errors import UsageError
from bilingual.review.records import LOGGED

NAME = "review"
SCORE = "score"
# The width of each column in characters of the standard font; what is judged stands first.
WIDTHS = {
    "status": 10, "fr": 55, "en": 55, "comment": 25, "before": 30, "after": 30, "title": 25, "flags": 14, SCORE: 8,
    "kind": 10, "article": 20, SAMPLE: 18, "id": 19,
}  # fmt: skip
OPEN = frozenset(("status", "en", "comment"))
COLOURS = {"accepted": "C6EFCE", "edited": "FFEB9C", "rejected": "FFC7CE", "reset": "D9D9D9"}
CHOICES = LOGGED
MOST_ROWS = 1 << 20
MOST_UNITS = 32_767  # UTF-16 units that a cell of .xlsx has room for


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its name, the place of its texts in a row of the table, and its width."""

    name: str
    place: int
    width: int

    @property
    def is_open(self) -> bool:
        """Whether people write in it."""
        return self.name in OPEN


def columns_of_sheet(columns: Sequence[str]) -> list[Column]:
    """Return the columns of a table in the order of the sheet."""
    return [Column(name, columns.index(name), width) for name, width in WIDTHS.items() if name in columns]


def rows_of_sheet(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the rows of a table with texts as cells hold them. Raises UsageError for more than a sheet has room for."""
    for number, values in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise UsageError(
                f"a sheet has no more than {MOST_ROWS:,} rows; give --sample, or an --out that ends in .tsv"
            )
        yield [
            encode_sheet_cell(value) if name in TEXTS else value
            for name, value in zip((*COLUMNS, SAMPLE), values, strict=False)
        ]


def cut(text: str) -> str:
    """Return as much of a text as a cell of .xlsx has room for."""
    if len(text) <= MOST_UNITS // 2:
        return text
    return text.encode("utf-16-le")[: 2 * MOST_UNITS].decode("utf-16-le", "ignore")
