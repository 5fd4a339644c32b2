"""Folders and files that appear whole or not at all: flushed to the disk, then put in place in one step where possible.

One step is `renameat2` (Linux 3.15; renameat2(2)): with RENAME_EXCHANGE two names change places, and there is no
moment at which either is missing. Elsewhere two renames do it, and `recover` completes what a kill between them left.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

AT_FDCWD, RENAME_NOREPLACE, RENAME_EXCHANGE = -100, 1, 2
# What systems, C libraries and file systems without an exchange answer.
CANNOT = frozenset((errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM))


def exchange(new: Path, old: Path) -> bool:
    """Exchange the names of two existing paths on one disk in one step.

    Returns False, and does nothing, where the system or the file system cannot. Raises OSError for any other failure.
    """
    return _rename(new, old, RENAME_EXCHANGE)


def put_in_place(new: Path, out: Path, old: Path) -> Path | None:
    """Put `new` where `out` is, on the disk; return where what stood there lies, for the caller to remove.

    `new` is flushed first. Where there is no exchange, the replaced one is renamed to `old`; what a kill between the
    two renames leaves is for `recover`. Raises OSError, with `out` as it was.
    """
    flush_tree(new)
    replaced = None
    if not os.path.lexists(out):
        new.rename(out)
    elif exchange(new, out):
        replaced = new
    else:
        replaced = out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise
    flush(out.parent)
    return replaced


def recover(new: Path, out: Path, old: Path) -> None:
    """Clear what a killed `put_in_place` left: a whole `out` stays, else the one that it was to replace comes back."""
    if old.exists() and not out.exists():
        old.rename(out)
        flush(out.parent)
    for left in (new, old):
        remove(left)


@contextmanager
def write_whole(path: Path, over: bool = True) -> Iterator[BinaryIO]:
    """Open a file beside `path` that takes its place, on the disk, at the end, unless an error comes first.

    Where `path` is a link, the file it leads to is written. What a killed process left beside it is written over.
    Raises FileExistsError when `path` is not a file, or is there though `over` is False, or another process is writing
    it; and other kinds of OSError.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "there is something else than a file", str(path))
    new = path.with_name(f".{path.name}.new")
    with _opened(new, path) as stream:
        claim(stream.fileno(), new)
        try:
            stream.truncate(0)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            if over:
                new.replace(path)
            elif not _rename(new, path, RENAME_NOREPLACE):
                path.hardlink_to(new)
                new.unlink()
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    flush(path.parent)


def _opened(new: Path, path: Path) -> BinaryIO:
    """Open the file beside `path`; an error names `path`, which is what somebody asked for."""
    try:
        descriptor = os.open(new, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)  # as it is until it is claimed
        return os.fdopen(descriptor, "r+b")
    except OSError as error:
        error.filename = str(path)
        raise


def claim(descriptor: int, path: Path) -> None:
    """Lock an open file or folder for this process, until it is closed or the process ends in whatever way.

    Raises FileExistsError when another process has locked it, or has put it elsewhere since it was opened.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return
    except (BlockingIOError, FileNotFoundError):
        pass
    raise FileExistsError(errno.EEXIST, "another process is writing here", str(path))


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if it is there; what cannot be removed stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def flush_tree(path: Path) -> None:
    """Wait until a file, or a folder and all that is in it, is on the disk; links are not followed."""
    for inner in sorted(path.rglob("*")) if path.is_dir() else ():
        if not inner.is_symlink():
            flush(inner)
    flush(path)


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename(new: Path, old: Path, flag: int) -> bool:
    """Call renameat2; False where the system or the file system has no such thing. Raises OSError."""
    if (renameat2 := _renameat2()) is None:
        return False
    if renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(old))


@cache
def _renameat2() -> Callable[..., int] | None:
    """Return the C library's function (glibc 2.28, musl 1.2.5), None where it has none."""
    if not sys.platform.startswith("linux"):
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        text = ctypes.c_char_p
        function.argtypes = (ctypes.c_int, text, ctypes.c_int, text, ctypes.c_uint)
        function.restype = ctypes.c_int
    return function
