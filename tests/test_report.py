"""The report: one page that needs nothing else, holds the dataset's own figures, and stays text whatever the text is."""

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bilingual.dataset import read_manifest, read_pairs
from bilingual.report.content import gather_content
from tests.conftest import Run
from tests.written_datasets import write_dataset

HOSTILE = (
    "Le chat dort <script>alert(1)</script> lundi.",
    "Un train </style></title> arrive \u202egauche\u202c.",
    'La pluie tombe " onload="alert(1) dans le jardin.',
    "Le ministre attend " + "très " * 2_000 + "longtemps.",
)
PHONE, DESK = 375, 1280


class Page(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text += " " if tag in ("td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def report(run: Run, dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the five articles."""
    out = tmp_path_factory.mktemp("report") / "report.html"
    told = run("report", dataset, "--out", out)
    assert told.returncode == 0, told.stderr
    assert told.stdout == f"{out}: {out.stat().st_size:,} bytes; open it in a browser\n"
    return out


@pytest.fixture(scope="module")
def hostile(run: Run, tiny_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a dataset whose texts, title and address try to be markup."""
    folder = tmp_path_factory.mktemp("hostile")
    article = {"id": "<b>a</b>", "title": "<i>Un titre</i>", "url": "javascript:alert(1)", "text": "\n".join(HOSTILE)}
    (folder / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    built = run("build", "a.jsonl", "--out", "d", "--model", tiny_package, "--beam", "1", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert run("report", "d", cwd=folder).returncode == 0
    return folder / "report.html"


@pytest.mark.slow
def test_it_says_what_was_not_read_published_and_given(run: Run, tiny_package: Path, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"text": "Le chat dort lundi."}\n{"text": ""}\n', encoding="utf-8")
    run("build", "a.jsonl", "--out", "d", "--model", tiny_package, "--beam", "1", "--raw", cwd=tmp_path)
    assert run("report", "d", cwd=tmp_path).returncode == 0
    text = Page((tmp_path / "report.html").read_text(encoding="utf-8")).text
    assert "kinds published: caption, sentence, title" in text and "the French as it is" in text
    assert "Not read1: `text` is missing, empty or not a string (1)" in text


class TestOnePage:
    def test_names_no_other_file_and_runs_no_script(self, report: Path):
        content = report.read_text(encoding="utf-8")
        page = Page(content)
        named = {
            value for _, attributes in page.elements for name, value in attributes.items() if name in ("src", "href")
        }
        assert all(value and value.startswith(("#", "https://", "http://")) for value in named)
        assert {tag for tag, _ in page.elements} & {"script", "link", "iframe", "img", "object"} == set()
        assert not re.search(r"@import|url\((?!#)", content)

    def test_holds_the_counts_of_the_dataset(self, report: Path, dataset: Path):
        text, manifest = Page(report.read_text(encoding="utf-8")).text, read_manifest(dataset)
        assert manifest.signature in text
        for name in ("pairs", "skipped", "articles", "flagged"):
            assert re.search(rf"\b{manifest.counts[name]:,}\b", text), name
        for flag, count in manifest.counts["flags"].items():
            assert re.search(rf"{flag}\D*{count}\b", text), flag

    def test_sets_both_languages_side_by_side_with_their_codes(self, report: Path, dataset: Path):
        page = Page(report.read_text(encoding="utf-8"))
        languages = {attributes.get("lang") for _, attributes in page.elements}
        assert {"fr", "en"} <= languages
        lowest = min(read_pairs(dataset), key=lambda pair: pair.score)
        assert lowest.fr in page.text and lowest.en in page.text

    @pytest.mark.slow
    def test_is_the_same_for_the_same_dataset_wherever_it_lies(self, run: Run, report: Path, dataset: Path, tmp_path):
        copy = shutil.copytree(dataset, tmp_path / dataset.name)
        assert run("report", copy, "--out", tmp_path / "again.html").returncode == 0
        assert (tmp_path / "again.html").read_bytes() == report.read_bytes()


class TestHostileText:
    def test_stays_text(self, hostile: Path):
        page = Page(hostile.read_text(encoding="utf-8"))
        assert "<script>alert(1)</script>" in page.text and "</style></title>" in page.text
        assert {tag for tag, _ in page.elements} & {"script", "b", "i"} == set()
        assert all(not name.startswith("on") for _, attributes in page.elements for name in attributes)

    def test_has_no_power_over_the_direction_of_writing_nor_over_links(self, hostile: Path):
        content = hostile.read_text(encoding="utf-8")
        assert "\u202e" not in content
        assert not any(
            (attributes.get("href") or "").startswith("javascript") for _, attributes in Page(content).elements
        )

    @pytest.mark.slow
    def test_hides_nothing(self, run: Run, dataset: Path, tmp_path: Path):
        copy = shutil.copytree(dataset, tmp_path / "copy")
        manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
        hidden = "\u200b\u00ad\ufeff\u200f\u2060\u3164\U000e0041\ufe0f\ufe0f\x9b"
        (copy / "manifest.json").write_text(json.dumps(manifest | {"name": f"a{hidden}b", "license": hidden}))
        assert run("report", copy, "--out", tmp_path / "r.html").returncode == 0
        content = (tmp_path / "r.html").read_text(encoding="utf-8")
        # One selector may follow a character: it is how an emoji gets its colours.
        assert not set(hidden) - {"\ufe0f"} & set(content) and "\ufe0f\ufe0f" not in content
        assert "a" + 7 * "\ufffd" + "\ufe0f" + 2 * "\ufffd" + "b" in content

    def test_is_cut_where_it_is_endless_and_says_so(self, hostile: Path):
        assert re.search(r"\[…[\d,]+ more characters\]", hostile.read_text(encoding="utf-8"))
        assert hostile.stat().st_size < 500_000


class TestWhatIsRefused:
    @pytest.mark.parametrize("name", ["nothing", "folder"])
    def test_what_is_no_dataset(self, run: Run, tmp_path: Path, name: str):
        (tmp_path / "folder").mkdir()
        told = run("report", name, cwd=tmp_path)
        assert (told.returncode, told.stdout) == (2, "")
        assert told.stderr.startswith(f"bilingual: {name}: not a dataset of bilingual")

    def test_a_place_inside_the_dataset(self, run: Run, dataset: Path):
        told = run("report", dataset, "--out", dataset / "report.html")
        assert told.returncode == 2 and "inside the dataset" in told.stderr
        assert not (dataset / "report.html").exists()

    def test_a_place_that_is_a_folder(self, run: Run, dataset: Path, tmp_path: Path):
        (tmp_path / "folder").mkdir()
        told = run("report", dataset, "--out", "folder", cwd=tmp_path)
        assert told.returncode == 2
        assert told.stderr == "bilingual: --out folder: this is a folder; give the name of the HTML file to write\n"
        assert [path.name for path in tmp_path.rglob("*")] == ["folder"]

    def test_a_damaged_dataset_and_the_report_before_it_stays(self, run: Run, dataset: Path, tmp_path: Path):
        copy = shutil.copytree(dataset, tmp_path / "copy")
        next((copy / "skipped").glob("*.parquet")).write_bytes(b"PAR1")
        (tmp_path / "report.html").write_text("the one before", encoding="utf-8")
        told = run("report", copy, cwd=tmp_path)
        assert told.returncode == 1 and told.stderr.count("\n") == 1 and "skipped" in told.stderr
        assert (tmp_path / "report.html").read_text(encoding="utf-8") == "the one before"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "report.html"]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", ["report", "hostile"])
def test_a_browser_shows_it_without_overflow_errors_or_requests(
    page: str, width: int, theme: str, chromium: Any, request: pytest.FixtureRequest
):
    address = request.getfixturevalue(page).as_uri()
    tab = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=theme)
    asked, wrong = [], []
    tab.on("request", lambda asking: asked.append(asking.url))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    dark = tab.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128")
    tab.close()
    assert (asked, wrong, dark) == ([address], [], theme == "dark")


@pytest.mark.slow
def test_the_worst_scored_pairs_are_the_model_s_own_and_none_that_was_reviewed(dataset: Path, tmp_path: Path):
    ranked = sorted(read_pairs(dataset), key=lambda pair: pair.score)
    judged = {pair.id: status for pair, status in zip(ranked, ("accepted", "edited", "rejected"), strict=False)}
    pairs = (replace(pair, status=judged.get(pair.id, pair.status)) for pair in read_pairs(dataset))
    shown = gather_content(write_dataset(dataset, tmp_path / "reviewed", pairs)).worst
    assert {pair.id for pair in gather_content(dataset).worst} >= judged.keys()
    assert shown[0].id == ranked[3].id and not judged.keys() & {pair.id for pair in shown}
