"""The files of a dataset → one commit in a repository of the Hub, which has all of them or none."""

from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.next_version import refuse_changed
from bilingual.publishing.hub import KIND, Hub
from bilingual.publishing.parcel import Parcel
from bilingual.publishing.refusals import refusals_told
from bilingual.publishing.standing import CARD, Standing, differing, read_standing, refuse_other, stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A dataset on the Hub: its commit, what was sent and deleted for it (nothing if it was there), what was there.

    `card_kept` says that somebody has written in the card there, which stays so.
    """

    commit: str
    sent: tuple[str, ...]
    deleted: tuple[str, ...]
    card_kept: bool


def publish(parcel: Parcel, hub: Hub, *, private: bool = False, replace: bool = False, bars: bool = False) -> Published:
    """Send a dataset to a repository, which is made if there is none, and delete there what an earlier version left.

    All is one commit: whoever loads the dataset meanwhile gets the version before or this one. `bars` draws progress on
    stderr. Raises UsageError when the repository is public and is to be `private`, or holds something else that it is
    not to `replace`; DatasetError when another version has taken the dataset's place since it was packed; HubError when
    the Hub refuses or cannot be reached.
    """
    _quieten(bars)
    with refusals_told(hub):
        hub.api.whoami()
        standing = read_standing(hub, private)
        if not replace:
            refuse_other(hub, standing, parcel)
        send, delete = differing(standing, parcel), stale(standing, parcel)
        kept = not replace and standing.card_changed
        if kept:  # it is the same version, else it would have been refused
            send = [name for name in send if name != CARD]
        commit = _commit(hub, parcel, standing, send, delete) if send or delete else standing.commit
    return Published(commit=commit, sent=tuple(send), deleted=tuple(delete), card_kept=kept)


def _quieten(bars: bool) -> None:
    """Let the library draw bars or not, and say nothing of its own: its retries are no news, its errors are told."""
    from huggingface_hub.utils import disable_progress_bars, enable_progress_bars, logging

    logging.set_verbosity_error()
    (enable_progress_bars if bars else disable_progress_bars)()


def _commit(hub: Hub, parcel: Parcel, standing: Standing, send: list[str], delete: list[str]) -> str:
    """Make the commit, on top of what was looked at, and return its name."""
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    manifest = parcel.manifest
    added = [CommitOperationAdd(path_in_repo=name, path_or_fileobj=_content(parcel.dataset / name)) for name in send]
    refuse_changed(parcel.dataset, parcel.files[MANIFEST].sha256)
    done = hub.api.create_commit(
        hub.repository,
        [*(CommitOperationDelete(path_in_repo=name) for name in delete), *added],
        commit_message=message_for(manifest),
        commit_description=manifest.signature,
        repo_type=KIND,
        revision=hub.branch,
        parent_commit=standing.commit,
    )
    return str(done.oid)


def _content(path: Path) -> Path | bytes:
    """Return a table's path, for the Hub compares its hash; of other files the bytes, lest they change until sent."""
    return path if path.suffix == ".parquet" else path.read_bytes()


def message_for(manifest: Manifest) -> str:
    """Return the first line of the commit: the dataset's name and version."""
    return f"{manifest.name}, version {manifest.version}"
