"""The files around the code are there, say what is so, and fit each other and the version."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import bilingual
from scripts.pages.cli_page import render_commands
from tests.conftest import ROOT

PAGES = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9_-]+")
# Options of other programs that pages show or name.
FOREIGN = frozenset(
    ("--copy_files", "--extra", "--local-dir", "--message", "--model", "--no-deps", "--outdir", "--output_dir",
     "--public", "--quantization", "--sign", "--strict", "--type", "--disable-usage-stats", "--include-dashboard",
     "--num-cpus", "--generate", "--address")
)  # fmt: skip


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path):
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_two_headings_of_a_page_are_the_same(page: Path):
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    assert sorted(headings) == sorted(set(headings))


def test_the_index_lists_every_page_once():
    listed = [link for link in LINK.findall(text("docs/README.md")) if "/" not in link]
    assert sorted(listed) == sorted(page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_option_that_a_page_names_exists(page: Path):
    # Typer makes an option of a parameter's name where none is written.
    source = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    parameters = re.findall(r"^ +(\w+): ", source, re.MULTILINE)
    known = set(OPTION.findall(source + render_commands())) | {f"--{name.replace('_', '-')}" for name in parameters}
    named = set(OPTION.findall(re.sub(r"https?://\S+", "", page.read_text("utf-8"))))
    assert named - known - FOREIGN == set()


class TestVersion:
    def test_the_citation_has_the_version_of_the_package_and_what_the_format_asks_for(self):
        citation = yaml.safe_load(text("CITATION.cff"))
        assert citation["cff-version"] == "1.2.0"
        assert citation["version"] == bilingual.__version__
        assert {"message", "title", "authors"} <= citation.keys()
        assert citation["authors"] == [{"name": "The bilingual authors"}]
        assert (citation["type"], citation["license"]) == ("software", "Apache-2.0")
        assert all(isinstance(value, str | list) for value in citation.values())

    def test_the_changelog_begins_with_what_is_unreleased_or_with_this_version(self):
        headings = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)
        assert headings[0] in ("Unreleased", bilingual.__version__)
        assert next(heading for heading in headings if heading != "Unreleased") == bilingual.__version__
        assert len(headings) == len(set(headings))


class TestReadme:
    def test_says_between_make_and_the_first_command_how_it_comes_on_the_path(self):
        before = text("README.md").partition("$ make test\n")[2].partition("$ bilingual ")[0]
        (venv,) = re.findall(r"^VENV \?= (.+)$", text("Makefile"), re.MULTILINE)
        assert f"`. {venv}/bin/activate`" in before
        activate = Path(sys.prefix) / "bin" / "activate"
        done = subprocess.run(
            ["bash", "-c", f". '{activate}' && command -v bilingual"],
            env={"PATH": "/usr/bin:/bin"}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert done.stdout.strip() == str(activate.parent / "bilingual"), done.stderr


class TestContributing:
    def test_asks_for_the_versions_of_python_that_the_package_and_the_readme_name(self):
        versions = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text("pyproject.toml"))
        needs = f"You need Python {', '.join(versions[:-1])} or {versions[-1]} and `make`"
        assert needs in text("CONTRIBUTING.md") and needs in text("README.md")

    def test_the_code_that_it_shows_is_in_the_repository(self):
        shown = re.findall(r"\(`([\w/.]+\.py)`\):\n\n```python\n(.*?)```", text("CONTRIBUTING.md"), re.DOTALL)
        assert len(shown) == 3
        for name, code in shown:
            assert code in text(name), f"CONTRIBUTING.md shows code that {name} has not"

    def test_make_has_every_target_that_it_names(self):
        targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
        named = set(re.findall(r"(?:`|^\$ |&& )make ([a-z]+)", text("CONTRIBUTING.md"), re.MULTILINE))
        assert {"check", "docs", "test"} <= named <= targets


class TestSecurity:
    def test_the_tests_that_it_names_are_there(self):
        named = re.findall(r"`(tests/[\w/]+(?:\.py)?)`", text("SECURITY.md"))
        assert len(named) > 5
        assert [name for name in named if not (ROOT / name).exists()] == []
