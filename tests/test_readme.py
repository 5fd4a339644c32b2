"""The README and the documents in docs/: every command in them runs, every Python example too, and says what they show."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.models.plain_folders import joint_folder, opus_folder

COMMAND = re.compile(r"^\$ (.*(?:\n    .*)*)\n", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTS = (
    "README.md",
    "docs/review.md",
    "docs/exports.md",
    "docs/segmentation.md",
    "docs/models.md",
    "docs/inputs.md",
    "docs/quality.md",
    "docs/translation.md",
)


def blocks(document: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document: language and content."""
    return BLOCK.findall((ROOT / document).read_text(encoding="utf-8"))


@pytest.fixture
def workplace(tmp_path: Path, clean_home: dict[str, str], tiny_package: Path) -> tuple[Path, dict[str, str]]:
    """A folder with the seeds, what `make` needs and two models of the user's, and `bilingual` on the path."""
    opus_folder(tmp_path / "opus-mt-fr-en", tiny_package)
    joint_folder(tmp_path / "my-model", tiny_package)
    for name in ("seeds", "Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "bilingual").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bilingual "$@"\n')
    (commands / "bilingual").chmod(0o755)
    own = {"ARGOS_PACKAGES_DIR": str(tmp_path / "argos" / "packages")}
    return tmp_path, {**clean_home, **own, "PATH": f"{commands}:{Path(sys.executable).parent}:{os.environ['PATH']}"}


def run(command: list[str], folder: Path, env: dict[str, str]) -> str:
    """What a command prints."""
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, (command, done.stdout)
    return done.stdout


def run_console(block: str, folder: Path, env: dict[str, str]) -> str:
    """What the commands of a block print; a line that begins with four blanks belongs to the command above it."""
    printed = ""
    for command in COMMAND.findall(block):
        if "model install" in command:
            continue  # the one command that needs the network; tests/models run it against a local server
        command = re.sub(r"^make ", "make --dry-run VENV=. PYTHON=python ", command)
        printed += run(["bash", "-e", "-c", command], folder, env)
    return printed


def missing(shown: str, printed: str) -> list[str]:
    """The lines that a document shows and no command printed, but for what the processor has a part in."""
    lines = {essence(line) for line in printed.splitlines()}
    return [line for line in shown.splitlines() if line and essence(line) not in lines]


def essence(line: str) -> str:
    """A line about the model whole; of others, not the model's English, nor counts, which other arithmetic may change."""
    if line.startswith(("model ", "signature ")):
        return re.sub(r"data:\w+", "data:…", line)
    return re.sub(r"parent \w+|\d+(?:\.\d+)?", "…", line.partition("←")[0])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_runs_and_prints_what_the_document_shows(document: str, workplace: tuple[Path, dict[str, str]]):
    folder, env = workplace
    if document != "README.md":
        run(["bilingual", "build", "seeds"], folder, env)
    printed, ran = "", 0
    for language, body in blocks(document):
        if language == "console":
            printed, ran = run_console(body, folder, env), ran + 1
            assert missing(COMMAND.sub("", body), printed) == []
        elif language == "python" and document in ("README.md", "docs/models.md"):
            printed, ran = run([sys.executable, "-c", body], folder, env), ran + 1
        elif language == "text" and printed:
            assert missing(body, printed) == []
            printed = ""
    assert ran


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if "\n>>> " in (ROOT / name).read_text("utf-8")])
def test_every_python_session_prints_what_the_document_shows(document: str):
    failed, tried = doctest.testfile(str(ROOT / document), module_relative=False, encoding="utf-8")
    assert tried and not failed


def test_the_pairs_that_the_readme_shows_are_in_the_dataset(dataset: Path):
    table = (dataset / "pairs.tsv").read_text(encoding="utf-8-sig")
    shown = [body for language, body in blocks("README.md") if language == "tsv"]
    assert shown
    for line in "".join(shown).splitlines():
        assert line.rpartition("\t")[0] in table
