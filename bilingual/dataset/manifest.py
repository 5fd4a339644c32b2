"""The manifest: what a dataset was made from and with, and the SHA-256 of every file in it."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from bilingual.dataset.folder import MANIFEST, refuse_undecodable
from bilingual.dataset.schema import FORMAT, FORMATS
from bilingual.dataset.tables import write_json
from bilingual.errors import DatasetError, UsageError
from bilingual.files.opening import refuse_tilde


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of the dataset; `rows` is None where the file is not a table."""

    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything that made a dataset. `parent` is the SHA-256 of the manifest that a review started from."""

    name: str
    version: int
    parent: str | None
    license: str
    inputs: Mapping[str, Any]
    model: Mapping[str, Any]
    options: Mapping[str, Any]
    versions: Mapping[str, str]
    counts: Mapping[str, Any]
    files: Mapping[str, FileRecord]
    format: str = FORMAT

    @property
    def signature(self) -> str:
        """One line that identifies the dataset, in the manner of sacrebleu (Post 2018).

        `inputs` covers the articles with their metadata, `options` the name, the licence and everything that was asked
        for, `data` every table: datasets with one signature hold the same rows, made of the same articles in one way.
        """
        tables = [[name, record.sha256] for name, record in sorted(self.files.items()) if record.rows is not None]
        parts = {
            "bilingual": self.versions["bilingual"],
            "model": "-".join(filter(None, (self.model["name"], self.model["version"])))
            + f"@{self.model['sha256'][:12]}",
            "beam": self.options["beam"],
            "ctranslate2": self.versions["ctranslate2"],
            "sentencepiece": self.versions["sentencepiece"],
            "articles": self.counts["articles"],
            "pairs": self.counts["pairs"],
            "skipped": self.counts["skipped"],
            "version": self.version,
            "inputs": self.inputs["sha256"][:12],
            "options": _digest([self.name, self.license, self.options, *self._added()]),
            "data": _digest(tables),
        }
        return "|".join(f"{key}:{value}" for key, value in parts.items())

    def _added(self) -> list[Any]:
        """Return what only some builds have among the inputs, and what belongs to the dataset's identity."""
        dated = [self.inputs["published"]] if "published" in self.inputs else []
        return [*self.inputs.get("memories", ()), *dated]


def record_files(folder: Path, tables: Mapping[str, FileRecord]) -> dict[str, FileRecord]:
    """Hash every file of a dataset folder but the manifest and the `tables`, whose records are known."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: tables.get(name) or record_file(folder / name) for name in names if name != MANIFEST}


def record_file(path: Path, rows: int | None = None) -> FileRecord:
    """Hash one file."""
    return FileRecord(sha256_of(path), path.stat().st_size, rows)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest(value: Any) -> str:  # noqa: ANN401 - whatever json takes
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json`, its signature in it for people."""
    fields = asdict(manifest)
    ordered = {"format": fields.pop("format"), "signature": manifest.signature, **fields}
    write_json(folder / MANIFEST, ordered)


def _refuse_other(folder: Path) -> NoReturn:
    """Raise UsageError for a path that is no dataset: what it is, and what to do."""
    if folder.is_file() and (folder.parent / MANIFEST).is_file():
        raise UsageError(f"{folder}: a file, not a dataset of bilingual; give the folder it is in, {folder.parent}")
    if folder.is_file():
        raise UsageError(f"{folder}: a file, not a dataset of bilingual; give the folder")
    if not folder.is_dir():
        refuse_tilde(folder)
        raise UsageError(
            f"{folder}: not a dataset of bilingual: there is no such folder; build one with `bilingual build`"
        )
    with suppress(OSError):
        if inner := sorted(each for each in folder.iterdir() if (each / MANIFEST).is_file()):
            raise UsageError(f"{folder}: not a dataset of bilingual, but {inner[0]} in it is one")
    raise UsageError(
        f"{folder}: not a dataset of bilingual: it has no {MANIFEST}; to build one from it: `bilingual build {folder}`"
    )


def read_manifest(folder: Path) -> Manifest:
    """Read a dataset's manifest. Raises UsageError when `folder` is no dataset, DatasetError when it is damaged."""
    refuse_undecodable(folder)
    path = folder / MANIFEST
    if not path.is_file():
        _refuse_other(folder)
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["format"] not in FORMATS:
            raise DatasetError(f"{path}: written in another format; this version reads {' and '.join(FORMATS)}")
        fields.pop("signature")
        files = {name: FileRecord(**record) for name, record in fields.pop("files").items()}
        return Manifest(files=files, **fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DatasetError(f"{path}: damaged: {error}; remove the folder and build the dataset again") from error
