"""The `bilingual` command: each module here parses one command, calls the library and prints."""

from typing import Annotated, NoReturn

import typer

import bilingual
from bilingual.cli.build import build_command
from bilingual.cli.console import put
from bilingual.cli.dataset import check_command, stats_command
from bilingual.cli.evaluate import evaluate_command
from bilingual.cli.explain import explain_command
from bilingual.cli.export import export_command
from bilingual.cli.flag import flag_command
from bilingual.cli.model import model_app
from bilingual.cli.process import main_with
from bilingual.cli.report import report_command
from bilingual.cli.review import review_app
from bilingual.cli.segment import segment_command
from bilingual.cli.translate import translate_command

app = typer.Typer(
    name="bilingual",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        put(f"bilingual {bilingual.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """French articles in; an aligned, described, reviewable French–English dataset out. Offline."""


app.command("build")(build_command)
app.command("segment")(segment_command)
app.command("translate")(translate_command)
app.command("check")(check_command)
app.command("stats")(stats_command)
app.command("explain")(explain_command)
app.command("export")(export_command)
app.command("report")(report_command)
app.add_typer(review_app, name="review")
app.add_typer(model_app, name="model")
app.command("flag")(flag_command)
app.command("evaluate")(evaluate_command)


def main() -> NoReturn:
    """Entry point of the command: run it, print an error of ours as one line, exit 0, 1 (data) or 2 (usage)."""
    main_with(app, "bilingual")
