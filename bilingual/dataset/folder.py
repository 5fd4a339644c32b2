"""A dataset folder appears whole or not at all: it is written beside its place and takes it in one step at the end."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import DatasetError, UsageError
from bilingual.files.exchange import put_in_place, recover
from bilingual.files.opening import refuse_tilde

MANIFEST = "manifest.json"
LONGEST_NAME = 200  # bytes; `datasets` makes longer names from it, of which a file system takes 255

Guard = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """Where a dataset is written (`new`), where it will stand (`out`), and where its work is kept (`work`).

    `old` is the name of the one it replaces while systems without an exchange of names need a second. `guard` raises
    when the dataset that stands at `out` must not be replaced.
    """

    out: Path
    new: Path
    old: Path
    work: Path
    guard: Guard


@contextmanager
def stage(out: Path, guard: Guard = lambda: None) -> Iterator[Staging]:
    """Give a place to write the dataset for `out`; call `publish` when it is complete, else it is removed.

    One process at a time may write a dataset; what a killed one left is cleared or, if it was stopped in the middle of
    the exchange, completed. `guard` then looks at the dataset that is there, if any, and again before it is replaced:
    when it raises, that dataset stays. Where `out` is a link, the folder it leads to is written. Raises UsageError for
    a place as `refuse_wrong_place` does, and DatasetError when it cannot be written or another process writes it.
    """
    from filelock import FileLock, Timeout

    refuse_wrong_place(out)
    place = _staging(out, guard)
    missing = [folder for folder in (place.work, *place.work.parents) if not folder.exists()]
    try:
        _make_work(place, out)
        with FileLock(place.work / "lock", timeout=0):
            recover(place.new, place.out, place.old)
            _look(place)
            place.new.mkdir()
            try:
                yield place
            finally:
                shutil.rmtree(place.new, ignore_errors=True)
                if place.work in missing and [path.name for path in place.work.iterdir()] == ["lock"]:
                    _clear(missing)
    except Timeout as error:
        raise DatasetError(
            f"{out}: another process is writing this dataset; wait for it or choose another --out"
        ) from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise DatasetError(f"{out}: cannot be written: {error.strerror}; choose another --out") from error


def _make_work(place: Staging, out: Path) -> None:
    try:
        place.work.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError as error:  # what /proc answers
        raise DatasetError(f"{out}: cannot be written: {error.strerror}; choose another --out") from error
    except OSError as error:
        error.filename = str(out)
        raise


def _clear(folders: Sequence[Path]) -> None:
    """Remove a work folder that holds a lock alone, and the folders above it that are empty without it."""
    (folders[0] / "lock").unlink(missing_ok=True)
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def publish(place: Staging) -> None:
    """Put the complete dataset in its place; the one that stood there goes when this one is on the disk.

    Raises what the place's guard raises, and UsageError when something else has come to stand there.
    """
    _look(place)
    if replaced := put_in_place(place.new, place.out, place.old):
        shutil.rmtree(replaced, ignore_errors=True)


def finish_interrupted(out: Path) -> None:
    """Complete or clear what a killed process left beside a dataset; one that another process is writing is let be."""
    from filelock import FileLock, Timeout

    place = _staging(out, lambda: None)
    if place.new.exists() or place.old.exists():
        try:
            place.work.mkdir(parents=True, exist_ok=True)
            with FileLock(place.work / "lock", timeout=0):
                recover(place.new, place.out, place.old)
        except Timeout:
            return


def refuse_undecodable(path: Path) -> None:
    """Raise UsageError for a path that is not UTF-8: Arrow opens no such file."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"{path}: the path is not UTF-8, which the files of a dataset need; rename the folder"
        ) from error


def _staging(out: Path, guard: Guard) -> Staging:
    out = out.resolve()
    hidden = out.parent / f".{out.name}"
    new, old, work = (hidden.with_name(hidden.name + ending) for ending in (".new", ".old", ".work"))
    return Staging(out=out, new=new, old=old, work=work, guard=guard)


def _look(place: Staging) -> None:
    refuse_wrong_place(place.out)
    if (place.out / MANIFEST).is_file():
        place.guard()


def refuse_wrong_place(out: Path) -> None:
    """Raise UsageError where no dataset can be written: a file, the current folder, a folder with anything else."""
    refuse_tilde(out, "--out")
    if Path.cwd().is_relative_to(out.resolve()):
        raise UsageError(f"--out {out}: the current folder, or one that it lies in; name a folder in it, such as fr-en")
    refuse_undecodable(out)
    if len(out.name.encode()) > LONGEST_NAME:
        raise UsageError(f"--out {out}: a name of more than {LONGEST_NAME} bytes; choose a shorter one")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: this is a file; give a folder for the dataset")
    above = next(parent for parent in out.absolute().parents if parent.exists())
    if not above.is_dir():
        raise UsageError(f"--out {out}: {above.name} is a file, in which nothing can be; choose another --out")
    if not os.access(above, os.W_OK | os.X_OK):
        raise DatasetError(f"{out}: cannot be written: no permission to write in {above}; choose another --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise UsageError(f"--out {out}: this folder holds something else than a dataset; choose another --out")
