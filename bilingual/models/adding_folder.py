"""Install a plain CTranslate2 folder: what it needs is copied, checked, tried, and takes its place in one step.

Its place is a folder of ours beside Argos Translate's packages, not among them: Argos Translate fails on a folder
there without `metadata.json`.
"""

import re
import shutil
from pathlib import Path

from bilingual.errors import ModelError, UsageError
from bilingual.files.opening import open_regular
from bilingual.models.card import NAME as CARD
from bilingual.models.card import Card, one_line
from bilingual.models.direction import SETTINGS
from bilingual.models.folders import argos_folders, argos_packages
from bilingual.models.inspecting import inspect_folder
from bilingual.models.known import read_sha256
from bilingual.models.model import Model
from bilingual.models.plain import plain_files, plain_name
from bilingual.models.record import Record, write_record
from bilingual.models.staging import put_in_place, staging_folder, staging_place
from bilingual.models.tokenizers import Tokenizers
from bilingual.models.trial import try_model

NAMES = re.compile(r"[\w][\w.-]{0,199}", re.ASCII)
RESERVED = {"auto", "embedded", "fr_en"}
KEPT = (CARD, "LICENSE", "LICENSE.md", "LICENSE.txt", SETTINGS)


def add_folder(
    folder: Path,
    name: str | None = None,
    license: str | None = None,
    attribution: str | None = None,
    sha256: str | None = None,
    *,
    overwrite: bool = False,
) -> Model:
    """Install the plain CTranslate2 folder `folder` under `name` (by default its own); the installed model.

    `license` and `attribution` are recorded, in place of those on its card. `sha256` is what the model's hash must be.
    A different model of the same name is replaced only with `overwrite`. Raises `UsageError` for a name that cannot be,
    and `ModelError` when the folder is not what it should be or states no licence; what is installed is then as it was.
    """
    stated = Card(license=_stated("--license", license), attribution=_stated("--attribution", attribution))
    wanted = read_sha256(sha256) if sha256 else None
    if (folder / "metadata.json").exists():
        raise UsageError(
            f"{folder}: an unpacked Argos package; add its .argosmodel file, or use it as --model {folder}"
        )
    model = inspect_folder(folder, stated=stated)
    if wanted not in (None, model.sha256):
        raise ModelError(f"{folder}: its SHA-256 is {model.sha256}, not {wanted}; fetch it again")
    home = argos_folders().plain
    target = home / _free_name(plain_name(folder) if name is None else name)
    with staging_folder(staging_place(home)) as stage:
        copied = _copied(model, stage / target.name, "given" if wanted else "nothing")
        try_model(copied, shown=str(folder))
        if _is_new(copied, target, overwrite):
            put_in_place(copied.path, target, stage)
    return inspect_folder(target, origin="installed")


def _stated(option: str, text: str | None) -> str:
    if text is None:
        return ""
    line = one_line(text)
    if not line or line != " ".join(text.split()):
        raise UsageError(f"{option} is empty, too long or holds invisible characters; give a line of text")
    return line


def _free_name(name: str) -> str:
    if not NAMES.fullmatch(name) or name.endswith(".argosmodel"):
        raise UsageError(f"{name!a} cannot be the name of a model; give --name with letters, digits, . _ and -")
    if name in RESERVED or name in [package.name for package in argos_packages()]:
        raise UsageError(f"{name} is the name of another model; give this one --name")
    return name


def _copied(model: Model, place: Path, verified: str) -> Model:
    """Return the model in a copy of what it needs, its record written; a link is copied as what it leads to."""
    place.mkdir()
    names = plain_files(model.path, Tokenizers(model.tokenizer, model.detokenizer))
    for name in [*names, *(kept for kept in KEPT if (model.path / kept).is_file())]:
        with open_regular(model.path / name) as source, (place / name).open("wb") as copy:
            shutil.copyfileobj(source, copy)
    size = sum((place / name).stat().st_size for name in names)
    record = Record(
        archive=model.name,
        bytes=size,
        archive_sha256=model.sha256,
        verified=verified,
        package_sha256=model.sha256,
        url="",
        license=model.license,
        attribution=model.attribution,
    )
    write_record(place, record)
    return inspect_folder(place, shown=str(model.path))


def _is_new(model: Model, target: Path, overwrite: bool) -> bool:
    """Return whether the model is to be put in place, where another may be; `ModelError` where that would be lost."""
    if overwrite or not target.exists():
        return True
    try:
        there = inspect_folder(target)
    except ModelError as error:
        raise ModelError(f"damaged, give --replace to replace it: {error}") from None
    if there.sha256 != model.sha256:
        raise ModelError(f"{target}: a different model is there already; give --replace to replace it, or --name")
    if (there.license, there.attribution) != (model.license, model.attribution):
        raise ModelError(f"{target}: it is there with another licence or attribution; give --replace to replace them")
    return False
