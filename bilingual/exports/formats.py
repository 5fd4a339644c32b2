"""The formats by name: what makes their files, which pairs they take, and whether they need whole articles."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.review_table import ReviewTable
from bilingual.errors import UsageError
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.files import DocumentFiles, PairFiles
from bilingual.exports.jsonl import JsonLines
from bilingual.exports.moses import Moses
from bilingual.exports.options import ExportOptions
from bilingual.exports.reading.epub import Epub
from bilingual.exports.reading.html import Html
from bilingual.exports.selecting import REVIEWED, USABLE
from bilingual.exports.tmx import Tmx
from bilingual.exports.trl import completions, is_edit, preferences
from bilingual.exports.wmt import Wmt
from bilingual.exports.xliff import Xliff
from bilingual.pairs import Pair

Make = Callable[[Path, str, Manifest, ExportOptions], PairFiles | DocumentFiles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: `make` opens its files of one split; `statuses` are those that it takes unless others are asked for.

    `suits` says of a pair whether the format can hold it at all. `by_document` says that `make` gives `DocumentFiles`,
    which take whole articles.
    """

    make: Make
    statuses: frozenset[str] = USABLE
    suits: Callable[[Pair], bool] | None = None
    by_document: bool = False


FORMATS: Mapping[str, Format] = {
    "tsv": Format(make=lambda folder, stem, *_: ReviewTable(folder, stem)),
    "tmx": Format(make=Tmx, statuses=REVIEWED),
    "xliff": Format(make=Xliff, by_document=True),
    "moses": Format(make=lambda folder, stem, _, options: Moses(folder, stem, options)),
    "jsonl": Format(make=lambda folder, stem, _, options: JsonLines(folder, stem, options)),
    "csv": Format(make=lambda folder, stem, _, options: CommaSeparated(folder, stem, options)),
    "wmt": Format(make=Wmt, by_document=True),
    "trl-preference": Format(
        make=lambda folder, stem, *_: preferences(folder, stem), statuses=frozenset({"edited"}), suits=is_edit
    ),
    "trl-completion": Format(make=lambda folder, stem, *_: completions(folder, stem), statuses=REVIEWED),
    "html": Format(make=lambda folder, stem, manifest, _: Html(folder, stem, manifest), by_document=True),
    "epub": Format(make=lambda folder, stem, manifest, _: Epub(folder, stem, manifest), by_document=True),
}
GROUPS: Mapping[str, tuple[str, ...]] = {"trl": ("trl-preference", "trl-completion")}


def named_formats(names: Iterable[str]) -> list[str]:
    """Return the formats of names in any capitals, each once. Raises UsageError for one that does not exist."""
    found = [each for name in names for each in GROUPS.get(name.lower(), (name.lower(),))]
    if unknown := [name for name in found if name not in FORMATS]:
        raise UsageError(f"no format `{unknown[0]}`; choose from {', '.join((*FORMATS, *GROUPS))}")
    return list(dict.fromkeys(found))
