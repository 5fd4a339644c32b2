"""The `bilingual` command: each module here parses one command, calls the library and prints."""

from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

import bilingual
from bilingual.cli.build import build_command
from bilingual.cli.console import be_quiet, put
from bilingual.cli.dataset import check_command, stats_command
from bilingual.cli.evaluate import evaluate_command
from bilingual.cli.explain import explain_command
from bilingual.cli.export import export_command
from bilingual.cli.flag import flag_command
from bilingual.cli.inputs import inputs_command
from bilingual.cli.model import model_app
from bilingual.cli.process import main_with
from bilingual.cli.publish import publish_command
from bilingual.cli.remove import remove_command
from bilingual.cli.report import report_command
from bilingual.cli.review import review_app
from bilingual.cli.segment import segment_command
from bilingual.cli.translate import translate_command
from bilingual.cli.usage import Command, Group

app = typer.Typer(
    name="bilingual",
    cls=Group,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        put(f"bilingual {bilingual.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", is_eager=True, expose_value=False, callback=be_quiet, help="No notices and no progress."
        ),
    ] = False,
) -> None:
    """French articles in; an aligned, described, reviewable French–English dataset out. Offline."""


COMMANDS: dict[str, Callable[..., None]] = {
    "build": build_command,
    "segment": segment_command,
    "inputs": inputs_command,
    "translate": translate_command,
    "check": check_command,
    "stats": stats_command,
    "explain": explain_command,
    "export": export_command,
    "report": report_command,
    "publish": publish_command,
    "remove": remove_command,
    "flag": flag_command,
    "evaluate": evaluate_command,
}
for name, command in COMMANDS.items():
    app.command(name, cls=Command)(command)
app.add_typer(review_app, name="review")
app.add_typer(model_app, name="model")


def main() -> NoReturn:
    """Entry point of the command: run it, print an error of ours as one line, exit 0, 1 (data) or 2 (usage)."""
    main_with(app, "bilingual")
