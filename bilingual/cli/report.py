"""`bilingual report`: a dataset as one page to read."""

from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.console import put


def report_command(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset folder that `bilingual build` wrote.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The HTML file to write.")] = Path("report.html"),
) -> None:
    """Write one self-contained HTML page about a dataset.

    Figures, flags with examples, worst and random pairs, what was skipped.
    """
    from bilingual.report import write_report

    size = write_report(dataset, out)
    put(f"{out}: {size:,} bytes; open it in a browser")
