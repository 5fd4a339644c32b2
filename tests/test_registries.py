"""What is registered in a table is named where people look for it."""

import re

import pytest

from bilingual.articles.formats import FORMATS as INPUTS
from bilingual.exports.formats import FORMATS as EXPORTS
from bilingual.quality import FLAGS
from tests.conftest import ROOT, Run


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def helps(run: Run) -> dict[str, str]:
    return {name: re.sub(r"-\n +", "-", run(name, "--help").stdout) for name in ("build", "export")}


@pytest.mark.parametrize("ending", [ending for ending in INPUTS if ending not in (".markdown", ".htm")])
def test_every_input_is_named(ending: str, helps: dict[str, str]):
    pattern = rf"(?<!\w){re.escape(ending)}\b"
    for place in (helps["build"], page("README.md"), page("docs/inputs.md")):
        assert re.search(pattern, place)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_named(name: str, helps: dict[str, str]):
    assert re.search(rf"\b{name}\b", helps["export"])
    assert re.search(rf"\b{name}\b", page("docs/exports.md"), re.IGNORECASE)


@pytest.mark.parametrize("name", FLAGS)
def test_every_flag_has_its_row(name: str):
    assert f"| `{name}` |" in page("docs/quality.md")
