"""Pairs as tests make them, and files of them."""

from dataclasses import replace
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.exports.exporting import FORMATS
from bilingual.pairs import Pair

BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]><a>&c;&x;</a>'


def pair(number: int, fr: str, en: str, **fields: object) -> Pair:
    plain = Pair(
        f"{number:016x}",
        fr,
        en,
        "article",
        None,
        None,
        None,
        None,
        0,
        number,
        0,
        1,
        "sentence",
        -0.5,
        (),
        "machine",
        en,
        "",
    )
    return replace(plain, **fields)


def write(name: str, pairs: list[Pair], folder: Path, manifest: Manifest) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    files = FORMATS[name](folder, "pairs", manifest)
    for each in pairs:
        files.add(each)
    files.close()
    return files.replaced
