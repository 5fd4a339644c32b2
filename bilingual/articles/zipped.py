"""A zip archive → the articles of the files in it, each read by its ending; nothing is written to the disk."""

import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from bilingual.articles.article import Article
from bilingual.articles.formats import FORMATS, is_of_its_format
from bilingual.articles.input_file import InputFile
from bilingual.articles.notes import with_counts
from bilingual.articles.reading import read_file
from bilingual.errors import ArticleError
from bilingual.files.archives import Limits, RefusedArchive, kind_of_entry, open_archive, open_entry, path_fault

# What is unpacked is read a piece at a time, so that any size is fine; an entry takes 1 kB of memory.
LIMITS = Limits(entries=200_000, directory=32 << 20, bytes=1 << 44, ratio=400, free=256 << 20, zip64=True)
UTF8_NAME, FIELD_BYTES = 0x800, 4
UNICODE_PATH = 0x7075  # APPNOTE 4.6.9: the name in UTF-8, for programs that do not set the flag
HIDDEN = ("__MACOSX",)
ARCHIVE = ".zip"
OTHERS, ARCHIVES = "files in the archive passed over, no articles by their ending", "archives in the archive not opened"
LINKS, REPLACED = "links in the archive not followed", "files in the archive replaced by later ones of the same name"


def read_zipped(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the articles of the files in an archive, in order of their names' bytes, and an error for each at fault.

    Each is read as in a folder of the archive's name. The last article's notes count what was passed over. Raises
    ArticleError when the archive cannot be read, is suspicious, or has no file that may be an article.
    """
    counts: Counter[str] = Counter()
    with file.open_seekable() as stream:
        archive = _open(file, stream)
        empty = True
        for found in with_counts(_read_members(file, archive, counts), counts):
            empty = False
            yield found
    if empty:
        only = "".join(f", {what}: {number:,}" for what, number in counts.items())
        raise ArticleError(
            f"{file.shown}: no article in this archive{only}; `bilingual inputs` lists the endings of articles"
        )


def _open(file: InputFile, stream: BinaryIO) -> ZipFile:
    try:
        return open_archive(stream, LIMITS)
    except RefusedArchive as error:
        raise ArticleError(f"{file.shown}: not an archive that is read: {error}") from error
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error


def _read_members(file: InputFile, archive: ZipFile, counts: Counter[str]) -> Iterator[Article | ArticleError]:
    for name, entry in sorted(_files(archive, counts).items(), key=lambda found: found[0].encode()):
        member = InputFile(
            path=f"{file.path}/{os.fsdecode(name.encode())}",  # as the file system would give it, in any locale
            name=f"{file.name}/{name}",
            source=partial(open_entry, archive, entry),
            columns=file.columns,
        )
        try:
            if not _is_article(member, counts):
                continue
            if fault := path_fault(name):
                raise RefusedArchive(f"it {fault}")
            yield from read_file(member)
        except RefusedArchive as error:
            yield ArticleError(f"{member.shown}: {error}; pack it again, or unpack the archive yourself")
        except ArticleError as error:
            yield error


def _files(archive: ZipFile, counts: Counter[str]) -> dict[str, ZipInfo]:
    """Return the visible files by name; of two with one name the last, as every program unpacks them."""
    files: dict[str, ZipInfo] = {}
    for entry in archive.infolist():
        name, kind = member_name(entry), kind_of_entry(entry)
        if kind == "folder" or _is_hidden(name):
            continue
        if kind == "link":
            counts[LINKS] += 1
            continue
        if name in files:
            counts[REPLACED] += 1
        files[name] = entry
    return files


def member_name(entry: ZipInfo) -> str:
    """Return an entry's name as a path with `/`: in UTF-8 where it is that, else in the code page of French Windows."""
    name = entry.orig_filename
    if not entry.flag_bits & UTF8_NAME:
        stored = name.encode("cp437")
        try:
            name = (_unicode_path(entry.extra, stored) or stored).decode("utf-8")
        except UnicodeDecodeError:
            name = stored.decode("cp850")
    root = "/" if name.startswith(("/", "\\")) else ""
    return root + "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))


def _unicode_path(extra: bytes, stored: bytes) -> bytes | None:
    """Return the name that an extra field gives, if it was made for the name that the entry has."""
    at = 0
    while at + FIELD_BYTES <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + FIELD_BYTES : at + FIELD_BYTES + size]
        if kind == UNICODE_PATH and field[1:5] == struct.pack("<I", zlib.crc32(stored)):
            return field[5:]
        at += FIELD_BYTES + size
    return None


def _is_hidden(name: str) -> bool:
    """Return whether a folder would hide a file of this name, or macOS has put it beside another."""
    return any(part in HIDDEN or (part.startswith(".") and part != "..") for part in name.split("/"))


def _is_article(member: InputFile, counts: Counter[str]) -> bool:
    """Return whether a file in an archive is read by its ending, and by how it begins where others have that too."""
    if member.ending == ARCHIVE:
        counts[ARCHIVES] += 1
        return False
    if member.ending in FORMATS and is_of_its_format(member):
        return True
    counts[OTHERS] += 1
    return False
