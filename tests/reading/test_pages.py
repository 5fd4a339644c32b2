"""The HTML copy: one page that needs nothing else, and holds every sentence in its place, French beside English."""

import re
from itertools import chain
from pathlib import Path

import pytest

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.exports.reading.content import LONGEST_ROW
from bilingual.exports.reading.html import LONGEST_PAGE
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair
from tests.conftest import Run
from tests.exports.pairs import pair
from tests.reading.documents import Element, Page, document, many, read, shown, skipped, write


@pytest.fixture(scope="module")
def page(copies: Path) -> Page:
    return read(copies / "pairs.html")


def page_of(tmp_path: Path, manifest: Manifest, *segments: object, **fields: object) -> Page:
    write("html", [document(segments, **fields)], tmp_path, manifest)
    return read(tmp_path / "pairs.html")


class TestThePage:
    def test_names_no_other_file_and_allows_no_script(self, page: Page):
        addresses = {
            value for each in page.root.all() for name, value in each.attributes.items() if name in ("src", "href")
        }
        assert all(address.startswith(("#", "http://", "https://")) for address in addresses)
        assert {each.tag for each in page.root.all()} & {"script", "link", "iframe", "img", "object"} == set()
        assert not re.search(r"@import|url\(", page.root.all("style")[0].text)
        policy = next(each.attributes["content"] for each in page.root.all("meta") if "http-equiv" in each.attributes)
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy

    def test_has_no_id_twice_and_no_link_within_it_that_leads_nowhere(self, page: Page):
        names = [each.attributes["id"] for each in page.root.all() if "id" in each.attributes]
        assert len(names) == len(set(names))
        inner = [each.attributes["href"] for each in page.root.all("a") if each.attributes["href"].startswith("#")]
        assert inner and {link[1:] for link in inner} <= set(names)

    def test_holds_every_segment_of_every_article_with_its_language(self, page: Page, reviewed: list[Document]):
        for article in reviewed:
            for each, text in zip(article.segments, shown(article.segments), strict=True):
                found = page.by_id[f"fr-{each.id}"]
                assert (found.text, found.attributes["lang"]) == (text, getattr(each, "lang", "fr"))

    def test_keeps_the_order_of_the_text(self, page: Page, reviewed: list[Document]):
        for number, article in enumerate(reviewed, 1):
            found = [each for each in page.by_id[f"article-{number}"].all("bdi") if "id" in each.attributes]
            names = [each.attributes["id"] for each in found if each.attributes["id"].startswith("fr-")]
            in_body = [f"fr-{each.id}" for each in article.segments if each.kind != "title"]
            assert [name for name in names if name in in_body] == in_body

    def test_sets_the_english_of_the_selection_at_the_same_place_as_its_french(
        self, page: Page, reviewed: list[Document]
    ):
        for article in reviewed:
            for each in filter(Selection().takes, article.pairs):
                found = page.by_id[f"en-{each.id}"]
                assert (found.own, found.attributes["lang"]) == (each.en, "en")
        for row in page.root.all(kind="row"):
            columns = [[each.attributes.get("id", "") for each in part.all("bdi")] for part in row.children]
            if len(columns) == 2 and columns[1]:
                assert [name[3:] for name in columns[0]] == [name[3:] for name in columns[1]]

    def test_marks_what_a_person_has_read_and_says_that_the_rest_is_machine_output(
        self, page: Page, reviewed: list[Document]
    ):
        for each in chain.from_iterable(article.pairs for article in reviewed):
            marks = [mark.text for mark in page.by_id.get(f"en-{each.id}", Element("", {})).all(kind="mark")]
            said = {"accepted": ["✓ (accepted by a reviewer)"], "edited": ["✎ (written by a reviewer)"]}
            assert marks == said.get(each.status, [])
        head = page.root.all("header")[0].text
        assert "machine output (model fr_en" in head and "accepted by a reviewer (5)" in head

    def test_says_that_nobody_has_reviewed_it(self, tmp_path: Path, manifest: Manifest):
        head = page_of(tmp_path, manifest, pair(0, "Un.", "One.")).root.all("header")[0].text
        assert "All of the English is machine output" in head and "accepted" not in head

    def test_shows_no_english_that_was_rejected_and_says_so(self, tmp_path: Path, manifest: Manifest):
        pairs = pair(0, "Un.", "One."), pair(1, "Deux.", "Too.", status="rejected")
        page = page_of(tmp_path, manifest, *pairs)
        assert "Too." not in page.root.text
        assert page.by_id["en-0000000000000001"].text == "Deux. translation rejected by a reviewer"
        assert page.by_id["en-0000000000000001"].attributes["lang"] == "fr"

    @pytest.mark.parametrize(
        ("reason", "said"),
        [
            ("language", "not French, left as it is"),
            ("kind", "byline, not translated"),
            ("later", "byline, not translated"),
        ],
    )
    def test_says_why_something_was_not_translated(self, tmp_path: Path, manifest: Manifest, reason: str, said: str):
        byline = skipped(1, "By Ann", reason, kind="byline", lang="en", paragraph=1)
        page = page_of(tmp_path, manifest, pair(0, "Un.", "One."), byline)
        row = next(row for row in page.root.all(kind="alone") if row.all("bdi"))
        assert [part.text for part in row.children] == [" By Ann", said]
        assert page.by_id[f"fr-{byline.id}"].attributes["lang"] == "en"

    def test_leaves_out_an_article_without_english_and_counts_it(self, tmp_path: Path, manifest: Manifest):
        write("html", [document([skipped(0, "Rien.")]), document([pair(1, "Un.", "One.")])], tmp_path, manifest)
        page = read(tmp_path / "pairs.html")
        assert "1 article has no English to show and is left out." in page.root.text and "Rien." not in page.root.text

    def test_has_one_heading_an_article_which_is_its_title_with_the_english(self, page: Page, reviewed: list[Document]):
        heads = [article.all("h2")[0].text.split() for article in page.root.all("article")]
        assert heads == [(article.title or "Untitled article").split() for article in reviewed]
        first = page.by_id["title-1"].all(kind="english")[0]
        assert first.all("bdi") and first.attributes["lang"] == "en"

    def test_lists_an_article_without_a_title_by_its_first_sentence_with_english(
        self, tmp_path: Path, manifest: Manifest
    ):
        segments = skipped(0, "", kind="title"), skipped(1, "TV", paragraph=1), pair(2, "Un.", "One.", paragraph=2)
        page = page_of(tmp_path, manifest, *segments, title=" ")
        entry = page.by_id["contents"].all("li")[0]
        assert entry.text.split() == ["Untitled:", "Un.", "One."]
        assert page.by_id["title-1"].text.strip() == "Untitled article"

    def test_cuts_a_long_paragraph_into_rows_whose_places_have_a_rule(self, tmp_path: Path, manifest: Manifest):
        page = page_of(tmp_path, manifest, *(pair(n, f"Phrase {n}.", f"Sentence {n}.") for n in range(60)))
        rows = [len(part.all("bdi")) for row in page.root.all(kind="text") for part in row.children]
        assert rows == [24, 24, 24, 24, 12, 12]
        assert f"bdi:nth-child({LONGEST_ROW}):is(:hover, :focus, :target)" in page.root.all("style")[0].text

    def test_joins_what_no_blank_parts(self, tmp_path: Path, manifest: Manifest):
        pairs = (
            pair(n, text, text, start=start, end=start + 3)
            for n, text, start in ((0, "Un.", 0), (1, "Et.", 3), (2, "Ah.", 7))
        )
        assert page_of(tmp_path, manifest, *pairs).root.all(kind="original")[-1].text == " Un.Et. Ah."

    def test_is_the_same_for_the_same_documents(
        self, copies: Path, reviewed: list[Document], manifest: Manifest, tmp_path
    ):
        write("html", reviewed, tmp_path, manifest)
        assert (tmp_path / "pairs.html").read_bytes() == (copies / "pairs.html").read_bytes()


class TestALink:
    @pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "HTTP://a.example", "https://été.example/é"])
    def test_leads_to_a_source_on_the_web(self, tmp_path: Path, manifest: Manifest, url: str):
        page = page_of(tmp_path, manifest, pair(0, "Un.", "One."), url=url)
        link = page.by_id["article-1"].all("a")[0]
        assert link.attributes["href"].lower() == url.lower() and link.attributes["rel"] == "noreferrer noopener"
        assert link.text == url
        assert page.by_id["article-1"].all(kind="meta")[0].text == f"{url} · article"

    @pytest.mark.parametrize(
        "url",
        ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
         "//a.example", "https://", "https:// a.example", "https://a b.example", 'https://a"onclick=x.example'],
    )  # fmt: skip
    def test_is_made_of_nothing_else(self, tmp_path: Path, manifest: Manifest, url: str):
        page = page_of(tmp_path, manifest, pair(0, "Un.", "One."), url=url)
        assert page.by_id["article-1"].all("a") == [] and url.split()[-1] in page.by_id["article-1"].text

    def test_holds_no_mark_that_ends_it(self, tmp_path: Path, manifest: Manifest):
        page = page_of(tmp_path, manifest, pair(0, "Un.", "One."), url="https://a.example/\"'<b>?%zz#a#b")
        assert page.by_id["article-1"].all("a")[0].attributes["href"] == "https://a.example/%22'%3Cb%3E?%25zz#a%23b"


@pytest.mark.slow
def test_many_articles_make_several_pages_that_lead_to_each_other(tmp_path: Path, manifest: Manifest):
    write("html", many(12, LONGEST_PAGE // 5), tmp_path, manifest)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pairs-2.html", "pairs-3.html", "pairs.html"]
    pages = [read(tmp_path / name) for name in ("pairs.html", "pairs-2.html", "pairs-3.html")]
    numbers = [[name for name in page.by_id if name.startswith("article-")] for page in pages]
    assert [name for page in numbers for name in page] == [f"article-{number}" for number in range(1, 13)]
    turns = [
        [(a.attributes["rel"], a.attributes["href"]) for a in page.root.all(kind="turn")[0].all("a")] for page in pages
    ]
    assert turns == [
        [("next", "pairs-2.html")],
        [("prev", "pairs.html"), ("next", "pairs-3.html")],
        [("prev", "pairs-2.html")],
    ]
    assert [a.attributes["href"] for a in pages[0].root.all(kind="pages")[0].all("a")] == [
        "pairs.html", "pairs-2.html", "pairs-3.html",
    ]  # fmt: skip
    assert "Page 2: articles 6 to 10" in pages[0].root.text


@pytest.mark.slow
def test_the_command_writes_both_copies(run: Run, dataset: Path, tmp_path: Path):
    done = run("export", dataset, "--to", "html,epub", "--out", tmp_path / "copies")
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["pairs.epub", "pairs.html"]
    pairs = [each for each in read(tmp_path / "copies" / "pairs.html").by_id if each.startswith("en-")]
    assert "204 of 204 pairs exported" in done.stderr and len(pairs) >= 204


def test_a_pair_is_one_that_the_selection_takes(tmp_path: Path, manifest: Manifest):
    pairs = [pair(0, "Un.", "One.", score=-0.1), pair(1, "Deux.", "Too.", score=-2.0)]
    write("html", [document(pairs)], tmp_path, manifest, Selection(min_score=-1.0))
    page = read(tmp_path / "pairs.html")
    assert page.by_id["en-0000000000000001"].text == "Deux. translation left out of this copy"
    assert isinstance(pairs[1], Pair) and "Too." not in page.root.text
