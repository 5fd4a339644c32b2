"""The README, the pages in docs/ and the files around them: what they show runs, and prints what they say."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.material import prepare_training
from tests.models.plain_folders import joint_folder, opus_folder

COMMAND = re.compile(r"^ *\$ (.*(?:\n    .*)*)\n", re.MULTILINE)
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PAGES = [path.relative_to(ROOT).as_posix() for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])]
# Pages on which nothing runs, and why.
NOTHING_RUNS = {
    "ARCHITECTURE.md": "the places of its steps are compared with the source",
    "CHANGELOG.md": "a list of changes",
    "SECURITY.md": "a policy; the tests that it names are looked for",
    "docs/README.md": "an index",
    "docs/cli.md": "usage lines; the page is compared with the commands",
}
# Commands that are not run, by how they begin, and why.
NOT_RUN = {
    "bilingual model install": "it needs the network; tests/models runs it against a local server",
    "ct2-transformers-converter": "a program of others, which fetches a model",
    "hf download": "a program of others, which fetches a model",
    "git tag": "it makes a release",
    "python -m pip": "it needs the network",
    "python -m build": "it needs a program that only a release needs",
    "python -m twine": "it needs a program that only a release needs",
    "python -m venv": "it installs the release that was not built",
    "fresh/bin/bilingual": "it tries the release that was not built",
}
TINY = "--width 32 --feed-forward 64 --heads 2 --encoder-layers 1 --decoder-layers 1 --dropout 0"
# What a test runs instead, so that a command takes seconds and not hours.
SMALLER = (
    (r"^make ", "make --dry-run VENV=. PYTHON=python "),
    (r"--seconds 1200", f"--steps 100 --tokens 1024 --rate 1e-2 --warmup 20 {TINY}"),
    (r"(train_model.py finetune .*)", r"\1 --epochs 1"),
    (r"(house_style.py write .*)", r"\1 --reviewed 20 --others 20"),
    (r"(bilingual build) seeds (--model build/)", r"\1 short.txt --out dist/short --beam 1 \2"),
    (
        r"(benchmark_translate.py) seeds --beam 4 --beam 2 --beam 1",
        r"\1 short.txt --beam 1 --repeat 1 --model embedded",
    ),
    (r"(evaluate_models.py shapes .*)", r"\1 --beam 1 --sentences 4"),
    (r"(check_faults.py)$", r"\1 --quick --only environments --case '*closed*' --model my-package"),
)
QUICK = frozenset(("CONTRIBUTING.md", "docs/api.md", "docs/errors.md", "docs/segmentation.md"))


def blocks(document: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document: language and content, without the indent of a list."""
    found = BLOCK.findall((ROOT / document).read_text(encoding="utf-8"))
    return [(language, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)) for indent, language, body in found]


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
        if not command.startswith(tuple(NOT_RUN)):
            for shown, instead in SMALLER:
                command = re.sub(shown, instead, command.replace("\\\n    ", ""))
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


def marked(document: str) -> object:
    """A page, slow unless its commands are quick."""
    return pytest.param(document, marks=() if document in QUICK else pytest.mark.slow, id=document)


@pytest.mark.parametrize("document", [marked(page) for page in PAGES if page not in NOTHING_RUNS])
def test_every_command_runs_and_prints_what_the_document_shows(
    document: str, workplace: tuple[Path, dict[str, str]], request: pytest.FixtureRequest
):
    folder, env = workplace
    if document == "docs/training.md":
        run(["bilingual", "build", "short.txt", "--model", "my-package"], folder, env)
        prepare_training(folder)
    elif document != "README.md" and any(
        "dist/fr-en" in body for language, body in blocks(document) if language == "console"
    ):
        shutil.copytree(request.getfixturevalue("dataset"), folder / "dist" / "fr-en")
    printed, ran = "", 0
    for language, body in blocks(document):
        if language == "console":
            printed, ran = run_console(body, folder, env), ran + 1
            assert missing(COMMAND.sub("", body), printed) == []
        elif language == "python" and not body.startswith((">>>", " ")):
            printed, ran = run([sys.executable, "-c", body], folder, env), ran + 1
        elif language == "text" and printed:
            assert missing(body, printed) == []
            printed = ""
    assert ran or document == "docs/api.md"


@pytest.mark.parametrize("document", [name for name in PAGES if "\n>>> " in (ROOT / name).read_text("utf-8")])
def test_every_python_session_prints_what_the_document_shows(document: str):
    failed, tried = doctest.testfile(str(ROOT / document), module_relative=False, encoding="utf-8")
    assert tried and not failed


@pytest.mark.parametrize("document", PAGES)
def test_every_command_that_is_shown_stands_in_a_block_that_is_run(document: str):
    shown = [
        body
        for language, body in blocks(document)
        if language != "console" and re.search(r"^ *\$ ", body, re.MULTILINE)
    ]
    assert shown == [], "begin the block with ```console, or take the $ away where it is no command"
    assert document not in NOTHING_RUNS or not any(language == "console" for language, _ in blocks(document))


def test_what_is_not_run_or_made_smaller_is_on_a_page():
    commands = [
        command
        for page in PAGES
        for language, body in blocks(page)
        if language == "console"
        for command in COMMAND.findall(body)
    ]
    assert [start for start in NOT_RUN if not any(command.startswith(start) for command in commands)] == []
    assert [shown for shown, _ in SMALLER if not any(re.search(shown, command) for command in commands)] == []


def test_the_pairs_that_the_readme_shows_are_in_the_dataset(dataset: Path):
    table = (dataset / "pairs.tsv").read_text(encoding="utf-8-sig")
    shown = [body for language, body in blocks("README.md") if language == "tsv"]
    assert shown
    for line in "".join(shown).splitlines():
        assert line.rpartition("\t")[0] in table
