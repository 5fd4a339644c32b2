"""`bilingual remove`: the next version of a dataset without some of its articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import note, put, put_json
from bilingual.cli.dataset import AsJson, Dataset
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.dataset import Manifest
    from bilingual.dataset.removing import Removal


def remove_command(
    dataset: Dataset,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="The id of an article to remove; may be given again.")
    ] = None,
    publisher: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A publisher whose articles go, as the dataset writes it.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for the manifest and the card: it is published.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the new version here.", show_default="DATASET")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take articles out of a dataset, with their pairs and skipped segments.

    That makes its next version, whose manifest lists their ids and the reason, never a title or text. What else holds
    their text is said.
    """
    from bilingual.dataset.removing import plan_removal, remove_articles

    removal = plan_removal(dataset, article or (), publisher or (), reason)
    place = dataset if out is None else out
    manifest = None if dry_run else remove_articles(removal, place)
    if as_json:
        put_json(_as_json(removal, place, manifest))
        return
    for name in removal.articles if dry_run else ():
        put(name)
    _tell(removal, place, manifest)
    for line in _elsewhere(dataset, place):
        note(f"note       {line}")


def _as_json(removal: "Removal", place: Path, manifest: "Manifest | None") -> dict[str, object]:
    written = {"version": manifest.version, "parent": manifest.parent} if manifest else {}
    return {
        "out": str(place), "dry_run": manifest is None, "articles": removal.articles, "reason": removal.reason,
        "pairs": removal.pairs, "skipped": removal.skipped, "left": removal.left, "emptied": removal.emptied, **written,
    }  # fmt: skip


def _tell(removal: "Removal", place: Path, manifest: "Manifest | None") -> None:
    gone = (
        f"{plural(len(removal.articles), 'article')} with {plural(removal.pairs, 'pair')} and "
        f"{plural(removal.skipped, 'skipped segment')}"
    )
    if manifest is None:
        note(f"would remove {gone}; {plural(sum(removal.left.values()), 'pair')} would be left")
    else:
        put(f"removed    {place}: {gone}; version {manifest.version}, parent {removal.parent[:12]}")
        put(f"left       {plural(manifest.counts['articles'], 'article')}, {plural(manifest.counts['pairs'], 'pair')}")
    for split in removal.emptied:
        note(f"note       no pair is left in `{split}`, so the dataset has that split no more")


def _elsewhere(dataset: Path, place: Path) -> Iterator[str]:
    """Say what beside the dataset holds text of the articles all the same, and what to do about it."""
    from bilingual.dataset.next_version import same_place
    from bilingual.review.log_file import log_path

    folder = dataset.resolve()
    if not same_place(dataset, place):
        yield f"{dataset} holds them still: delete it, or leave --out away"
    if log_path(dataset).exists():
        yield f"{log_path(dataset)} holds them where somebody judged one of their pairs: the log forgets nothing"
    work = folder.with_name(f".{folder.name}.work")
    if any(path.name != "lock" for path in work.glob("*")):
        yield f"{work} holds them as kept work: it may be deleted, and the next build translates all again"
    if (exports := folder.with_name(f"{folder.name}-export")).exists():
        yield f"{exports} may hold them: export again"
    yield "copies elsewhere, exports, caches of `datasets` and earlier commits on the Hub are not touched"
