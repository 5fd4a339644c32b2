"""Put a package file among the packages of Argos Translate, after every check, whole or not at all."""

from pathlib import Path

from bilingual.errors import ModelError, NoModelError
from bilingual.models.folders import argos_folders
from bilingual.models.inspecting import inspect_package
from bilingual.models.known import PUBLISHED, read_sha256
from bilingual.models.model import Model
from bilingual.models.package import OtherPurpose
from bilingual.models.record import Record, file_hash
from bilingual.models.staging import put_in_place, staging_folder, staging_place
from bilingual.models.trial import try_model, vouch_for
from bilingual.models.unpacked import refuse_other_file, unpack_checked


def add_package(file: Path, sha256: str | None = None, *, overwrite: bool = False, url: str = "") -> Model:
    """Install the package in `file` where Argos Translate finds it too; the installed model.

    `sha256` is what the file's hash must be. Without it, the hash of a published package must be the
    published one, and that of any other is taken as it is; `bilingual.json` in the package's folder records
    which, and `url` as where the file came from. A different package of the same name is replaced only with
    `overwrite`. A package that is not a published one translates a word in a process of its own first. Raises
    `ModelError` when the file is not what it should be; the installed packages are then
    as they were.
    """
    if not file.is_file():
        raise NoModelError(f"{file}: no such file or folder; give an .argosmodel file or a CTranslate2 folder")
    refuse_other_file(file)
    record = _record(file, read_sha256(sha256) if sha256 else None, url)
    packages = argos_folders().install
    with staging_folder(staging_place(packages)) as stage:
        model = unpack_checked(file, stage, record)
        if model.name in PUBLISHED and record.verified == "nothing":
            digest, published = record.archive_sha256, PUBLISHED[model.name].sha256
            raise ModelError(
                f"{file}: calls itself {model.name}, but its SHA-256 is {digest}, not the published {published};"
                f" to add it all the same, give --sha256 {digest}"
            )
        if record.verified == "known":
            vouch_for(model)
        try_model(model, shown=str(file))
        _place(model, packages / model.name, stage, overwrite)
    return inspect_package(packages / model.name, origin="installed")


def _record(file: Path, wanted: str | None, url: str) -> Record:
    """Return what is known of a package's file. Raises ModelError when it is not the one that is wanted."""
    digest = file_hash(file)
    if wanted not in (None, digest):
        raise ModelError(f"{file}: its SHA-256 is {digest}, not {wanted}; fetch it again")
    known = any(digest == published.sha256 for published in PUBLISHED.values())
    return Record.of_archive(file, digest, "known" if known else "given" if wanted else "nothing", url)


def _place(model: Model, target: Path, stage: Path, overwrite: bool) -> None:
    try:
        there = inspect_package(target).sha256 if target.exists() else model.sha256
    except OtherPurpose as error:
        raise ModelError(f"a package of that name is there, and {error}; remove it first") from None
    except ModelError as error:
        if not overwrite:
            raise ModelError(f"damaged, give --replace to replace it: {error}") from None
        there = ""
    if there != model.sha256 and not overwrite:
        raise ModelError(f"{target}: a different package is there already; give --replace to replace it")
    if overwrite or not target.exists():
        put_in_place(model.path, target, stage)
