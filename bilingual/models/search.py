"""Which model is used: asked for, from the environment, installed by Argos Translate, or the embedded one."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from bilingual.errors import ModelError, NoModelError
from bilingual.models.folders import argos_packages, plain_folders
from bilingual.models.inspecting import inspect_folder, inspect_package
from bilingual.models.model import Model
from bilingual.models.package import OtherPurpose
from bilingual.models.unpacked import model_from_file
from bilingual.text.nearest import nearest

AUTO, EMBEDDED, VARIABLE = "auto", "embedded", "BILINGUAL_MODEL"
EMBEDDED_PATH = Path(__file__).parent / "fr_en"
Notice = Callable[[str], None]


def find_model(wanted: str | Path | None = None, notice: Notice | None = None) -> Model:
    """Return the model to translate with.

    `wanted` is the name of an installed model, "embedded", or the path of an Argos package (its folder or
    `.argosmodel` file) or of a plain CTranslate2 folder; a `Path` is never a name. With None or "auto": what
    BILINGUAL_MODEL names; else the newest French–English package that Argos Translate has installed; else the
    embedded model. An installed plain folder is taken only by name. `notice` receives one line for each broken
    package that was passed over. Raises `ModelError` when what was asked for is missing or damaged, or is a plain
    folder that states no licence.
    """
    if isinstance(wanted, Path):
        return _at(wanted) or _missing(str(wanted), notice)
    if wanted and wanted != AUTO:
        return _asked_for(wanted, notice)
    named = os.environ.get(VARIABLE, "")
    if named and named != AUTO:
        try:
            return _asked_for(named, notice)
        except ModelError as error:
            raise type(error)(f"{VARIABLE}: {error}") from None
    return max(_installed(notice), key=_newest, default=None) or embedded_model()


def list_models(notice: Notice | None = None) -> list[Model]:
    """Every usable model: Argos's installed packages, newest first, installed plain folders, then the embedded one."""
    packages = sorted(_installed(notice), key=_newest, reverse=True)
    return [*packages, *_plain(notice), embedded_model()]


def find_by_hash(sha256: str, wanted: str | None = None) -> Model | None:
    """Return the model with this content: `wanted`, a name or path, or else one of `list_models`; None without one."""
    at_hand = [find_model(wanted)] if wanted else list_models()
    return next((model for model in at_hand if model.sha256 == sha256), None)


def embedded_model() -> Model:
    """Return the model that ships with the package."""
    return inspect_package(EMBEDDED_PATH, origin=EMBEDDED)


def _asked_for(wanted: str, notice: Notice | None) -> Model:
    path = Path(wanted).expanduser()
    if os.sep not in wanted and not wanted.endswith(".argosmodel"):
        for folder in argos_packages(notice):
            if folder.name == wanted:
                return inspect_package(folder, origin="installed")
        for folder in plain_folders(notice):
            if folder.name == wanted:
                return inspect_folder(folder, origin="installed")
        if wanted in (EMBEDDED, EMBEDDED_PATH.name):
            return embedded_model()
    return _at(path) or _missing(wanted, notice)


def _at(path: Path) -> Model | None:
    if path.is_dir():
        return inspect_folder(path)
    return model_from_file(path) if path.is_file() else None


def _missing(wanted: str, notice: Notice | None) -> NoReturn:
    folders = [*argos_packages(notice), *plain_folders(notice)]
    names = [*(folder.name for folder in folders), EMBEDDED]
    there = f"choose from {', '.join(names)}, or give a path"
    meant = f"did you mean {found}?" if (found := nearest(wanted, names)) else there
    raise NoModelError(f"{wanted}: no such model; {meant}")


def _installed(notice: Notice | None) -> Iterator[Model]:
    for folder in argos_packages(notice):
        try:
            yield inspect_package(folder, origin="installed")
        except OtherPurpose:
            continue
        except ModelError as error:
            if notice:
                notice(f"passed over a broken package: {error}")


def _plain(notice: Notice | None) -> Iterator[Model]:
    for folder in plain_folders(notice):
        try:
            yield inspect_folder(folder, origin="installed")
        except ModelError as error:
            if notice:
                notice(f"passed over a broken model: {error}")


def _newest(model: Model) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"\d+", model.version)], model.name
