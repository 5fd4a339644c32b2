"""XML in a package → its tags and characters as they come: a document of any length, and no tree of it."""

import re
from collections.abc import Mapping
from typing import IO, Any, Protocol
from zipfile import ZipFile

from lxml import etree

from bilingual.articles.packages import PART_BYTES, SHOWN, open_part, shown_part
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

CHUNK_BYTES = 64 << 10
DEEPEST = 256  # elements in each other, as libxml2 has them in a tree
NAMES_KEPT = 2_000
# A document type that only names where its rules are, which nobody fetches: OpenOffice.org 2 wrote one.
_QUOTED = rb"(?:\"[^\"]*\"|'[^']*')"
PLAIN_TYPE = re.compile(rb"<!DOCTYPE\s+[^\s\[>]+\s+(?:PUBLIC\s+%b\s+|SYSTEM\s+)%b\s*>" % (_QUOTED, _QUOTED))


class Events(Protocol):
    """What hears the events; a name is `prefix:local` with the prefix of a table, `local` where that has none."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins; `attributes` have their full names, for `value_of`."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def data(self, text: str) -> None:
        """Hear characters, maybe not all of a stretch at once."""


def value_of(attributes: Mapping[str, str], local: str) -> str:
    """Return the attribute of this local name, in whichever namespace; "" where there is none."""
    for name, value in attributes.items():
        if name.rpartition("}")[2] == local:
            return value
    return ""


def read_events(archive: ZipFile, part: str, shown: str, prefixes: Mapping[str, str], events: Events) -> None:
    """Tell `events` what the XML of a part holds, its entities excepted; `prefixes` are by namespace.

    Raises ArticleError for a part that is missing, broken, too large, no XML, nested too deep or declares entities.
    """
    where = shown_part(part)
    target = _Bounded(events, prefixes, f"{shown}: {where}")
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )  # fmt: skip
    try:
        with open_part(archive, part, shown) as stream:
            _feed(parser, stream, target)
        parser.close()
    except etree.LxmlError as error:
        said = visible(" ".join(str(getattr(error, "msg", error)).split()))[:SHOWN]
        raise ArticleError(f"{shown}: broken XML in {where}: {said}; save the document again") from error


def _feed(parser: Any, stream: IO[bytes], target: "_Bounded") -> None:  # noqa: ANN401 - lxml has no types of its own
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        target.plain_type = target.plain_type or (not size and _has_plain_type(chunk))
        size += len(chunk)
        if size > PART_BYTES:
            raise ArticleError(f"{target.where} has more than {PART_BYTES >> 20} MiB; divide the document")
        parser.feed(chunk)


def _has_plain_type(head: bytes) -> bool:
    """Return whether the one document type in the first bytes of XML declares nothing itself."""
    plain = head.replace(b"\0", b"")  # of UTF-16
    return plain.count(b"<!DOCTYPE") == 1 and PLAIN_TYPE.search(plain) is not None


class _Bounded:
    """What lxml's parser calls: it shortens names, and stops what no document needs."""

    def __init__(self, events: Events, prefixes: Mapping[str, str], where: str) -> None:
        self.events, self.prefixes, self.where = events, prefixes, where
        self.plain_type = False
        self.depth = 0
        self.names: dict[str, str] = {}

    def doctype(self, *_: object) -> None:
        if not self.plain_type:
            raise ArticleError(f"{self.where} declares a document type with entities, which no document needs")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ArticleError(
                f"{self.where} has elements nested deeper than {DEEPEST}; save the text in a simpler form"
            )
        self.events.start(self._name(tag), attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.events.end(self._name(tag))

    def data(self, text: str) -> None:
        self.events.data(text)

    def close(self) -> None:
        """Return nothing: what was read is with `events`."""

    def _name(self, tag: str) -> str:
        name = self.names.get(tag)
        if name is None:
            namespace, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
            prefix = self.prefixes.get(namespace)
            name = f"{prefix}:{local}" if prefix else local
            if len(self.names) < NAMES_KEPT:
                self.names[tag] = name
        return name
