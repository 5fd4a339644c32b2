"""A folder → what lies below it, in order of name, each real folder once, whatever links lead to it."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bilingual.errors import ArticleError
from bilingual.files.opening import portable_name, shown_name

# The files by which a dataset of ours is known; its card and tables are no articles.
DATASET = ("manifest.json", "pairs.tsv")

Kind = Literal["file", "special", "folder", "repeated", "dataset", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something in a folder: its path, its portable name relative to the folder searched, what it is, and its mode.

    `special` is a pipe, a device or a socket; `repeated` a folder that was met before under another name; `file` all
    the rest, a link that leads nowhere too (mode 0), so that reading it says so; `unreadable` a folder that cannot be
    listed or a thing that cannot be looked at, for the `reason`.
    """

    path: str
    name: str
    kind: Kind
    mode: int
    reason: str = ""


def walk(top: str, into_datasets: bool = False) -> Iterator[Entry]:
    """Yield everything visible below a folder, depth first, by the bytes of the names: the same order on every machine.

    A folder comes before what is in it; a repeated one is not entered, nor a dataset unless asked for. Raises
    ArticleError when `top` cannot be read.
    """
    seen = {_identity(_status(top))}
    open_folders = [("", iter(_scan(top)))]
    while open_folders:
        prefix, entries = open_folders[-1]
        entry = next(entries, None)
        if entry is None:
            open_folders.pop()
            continue
        found, inside = _look(entry, prefix + portable_name(entry.name), seen, into_datasets)
        yield found
        if found.kind == "folder":
            open_folders.append((f"{found.name}/", iter(inside)))


def _look(
    entry: os.DirEntry[str], name: str, seen: set[tuple[int, int]], into_datasets: bool
) -> tuple[Entry, list[os.DirEntry[str]]]:
    """Say what an entry is, and what lies in it when it is a folder to enter, which is then `seen`."""
    try:
        mode = _mode(entry)
        if not stat.S_ISDIR(mode):
            return Entry(
                path=entry.path, name=name, kind="file" if not mode or stat.S_ISREG(mode) else "special", mode=mode
            ), []
        if (identity := _identity(_status(entry.path))) in seen:
            return Entry(path=entry.path, name=name, kind="repeated", mode=mode), []
        if _holds_dataset(inside := _scan(entry.path)) and not into_datasets:
            return Entry(path=entry.path, name=name, kind="dataset", mode=mode), []
    except ArticleError as error:
        return Entry(path=entry.path, name=name, kind="unreadable", mode=0, reason=str(error)), []
    seen.add(identity)
    return Entry(path=entry.path, name=name, kind="folder", mode=mode), inside


def is_dataset(folder: str) -> bool:
    """Say whether a folder is a dataset of ours. Raises ArticleError when it cannot be read."""
    return _holds_dataset(_scan(folder))


def _holds_dataset(entries: list[os.DirEntry[str]]) -> bool:
    """Say whether these entries are those of a dataset of ours, by the files that lie in it."""
    return sum(stat.S_ISREG(_mode(entry)) for entry in entries if entry.name in DATASET) == len(DATASET)


def _scan(folder: str) -> list[os.DirEntry[str]]:
    """List the visible entries of a folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name_bytes)
    except OSError as error:
        raise ArticleError(f"{shown_name(folder)}: cannot be read: {error.strerror}") from error


def _name_bytes(entry: os.DirEntry[str]) -> bytes:
    return os.fsencode(entry.name)


def _mode(entry: os.DirEntry[str]) -> int:
    """Return what an entry leads to; 0 for a link that leads nowhere or round."""
    if entry.is_file(follow_symlinks=False):
        return stat.S_IFREG  # known without a system call
    try:
        return entry.stat().st_mode
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):
            return 0
        raise ArticleError(f"{shown_name(entry.path)}: cannot be read: {error.strerror}") from error


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _status(folder: str) -> os.stat_result:
    try:
        return os.stat(folder)
    except OSError as error:
        raise ArticleError(f"{shown_name(folder)}: cannot be read: {error.strerror}") from error
