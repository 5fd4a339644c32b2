"""Runs a program's reader over the material, and says what it read or what failed."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.consumers.environments import last_line, python_of
from scripts.consumers.programs import Program
from scripts.consumers.snippets import run_snippets

READERS = Path(__file__).parent / "readers"
SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one program; `failed` is the last line of what it said, or None."""

    program: Program
    version: str = ""
    read: tuple[str, ...] = ()
    failed: str | None = None


def try_program(program: Program, material: Path) -> Result:
    """Run the reader of a program in its own environment."""
    if program.command and not shutil.which(program.command):
        return Result(program=program, failed=f"not here: no `{program.command}` on the path")
    try:
        python = python_of(program)
    except RuntimeError as error:
        return Result(program=program, failed=f"does not install: {error}")
    result = run_reader(program, python, material)
    failed = result.failed or run_snippets(program.name, python, material / "page", environment(material))
    return replace(result, failed=failed)


def run_reader(program: Program, python: Path, material: Path) -> Result:
    """Run the reader of a program with an interpreter."""
    command = [str(python), str(READERS / f"{program.reader}.py"), str(material)]
    try:
        done = subprocess.run(
            command, env=environment(material), capture_output=True, encoding="utf-8", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return Result(program=program, failed=f"more than {SECONDS} s")
    if done.returncode:
        return Result(program=program, failed=last_line(done.stderr))
    said = json.loads(done.stdout.splitlines()[-1])
    return Result(program=program, version=said["version"], read=tuple(said["read"]))


def environment(material: Path) -> dict[str, str]:
    """Return variables with which nothing is fetched, and nothing of the user's is read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HF_"))}
    home = {"HF_HOME": str(material / "home"), "HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8"}
    return kept | home
