"""`bilingual model`: list, describe, add and install models."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.console import note, put, put_json, say, shows_progress
from bilingual.cli.usage import Command, Group
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.models import Model
    from bilingual.models.download import Progress

SECONDS_BETWEEN_LINES = 10.0
MEGA = 1e6

model_app = typer.Typer(
    help="List, describe, add and install models.",
    cls=Group,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Sha256 = Annotated[
    str | None, typer.Option(metavar="HEX", help="The SHA-256 that the package file or the model must have.")
]
Overwrite = Annotated[bool, typer.Option("--replace", help="Replace an installed model of the same name.")]
FOLDERS_ONLY = "is for a CTranslate2 folder; an Argos package states its own"


@model_app.command("list", cls=Command)
def list_command(as_json: AsJson = False) -> None:
    """List the models there are; * marks what --model auto takes."""
    from bilingual.models import find_model, list_models

    models, chosen = list_models(note), find_model()
    if chosen not in models:
        models.insert(0, chosen)
    if as_json:
        put_json([_described(model) | {"auto": model == chosen} for model in models])
        return
    width = max(len(model.name) for model in models)
    for model in models:
        name = f"{'*' if model == chosen else ' '} {model.name:{width}}"
        put(f"{name}  {model.version or '-':8}  {model.origin:9}  {model.sha256[:12]}  {model.path}")


@model_app.command("info", cls=Command)
def info_command(
    model: Annotated[str, typer.Argument(metavar="NAME|PATH", help="A model's name or path.")] = "auto",
    as_json: AsJson = False,
) -> None:
    """Describe a model after checking that it is intact."""
    from bilingual.models import find_model

    _show(find_model(model, note), as_json)


@model_app.command("add", cls=Command)
def add_command(
    path: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="An .argosmodel file or a CTranslate2 folder.")],
    license_id: Annotated[
        str | None, typer.Option("--license", metavar="ID", help="The licence of a folder's model, such as cc-by-4.0.")
    ] = None,
    attribution: Annotated[str | None, typer.Option(metavar="TEXT", help="Whom to name for a folder's model.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name of a folder's model; the folder's by default.")
    ] = None,
    sha256: Sha256 = None,
    replace: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Install a model from a file or a folder.

    An Argos package goes where Argos Translate finds it too, a CTranslate2 folder under its own name.
    """
    from bilingual.models import add_folder, add_package

    if path.is_dir():
        model = add_folder(path, name, license_id, attribution, sha256, overwrite=replace)
    else:
        for option, given in (("--license", license_id), ("--attribution", attribution), ("--name", name)):
            if given is not None:
                raise UsageError(f"{option} {FOLDERS_ONLY}")
        model = add_package(path, sha256, overwrite=replace)
    _show_installed(model, as_json)


@model_app.command("install", cls=Command)
def install_command(
    sha256: Sha256 = None,
    replace: Overwrite = False,
    index: Annotated[
        str | None, typer.Option(metavar="URL", help="Address of the index; Argos Translate's by default.")
    ] = None,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Seconds to wait for the server.")] = 30.0,
    optional: Annotated[
        bool, typer.Option("--optional", help="Say which model builds take, and succeed, also where none can be had.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Download and install the full model of the Argos index (67 MB)."""
    from bilingual.models import install_if_possible, install_package

    with _progress() as progress:
        install = partial(
            install_package, index, sha256, overwrite=replace, progress=progress, notice=note, timeout=timeout
        )
        model, why = install_if_possible(install, overwrite=replace, notice=note) if optional else (install(), "")
    if optional:
        if as_json:
            put_json(_described(model) | {"why": why})
        else:
            put(f"model {model.title}, {model.origin}: {why}")
        return
    _show_installed(model, as_json)


def _described(model: "Model") -> dict[str, Any]:
    from bilingual.models import read_record
    from bilingual.models.record import RECORD_NAME

    record = read_record(model.path)
    files = [file for file in model.path.rglob("*") if file.is_file() and file.name != RECORD_NAME]
    return {
        "name": model.name,
        "origin": model.origin,
        "from": model.from_code,
        "to": model.to_code,
        "version": model.version or None,
        "argos_version": model.argos_version or None,
        "form": model.form,
        "license": model.license or None,
        "attribution": model.attribution or None,
        "tokenizer": ", ".join(dict.fromkeys((model.tokenizer.name, model.detokenizer.name))),
        "bytes": sum(file.stat().st_size for file in files),
        "sha256": model.sha256,
        "path": str(model.path),
        "archive": record.archive if record else None,
        "archive_sha256": record.archive_sha256 if record else None,
        "archive_verified": record.verified if record else None,
        "url": (record.url or None) if record else None,
    }


def _show(model: "Model", as_json: bool) -> None:
    fields = _described(model)
    if as_json:
        put_json(fields)
        return
    for name, value in fields.items():
        if value is not None:
            put(f"{name:16} {value}")


def _show_installed(model: "Model", as_json: bool) -> None:
    from bilingual.models import read_record

    record = read_record(model.path)
    if record and record.verified == "nothing":
        say(f"note: no published hash is known for this model; recorded SHA-256 {record.archive_sha256}")
    _show(model, as_json)


@contextmanager
def _progress() -> "Iterator[Progress]":
    """Yield a progress callback: a Rich bar on a terminal, else a line now and then."""
    if not shows_progress():
        yield _lines()
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("downloading"),
        rich.BarColumn(),
        rich.DownloadColumn(),
        rich.TransferSpeedColumn(),
    )
    with rich.Progress(*columns, rich.TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("download", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines() -> "Progress":
    last = time.monotonic()

    def show(done: int, total: int | None) -> None:
        nonlocal last
        if done == total or time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            note(f"downloaded {done / MEGA:.1f} MB" + (f" of {total / MEGA:.1f} MB" if total else ""))

    return show
