"""`bilingual export`: the pairs of a dataset in the formats of other tools."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.build import parse_kinds
from bilingual.cli.console import note, put
from bilingual.cli.dataset import Dataset
from bilingual.errors import UsageError
from bilingual.text.counting import plural
from bilingual.text.nearest import advise


def export_command(
    dataset: Dataset,
    to: Annotated[str, typer.Option(metavar="FORMATS", help="Formats, some of tsv,tmx,moses,jsonl,csv.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The folder to write to.", show_default="DATASET-export"),
    ] = None,
    status: Annotated[
        str,
        typer.Option(metavar="STATUSES", help="Statuses to take: all, or some of machine,accepted,edited,rejected."),
    ] = "machine,accepted,edited",
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
) -> None:
    """Write the pairs as TSV, TMX, Moses text, JSON Lines or CSV."""
    from bilingual.exports.exporting import export_dataset
    from bilingual.exports.formats import FORMATS
    from bilingual.exports.selecting import Selection
    from bilingual.pairs import STATUSES
    from bilingual.quality import FLAGS

    formats = _names("--to", to, FORMATS)
    statuses = frozenset(STATUSES if status == "all" else _names("--status", status, STATUSES))
    refused = None if without_flags == "any" else frozenset(_names("--without-flags", without_flags, FLAGS))
    done = export_dataset(dataset, formats, out, Selection(statuses, min_score, refused, parse_kinds(kinds)))
    for file in done.files:
        put(str(file))
    for name, count in done.replaced.items():
        note(f"{name}: {plural(count, 'character was', 'characters were')} replaced, which the format cannot hold")
    if done.formulas:
        texts = plural(done.formulas, "text begins", "texts begin")
        note(f"csv: {texts} with a sign that a spreadsheet may run (= + - @); give people --to tsv")
    note(f"{max(done.pairs.values())} of {plural(done.of, 'pair')} exported")


def _names(option: str, text: str, known: Iterable[str]) -> list[str]:
    """Read a list of names. Raises UsageError for one that does not exist, or for none where one is needed."""
    names = list(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    choices = list(known)
    if unknown := [name for name in names if name not in choices]:
        raise UsageError(f"{option} {text}: no `{unknown[0]}`; {advise(unknown[0], choices)}")
    if not names and option != "--without-flags":
        raise UsageError(f"{option} names nothing; choose from {', '.join(choices)}")
    return names
