"""Folders appear whole or not at all: they are made in a staging folder beside, then take their place in one step.

Where the system cannot exchange two folders in one step, what is replaced is first moved into the staging folder,
with a note of where it belongs. A process killed just then leaves the only copy there: the next one that looks puts
it back, before anything is removed.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.files.exchange import exchange, flush, flush_tree

PREFIX, LOCK_NAME, LOCK_SECONDS = ".bilingual-", ".bilingual.lock", 120.0
OLD, NOTE = "old", "place"  # what was replaced, and the path of its place, relative to that of the staging folder


@contextmanager
def staging_folder(beside: Path) -> Iterator[Path]:
    """Yield a new folder inside `beside`, for one process at a time, and remove it at the end with what is in it.

    What a killed process left there is put back or removed too. Raises `ModelError` when another process holds the
    place for two minutes.
    """
    beside.mkdir(parents=True, exist_ok=True)
    with _locked(beside):
        try:
            yield Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
        finally:
            _clear(beside)


def staging_place(folder: Path) -> Path:
    """Return where to prepare what will be renamed into `folder`: beside it, or inside where that is another disk.

    Beside is better: Argos Translate takes every folder inside for a package, and fails on half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parent = folder.resolve().parent
    same_disk = parent.stat().st_dev == folder.stat().st_dev
    return parent if same_disk and os.access(parent, os.W_OK | os.X_OK) else folder


def put_in_place(folder: Path, target: Path, stage: Path) -> None:
    """Give `folder` the name `target`; what has that name stays in `stage` until `folder` is on the disk.

    Raises OSError when that cannot be done; `target` is then as it was.
    """
    flush_tree(folder)
    if not os.path.lexists(target):
        folder.rename(target)
    elif not exchange(folder, target):
        _replace(folder, target, stage)
    flush(target.parent)


def put_back(packages: Path) -> None:
    """Put back the packages in the folder `packages` that a killed process took out of their places, if there are any.

    Raises `ModelError` when another process holds the place for two minutes and OSError when it cannot be written.
    """
    for beside in {packages.resolve().parent, packages.resolve()}:
        if any(map(_left_out, beside.glob(f"{PREFIX}*"))):
            with _locked(beside):
                pass


def tidy(beside: Path) -> None:
    """Put back or remove what a killed process left in `beside`, unless another process stages there."""
    if any(beside.glob(f"{PREFIX}*")):
        with suppress(ModelError), _locked(beside, patience=0):
            pass


@contextmanager
def _locked(beside: Path, patience: float = LOCK_SECONDS) -> Iterator[None]:
    """Be the only one to stage in `beside`, where nothing is left out of its place; wait for that so many seconds."""
    from filelock import FileLock, Timeout

    lock = FileLock(beside / LOCK_NAME)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise ModelError(f"{beside}: another process is installing a package; try again when it is done") from None
    try:
        _clear(beside)
        yield
    finally:
        lock.release()


def _replace(folder: Path, target: Path, stage: Path) -> None:
    """Rename in two steps: `target` into `stage`, then `folder` to `target`; undo the first where the second fails."""
    note, old = stage / NOTE, stage / OLD
    note.write_text(os.path.relpath(target.parent.resolve() / target.name, stage.parent.resolve()), encoding="utf-8")
    flush(note)
    flush(stage)
    target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        old.rename(target)
        raise


def _left_out(stage: Path) -> Path | None:
    """Return the empty place of the only copy of a package, which lies in `stage`; None where nothing is missing."""
    if not os.path.lexists(stage / OLD) or not (stage / NOTE).is_file():
        return None
    place = stage.parent / (stage / NOTE).read_text(encoding="utf-8")
    return None if os.path.lexists(place) else place


def _clear(beside: Path) -> None:
    """Remove the staging folders, once what they hold the only copy of is in its place.

    One with a replaced package and no note, as version 0.1 could leave it, is kept: it may hold the only copy.
    """
    for stage in beside.glob(f"{PREFIX}*"):
        if place := _left_out(stage):
            with suppress(OSError):
                (stage / OLD).rename(place)
                flush(place.parent)
        held = os.path.lexists(stage / OLD) and not (stage / NOTE).is_file()
        if not held and not _left_out(stage):
            shutil.rmtree(stage, ignore_errors=True)
