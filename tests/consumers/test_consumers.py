"""What `bilingual` writes, read by programs of others: those that are installed here, each in a process of its own."""

import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from scripts.consumers.material import make_material
from scripts.consumers.programs import PROGRAMS, Program
from scripts.consumers.reading import run_reader
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
