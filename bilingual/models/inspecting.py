"""Which of the two forms of a model a folder has, and whether it is intact."""

from pathlib import Path

from bilingual.errors import ModelError, NoModelError
from bilingual.models.card import Card
from bilingual.models.model import Model
from bilingual.models.package import inspect_argos
from bilingual.models.plain import inspect_plain

UNCONVERTED = ("pytorch_model.bin", "model.safetensors", "model.npz", "tf_model.h5")
CONVERT = "is a model for another program; convert it with CTranslate2's converters (docs/models.md)"
NEITHER = "not a model: neither an Argos package (metadata.json) nor a CTranslate2 folder (model.bin)"


def inspect_package(path: Path, shown: str | None = None, origin: str = "path") -> Model:
    """Return the Argos package in the folder `path`, after checking every part of it without loading the weights.

    Raises `ModelError`, with `shown` (by default the path) as the place, when a part is missing, empty,
    damaged, or not what was recorded when it was installed; its subclass `OtherPurpose` when it is for other
    languages.
    """
    return _inspected(path, shown, origin, argos=True)


def inspect_folder(path: Path, shown: str | None = None, origin: str = "path", stated: Card | None = None) -> Model:
    """Return the model in the folder `path`: an Argos package if it has a `metadata.json`, else a plain folder.

    `stated` holds the licence and attribution of a plain folder, where somebody gives them. Raises `ModelError` as
    `inspect_package` does, also for a plain folder that states no licence.
    """
    parts = {name for name in ("metadata.json", "model", "model.bin", *UNCONVERTED) if (path / name).exists()}
    if path.is_dir() and not parts & {"metadata.json", "model", "model.bin"}:
        if not parts:
            raise NoModelError(f"{shown or path}: {NEITHER}")
        raise ModelError(f"{shown or path}: {min(parts)} {CONVERT}")
    plain = "model.bin" in parts and "metadata.json" not in parts
    return _inspected(path, shown, origin, argos=not plain, stated=stated)


def _inspected(path: Path, shown: str | None, origin: str, argos: bool, stated: Card | None = None) -> Model:
    try:
        if not path.is_dir():
            raise ModelError("there is no such folder")
        return inspect_argos(path, origin) if argos else inspect_plain(path, origin, stated)
    except ModelError as error:
        raise type(error)(f"{shown or path}: {error}") from None
    except OSError as error:
        raise ModelError(f"{shown or path}: {error.strerror or error}") from None
