"""The parts of a Word document and what it says of itself: Open Packaging Conventions, ECMA-376 part 2."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZipFile

from bilingual.articles.office.fields import Properties
from bilingual.articles.office.xml_events import read_events, value_of
from bilingual.errors import ArticleError

PACKAGE = "_rels/.rels"
MAIN = "word/document.xml"
# The two forms of the format, transitional and strict, have other namespaces and the same names.
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
PROPERTIES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
KEPT = ("dc:title", "dc:creator", "dc:language", "dcterms:modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where the parts lie in the package; "" for one that is not there."""

    main: str
    styles: str = ""
    footnotes: str = ""
    endnotes: str = ""
    properties: str = ""


class _Relations:
    """The parts that a part leads to: the last word of the relation's type → the part."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = value_of(attributes, "Type").rpartition("/")[2]
        if name == "Relationship" and len(self.found) < 100 and value_of(attributes, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.base, value_of(attributes, "Target")))
            self.found.setdefault(kind, target.lstrip("/"))

    def end(self, name: str) -> None:
        """Hear nothing new."""

    def data(self, text: str) -> None:
        """Hear nothing new: relations are attributes."""


def find_parts(archive: ZipFile, shown: str) -> Parts:
    """Return where the parts of a Word document lie. Raises ArticleError when it has no main part."""
    names = {name.lower(): name for name in archive.namelist()}  # the names of parts are the same in capitals
    package = _relations(archive, names[PACKAGE], "", shown) if PACKAGE in names else {}
    main = names.get(package.get("officeDocument", MAIN).lower(), "")
    if not main:
        raise ArticleError(f"{shown}: not a Word document: its main part is missing; save the document again")
    folder, file = posixpath.split(main)
    relations = names.get(f"{folder}/_rels/{file}.rels".lower().lstrip("/"), "")
    found = _relations(archive, relations, folder, shown) if relations else {}

    def part(kind: str, given: Mapping[str, str]) -> str:
        return names.get(given.get(kind, "").lower(), "")

    return Parts(
        main=main, styles=part("styles", found), footnotes=part("footnotes", found), endnotes=part("endnotes", found),
        properties=part("core-properties", package),
    )  # fmt: skip


def read_properties(archive: ZipFile, part: str, shown: str) -> dict[str, str]:
    """Return the core properties of `KEPT` that are there."""
    properties = Properties(KEPT)
    if part:
        read_events(archive, part, shown, PROPERTIES, properties)
    return properties.found


def _relations(archive: ZipFile, part: str, base: str, shown: str) -> dict[str, str]:
    relations = _Relations(base)
    read_events(archive, part, shown, {}, relations)
    return relations.found
