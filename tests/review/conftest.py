"""A copy of the dataset, and its own table with changes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bilingual.review import VerdictLog
from tests.conftest import Run
from tests.review.sheets import exported
from tests.review.tables import Table, put, together
from tests.review.verdicts import NOON


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


@pytest.fixture
def two(copy: Path, review: Callable[..., Path], run: Run) -> Path:
    """A dataset on whose second pair two reviewers disagree; they agree on the first, and one has judged a third."""
    tables = {
        "Ana": together(put(1, status="accepted"), put(2, status="accepted"), put(3, status="rejected")),
        "Bo": together(put(1, status="accepted"), put(2, status="rejected", comment="no word of it")),
    }
    for name, change in tables.items():
        done = run("review", "apply", review(change, f"{name}.tsv"), copy, "--reviewer", name, "--log-only")
        assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture
def sheet(copy: Path, tmp_path: Path) -> Path:
    return exported("xlsx", copy, tmp_path)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[VerdictLog]:
    with VerdictLog.beside(tmp_path / "fr-en", lambda: NOON) as log:
        yield log
