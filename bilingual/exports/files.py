"""What every format shares: files that appear whole, and the count of characters that a format cannot hold."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TextIO, runtime_checkable

from bilingual.dataset.documents import Document
from bilingual.errors import DatasetError, UsageError
from bilingual.exports.selecting import Selection
from bilingual.files.exchange import claim, put_in_place, remove, write_whole
from bilingual.files.opening import refuse_tilde
from bilingual.pairs import Pair


@runtime_checkable
class PairFiles(Protocol):
    """The open files of one format and one split."""

    @property
    def replaced(self) -> int:
        """The characters that the format cannot hold."""

    def add(self, pair: Pair) -> None:
        """Write one pair."""

    def close(self) -> None:
        """Write the end and close the files."""


@runtime_checkable
class DocumentFiles(Protocol):
    """The open files of one format and one split that take whole articles, those without a pair to export too.

    A document holds every segment of its article. Pairs that `selection.takes` refuses are no translation to publish:
    a format for readers shows their French, one for programs leaves them out.
    """

    @property
    def replaced(self) -> int:
        """The characters that the format cannot hold."""

    def add_document(self, document: Document, selection: Selection) -> None:
        """Write one article; articles come in the order of the dataset."""

    def close(self) -> None:
        """Write the end and close the files."""


@contextmanager
def write_new(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file that appears whole, but never over one that is there: it may hold somebody's verdicts.

    Raises UsageError when there is something at `path`, DatasetError when it cannot be written.
    """
    refuse_tilde(path, "--out")
    refuse_existing(path)
    try:
        with write_whole(path, over=False) as raw:
            stream = TextIOWrapper(raw, encoding="utf-8", newline="")
            yield stream
            stream.detach()
    except OSError as error:
        raise DatasetError(f"{path}: cannot be written: {error.strerror}; choose another --out") from error


@contextmanager
def write_folder(out: Path) -> Iterator[Path]:
    """Give a folder beside `out` that takes its place in one step at the end, unless an error comes first.

    The files of `out` that are not written anew are in it too, as they are at that moment. Raises UsageError when `out`
    is the current folder or holds folders, DatasetError when it cannot be written or another process is writing it.
    """
    _refuse_wrong_folder(out)
    out = out.resolve()
    new, old = (out.with_name(f".{out.name}.{ending}") for ending in ("new", "old"))
    try:
        new.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
        try:
            claim(descriptor, new)
            _clear(new, out, old)
            try:
                yield new
                written = {path.name for path in new.iterdir()}
                _carry_over(out, new, written)
                replaced = put_in_place(new, out, old)
            except BaseException:
                remove(new)
                raise
            if replaced:
                _settle(replaced, out, written)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise DatasetError(f"{out}: cannot be written: {error.strerror}; choose another --out") from error


def _clear(new: Path, out: Path, old: Path) -> None:
    """Complete or clear what a killed process left."""
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (*new.iterdir(), old):
        remove(left)


def _carry_over(out: Path, new: Path, written: set[str]) -> None:
    for name in written:
        if name.endswith(".tsv"):
            refuse_existing(out / name)
    for path in out.iterdir() if out.exists() else ():
        if path.name not in written:
            _carry(path, new / path.name)


def _settle(replaced: Path, out: Path, written: set[str]) -> None:
    """Keep what somebody wrote while the folders changed places, and remove the rest."""
    with suppress(FileNotFoundError):  # the next export clears it too
        for path in replaced.iterdir():
            if path.name not in written and not _is_carried(path, out / path.name):
                path.replace(out / path.name)
    remove(replaced)


def _carry(path: Path, to: Path) -> None:
    """Give the same file another name, so that who has it open goes on writing to it; copy it where links cannot be."""
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def _is_carried(path: Path, to: Path) -> bool:
    if not os.path.lexists(to):
        return False
    here, there = path.lstat(), to.lstat()
    return os.path.samestat(here, there) or (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)


def _refuse_wrong_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: this is a file; give a folder")
    if Path.cwd().is_relative_to(out.resolve()):
        raise UsageError(
            f"--out {out}: the current folder, or one that it lies in; name a folder in it, such as export"
        )
    folders = [path.name for path in out.iterdir() if path.is_dir()] if out.exists() else []
    if folders:
        raise UsageError(f"--out {out}: it holds folders, such as {min(folders)}; give the exports one of their own")


def refuse_existing(path: Path) -> None:
    """Raise UsageError when there is a file at `path`."""
    if path.is_dir():
        raise UsageError(f"--out {path}: this is a folder; give the name of the file to write")
    if os.path.lexists(path):
        raise UsageError(f"{path}: already there, and may hold verdicts; give another --out, or move it away")
