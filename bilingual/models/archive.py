"""Unpack an `.argosmodel` file (a zip archive from anywhere) without trusting a word of it.

Everything is checked before the first byte is written: the size of the directory, the number of entries,
their names, kinds, sizes and places.
"""

import re
import struct
import unicodedata
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from bilingual.errors import ModelError
from bilingual.files import archives
from bilingual.files.archives import Limits, RefusedArchive, kind_of_entry, packing_fault, path_fault

# Weights shrink by a tenth, word lists to a quarter; deflate alone can reach 1 032 times.
LIMITS = Limits(entries=5_000, directory=4 << 20, bytes=2 << 30, ratio=50, free=16 << 20)
MAX_NAME = 200
ROOT_NAME = re.compile(r"[\w][\w.-]*", re.ASCII)


def unpack(file: Path, into: Path) -> Path:
    """Unpack the package in `file` into the empty folder `into`; the path of its one root folder.

    Raises `ModelError` when it is not a zip archive or anything about it is suspicious; what has been written
    by then is the caller's to remove.
    """
    try:
        with file.open("rb") as stream:
            archives.check_directory(stream, LIMITS)
        with ZipFile(file) as archive:
            archives.check_entries(archive.infolist(), file.stat().st_size, LIMITS)
            root = _check_entries(archive.infolist())
            for entry in archive.infolist():
                _extract(archive, entry, into)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise ModelError(f"{file}: it is not an intact zip archive ({error}); fetch the package again") from None
    except (ModelError, RefusedArchive) as error:
        raise ModelError(f"{file}: refused: {error}") from None
    return into / root


def _check_entries(entries: list[ZipInfo]) -> str:
    """Return the name of the one root folder of these entries; `ModelError` for anything a package never has."""
    for entry in entries:
        _check_name(entry)
        _check_kind(entry)
    _check_clashes(entries)
    roots = sorted({entry.filename.split("/")[0] for entry in entries})
    inside = all("/" in entry.filename for entry in entries)
    if len(roots) != 1 or not inside or not ROOT_NAME.fullmatch(roots[0]):
        shown = ", ".join(map(ascii, roots[:3]))
        raise ModelError(f"a package has one root folder with a plain name, this one has {shown or 'nothing'}")
    return roots[0]


def _check_name(entry: ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    if fault := path_fault(name):
        raise ModelError(f"the entry {name!a} {fault}")
    if "\\" in name or any(not char.isprintable() for char in name):
        raise ModelError(f"the entry {name!a} has a backslash or a control character in its name")
    if any(part in ("", ".") for part in parts):
        raise ModelError(f"the entry {name!a} has an empty or '.' part in its path")
    if len(name.encode()) > MAX_NAME:
        raise ModelError(f"the entry {name[:40]!a}… has a name of more than {MAX_NAME} bytes")


def _check_kind(entry: ZipInfo) -> None:
    kind = kind_of_entry(entry)
    if kind not in ("file", "folder"):
        what = "a link" if kind == "link" else "neither a file nor a folder"
        raise ModelError(f"the entry {entry.filename!a} is {what}")
    if fault := packing_fault(entry):
        raise ModelError(f"the entry {entry.filename!a} {fault}")


def _check_clashes(entries: list[ZipInfo]) -> None:
    """Refuse two entries for one place, also on a disk that ignores case or Unicode normal form."""
    seen: dict[str, ZipInfo] = {}
    for entry in entries:
        key = unicodedata.normalize("NFC", entry.filename.removesuffix("/")).casefold()
        if key in seen:
            raise ModelError(f"the entries {seen[key].filename!a} and {entry.filename!a} have one place")
        seen[key] = entry
    for key, entry in seen.items():
        parents = ("/".join(key.split("/")[:depth]) for depth in range(1, key.count("/") + 1))
        if any(parent in seen and not seen[parent].is_dir() for parent in parents):
            raise ModelError(f"the entry {entry.filename!a} lies inside a file")


def _extract(archive: ZipFile, entry: ZipInfo, into: Path) -> None:
    target = into / entry.filename
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as packed, target.open("xb") as out:
        while piece := packed.read(min(1 << 20, left + 1)):
            left -= len(piece)
            if left < 0:
                raise ModelError(f"the entry {entry.filename!a} is longer than it says")
            out.write(piece)
    if left:
        raise ModelError(f"the entry {entry.filename!a} is shorter than it says")
