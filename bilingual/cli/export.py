"""`bilingual export`: the pairs of a dataset in the formats of other tools."""

from collections.abc import Iterable
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.build import parse_kinds
from bilingual.cli.console import note, put
from bilingual.cli.dataset import Dataset
from bilingual.errors import UsageError
from bilingual.text.counting import plural
from bilingual.text.nearest import advise

if TYPE_CHECKING:
    from bilingual.exports.exporting import Exported


def export_command(
    dataset: Dataset,
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMATS",
            help="Formats, some of tsv,tmx,xliff,moses,jsonl,csv,wmt,trl,html,epub; "
            "trl is trl-preference and trl-completion.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The folder to write to.", show_default="DATASET-export"),
    ] = None,
    split: Annotated[
        str, typer.Option(metavar="NAMES", help="Splits to export: all, or some such as train,validation.")
    ] = "all",
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUSES",
            help="Statuses to take: all, or some of machine,accepted,edited,rejected.",
            show_default="all but rejected; accepted,edited for tmx and trl",
        ),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(metavar="SCORE", help="Lowest score of the model's English, such as -0.8; edited pairs pass."),
    ] = None,
    without_flags: Annotated[
        str,
        typer.Option(
            metavar="FLAGS", help="Flags to leave out: some such as numbers,length, or any.", show_default=False
        ),
    ] = "",
    kinds: Annotated[
        str, typer.Option(metavar="KINDS", help="Kinds to take: all, or some such as sentence,title.")
    ] = "all",
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES", help="Columns of jsonl and csv, in this order, such as id,fr,en.", show_default="all"
        ),
    ] = None,
    blank_lines: Annotated[
        bool, typer.Option("--blank-lines", help="Part the articles of moses files by an empty line.")
    ] = False,
    english: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The English of tmx, xliff and wmt: en-US or en-GB.")
    ] = "en-US",
) -> None:
    """Write the pairs as TSV, TMX, XLIFF, Moses text, JSON Lines or CSV, as WMT and TRL use them, or to be read."""
    from bilingual.exports.exporting import export_dataset
    from bilingual.exports.formats import FORMATS, GROUPS, named_formats
    from bilingual.exports.options import COLUMNS, ENGLISH, ExportOptions
    from bilingual.exports.selecting import Selection
    from bilingual.pairs import STATUSES
    from bilingual.quality import FLAGS
    from bilingual.splits import NAMES

    formats = named_formats(_names("--to", to, (*FORMATS, *GROUPS)))
    selection = Selection(
        statuses=None if status is None else frozenset(_all_or("all", "--status", status, STATUSES) or STATUSES),
        min_score=_number(min_score),
        without_flags=_refused(without_flags, FLAGS),
        kinds=parse_kinds(kinds),
    )
    options = ExportOptions(
        splits=_all_or("all", "--split", split, NAMES),
        columns=None if columns is None else tuple(_names("--columns", columns, COLUMNS)),
        blank_lines=blank_lines,
        english=_names("--english", english.replace(",", " "), ENGLISH)[0],
    )
    _tell(export_dataset(dataset, formats, out, selection, options), reviewed_only=status is None)


def _tell(done: "Exported", reviewed_only: bool) -> None:
    """Name the files, and what whoever uses them should know."""
    from bilingual.exports.formats import FORMATS
    from bilingual.exports.selecting import REVIEWED

    for file in done.files:
        put(str(file))
    for name, count in done.replaced.items():
        note(f"{name}: {plural(count, 'character was', 'characters were')} replaced, which the format cannot hold")
    if done.formulas:
        texts = plural(done.formulas, "text begins", "texts begin")
        note(f"csv: {texts} with a sign that a spreadsheet may run (= + - @); give people --to tsv")
    for name, count in done.taken.items():
        if reviewed_only and FORMATS[name].statuses <= REVIEWED:
            statuses = " or ".join(sorted(FORMATS[name].statuses))
            note(f"{name}: {plural(count, 'pair')}, those {statuses}{_more(name)}")
    note(f"{done.pairs:,} of {plural(done.of, 'pair')} exported")


def _number(score: float | None) -> float | None:
    """Return the score. Raises UsageError for what is above and below no other."""
    if score is not None and isnan(score):
        raise UsageError(f"--min-score {score}: not a number")
    return score


def _more(name: str) -> str:
    """Return how to get more than what was reviewed, where the format can hold it."""
    from bilingual.exports.formats import FORMATS

    return "" if FORMATS[name].suits else "; --status all takes the others too"


def _refused(text: str, flags: Iterable[str]) -> frozenset[str] | None:
    names = _all_or("any", "--without-flags", text, flags)
    return None if names is None else frozenset(names)


def _all_or(word: str, option: str, text: str, known: Iterable[str]) -> tuple[str, ...] | None:
    """Read a list of names, or the word for all of them, which gives None."""
    return None if text.strip().lower() == word else tuple(_names(option, text, known))


def _names(option: str, text: str, known: Iterable[str]) -> list[str]:
    """Read a list of names in any capitals. Raises UsageError for one that does not exist, or for none."""
    choices = {name.lower(): name for name in known}
    names = list(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    if unknown := [name for name in names if name not in choices]:
        raise UsageError(f"{option} {text}: no `{unknown[0]}`; {advise(unknown[0], choices.values())}")
    if not names and option != "--without-flags":
        raise UsageError(f"{option} names nothing; choose from {', '.join(choices.values())}")
    return [choices[name] for name in names]
