"""Packages used straight from their `.argosmodel` file: unpacked once, into a cache folder named by their hash."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.models.archive import unpack
from bilingual.models.folders import argos_folders
from bilingual.models.package import Model, inspect_package, package_hash
from bilingual.models.record import Record, file_hash, write_record


def model_from_file(file: Path) -> Model:
    """The model in a package file. It is unpacked beside Argos Translate's own cache, once for each content.

    Raises `ModelError` when the file is hostile, damaged or not a package for French to English.
    """
    digest = file_hash(file)
    home = argos_folders().cache / digest
    kept = _kept(home)
    if kept:
        return kept
    home.parent.mkdir(parents=True, exist_ok=True)
    with staging_folder(home.parent) as stage:
        root = unpack_checked(file, stage, Record(file.name, file.stat().st_size, digest, "nothing", "", ""))
        shutil.rmtree(home, ignore_errors=True)
        try:
            root.parent.rename(home)
        except OSError:
            if not (home / root.name).is_dir():  # else another process was faster, with the same bytes
                raise
    return inspect_package(home / root.name, shown=str(file))


def unpack_checked(file: Path, stage: Path, record: Record) -> Path:
    """Unpack `file` in a new folder inside `stage`, inspect what came out and record it; the package's folder."""
    inside = stage / "package"
    inside.mkdir()
    root = unpack(file, inside)
    (root / "bilingual.json").unlink(missing_ok=True)
    inspect_package(root, shown=str(file))
    from dataclasses import replace

    write_record(root, replace(record, package_sha256=package_hash(root)))
    return root


@contextmanager
def staging_folder(beside: Path) -> Iterator[Path]:
    """A new folder inside `beside`, removed at the end with whatever is still in it."""
    stage = Path(tempfile.mkdtemp(prefix=".bilingual-", dir=beside))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _kept(home: Path) -> Model | None:
    try:
        folders = sorted(os.listdir(home))
        return inspect_package(home / folders[0]) if len(folders) == 1 else None
    except (ModelError, OSError):
        return None
