"""What kind of spreadsheet a file is, by its name or by what is in it; and whether it is safe to open."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from bilingual.errors import ReviewError
from bilingual.files.archives import ENCRYPTED, Limits, RefusedArchive, check_directory, check_entries
from bilingual.files.opening import open_regular
from bilingual.review.delimited import ADVICE, INSTEAD

ENDINGS = (".xlsx", ".ods")
INSTALL_REVIEW = 'pip install "bilingual[review]"'
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# XML of one sentence again and again shrinks a hundred times; what is unpacked is read piece by piece.
LIMITS = Limits(entries=1_000, directory=1 << 20, bytes=2 << 30, ratio=400, free=256 << 20)
PIECE = 1 << 16
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError, ValueError)


def kind_of_name(name: str) -> str | None:
    """Return `xlsx` or `ods` for a file name with such an ending, None for any other."""
    return next((ending[1:] for ending in ENDINGS if name.casefold().endswith(ending)), None)


def kind_of_file(path: Path) -> str | None:
    """Return `xlsx` or `ods` for such a file whatever its name is, None for what may be text.

    Raises UsageError for what is no regular file, ReviewError for an archive that is none of them, damaged or hostile.
    """
    with open_regular(path, INSTEAD) as stream:
        start = stream.read(4)
    if start == OLE:
        raise ReviewError(f"{path}: this is an .xls file, or it has a password; save it as .xlsx without one")
    if start != ZIP:
        return None
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if {"mimetype", "content.xml"} <= names and b"opendocument.spreadsheet" in _start_of(archive, "mimetype"):
            return "ods"
    raise ReviewError(f"{path}: an archive, but no .xlsx or .ods file; save it as one of them, or {ADVICE}")


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """Open a spreadsheet as the archive that it is. Raises ReviewError for one that is damaged or hostile."""
    with open_regular(path, INSTEAD) as stream:
        yield from _checked(path, stream)


def _checked(path: Path, stream: BinaryIO) -> Iterator[ZipFile]:
    try:
        check_directory(stream, LIMITS)
        with ZipFile(stream) as archive:
            check_entries(archive.infolist(), path.stat().st_size, LIMITS)
            if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
                raise ReviewError(f"{path}: it has a password; save it without one")
            yield archive
    except RefusedArchive as error:
        raise ReviewError(f"{path}: refused as a spreadsheet: {error}; save it again, or {ADVICE}") from None
    except _DAMAGED as error:
        raise ReviewError(f"{path}: damaged: {error}; save it again, or {ADVICE}") from None


def refuse_entities(archive: ZipFile, name: str, path: Path) -> None:
    """Raise ReviewError for an XML part with a document type, which no program writes and which may hold a bomb."""
    with archive.open(name) as part:
        parser, state = expat.ParserCreate(), {"typed": False, "begun": False}
        parser.StartDoctypeDeclHandler = lambda *_: state.update(typed=True)
        parser.StartElementHandler = lambda *_: state.update(begun=True)
        try:
            while (piece := part.read(PIECE)) and not (state["typed"] or state["begun"]):
                parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise ReviewError(f"{path}: damaged: {name}: {error}; save it again, or {ADVICE}") from None
    if state["typed"]:
        raise ReviewError(f"{path}: refused: {name} declares a document type, as no spreadsheet program does")


def _start_of(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(200)
