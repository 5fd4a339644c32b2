"""What an export may be asked for beside formats and a selection."""

from dataclasses import dataclass

REGIONS = ("US", "GB")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Options of single formats, and which splits to export.

    `splits` None exports all of them. `columns` None writes every column of JSON Lines and CSV. `blank_lines` parts the
    documents of Moses text. `english` is the region of the English in TMX and XLIFF, one of `REGIONS`.
    """

    splits: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None
    blank_lines: bool = False
    english: str = REGIONS[0]
