"""Documents that are zip archives of XML (DOCX, ODT, EPUB): opened and parsed within bounds, whoever made them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from zipfile import ZipFile

from lxml import etree

from bilingual.articles.input_file import PROTECTED, InputFile
from bilingual.errors import ArticleError
from bilingual.files.archives import ENCRYPTED, Limits, RefusedArchive, open_archive, open_entry
from bilingual.text.visible import visible

LIMITS = Limits(entries=20_000, directory=8 << 20, bytes=1 << 30, ratio=200, free=64 << 20, zip64=True)
PART_BYTES = 256 << 20
TREE_BYTES = 64 << 20  # a document of 1,000 pages has half of it; a tree takes eight times as much memory
TAGS = 4_000_000  # elements without any text take more: 140 bytes each
SHOWN = 200


@contextmanager
def open_package(file: InputFile, what: str) -> Iterator[ZipFile]:
    """Open a document that is a zip archive; `what` is what it ought to be, such as `a Word document`.

    Nothing is unpacked to the disk. Raises ArticleError for what is no zip archive, is encrypted, or would unpack to
    more than such a document holds.
    """
    with file.open_seekable() as stream:
        try:
            archive = open_archive(stream, LIMITS)
            if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
                raise ArticleError(f"{file.shown}: {PROTECTED}")
        except RefusedArchive as error:
            raise ArticleError(f"{file.shown}: not {what} that is read: {error}") from error
        except OSError as error:
            raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error
        with archive:
            yield archive


@contextmanager
def open_part(archive: ZipFile, name: str, shown: str) -> Iterator[BinaryIO]:
    """Open a member of a package. Raises ArticleError when it is missing, encrypted or, while it is read, broken."""
    part = shown_part(name)
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise ArticleError(f"{shown}: {part} is missing; save the document again") from error
    try:
        with open_entry(archive, entry) as stream:
            yield stream
    except RefusedArchive as error:
        raise ArticleError(f"{shown}: {part} cannot be unpacked: {error}") from error
    except OSError as error:
        raise ArticleError(f"{shown}: {part} cannot be unpacked: {error.strerror}") from error


def shown_part(name: str) -> str:
    """Return the name of a member as messages show it."""
    return f"the part {name[:SHOWN]!a}"


def read_part(archive: ZipFile, name: str, shown: str) -> bytes:
    """Return a member of a package. Raises ArticleError as `open_part`, and when it is too large."""
    with open_part(archive, name, shown) as stream:
        content = stream.read(PART_BYTES + 1)
    if len(content) > PART_BYTES:
        raise ArticleError(f"{shown}: {shown_part(name)} has more than {PART_BYTES >> 20} MiB; divide the document")
    return content


def parse_xml(content: bytes, shown: str) -> Any:  # noqa: ANN401 - lxml has no types of its own
    """Return the root of XML, in which entities stay as they stand and nothing is fetched.

    Raises ArticleError for what is no XML, declares entities, has more than `TREE_BYTES` or `TAGS`, is nested deeper
    than libxml2 reads (256 levels), or has a text or an attribute of more than its 10 MB.
    """
    if len(content) > TREE_BYTES:
        raise ArticleError(f"{shown}: more than {TREE_BYTES >> 20} MiB of XML in one part; divide the document")
    if (tags := content.count(b"<")) > TAGS:
        raise ArticleError(f"{shown}: {tags:,} tags in one part, more than {TAGS:,}; divide the document")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise ArticleError(f"{shown}: broken XML: {visible(' '.join(str(error).split()))[:SHOWN]}") from error
    if root is None:
        raise ArticleError(f"{shown}: broken XML: no element in it")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ArticleError(f"{shown}: its XML declares entities, which no document needs")
    return root
