"""Pairs as tests make them, and files of them."""

from dataclasses import replace
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.exports.formats import FORMATS
from bilingual.exports.options import ExportOptions
from bilingual.pairs import Pair

BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]><a>&c;&x;</a>'


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
        start=0,
        end=1,
        kind="sentence",
        score=-0.5,
        flags=(),
        status="machine",
        machine_en=en,
        comment="",
    )
    return replace(plain, **fields)


def write(name: str, pairs: list[Pair], folder: Path, manifest: Manifest) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    files = FORMATS[name].make(folder, "pairs", manifest, ExportOptions())
    for each in pairs:
        files.add(each)
    files.close()
    return files.replaced
