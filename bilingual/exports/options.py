"""What an export may be asked for beside formats and a selection."""

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.dataset.schema import PAIR_COLUMNS
from bilingual.errors import UsageError

SOURCE = "fr-FR"
ENGLISH = ("en-US", "en-GB")
COLUMNS = (*PAIR_COLUMNS, "fr", "en")  # the texts nested in `translation`, or each on its own


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Options of single formats, and which splits to export.

    `splits` None exports all of them. `columns`, some of `COLUMNS`, are those of JSON Lines and CSV; None is every one
    of a dataset. `blank_lines` parts the documents of Moses text. `english` is the language of TMX and XLIFF, one of
    `ENGLISH`.
    """

    splits: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None
    blank_lines: bool = False
    english: str = ENGLISH[0]


_USED_BY = {"columns": ("jsonl", "csv"), "blank_lines": ("moses",), "english": ("tmx", "xliff", "wmt")}


def check_options(options: ExportOptions, formats: Sequence[str]) -> None:
    """Raise UsageError for an option that none of the formats has, or for a column that no dataset has."""
    plain = ExportOptions()
    for name, users in _USED_BY.items():
        if getattr(options, name) != getattr(plain, name) and not set(users) & set(formats):
            option = f"--{name.replace('_', '-')}"
            raise UsageError(f"{option}: not of {', '.join(formats)}; it is for {', '.join(users)}")
    if unknown := [name for name in options.columns or () if name not in COLUMNS]:
        raise UsageError(f"--columns: no column `{unknown[0]}`; choose from {', '.join(COLUMNS)}")
    if options.english not in ENGLISH:
        raise UsageError(f"--english: no `{options.english}`; choose from {', '.join(ENGLISH)}")
