"""Files that the user names: only regular ones are opened, so that nothing waits for a pipe or reads a device."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import UsageError
from bilingual.text.visible import visible

SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_regular(path: str | Path, advice: str = "save it as a file first") -> BufferedReader:
    """Open a regular file, or a link to one, for reading.

    Raises UsageError with the advice for anything else, at once, and OSError when the file cannot be opened.
    """
    _refuse_special(path, os.stat(path).st_mode, advice)  # noqa: PTH116 - a Path takes long paths apart
    # The path may be another thing by then: O_NONBLOCK opens a pipe without waiting, and what was opened is looked at.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    stream = os.fdopen(descriptor, "rb")
    try:
        _refuse_special(path, os.fstat(descriptor).st_mode, advice)
    except UsageError:
        stream.close()
        raise
    return stream


def open_stdin(what: str) -> BinaryIO:
    """Return standard input as bytes. Raises UsageError, naming what should be given there, when it is closed."""
    if sys.stdin is None:
        raise UsageError(f"-: standard input is closed; give {what} there, or name a file")
    return sys.stdin.buffer


def special_kind(mode: int) -> str | None:
    """Name what a file of this mode is when it is not a regular one: `a pipe`, `a device`; None when it is."""
    if stat.S_ISREG(mode):
        return None
    return next((name for test, name in SPECIAL if test(mode)), "a special file")


def portable_name(name: str | os.PathLike[str]) -> str:
    r"""Return a file name as text that is the same in every locale.

    Its bytes are read as UTF-8; a byte that is not UTF-8 is written `\xNN`.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def shown_name(name: str | os.PathLike[str]) -> str:
    """Return a file name as messages show it: the portable name, on one line whatever is in it."""
    return visible(portable_name(name))


def refuse_tilde(path: str | Path, option: str = "") -> None:
    """Raise UsageError for a path that begins with a `~` which no shell replaced; `option` is what it was given to."""
    if str(path).startswith("~"):
        name = f"{option} {shown_name(path)}".lstrip()
        raise UsageError(f"{name}: ~ is your home only at the start of a word outside quotes; give the whole path")


def _refuse_special(path: str | Path, mode: int, advice: str) -> None:
    if stat.S_ISDIR(mode):
        raise UsageError(f"{shown_name(path)}: a folder; name a file")
    if kind := special_kind(mode):
        raise UsageError(f"{shown_name(path)}: {kind}, not a regular file; {advice}")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in an error of Arrow's, which tells the number of the system's error and no path."""
    try:
        yield
    except OSError as error:
        number = error.errno or errno.EIO
        raise OSError(number, os.strerror(number), str(path)) from error
