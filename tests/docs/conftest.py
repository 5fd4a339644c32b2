"""Where the commands of pages run."""

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.models.plain_folders import joint_folder, opus_folder


@pytest.fixture
def workplace(tmp_path: Path, clean_home: dict[str, str], tiny_package: Path) -> tuple[Path, dict[str, str]]:
    """A folder as the pages take it: a clone, with models and texts of the user's, and `bilingual` on the path."""
    opus_folder(tmp_path / "opus-mt-fr-en", tiny_package)
    joint_folder(tmp_path / "my-model", tiny_package)
    (tmp_path / "my-package").symlink_to(tiny_package)
    for name in (
        "seeds",
        "scripts",
        "bilingual",
        "Makefile",
        "pyproject.toml",
        *(path.name for path in ROOT.glob("*.txt")),
    ):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "short.txt").write_text(
        "Le chat dort lundi. La ville attend sous le pont. Un train arrive depuis 2019.\n", encoding="utf-8"
    )
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "bilingual").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bilingual "$@"\n')
    (commands / "bilingual").chmod(0o755)
    own = {
        "ARGOS_PACKAGES_DIR": str(tmp_path / "argos" / "packages"),
        "S": str(tmp_path / "shards"),
        "OMP_NUM_THREADS": "1",
    }
    return tmp_path, {**clean_home, **own, "PATH": f"{commands}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
