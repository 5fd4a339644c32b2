"""A folder → what lies below it, in order of name, each real folder once, whatever links lead to it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bilingual.errors import ArticleError
from bilingual.opening import portable_name

# The files by which a dataset of ours is known; its card and tables are no articles.
DATASET = ("manifest.json", "pairs.tsv")

Kind = Literal["file", "special", "folder", "repeated", "dataset"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder: its path, its portable name relative to the folder searched, what it is, and its mode.

    `special` is a pipe, a device or a socket; `repeated` a folder that was met before under another name; `file` all
    the rest, a link that leads nowhere too (mode 0), so that reading it says so.
    """

    path: str
    name: str
    kind: Kind
    mode: int


def walk(top: str, into_datasets: bool = False) -> Iterator[Entry]:
    """Yield everything visible below a folder, depth first, by the bytes of the names: the same order on every machine.

    A folder comes before what is in it; a repeated one is not entered, nor a dataset unless asked for. Raises
    ArticleError for a folder that cannot be read.
    """
    seen = {_identity(top)}
    open_folders = [("", iter(_scan(top)))]
    while open_folders:
        prefix, entries = open_folders[-1]
        entry = next(entries, None)
        if entry is None:
            open_folders.pop()
            continue
        name, status = prefix + portable_name(entry.name), _status(entry)
        mode = status.st_mode if status else 0
        if status is None or not stat.S_ISDIR(mode):
            yield Entry(entry.path, name, "file" if not mode or stat.S_ISREG(mode) else "special", mode)
        elif (status.st_dev, status.st_ino) in seen:
            yield Entry(entry.path, name, "repeated", mode)
        elif not into_datasets and is_dataset(entry.path):
            yield Entry(entry.path, name, "dataset", mode)
        else:
            seen.add((status.st_dev, status.st_ino))
            yield Entry(entry.path, name, "folder", mode)
            open_folders.append((f"{name}/", iter(_scan(entry.path))))


def is_dataset(folder: str) -> bool:
    """Say whether a folder is a dataset of ours, by the files that lie in it."""
    return all(os.path.isfile(os.path.join(folder, name)) for name in DATASET)  # noqa: PTH113, PTH118 - see _scan


def _scan(folder: str) -> list[os.DirEntry[str]]:
    """List the visible entries of a folder; plain strings, because a Path takes a path apart and deep ones are long."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name_bytes)
    except OSError as error:
        raise ArticleError(f"{portable_name(folder)}: cannot be read: {error.strerror}") from error


def _name_bytes(entry: os.DirEntry[str]) -> bytes:
    return os.fsencode(entry.name)


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None


def _identity(folder: str) -> tuple[int, int]:
    try:
        status = os.stat(folder)  # noqa: PTH116 - see _scan
    except OSError as error:
        raise ArticleError(f"{portable_name(folder)}: cannot be read: {error.strerror}") from error
    return status.st_dev, status.st_ino
