"""Pairs as tests make them, and files of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.exports.files import PairFiles
from bilingual.exports.formats import FORMATS
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import Selection
from bilingual.pairs import STATUSES, Pair

BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]><a>&c;&x;</a>'
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
SEGMENT, SOURCE, TARGET = f"{XLIFF}segment", f"{XLIFF}source", f"{XLIFF}target"
ALL = Selection(statuses=frozenset(STATUSES))


def pair(number: int, fr: str, en: str, **fields: object) -> Pair:
    plain = Pair(
        id=f"{number:016x}",
        fr=fr,
        en=en,
        article_id="article",
        title=None,
        date=None,
        publisher=None,
        url=None,
        paragraph=0,
        sentence=number,
        start=number,
        end=number + 1,
        kind="sentence",
        score=-0.5,
        flags=(),
        status="machine",
        machine_en=en,
        comment="",
    )
    return replace(plain, **fields)


def edited(number: int, fr: str, en: str, machine: str, **fields: object) -> Pair:
    return pair(number, fr, en, machine_en=machine, status="edited", origin="review", **fields)


def document(pairs: Sequence[Pair], **fields: object) -> Document:
    first = pairs[0]
    plain = Document(
        id=first.article_id,
        text=None,
        title=first.title,
        date=first.date,
        publisher=first.publisher,
        url=first.url,
        path="",
        encoding="utf-8",
        sha256="",
        split="train",
        segments=tuple(pairs),
    )
    return replace(plain, **fields)


def write(name: str, pairs: list[Pair], folder: Path, manifest: Manifest, options: ExportOptions | None = None) -> int:
    """Write all pairs, those of one article if the format takes articles, and return what was replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    files = FORMATS[name].make(folder, "pairs", manifest, options or ExportOptions())
    if isinstance(files, PairFiles):
        for each in pairs:
            files.add(each)
    else:
        files.add_document(document(pairs), ALL)
    files.close()
    return files.replaced


def xliff_units(path: Path) -> list[tuple[str, str, str]]:
    """Return id, French and English of each unit, the characters that XML lacks put back where `<cp>` stands."""
    return [
        (unit.get("id"), *(_decoded(unit.find(f"{SEGMENT}/{side}")) for side in (SOURCE, TARGET)))
        for unit in ElementTree.parse(path).iter(f"{XLIFF}unit")
    ]


def _decoded(text: ElementTree.Element) -> str:
    return (text.text or "") + "".join(chr(int(code.get("hex"), 16)) + (code.tail or "") for code in text)
