"""What is registered in a table is named where people look for it."""

import re

import pytest

from bilingual.articles import Article, InputFile
from bilingual.articles.formats import FORMATS as INPUTS
from bilingual.articles.formats import endings_by_format
from bilingual.articles.input_file import ending_of
from bilingual.articles.reading import read_file
from bilingual.exports.formats import FORMATS as EXPORTS
from bilingual.quality import FLAGS
from tests.conftest import ROOT, Run


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def helps(run: Run) -> dict[str, str]:
    helps = {name: re.sub(r"-\n +", "-", run(name, "--help").stdout) for name in ("build", "export")}
    return helps | {"inputs": run("inputs").stdout}


# What people call the files, where the help of a command has no room for more.
CALLED = {
    "plain text": "plain text", "Markdown": "Markdown", "web page": "web pages", "Word document": "Word",
    "OpenDocument text": "OpenDocument", "EPUB book": "EPUB", "subtitles": "subtitles",
    "RSS, Atom or JSON feed": "feeds", "web archive": "web archives", "PDF (experimental)": "PDF",
    "JSON Lines": "JSON Lines", "CSV or TSV table": "CSV", "Parquet table": "Parquet", "Arrow table": "Arrow",
    "zip archive": "zip",
}  # fmt: skip


@pytest.mark.parametrize("ending", INPUTS)
def test_every_ending_of_an_input_is_listed(ending: str, helps: dict[str, str]):
    assert re.search(rf" {re.escape(ending)}\b", helps["inputs"])
    assert re.search(rf"^\|.*`{re.escape(ending)}`", page("docs/inputs.md"), re.MULTILINE)


@pytest.mark.parametrize("name", endings_by_format())
def test_every_format_of_an_input_is_named_where_people_begin(name: str, helps: dict[str, str]):
    for place in (helps["build"], page("README.md")):
        assert re.search(rf"\b{CALLED[name]}\b", " ".join(place.split()))


@pytest.mark.parametrize("name", endings_by_format())
def test_every_format_of_an_input_has_its_row_a_reader_a_sample_and_a_test(name: str):
    each, endings = endings_by_format()[name]
    row = f"| {name} | {' '.join(f'`{ending}`' for ending in endings)} | {each.article} |"
    assert row in page("docs/inputs.md")
    samples = [path for path in (ROOT / "tests").rglob("*") if path.is_file() and ending_of(path.name) in endings]
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    named = {word for path in samples for word in (path.name, path.parent.name) if word != "files"}
    assert any(word in test for word in named for test in tests), (
        f"a sample in tests/inputs/files, read by a test: {name}"
    )
    columns = {"text": "translation.fr"} if name == "Arrow table" else {}
    files = [InputFile(str(path), path.name, columns=columns) for path in samples]
    assert any(isinstance(found, Article) for file in files for found in read_file(file))


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_named(name: str, helps: dict[str, str]):
    assert re.search(rf"\b{name}\b", helps["export"])
    assert re.search(rf"\b{name}\b", page("docs/exports.md"), re.IGNORECASE)


@pytest.mark.parametrize("name", FLAGS)
def test_every_flag_has_its_row(name: str):
    assert f"| `{name}` |" in page("docs/quality.md")
