"""`bilingual review serve`: a page on this machine on which people review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import flush, note, put
from bilingual.cli.dataset import Dataset
from bilingual.errors import UsageError
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.review.page.serving import Server

INSTALL = "pip install 'bilingual[review]'"


def serve_command(
    dataset: Dataset,
    reviewer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who reviews; the page asks where it is left out.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, max=65535, help="The port; 0 is any free one.", show_default="8765, or a free one"
        ),
    ] = None,
    double: Annotated[
        float, typer.Option(metavar="P", min=0, max=100, help="Ask two reviewers for so many per cent of the pairs.")
    ] = 0,
) -> None:
    """Review in a browser, alone or with others on this machine.

    Every verdict is kept beside the dataset the moment it is given.
    """
    _need_extra()
    from bilingual.dataset import read_manifest
    from bilingual.dataset.folder import finish_interrupted
    from bilingual.review.log import VerdictLog
    from bilingual.review.page.serving import prepare
    from bilingual.review.records import check_reviewer

    name = check_reviewer(reviewer) if reviewer is not None else None
    finish_interrupted(dataset)
    read_manifest(dataset)
    with VerdictLog.beside(dataset) as log:
        server = prepare(dataset, log, name, port, double)
        try:
            _serve(server, dataset)
        finally:
            server.close()


def _serve(server: "Server", dataset: Path) -> None:
    log, apply = server.desk.log, f"`bilingual review apply {dataset}`"
    before = log.last()
    put(server.url)
    flush()
    note(f"Ctrl+C ends; verdicts are kept in {log.path}; {apply} writes them into the dataset")
    try:
        server.run()
    except KeyboardInterrupt:
        pass  # the way to end it
    finally:
        given = sum(record.undoes is None for record in log.records(after=before))
        note(
            f"{plural(given, 'verdict')} logged meanwhile; {apply} writes what stands into the dataset"
            if given
            else "no verdict given"
        )


def _need_extra() -> None:
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError(f"review serve: starlette or uvicorn is not installed; run: {INSTALL}") from error
