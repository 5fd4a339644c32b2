"""A copy of the dataset, and its own table with changes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.tables import Table


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture
def review(copy: Path, tmp_path: Path) -> Callable[..., Path]:
    """Write the dataset's own table, changed by a function of its rows (the header is row 0)."""

    def write(change: Callable[[Table], object] = lambda rows: None, name: str = "review.tsv") -> Path:
        rows = [line.split("\t") for line in (copy / "pairs.tsv").read_text(encoding="utf-8-sig").splitlines()]
        change(rows)
        path = tmp_path / name
        path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write
