"""Folders appear whole or not at all: they are made in a staging folder beside, then renamed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.errors import ModelError

PREFIX, LOCK_NAME, LOCK_SECONDS = ".bilingual-", ".bilingual.lock", 120.0


@contextmanager
def staging_folder(beside: Path) -> Iterator[Path]:
    """A new folder inside `beside`, for one process at a time; at the end it is removed with what is in it.

    What a killed process left there is removed too. Raises `ModelError` when another process holds the place
    for two minutes.
    """
    from filelock import FileLock, Timeout

    beside.mkdir(parents=True, exist_ok=True)
    lock = FileLock(beside / LOCK_NAME)
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise ModelError(f"{beside}: another process is installing a package; try again when it is done") from None
    try:
        for left in beside.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
        yield stage
    finally:
        for left in beside.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        lock.release()


def staging_place(folder: Path) -> Path:
    """Where to prepare what will be renamed into `folder`: beside it, or inside where that is another disk.

    Beside is better: Argos Translate takes every folder inside for a package, and fails on half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parent = folder.resolve().parent
    same_disk = parent.stat().st_dev == folder.stat().st_dev
    return parent if same_disk and os.access(parent, os.W_OK | os.X_OK) else folder


def put_in_place(folder: Path, target: Path, stage: Path) -> None:
    """Rename `folder` to `target`; what is there is first moved into `stage`, and back on failure."""
    old = stage / "old"
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
