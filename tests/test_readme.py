"""The README and the documents in docs/: every command in them runs, every Python example too."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(README) if name == language]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, clean_home: dict[str, str]) -> tuple[Path, dict[str, str]]:
    """A folder with the seeds and nothing else, and `bilingual` on the path."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "Makefile").symlink_to(ROOT / "Makefile")
    commands = folder / "bin"
    commands.mkdir()
    (commands / "bilingual").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bilingual "$@"\n')
    (commands / "bilingual").chmod(0o755)
    return folder, {**clean_home, "PATH": f"{commands}:{Path(sys.executable).parent}:{os.environ['PATH']}"}


def test_every_command_and_every_python_example_runs_in_order(workplace: tuple[Path, dict[str, str]]):
    folder, env = workplace
    ran = 0
    for language, body in BLOCK.findall(README):
        if language == "console":
            commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        elif language == "python":
            commands = [body]
        else:
            continue
        for command in commands:
            if "model install" in command:
                continue  # the one command that needs the network; tests/models run it against a local server
            if command.startswith("make "):
                command = command.replace("make ", "make --dry-run VENV=. PYTHON=python ", 1)
            start = [sys.executable, "-c", command] if language == "python" else ["bash", "-e", "-c", command]
            done = subprocess.run(start, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=300)
            assert done.returncode == 0, (command, done.stderr)
            ran += 1
    assert ran >= 8


def test_the_output_that_the_readme_shows_for_the_main_job_is_the_real_one(dataset: Path):
    import json

    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["signature"].split("|pairs:")[1] in README
    shown = re.search(r"(\d+) pairs \((\d+) flagged\), (\d+) skipped", README)
    counts = manifest["counts"]
    assert shown and tuple(map(int, shown.groups())) == (counts["pairs"], counts["flagged"], counts["skipped"])
