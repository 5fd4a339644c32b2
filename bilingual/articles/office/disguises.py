"""A file that is not what its ending says: what it is by its first bytes or its parts, and what to do with it."""

from typing import BinaryIO
from zipfile import ZipFile

from bilingual.articles.input_file import PROTECTED, InputFile
from bilingual.errors import ArticleError
from bilingual.files.archives import RefusedArchive, open_entry

HEAD_BYTES = 512
SEARCHED_BYTES = 1 << 20  # at a time
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary Format, [MS-CFB] 2.2
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of an Office document with a password, [MS-OFFCRYPTO]
BY_HEAD = {
    b"{\\rtf": "an RTF document; save it as .docx or .odt",
    b"%PDF-": "a PDF document; name it .pdf",
    b"<!DOCTYPE html": "a web page; name it .html",
    b"<html": "a web page; name it .html",
    b"MIME-Version": "a web page with its pictures; save it as .docx or .odt",
    b"<?xml": "XML, not a package; save it as .docx or .odt",
    b"\xdbRO-": "an old document of Word 2; save it as .docx or .odt",
}
PARTS = {
    "word/document.xml": ("a Word document", ".docx"),
    "xl/workbook.xml": ("a table of Excel", ""),
    "ppt/presentation.xml": ("a presentation of PowerPoint", ""),
    "META-INF/container.xml": ("an EPUB book", ".epub"),
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_KINDS = {
    "text": ("an OpenDocument text", ".odt"),
    "spreadsheet": ("an OpenDocument spreadsheet", ""),
    "presentation": ("an OpenDocument presentation", ""),
    "graphics": ("an OpenDocument drawing", ""),
}


def refuse_other_file(file: InputFile, what: str) -> None:
    """Raise ArticleError for a file that is no package at all and known by its first bytes; `what` it ought to be."""
    with file.open() as stream:
        try:
            head = stream.read(HEAD_BYTES)
            found = _kind_of(head, stream, file.shown)
        except OSError as error:
            raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error
    if found:
        raise ArticleError(f"{file.shown}: not {what}: it is {found}")


def refuse_other_package(archive: ZipFile, shown: str, what: str) -> None:
    """Raise ArticleError for a package that is another kind of document than `what`."""
    kind, ending = _package_kind(archive)
    if kind and kind != what:
        advice = f"name it {ending}" if ending else "only texts are read: save its text as .docx, .odt or .txt"
        raise ArticleError(f"{shown}: not {what}: it is {kind}; {advice}")


def _kind_of(head: bytes, rest: BinaryIO, shown: str) -> str:
    if head.startswith(OLE):
        if _holds(head, rest, LOCKED):
            raise ArticleError(f"{shown}: {PROTECTED}")
        return "a document of the old Office (.doc); save it as .docx or .odt"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    return next((found for mark, found in BY_HEAD.items() if start.startswith(mark.lower())), "")


def _holds(head: bytes, rest: BinaryIO, mark: bytes) -> bool:
    window = head
    while True:
        if mark in window:
            return True
        chunk = rest.read(SEARCHED_BYTES)
        if not chunk:
            return False
        window = window[-len(mark) :] + chunk


def _package_kind(archive: ZipFile) -> tuple[str, str]:
    names = set(archive.namelist())
    if "mimetype" in names:
        try:
            with open_entry(archive, archive.getinfo("mimetype")) as stream:
                mimetype = stream.read(HEAD_BYTES).decode("ascii", "replace").strip()
        except (OSError, RefusedArchive):
            mimetype = ""
        if mimetype.startswith(OPEN_DOCUMENT):
            kind = mimetype.removeprefix(OPEN_DOCUMENT).partition("-")[0]
            return OPEN_KINDS.get(kind, ("another OpenDocument", ""))
    return next((found for part, found in PARTS.items() if part in names), ("", ""))
