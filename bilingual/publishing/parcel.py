"""What of a dataset belongs on the Hub: its manifest, card, descriptions and tables; no copy of what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset.copies import is_copy
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.licences import check_licence
from bilingual.dataset.manifest import FileRecord, Manifest, read_manifest, record_file
from bilingual.errors import DatasetError, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A dataset that is to be published: the files that go, and the names of those that stay, by their paths in it."""

    dataset: Path
    manifest: Manifest
    files: Mapping[str, FileRecord]
    stays: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """The size of all that goes."""
        return sum(record.bytes for record in self.files.values())


def pack(dataset: Path) -> Parcel:
    """Return what would be published of a dataset.

    Raises UsageError when the folder is no dataset, DatasetError when its licence is not one that the Hub knows.
    """
    manifest = read_manifest(dataset)
    _check_licence(dataset, manifest.license)
    goes = {name: record for name, record in sorted(manifest.files.items()) if not is_copy(name)}
    return Parcel(
        dataset=dataset,
        manifest=manifest,
        files={MANIFEST: record_file(dataset / MANIFEST), **goes},
        stays=tuple(name for name in sorted(manifest.files) if is_copy(name)),
    )


def _check_licence(dataset: Path, licence: str) -> None:
    try:
        known = check_licence(licence) == licence
    except UsageError as error:
        advice = str(error).partition("; ")[2]
        raise DatasetError(
            f"{dataset}: its licence `{licence}` is none that the Hugging Face Hub knows, and build takes another now; "
            f"{advice}"
        ) from error
    if not known:
        raise DatasetError(f"{dataset}: the Hugging Face Hub writes its licence `{licence.lower()}`; build it again so")
