"""One version of a dataset as the page holds it; another takes its place when the dataset has been replaced."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from bilingual.dataset import read_manifest
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import Manifest, sha256_of
from bilingual.errors import DatasetError
from bilingual.review.log import VerdictLog
from bilingual.review.page.index import Index
from bilingual.review.page.opening import open_index
from bilingual.review.page.overlay import Overlay
from bilingual.review.page.queues import Queues

Sign = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a dataset with the log over it."""

    manifest: Manifest
    index: Index
    overlay: Overlay
    queues: Queues


class Editions:
    """Gives the edition of the dataset that stands in its place."""

    def __init__(self, dataset: Path, log: VerdictLog, double: float) -> None:
        self.dataset, self.work = dataset, work_folder(dataset)
        self._log, self._double, self._lock = log, double, RLock()
        self._sign: Sign | None = None
        self._edition: Edition | None = None
        self._indexes: list[Index] = []

    def current(self) -> Edition:
        """Return the edition that stands, its index made anew where the dataset has been replaced.

        Raises DatasetError when the dataset cannot be read, or its index not written.
        """
        with self._lock:
            sign = self._look()
            if self._edition is None or sign != self._sign:
                self._edition, self._sign = self._open(), sign
            return self._edition

    def close(self) -> None:
        """Close the indexes; those of versions that are gone may have been in use until now."""
        with self._lock:
            for index in self._indexes:
                index.close()
            self._indexes, self._edition = [], None

    def _open(self) -> Edition:
        manifest, digest = read_manifest(self.dataset), sha256_of(self.dataset / MANIFEST)
        index = open_index(self.dataset, self.work, digest)
        self._indexes.append(index)
        overlay = Overlay(index, self._log)
        overlay.match(self.dataset)
        return Edition(manifest, index, overlay, Queues(index, overlay, self._double))

    def _look(self) -> Sign | None:
        with suppress(OSError):
            found = os.stat(self.dataset / MANIFEST)  # noqa: PTH116 - asked at every request
            return found.st_mtime_ns, found.st_ino, found.st_size
        return self._sign  # between two versions, or gone: what is open can still be read


def work_folder(dataset: Path) -> Path:
    """Return the folder beside a dataset where its builds keep their work, made if need be. Raises DatasetError."""
    place = dataset.resolve()
    work = place.with_name(f".{place.name}.work")
    try:
        work.mkdir(exist_ok=True)
    except OSError as error:
        raise DatasetError(
            f"{work}: the page's index cannot be written: {error.strerror}; give yourself permission to write beside "
            "the dataset, or copy it to a folder of your own"
        ) from error
    return work
