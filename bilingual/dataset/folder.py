"""A dataset folder appears whole or not at all: it is written beside its place and renamed at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import DatasetError, UsageError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a dataset is written (`new`), where it will stand (`out`), and where its work is kept (`work`)."""

    out: Path
    new: Path
    old: Path
    work: Path


@contextmanager
def stage(out: Path) -> Iterator[Staging]:
    """Give a place to write the dataset for `out`; call `publish` when it is complete, else it is removed.

    One process at a time may build a dataset; what an interrupted one left behind is cleared or, if it stopped in
    the middle of the exchange, completed. Raises UsageError when `out` is a file or a folder that is not a dataset,
    and DatasetError when it cannot be written or another build is at work.
    """
    from filelock import FileLock, Timeout

    _refuse_wrong_place(out)
    hidden = out.parent / f".{out.name}"
    place = Staging(
        out,
        hidden.with_name(hidden.name + ".new"),
        hidden.with_name(hidden.name + ".old"),
        hidden.with_name(hidden.name + ".work"),
    )
    try:
        place.work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place.work / "lock", timeout=0)
        with lock:
            _recover(place)
            place.new.mkdir()
            try:
                yield place
            finally:
                shutil.rmtree(place.new, ignore_errors=True)
    except Timeout as error:
        raise DatasetError(
            f"{out}: another build is writing this dataset; wait for it or choose another --out"
        ) from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise DatasetError(f"{error.filename}: cannot be written: {error.strerror}; choose another --out") from error


def publish(place: Staging) -> None:
    """Put the complete dataset in its place; the one that stood there goes only after that."""
    for file in sorted(place.new.rglob("*")):
        _flush(file)
    _flush(place.new)
    if place.out.exists():
        place.out.rename(place.old)
    place.new.rename(place.out)
    _flush(place.out.parent)
    shutil.rmtree(place.old, ignore_errors=True)


def _recover(place: Staging) -> None:
    """Undo or complete what a killed build left: between the two renames, the old dataset goes back."""
    if place.old.exists() and not place.out.exists():
        place.old.rename(place.out)
    shutil.rmtree(place.old, ignore_errors=True)
    shutil.rmtree(place.new, ignore_errors=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_wrong_place(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: this is a file; give a folder for the dataset")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise UsageError(f"--out {out}: this folder holds something else than a dataset; choose another --out")
