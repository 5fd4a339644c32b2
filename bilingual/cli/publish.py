"""`bilingual publish`: a dataset to the Hugging Face Hub."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.console import note, put, put_json, say, shows_progress
from bilingual.cli.dataset import AsJson, Dataset, refuse_swapped
from bilingual.errors import DatasetError
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.publishing import Hub, Parcel, Published

UNSTATED = frozenset(("unknown", "other"))


def publish_command(
    dataset: Dataset,
    repo: Annotated[str, typer.Argument(metavar="REPO", help="The repository on the Hub, USER/NAME.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and open no connection.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Make a new repository that only you see.")] = False,
    revision: Annotated[
        str, typer.Option(metavar="BRANCH", help="The branch to commit to, made if there is none.")
    ] = "main",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over another dataset, a newer version or a changed card there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check a dataset, then send it to the Hugging Face Hub.

    Card, manifest, descriptions and tables go there as one commit; the Arrow copy and the review table, which repeat
    the pairs, stay. What an earlier version left there is deleted.
    """
    from bilingual.dataset import check_dataset, one_version
    from bilingual.publishing import check_branch, check_repository, connect, pack, publish

    refuse_swapped(dataset, repo, "publish DATASET USER/NAME")
    hub = None if dry_run else connect(repo, revision)
    repository = check_repository(repo)
    check_branch(revision)
    with one_version(dataset):
        parcel = pack(dataset)
        _refuse_unsound(dataset, check_dataset(dataset))
        _note_licence(parcel.manifest.license)
        if hub is None:
            _tell_plan(parcel, repository, as_json)
            return
        done = publish(parcel, hub, private=private, replace=replace, bars=shows_progress())
    _tell_done(parcel, hub, done, as_json)


def _refuse_unsound(dataset: Path, problems: list[str]) -> None:
    for problem in problems:
        say(problem)
    if problems:
        raise DatasetError(f"{dataset}: {plural(len(problems), 'problem')} found, so nothing was sent")


def _note_licence(licence: str) -> None:
    if licence in UNSTATED:
        note(
            f"note       the Hub will show the licence `{licence}`; to state one, build again with --license, such as "
            "--license cc-by-4.0"
        )


def _tell_plan(parcel: "Parcel", repository: str, as_json: bool) -> None:
    """Print what would be sent, a file and its bytes a line, and say what stays."""
    from bilingual.publishing import message_for, page_of

    if as_json:
        put_json({"repository": repository, "url": page_of(repository), "dry_run": True, **_as_json(parcel)})
        return
    for name, record in parcel.files.items():
        put(f"{name}\t{record.bytes}")
    note(f"would send {_size(parcel)} to {page_of(repository)}: {message_for(parcel.manifest)}")
    if parcel.stays:
        note(f"stays here {_stays(parcel)}")


def _tell_done(parcel: "Parcel", hub: "Hub", done: "Published", as_json: bool) -> None:
    from bilingual.publishing import message_for

    if as_json:
        put_json({
            "repository": hub.repository, "url": hub.url, "dry_run": False, "revision": hub.branch,
            "commit": done.commit, "sent": done.sent, "deleted": done.deleted, **_as_json(parcel),
        })  # fmt: skip
    elif done.sent or done.deleted:
        put(f"published  {hub.url}: {message_for(parcel.manifest)}, {_size(parcel)}")
        put(f"commit     {done.commit}: {plural(len(done.sent), 'file')} sent, {len(done.deleted)} deleted")
    else:
        put(f"unchanged  {hub.url}: {message_for(parcel.manifest)} is there already")
    if done.card_kept:
        note("note       somebody has written in the card there, which stays so; --replace sends this one")


def _as_json(parcel: "Parcel") -> dict[str, Any]:
    files = [{"path": name, "bytes": record.bytes, "sha256": record.sha256} for name, record in parcel.files.items()]
    manifest = parcel.manifest
    return {"name": manifest.name, "version": manifest.version, "license": manifest.license,
            "signature": manifest.signature, "files": files, "bytes": parcel.bytes, "stays": parcel.stays}  # fmt: skip


def _size(parcel: "Parcel") -> str:
    return f"{plural(len(parcel.files), 'file')} of {plural(parcel.bytes, 'byte')}"


def _stays(parcel: "Parcel") -> str:
    """Name what stays: files by their paths, of folders the name and the number of files."""
    folders: dict[str, int] = {}
    for name in parcel.stays:
        place = name.partition("/")[0] + ("/" if "/" in name else "")
        folders[place] = folders.get(place, 0) + 1
    named = [f"{place} ({plural(count, 'file')})" if place.endswith("/") else place for place, count in folders.items()]
    return f"{', '.join(named)}: copies of the pairs"
