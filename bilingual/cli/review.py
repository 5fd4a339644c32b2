"""`bilingual review`: the ways in and out of a review; each command of its own module is registered here."""

from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.console import note, put_data
from bilingual.cli.dataset import Dataset
from bilingual.cli.review_apply import apply_command
from bilingual.cli.review_log import disagreements_command, log_command, undo_command
from bilingual.cli.review_serve import serve_command
from bilingual.cli.usage import Command, Group
from bilingual.errors import UsageError
from bilingual.text.counting import plural
from bilingual.text.nearest import advise

WAYS = """Review the pairs: on a page, in a spreadsheet, or as text.

\b
on a page          bilingual review serve dist/fr-en
                   bilingual review apply dist/fr-en
in a spreadsheet   bilingual review export dist/fr-en --out review.xlsx
                   bilingual review apply review.xlsx dist/fr-en
as text            bilingual review export dist/fr-en --out review.tsv
                   bilingual review apply review.tsv dist/fr-en

`apply` writes the verdicts into the dataset's next version; the log beside it keeps every one.
"""

review_app = typer.Typer(help=WAYS, cls=Group)
review_app.command("serve", cls=Command)(serve_command)


@review_app.command("export", cls=Command)
def export_command(
    dataset: Dataset,
    out: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="The table to write: text, or a spreadsheet if it ends in .xlsx or .ods; - is stdout."
        ),
    ] = "review.tsv",
    sample: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Only so many pairs without a verdict: half flagged, half not.",
            show_default="all",
        ),
    ] = None,
    order: Annotated[
        str, typer.Option(metavar="ORDER", help="document, score (lowest first) or flags (most first).")
    ] = "document",
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed draws another sample.")] = 0,
) -> None:
    """Write the table that people review.

    They set `status`, correct `en` and may leave a `comment`.
    """
    from bilingual.dataset import read_manifest
    from bilingual.exports.files import write_new
    from bilingual.review import ORDERS, columns_of, review_rows, review_table
    from bilingual.review.spreadsheets import kind_of_name, write_sheet

    if order not in ORDERS:
        raise UsageError(f"--order {order}: {advise(order, ORDERS)}")
    read_manifest(dataset)
    if out == "-":
        for line in review_table(dataset, sample, order, seed):
            put_data(line)
        return
    kind = kind_of_name(out)
    with write_new(Path(out)) as stream:
        if kind:
            count = write_sheet(kind, stream.buffer, columns_of(sample), review_rows(dataset, sample, order, seed))
        else:
            lines = review_table(dataset, sample, order, seed)
            count = sum(stream.write(f"{line}\n") > 0 for line in lines) - 1
    then = "set their status to accepted, edited or rejected, then run `bilingual review apply`"
    note(f"{out}: {plural(count, 'pair')}; {then}")


review_app.command("apply", cls=Command)(apply_command)
review_app.command("log", cls=Command)(log_command)
review_app.command("undo", cls=Command)(undo_command)
review_app.command("disagreements", cls=Command)(disagreements_command)
