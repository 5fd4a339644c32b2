"""The README, the pages in docs/ and the files around them: what they show runs, and prints what they say."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.running import COMMAND, NOT_RUN, NOTHING_RUNS, PAGES, SMALLER, blocks, needs_dataset, try_page

QUICK = frozenset(("CONTRIBUTING.md", "docs/errors.md", "docs/segmentation.md"))
LONG = frozenset(("README.md", "docs/training.md"))  # `test_long_pages.py` tries these, in another process


def marked(document: str) -> object:
    """A page, slow unless its commands are quick."""
    return pytest.param(document, marks=() if document in QUICK else pytest.mark.slow, id=document)


@pytest.mark.slow
@pytest.mark.parametrize("document", [marked(page) for page in PAGES if page not in LONG and page not in NOTHING_RUNS])
def test_every_command_runs_and_prints_what_the_document_shows(
    document: str, workplace: tuple[Path, dict[str, str]], request: pytest.FixtureRequest
):
    folder, env = workplace
    if needs_dataset(document):
        shutil.copytree(request.getfixturevalue("dataset"), folder / "dist" / "fr-en")
    try_page(document, folder, env)


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_pairs_that_the_readme_shows_are_in_the_dataset(dataset: Path):
    table = (dataset / "pairs.tsv").read_text(encoding="utf-8-sig")
    shown = [body for language, body in blocks("README.md") if language == "tsv"]
    assert shown
    for line in "".join(shown).splitlines():
        assert line.rpartition("\t")[0] in table
