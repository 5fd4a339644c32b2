"""`bilingual.json`, written into an installed package: where it came from and how far its hash was known.

It lies inside the folder, so that it appears and disappears with the package in one step; Argos Translate
does not look at it, and it is no part of the package's own hash.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from bilingual.errors import ModelError

RECORD_NAME = "bilingual.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How a model got here. `verified` says what its SHA-256 was compared with:

    "known" (the table of published packages), "given" (by the user, `--sha256`) or "nothing". `archive` is the name of
    the file or folder that it came from; `license` and `attribution` are those of a plain folder, as given or stated.
    """

    archive: str
    bytes: int
    archive_sha256: str
    verified: str
    package_sha256: str
    url: str
    license: str = ""
    attribution: str = ""

    @classmethod
    def of_archive(cls, file: Path, digest: str, verified: str = "nothing", url: str = "") -> Self:
        """Return the record of a package file with this SHA-256, before it is unpacked."""
        size = file.stat().st_size
        return cls(archive=file.name, bytes=size, archive_sha256=digest, verified=verified, package_sha256="", url=url)


def write_record(package: Path, record: Record) -> None:
    """Write the record into the package's folder."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=2)
    (package / RECORD_NAME).write_text(f"{text}\n", encoding="utf-8")


def read_record(package: Path) -> Record | None:
    """Return the record in the package's folder; None where there is none; `ModelError` when it is damaged."""
    try:
        record = Record(**json.loads((package / RECORD_NAME).read_bytes()))
        if not all(isinstance(text, str) for text in (record.archive, record.license, record.attribution)):
            raise TypeError
        return record
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError):
        raise ModelError(f"{RECORD_NAME} is damaged; install the model again with --replace") from None


def file_hash(file: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = sha256()
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
