"""`bilingual check` and `bilingual stats`: is a dataset sound, and what is in it."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import put, put_json
from bilingual.cli.summary import summarise
from bilingual.errors import DatasetError, UsageError
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.dataset import Manifest

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset folder that `bilingual build` wrote.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def refuse_swapped(dataset: Path, other: str | Path, right: str) -> None:
    """Raise UsageError where the dataset was given in another argument's place; `right` is the right order."""
    from bilingual.dataset.folder import MANIFEST

    def is_dataset(path: str | Path) -> bool:
        return os.path.isfile(os.path.join(path, MANIFEST))  # noqa: PTH113, PTH118 - an id may be too long for a Path

    if is_dataset(other) and not is_dataset(dataset):
        raise UsageError(f"{dataset} and {other} are swapped; write `bilingual {right}`")


def check_command(dataset: Dataset, as_json: AsJson = False) -> None:
    """Prove that a dataset is sound.

    Hashes, offsets, every character of the articles accounted for, both loaders. Ends with exit code 1 if anything is
    wrong.
    """
    from bilingual.dataset import check_dataset, read_manifest

    problems = check_dataset(dataset)
    if as_json:
        put_json({"dataset": str(dataset), "ok": not problems, "problems": problems})
    else:
        for problem in problems:
            put(problem)
    if problems:
        raise DatasetError(f"{dataset}: {plural(len(problems), 'problem')} found")
    if not as_json:
        put(f"{dataset}: sound. {_describe_sound(dataset, read_manifest(dataset))}")


def _describe_sound(dataset: Path, manifest: "Manifest") -> str:
    """Say what was proved, by the loaders that the dataset has files for, and which copies it does without."""
    from bilingual.dataset.copies import absent_copies, is_arrow
    from bilingual.dataset.tables import ARROW_INDEX

    absent = absent_copies(dataset, manifest)
    both = ARROW_INDEX in manifest.files and ARROW_INDEX not in absent
    loaders = "load_dataset and load_from_disk read" if both else "load_dataset reads"
    others = sorted(name for name in absent if not is_arrow(name))
    gone = [*others, *(["the Arrow copy"] if len(others) < len(absent) else [])]
    said = f" Not here, and only copies of the pairs: {' and '.join(gone)}." if gone else ""
    return f"{_describe_covered(manifest)}; all hashes match; {loaders} it.{said}"


def _describe_covered(manifest: "Manifest") -> str:
    """Say what was proved of the articles' texts, as far as they are published, and of the splits."""
    counts = manifest.counts
    pairs, skipped = plural(counts["pairs"], "pair"), plural(counts["skipped"], "skipped segment")
    articles = plural(counts["articles"], "article")
    covered = f"{pairs} and {skipped} cover every character of {articles}"
    if "articles" in manifest.options:
        covered = f"{pairs} and {skipped} of {articles} in their order, whose texts are not published to compare with"
    if len(counts.get("splits", ())) < 2 or "leaks" not in manifest.options:
        return covered
    leaks = "articles are whole, leaks allowed" if manifest.options["leaks"] == "allowed" else "no sentence leaks"
    return f"{covered}; {len(counts['splits'])} splits, {leaks}"


def stats_command(
    dataset: Dataset,
    duplicates: Annotated[
        bool,
        typer.Option(help="Look for repeated pairs, exact and near; the texts lie in the temporary folder meanwhile."),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Show what a dataset holds, on one screen.

    Articles, pairs and their kinds, words, flags, verdicts, publishers, repeated pairs, skipped segments; how the
    scores and the lengths are spread.
    """
    from bilingual.dataset import measure_dataset, measure_duplicates, one_version, read_manifest

    with one_version(dataset):
        manifest = read_manifest(dataset)
        stats, repeated = measure_dataset(dataset), measure_duplicates(dataset) if duplicates else {}
    if as_json:
        put_json({"dataset": str(dataset), "signature": manifest.signature, **asdict(stats), "duplicates": repeated})
        return
    for line in summarise(str(dataset), stats, repeated if duplicates else None):
        put(line)
