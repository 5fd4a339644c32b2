"""Do the splits of a dataset keep apart what they promise: articles, those that are nearly others, sentences?"""

from collections.abc import Collection, Iterator
from pathlib import Path

from bilingual.dataset.leaks import COMPARED, find_leaks
from bilingual.dataset.manifest import Manifest
from bilingual.dataset.reading import read_rows
from bilingual.dataset.schema import FORMAT
from bilingual.duplicates import TextIndex
from bilingual.splits import NAMES


def check_splits(dataset: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the splits of a dataset, by the rules by which a build divides it; one line each.

    Datasets of earlier formats promise nothing of the kind, and one whose leaks were allowed keeps articles apart only.
    """
    if manifest.format != FORMAT or len(manifest.options["splits"]) == 1:
        return
    yield from _check_articles(dataset)
    yield from _check_whole(dataset)
    if manifest.options["leaks"] != "allowed":
        yield from _check_leaks(dataset, list(manifest.options["splits"]))


def _check_articles(dataset: Path) -> Iterator[str]:
    """Look for articles that are nearly the same and in two splits; without their texts nothing is known of that."""
    index, seen = TextIndex(), list[tuple[str, str]]()
    for row in read_rows(dataset, "articles", columns=["id", "text", "split"]):
        if row["text"] is None:
            return
        for name, split in (seen[number] for number in index.add(row["text"])):
            if split != row["split"]:
                yield f"articles {name} and {row['id']}: nearly the same, but in {split} and {row['split']}"
        seen.append((row["id"], row["split"]))


def _check_whole(dataset: Path) -> Iterator[str]:
    places = {row["id"]: row["split"] for row in read_rows(dataset, "articles", columns=["id", "split"])}
    for split in NAMES:
        for row in read_rows(dataset, "default", split, ["id", "article_id"]):
            if (place := places.get(row["article_id"])) != split:
                yield f"pair {row['id']}: in {split}, but its article is in {place}"


def _check_leaks(dataset: Path, splits: Collection[str]) -> Iterator[str]:
    for pair, split, guard in find_leaks(splits, lambda split: read_rows(dataset, "default", split, COMPARED)):
        yield f"pair {pair}: in {split}, but it is, or nearly is, a sentence of {guard}"
