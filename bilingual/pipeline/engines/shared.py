"""The place that every node sees: a folder, or an address that fsspec opens. Whole files only, `done.json` last.

Attempts at a part may overlap, when a node was lost and was not dead: a part's name decides its bytes, so it does not
matter whose files stay, as long as each is whole. On a disk they are renamed; an object store shows no unfinished one.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import BilingualError, DatasetError, UsageError
from bilingual.pipeline.engines.own_folder import own_folder
from bilingual.pipeline.parts import ARTICLES, DONE

SIGN = "seen"


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Where parts are handed over: `address` is an absolute folder, or has a scheme that fsspec knows.

    Every method raises DatasetError, naming the place, when it cannot be read or written, and UsageError when nothing
    is installed that opens it.
    """

    address: str

    def send(self, path: Path, name: str) -> str:
        """Put a file in place, whole; return its address."""
        with _opened(self.address) as (files, root):
            _put_whole(files, path, f"{root}/{name}")
        return f"{self.address}/{name}"

    def send_results(self, name: str, folder: Path) -> None:
        """Put a part's tables in place, and then `done.json`."""
        made = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        with _opened(self.address) as (files, root):
            for one in sorted((one for one in made if one != ARTICLES), key=_done_last):
                _put_whole(files, folder / one, f"{root}/{name}/{one}")

    def fetch_results(self, name: str, folder: Path) -> None:
        """Copy a part's tables to a folder of this machine, and then `done.json`."""
        with _opened(self.address) as (files, root):
            found = (str(path).rpartition(f"/{name}/")[2] for path in files.find(f"{root}/{name}"))
            for one in sorted((one for one in found if one != ARTICLES and one[0] != "."), key=_done_last):
                _receive(files, f"{root}/{name}/{one}", folder / one)

    def is_done(self, name: str) -> bool:
        """Return whether somebody has finished a part."""
        return self.has(f"{name}/{DONE}")

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        with _opened(self.address) as (files, root):
            return bool(files.exists(f"{root}/{name}"))

    def remove(self, name: str) -> None:
        """Remove a file, or a part with all its files, if it is there."""
        with _opened(self.address) as (files, root):
            if files.exists(f"{root}/{name}"):
                files.rm(f"{root}/{name}", recursive=True)


@contextmanager
def worked_on(place: SharedPlace, name: str) -> Iterator[Path]:
    """Give a folder of this machine alone that holds a part's articles; its tables are put in place at the end.

    The folder lies where TMPDIR says. Raises what SharedPlace raises.
    """
    with own_folder() as folder:
        copy_here(f"{place.address}/{name}/{ARTICLES}", folder)
        yield folder
        place.send_results(name, folder)


def copy_here(address: str, folder: Path) -> Path:
    """Copy a file into a folder of this machine. Raises what SharedPlace raises."""
    with _opened(address) as (files, path):
        target = folder / address.rpartition("/")[2]
        _receive(files, path, target)
        return target


@contextmanager
def _opened(address: str) -> Iterator[tuple[Any, str]]:
    """Open a place: the file system and the path in it; an error of it is one line."""
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
    except (ImportError, ValueError) as error:
        raise UsageError(f"--shared {address}: {_one_line(error)}") from error
    try:
        yield files, root.rstrip("/")
    except OSError as error:
        raise DatasetError(f"{error.filename or address}: {error.strerror or _one_line(error)}") from error
    except BilingualError:
        raise
    except Exception as error:  # fsspec opens what is installed: each store has errors of its own, of no common kind
        raise DatasetError(f"{address}: {_one_line(error)}") from error


def _put_whole(files: Any, source: Path, target: str) -> None:  # noqa: ANN401 - fsspec has no types
    """Put a file in place: on a disk beside it first, flushed and renamed; to a store at once, which shows it whole."""
    if _on_disk(files):
        _copy_whole(source, Path(target))
    else:
        files.put_file(str(source), target)


def _receive(files: Any, source: str, target: Path) -> None:  # noqa: ANN401
    """Bring a file here, whole."""
    if _on_disk(files):
        _copy_whole(Path(source), target)
        return
    with _beside(target) as new:
        files.get_file(source, str(new))


def _copy_whole(source: Path, target: Path) -> None:
    with _beside(target) as new, source.open("rb") as old, new.open("xb") as stream:
        shutil.copyfileobj(old, stream, 1 << 20)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a name, that no other attempt at the same file uses, for what takes the place of `path` at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _on_disk(files: Any) -> bool:  # noqa: ANN401
    return "file" in ((files.protocol,) if isinstance(files.protocol, str) else files.protocol)


def _done_last(name: str) -> tuple[bool, str]:
    return name == DONE, name


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
