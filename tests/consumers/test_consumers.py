"""What `bilingual` writes, read by programs of others: those that are installed here, each in a process of its own."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from scripts.consumers.material import make_material
from scripts.consumers.page import PAGE, table
from scripts.consumers.programs import PROGRAMS, Program
from scripts.consumers.reading import Result, run_reader
from tests.conftest import Run

HERE = [program for program in PROGRAMS if program.imports or program.command]


@pytest.fixture(scope="module")
def material(dataset: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the five articles with some pairs reviewed, and every export of it."""
    folder = tmp_path_factory.mktemp("consumers")

    def succeed(*arguments: object) -> None:
        done = run(*arguments)
        assert done.returncode == 0, done.stderr

    make_material(folder, dataset, succeed)
    return folder


@pytest.mark.slow
@pytest.mark.consumers
@pytest.mark.parametrize("program", [pytest.param(program, id=program.name) for program in HERE])
def test_a_program_reads_every_text_offset_and_count(program: Program, material: Path):
    if program.imports and not find_spec(program.imports):
        pytest.skip(f"needs {program.imports}: pip install {' '.join(program.packages)}")
    if program.command and not which(program.command):
        pytest.skip(f"needs {program.command}: apt install {program.command}")
    result = run_reader(program, Path(sys.executable), material)
    assert result.failed is None, result.failed
    assert result.version and result.read


@pytest.mark.slow
@pytest.mark.consumers
def test_a_reader_fails_where_a_text_is_not_as_the_package_reads_it(material: Path, tmp_path: Path):
    for name in ("fr-en", "export"):
        (tmp_path / name).symlink_to(material / name)
    facts = json.loads((material / "expected.json").read_text(encoding="utf-8"))
    facts["splits"]["train"][7]["en"] += " "
    (tmp_path / "expected.json").write_text(json.dumps(facts), encoding="utf-8")
    duckdb = next(program for program in PROGRAMS if program.name == "DuckDB")
    failed = run_reader(duckdb, Path(sys.executable), tmp_path).failed
    assert failed and facts["splits"]["train"][7]["id"] in failed


def test_the_page_has_every_program_in_the_version_that_is_installed():
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in PAGE.read_text("utf-8").splitlines()}
    for program in PROGRAMS:
        pinned = (program.without_dependencies or next(iter(program.packages), "==")).partition("==")[2]
        assert f"| {program.name} | {pinned}" in rows[program.name]


def test_a_row_holds_what_failed_and_stays_one_row():
    failed = Result(program=Program(name="x", reader="y"), failed="a | b")
    assert table([failed]).splitlines()[2:] == ["| x |  |  | fails: a &#124; b |  |"]
