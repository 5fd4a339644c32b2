"""From an `.argosmodel` file to an inspected folder: in staging, or kept in a cache folder by hash."""

from dataclasses import replace
from pathlib import Path

from bilingual.errors import ModelError, NoModelError
from bilingual.models.archive import unpack
from bilingual.models.folders import argos_folders
from bilingual.models.inspecting import inspect_package
from bilingual.models.model import Model
from bilingual.models.record import RECORD_NAME, Record, file_hash, read_record, write_record
from bilingual.models.staging import put_in_place, staging_folder, tidy


def model_from_file(file: Path) -> Model:
    """Return the model in a package file. It is unpacked beside Argos Translate's own cache, once for each content.

    Raises `ModelError` when the file is hostile, damaged or not a package for French to English.
    """
    refuse_other_file(file)
    digest = file_hash(file)
    home = argos_folders().cache / "packages" / digest
    tidy(home.parent)
    if kept := _kept(home, file):
        return kept
    with staging_folder(home.parent) as stage:
        if kept := _kept(home, file):  # another process has done it while this one waited
            return kept
        model = unpack_checked(file, stage, Record.of_archive(file, digest))
        put_in_place(model.path.parent, home, stage)
    return model.moved(home / model.name)


def refuse_other_file(file: Path) -> None:
    """Raise NoModelError for a file that is no package, neither by its name nor by how it begins."""
    with file.open("rb") as stream:
        if file.suffix != ".argosmodel" and stream.read(2) != b"PK":
            raise NoModelError(f"{file}: not a model; give an .argosmodel file or a CTranslate2 folder")


def unpack_checked(file: Path, stage: Path, record: Record) -> Model:
    """Return the model unpacked from `file` in a new folder inside `stage`, inspected, with its record written.

    Raises `ModelError`, which names `file`, for everything that is wrong with it.
    """
    inside = stage / "package"
    inside.mkdir()
    root = unpack(file, inside)
    if (root / RECORD_NAME).is_dir():
        raise ModelError(f"{file}: refused: {RECORD_NAME} is a folder")
    (root / RECORD_NAME).unlink(missing_ok=True)  # an archive does not vouch for itself
    model = inspect_package(root, shown=str(file))
    write_record(root, replace(record, package_sha256=model.sha256))
    return model


def _kept(home: Path, file: Path) -> Model | None:
    """Return the model unpacked earlier; None where there is none or it is no longer intact."""
    try:
        (root,) = home.iterdir()
        return inspect_package(root, shown=str(file)) if read_record(root) else None
    except (ModelError, OSError, ValueError):
        return None
