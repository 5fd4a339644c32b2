"""The files that a package is made of: that they are there, not empty, and readable JSON."""

import json
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError

MAX_JSON_BYTES = 64 << 20


def need(file: Path) -> Path:
    """Return the same file, once it is known to be a file with something in it; else `ModelError`."""
    if not file.is_file() or not file.stat().st_size:
        raise ModelError(f"{shown(file)} is {'empty' if file.is_file() else 'missing'}")
    return file


def shown(file: Path) -> str:
    """Return the name of a file within its package."""
    return f"model/{file.name}" if file.parent.name == "model" else file.name


def read_json(file: Path) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value in a file; `ModelError` when it is missing, too large or not JSON."""
    if need(file).stat().st_size > MAX_JSON_BYTES:
        raise ModelError(f"{file.name} is larger than {MAX_JSON_BYTES >> 20} MiB")
    try:
        return json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        raise ModelError(f"{file.name} is not readable JSON") from None
