"""Temporary tables on a disk that is full: one line that names the folder, whichever command needs them."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.errors import DatasetError
from bilingual.files.scratch import Scratch, temporary_folder
from bilingual.review import review_table
from tests.conftest import ROOT, Run
from tests.written_datasets import changed, write_dataset

pytestmark = pytest.mark.slow

LIMIT = 1 << 20  # bytes a file; a temporary table keeps 2 MB in memory before it writes any
LONG = "x" * 30_000


def small_files() -> None:
    """Let a process write no file above the limit: to it, the temporary folder is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def refused(told: "subprocess.CompletedProcess[str]", folder: Path) -> bool:
    (line,) = told.stderr.splitlines()
    assert told.returncode == 1 and line.endswith("free some space there, or set TMPDIR to another folder"), line
    return line.startswith(f"bilingual: {folder}: no room for a temporary table (")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


class TestAFullTemporaryFolder:
    def test_review_apply(self, run: Run, dataset: Path, tmp_path: Path, temporary: Path):
        lines = (dataset / "pairs.tsv").read_text(encoding="utf-8").splitlines()
        table = tmp_path / "review.tsv"
        rows = ["\t".join([*line.split("\t")[:4], LONG]) for line in lines[1:]]
        table.write_text("\n".join(["id\tstatus\tfr\ten\tcomment", *rows, ""]), encoding="utf-8")
        before = (dataset / "manifest.json").read_bytes()
        told = run("review", "apply", table, dataset, env={"TMPDIR": str(temporary)}, preexec_fn=small_files)
        assert refused(told, temporary)
        assert (dataset / "manifest.json").read_bytes() == before and not list(temporary.iterdir())

    def test_review_export(self, run: Run, dataset: Path, tmp_path: Path, temporary: Path):
        pairs = changed(dataset, *({"comment": LONG} for _ in read_pairs(dataset)))
        commented = write_dataset(dataset, tmp_path / "commented", pairs)
        arguments = ("review", "export", commented, "--order", "score", "--out", tmp_path / "review.tsv")
        told = run(*arguments, env={"TMPDIR": str(temporary)}, preexec_fn=small_files)
        assert refused(told, temporary)
        assert not (tmp_path / "review.tsv").exists() and not list(temporary.iterdir())

    def test_the_conflicts_of_a_build(self, clean_home: dict[str, str], temporary: Path):
        env = {**clean_home, "TMPDIR": str(temporary)}
        told = subprocess.run(
            [sys.executable, "-c", CONFLICTS], cwd=ROOT, env=env, capture_output=True, text=True, preexec_fn=small_files
        )
        assert refused(told, temporary)


CONFLICTS = """
import typer
from bilingual.cli.process import main_with
from bilingual.dataset.conflicts import find_conflicts, pair_digests
app = typer.Typer()
pairs = [(f"Phrase {number}.", "x") for number in range(80_000)]
app.command()(lambda: print(sum(each.sum() for each in find_conflicts([pair_digests(pairs)], len(pairs)))))
main_with(app)
"""


class TestScratch:
    def test_rows_are_read_while_others_are_written(self):
        table = Scratch("CREATE TABLE numbers (n)")
        table.fill("INSERT INTO numbers VALUES (?)", ((number,) for number in range(3)))
        rows = table.read("SELECT n FROM numbers ORDER BY n")
        assert next(rows) == (0,)
        assert table.write("INSERT INTO numbers VALUES (3)") == 1
        assert list(rows)[:2] == [(1,), (2,)] and table.first("SELECT max(n) FROM numbers") == (3,)

    def test_the_variable_that_decides_is_the_one_to_set(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
        table = Scratch("CREATE TABLE texts (t)", "PRAGMA max_page_count = 4")
        with pytest.raises(DatasetError, match=f"{tmp_path}: no room .* set SQLITE_TMPDIR to another folder"):
            table.write("INSERT INTO texts VALUES (?)", (LONG,))

    def test_the_folder_is_that_of_sqlite(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.delenv("SQLITE_TMPDIR", raising=False)
        monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
        assert temporary_folder() == Path("/var/tmp")
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        assert temporary_folder() == tmp_path

    def test_a_sorted_table_has_every_line_once(self, dataset: Path):
        assert sorted(review_table(dataset, order="score")) == sorted(review_table(dataset))
