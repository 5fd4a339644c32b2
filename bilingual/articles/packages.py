"""Documents that are zip archives of XML (DOCX, ODT, EPUB): opened and parsed within bounds, whoever made them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from lxml import etree

from bilingual.articles.input_file import InputFile
from bilingual.errors import ArticleError
from bilingual.files.archives import ENCRYPTED, Limits, RefusedArchive, check_directory, check_entries

LIMITS = Limits(entries=20_000, directory=8 << 20, bytes=1 << 30, ratio=200, free=64 << 20)
PART_BYTES = 256 << 20
# What unpacking a damaged or hostile member has led to, or may.
MEMBER_ERRORS = (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@contextmanager
def open_package(file: InputFile, what: str) -> Iterator[ZipFile]:
    """Open a document that is a zip archive; `what` is what it ought to be, such as `a Word document`.

    Nothing is unpacked to the disk. Raises ArticleError for what is no zip archive, is encrypted, or would unpack to
    more than such a document holds.
    """
    with file.open_seekable() as stream:
        try:
            check_directory(stream, LIMITS)
            with ZipFile(stream) as archive:
                entries = archive.infolist()
                size = stream.seek(0, 2)
                check_entries(entries, size, LIMITS)
                if any(entry.flag_bits & ENCRYPTED for entry in entries):
                    raise RefusedArchive("it is protected by a password; save it without one")
                yield archive
        except RefusedArchive as error:
            raise ArticleError(f"{file.shown}: not {what} that is read: {error}") from error
        except BadZipFile as error:
            raise ArticleError(f"{file.shown}: not {what}: {error}") from error


def read_part(archive: ZipFile, name: str, shown: str) -> bytes:
    """Return a member of a package. Raises ArticleError when it is missing, broken or too large."""
    try:
        with archive.open(name) as stream:
            content = stream.read(PART_BYTES + 1)
    except KeyError as error:
        raise ArticleError(f"{shown}: the part {name!a} is missing; save the document again") from error
    except MEMBER_ERRORS as error:
        raise ArticleError(f"{shown}: the part {name!a} cannot be unpacked: {error}") from error
    if len(content) > PART_BYTES:
        raise ArticleError(f"{shown}: the part {name!a} has more than {PART_BYTES >> 20} MiB; divide the document")
    return content


def parse_xml(content: bytes, shown: str) -> Any:  # noqa: ANN401 - lxml has no types of its own
    """Return the root of XML, in which entities stay as they stand and nothing is fetched.

    Raises ArticleError for what is no XML, declares entities, or is nested deeper than libxml2 reads (256 levels).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(f"{shown}: broken XML: {' '.join(str(error).split())}") from error
    if root is None:
        raise ArticleError(f"{shown}: broken XML: no element in it")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ArticleError(f"{shown}: its XML declares entities, which no such document needs")
    return root
