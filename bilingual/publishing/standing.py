"""What stands in a repository before a dataset goes there, and whether it may be replaced by it."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import FileRecord, Manifest, read_manifest, sha256_of
from bilingual.dataset.schema import FOLDERS
from bilingual.errors import DatasetError, HubError, UsageError
from bilingual.publishing.hub import KIND, MAIN, Hub
from bilingual.publishing.parcel import Parcel

CARD = "README.md"
UNASKED = frozenset((".gitattributes", CARD))  # what the Hub itself puts into a new repository
OUR_FILES = frozenset(("croissant.json",))
OUR_FOLDERS = frozenset((*FOLDERS.values(), "figures"))
PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A branch of a repository: its newest commit, each file's SHA-256 or name in Git, and a dataset's manifest.

    `card_changed` says that its card is not the one that the manifest lists: somebody has written in it.
    """

    commit: str
    files: Mapping[str, str]
    manifest: Manifest | None
    manifest_sha256: str
    card_changed: bool


def read_standing(hub: Hub, private: bool) -> Standing:
    """Return what stands in a repository; one that does not exist is made, private or not, and so is its branch.

    Raises UsageError when a repository is to be private and is public, and what `huggingface_hub` raises.
    """
    from huggingface_hub.errors import RevisionNotFoundError

    info = _info(hub) or _make(hub, private)
    if private and not info.private:
        raise UsageError(f"{hub.repository}: it is public, and --private changes that of new ones only; see {hub.url}")
    if hub.branch != MAIN:
        try:
            info = hub.api.repo_info(hub.repository, repo_type=KIND, revision=hub.branch)
        except RevisionNotFoundError:
            hub.api.create_branch(hub.repository, branch=hub.branch, repo_type=KIND)
    tree = hub.api.list_repo_tree(hub.repository, repo_type=KIND, revision=info.sha, recursive=True)
    files = {each.path: each.lfs.sha256 if each.lfs else each.blob_id for each in tree if hasattr(each, "blob_id")}
    with tempfile.TemporaryDirectory() as folder:
        return _read_files(hub, info.sha, files, Path(folder))


def _info(hub: Hub) -> Any:  # noqa: ANN401 - huggingface_hub.DatasetInfo, which is imported on use
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

    try:
        return hub.api.repo_info(hub.repository, repo_type=KIND)
    except GatedRepoError:
        raise
    except RepositoryNotFoundError:
        return None


def _make(hub: Hub, private: bool) -> Any:  # noqa: ANN401 - as above
    from huggingface_hub.errors import HfHubHTTPError

    try:
        hub.api.create_repo(hub.repository, repo_type=KIND, private=private)
    except HfHubHTTPError as error:
        if error.response.status_code != 409:
            raise
        raise HubError(
            f"{hub.repository}: it exists, but this token may not read it; give the token that right, or choose "
            "another name"
        ) from error
    return hub.api.repo_info(hub.repository, repo_type=KIND)


def _read_files(hub: Hub, commit: str, files: Mapping[str, str], folder: Path) -> Standing:
    """Fetch the manifest of a repository, if it has one of ours, and look at its card."""
    manifest, digest, changed = None, "", False
    if MANIFEST in files:
        digest = sha256_of(_fetch(hub, commit, MANIFEST, folder))
        try:
            manifest = read_manifest(folder)
        except DatasetError:
            manifest = None
    if manifest is not None and CARD in files and CARD in manifest.files:
        changed = sha256_of(_fetch(hub, commit, CARD, folder)) != manifest.files[CARD].sha256
    return Standing(commit=commit, files=files, manifest=manifest, manifest_sha256=digest, card_changed=changed)


def _fetch(hub: Hub, commit: str, name: str, folder: Path) -> Path:
    return Path(hub.api.hf_hub_download(hub.repository, name, repo_type=KIND, revision=commit, local_dir=folder))


def refuse_other(hub: Hub, standing: Standing, parcel: Parcel) -> None:
    """Raise UsageError when a repository holds what this is no next version of, or what somebody has written there."""
    theirs, ours = standing.manifest, parcel.manifest
    if theirs is None:
        if others := sorted(set(standing.files) - UNASKED):
            raise UsageError(
                f"{hub.repository}: the repository holds something else than a dataset of bilingual ({others[0]}); "
                "choose another, or give --replace"
            )
        return
    if standing.manifest_sha256 == parcel.files[MANIFEST].sha256:
        return
    if standing.manifest_sha256 != ours.parent:
        _refuse_no_ancestor(hub, theirs, ours)
    if standing.card_changed:
        raise UsageError(
            f"{hub.repository}: somebody has written in its {CARD} on the Hub, and that would be lost; keep a copy, "
            "then give --replace"
        )


def _refuse_no_ancestor(hub: Hub, theirs: Manifest, ours: Manifest) -> None:
    if theirs.name != ours.name:
        raise UsageError(
            f"{hub.repository}: another dataset is there, `{theirs.name}`; choose another repository, or give --replace"
        )
    if theirs.version > ours.version:
        raise UsageError(
            f"{hub.repository}: version {theirs.version} is there, and this is {ours.version}; publish the newer one, "
            "or give --replace"
        )
    if theirs.version == ours.version > 1:
        raise UsageError(
            f"{hub.repository}: another version {ours.version} is there, with other verdicts; choose another "
            "repository, or give --replace"
        )


def stale(standing: Standing, parcel: Parcel) -> list[str]:
    """Return the files of a repository that an earlier version has left: in our folders, or in its manifest."""
    listed = standing.manifest.files if standing.manifest else {}
    return [
        name
        for name in sorted(standing.files)
        if name not in parcel.files and (name in listed or name in OUR_FILES or name.split("/")[0] in OUR_FOLDERS)
    ]


def differing(standing: Standing, parcel: Parcel) -> list[str]:
    """Return the files of a dataset that a repository lacks, or has with other content."""
    return [
        name
        for name, record in parcel.files.items()
        if not _is_same(standing.files.get(name), parcel.dataset / name, record)
    ]


def _is_same(there: str | None, path: Path, record: FileRecord) -> bool:
    """Say whether a file is the one of a repository, which names small files as Git does and large ones by SHA-256."""
    if there is None:
        return False
    return record.sha256 == there if len(there) == len(record.sha256) else _git_name(path) == there


def _git_name(path: Path) -> str:
    """Return the name that Git gives a file's content: the SHA-1 of its length and bytes."""
    digest = hashlib.sha1(usedforsecurity=False)
    with path.open("rb") as stream:
        digest.update(b"blob %d\0" % os.fstat(stream.fileno()).st_size)
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
