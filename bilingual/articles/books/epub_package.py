"""What an EPUB book says of itself: its parts in reading order, what they are called, who wrote it.

Sources: EPUB 3.3 (W3C, 2023); Open Packaging Format 2.0.1 and Open Container Format 2.0.1 (IDPF) for EPUB 2.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from bilingual.articles.fields import is_web
from bilingual.articles.languages import language_code
from bilingual.articles.packages import parse_xml, read_part
from bilingual.articles.web.html_marks import tag_of, types_of
from bilingual.articles.web.html_trees import parse_xhtml
from bilingual.errors import ArticleError

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
FONTS_ONLY = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}  # obfuscated, not protected
TEXTS = {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/html+xml"}
LONGEST_LABEL = 200
LABEL_PARTS = 200
DATE = re.compile(r"\s*(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?![\d-])")
NO_YEAR = "0101"  # Calibre's date of a book whose date is unknown
OPF = "{http://www.idpf.org/2007/opf}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An item of the spine: its name in the archive, None where that lies outside or nothing is declared."""

    id: str
    name: str | None
    href: str
    is_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book: the fields of its articles, its parts in reading order, what the navigation calls them.

    `covers` and `contents` are the names of what the book itself says to be its cover and its contents.
    """

    title: str | None
    fields: Mapping[str, str | None]
    parts: tuple[Part, ...]
    labels: Mapping[str, str]
    covers: frozenset[str]
    contents: frozenset[str]


class _Names:
    """Finds members of the archive by the addresses that its documents write."""

    def __init__(self, archive: ZipFile) -> None:
        self.exact = frozenset(archive.namelist())
        self.alike = {_folded(name): name for name in self.exact}

    def find(self, href: str, base: str) -> str | None:
        """Return the name of the member, or what it would be; None for what lies outside of the archive."""
        address = href.partition("#")[0]
        if "://" in address:
            return None
        paths = [posixpath.normpath(posixpath.join(base, path)) for path in (address, unquote(address))]
        if paths[1].startswith(("/", "../")) or paths[1] in ("..", "."):
            return None
        found = next((path for path in paths if path in self.exact), None)
        return found or self.alike.get(_folded(paths[1]), paths[1])


def read_book(archive: ZipFile, shown: str) -> Book:
    """Read a book's package. Raises ArticleError for what is no EPUB book, or one that is protected."""
    names = _Names(archive)
    if CONTAINER not in names.exact:
        raise ArticleError(f"{shown}: not an EPUB book: {CONTAINER} is missing")
    package = _package_name(parse_xml(read_part(archive, CONTAINER, shown), shown), shown)
    root = parse_xml(read_part(archive, package, shown), shown)
    base = posixpath.dirname(package)
    items = {item.get("id") or "": item for item in _all(root, "item")}
    parts = tuple(_parts(root, items, names, base))
    _refuse_protected(archive, {part.name for part in parts} | {package}, names, shown)
    guide = [(_type(one), names.find(one.get("href") or "", base)) for one in _all(root, "reference") if _whole(one)]
    labels, landmarks = _navigation(archive, items, names, base)
    places = [*guide, *landmarks]
    title = next(_values(root, "title"), None)
    navs = {names.find(item.get("href") or "", base) for item in items.values() if "nav" in _words(item, "properties")}
    return Book(
        title=title,
        fields=_fields(root),
        parts=parts,
        labels=labels,
        covers=frozenset(name for what, name in places if what == "cover" and name),
        contents=frozenset(name for what, name in places if what == "toc" and name) | frozenset(filter(None, navs)),
    )


def _package_name(container: Any, shown: str) -> str:  # noqa: ANN401 - lxml has no types of its own
    for rootfile in _all(container, "rootfile"):
        if path := rootfile.get("full-path"):
            return str(path)
    raise ArticleError(f"{shown}: not an EPUB book: {CONTAINER} names no package")


def _parts(root: Any, items: Mapping[str, Any], names: _Names, base: str) -> Iterator[Part]:  # noqa: ANN401
    """Yield the spine's items, each once; instead of a picture its fallback, where it has one that is text."""
    for id in dict.fromkeys(ref.get("idref") or "" for ref in _all(root, "itemref")):
        item, seen = items.get(id), {id}
        while item is not None and item.get("media-type") not in TEXTS and item.get("fallback") not in seen | {None}:
            seen.add(item.get("fallback"))
            item = items.get(item.get("fallback"))
        href = (item.get("href") or "") if item is not None else ""
        is_text = item is None or item.get("media-type") in TEXTS
        yield Part(id=id, name=names.find(href, base) if href else None, href=href, is_text=is_text)


def _refuse_protected(archive: ZipFile, needed: set[str | None], names: _Names, shown: str) -> None:
    if ENCRYPTION not in names.exact:
        return
    for data in _all(parse_xml(read_part(archive, ENCRYPTION, shown), shown), "EncryptedData"):
        method = next(_all(data, "EncryptionMethod"), None)
        uris = {names.find(reference.get("URI") or "", "") for reference in _all(data, "CipherReference")}
        if (method is None or method.get("Algorithm") not in FONTS_ONLY) and uris & needed:
            raise ArticleError(f"{shown}: protected against copying (DRM); give a copy without protection")


def _fields(root: Any) -> dict[str, str | None]:  # noqa: ANN401
    """Return the fields that the book's metadata gives to each of its articles."""
    addresses = [value for name in ("source", "identifier") for value in _values(root, name)]
    languages = [code for value in _values(root, "language") if (code := language_code(value))]
    return {
        "author": "; ".join(dict.fromkeys(_values(root, "creator"))) or None,
        "publisher": next(_values(root, "publisher"), None),
        "date": _date(root),
        "language": next(iter(languages), None),
        "url": next((value for value in addresses if is_web(value)), None),
    }


def _date(root: Any) -> str | None:  # noqa: ANN401
    """Return the date of publication, not that of a change to the file."""
    dates = [(date.get(f"{OPF}event") or date.get("event") or "", date.text or "") for date in _all(root, "date")]
    wanted = [text for event in ("publication", "original-publication", "") for said, text in dates if said == event]
    found = (DATE.match(text) for text in wanted)
    return next((date[1] for date in found if date and not date[1].startswith(NO_YEAR)), None)


def _navigation(
    archive: ZipFile, items: Mapping[str, Any], names: _Names, base: str
) -> tuple[dict[str, str], list[tuple[str, str | None]]]:
    """Return what the navigation calls each part, and its landmarks: EPUB 3's document, else EPUB 2's NCX.

    Navigation that cannot be read is none: the book can be read without it.
    """
    labels: dict[str, str] = {}
    landmarks: list[tuple[str, str | None]] = []
    for item in sorted(items.values(), key=lambda item: "nav" not in _words(item, "properties")):
        is_nav = "nav" in _words(item, "properties")
        name = names.find(item.get("href") or "", base)
        if name is None or not (is_nav or item.get("media-type") == "application/x-dtbncx+xml"):
            continue
        try:
            root, _ = parse_xhtml(read_part(archive, name, name), name)
        except ArticleError:
            continue
        folder = posixpath.dirname(name)
        for what, href, label in _entries(root) if is_nav else _points(root):
            place = names.find(href, folder)
            if what:
                landmarks.append((what, place if "#" not in href else None))
            elif place and label and len(label) <= LONGEST_LABEL:
                labels.setdefault(place, label)
    return labels, landmarks


def _entries(root: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """Yield the links of a navigation document: what a landmark is, "" for contents; the address; the words."""
    for nav in _all(root, "nav"):
        types = types_of(nav)
        for link in _all(nav, "a") if not types.isdisjoint(("toc", "landmarks")) else ():
            what = " ".join(sorted(types_of(link) & {"cover", "toc"})) or "other" if "landmarks" in types else ""
            yield what, link.get("href") or "", _label(link)


def _points(root: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    for point in _all(root, "navpoint"):
        label = next((child for child in point if tag_of(child) == "navlabel"), None)
        content = next((child for child in point if tag_of(child) == "content"), None)
        if label is not None and content is not None:
            yield "", content.get("src") or "", _label(label)


def _label(element: Any) -> str:  # noqa: ANN401
    return " ".join("".join(islice(element.itertext(), LABEL_PARTS)).split())


def _all(root: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements of a name in any namespace: books mix those of EPUB 2, of EPUB 3 and none."""
    return (element for element in root.iter("{*}*") if tag_of(element) == name.lower())


def _values(root: Any, name: str) -> Iterator[str]:  # noqa: ANN401
    """Yield the metadata of a name, without blanks around."""
    for metadata in islice(_all(root, "metadata"), 1):
        yield from filter(None, (" ".join((element.text or "").split()) for element in _all(metadata, name)))


def _words(item: Any, name: str) -> list[str]:  # noqa: ANN401
    return str(item.get(name) or "").split()


def _type(reference: Any) -> str:  # noqa: ANN401
    return str(reference.get("type") or "").strip().lower()


def _whole(reference: Any) -> bool:  # noqa: ANN401
    """Return whether a reference is to a whole part, not to a place in it."""
    return "#" not in (reference.get("href") or "")


def _folded(name: str) -> str:
    """Return a name as systems compare it that tell neither case nor how accents are composed."""
    return unicodedata.normalize("NFC", name).casefold()
