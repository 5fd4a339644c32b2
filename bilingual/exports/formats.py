"""The formats by name: what makes their files, which statuses they take, and whether they need whole articles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.review_table import ReviewTable
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.files import DocumentFiles, PairFiles
from bilingual.exports.jsonl import JsonLines
from bilingual.exports.moses import Moses
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import USABLE
from bilingual.exports.tmx import Tmx

Make = Callable[[Path, str, Manifest, ExportOptions], PairFiles | DocumentFiles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: `make` opens its files of one split; `statuses` are those that it takes unless others are asked for.

    `by_document` says that `make` gives `DocumentFiles`, which take whole articles.
    """

    make: Make
    statuses: frozenset[str] = USABLE
    by_document: bool = False


FORMATS: Mapping[str, Format] = {
    "tsv": Format(make=lambda folder, stem, *_: ReviewTable(folder, stem)),
    "tmx": Format(make=lambda folder, stem, manifest, _: Tmx(folder, stem, manifest)),
    "moses": Format(make=lambda folder, stem, *_: Moses(folder, stem)),
    "jsonl": Format(make=lambda folder, stem, *_: JsonLines(folder, stem)),
    "csv": Format(make=lambda folder, stem, *_: CommaSeparated(folder, stem)),
}
