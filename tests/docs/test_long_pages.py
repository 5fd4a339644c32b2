"""The README from the first command to the last, and the page on training with small texts."""

import shutil
from pathlib import Path

import pytest

from tests.docs.material import prepare_training
from tests.docs.running import run, try_page

pytestmark = pytest.mark.slow


def test_every_command_of_the_readme_runs_and_prints_what_it_shows(
    workplace: tuple[Path, dict[str, str]], dataset: Path
):
    """Its builds of the five articles find the translations of the one that all tests share."""
    folder, env = workplace
    for name in ("fr-en", "press"):
        shutil.copytree(dataset.with_name(".fr-en.work"), folder / "dist" / f".{name}.work")
    try_page("README.md", folder, env)


def test_every_command_of_the_page_on_training_runs(workplace: tuple[Path, dict[str, str]]):
    folder, env = workplace
    run(["bilingual", "build", "short.txt", "--model", "my-package"], folder, env)
    prepare_training(folder)
    try_page("docs/training.md", folder, env)
