"""What the page shows: any window, light and dark, any text as text, and names for a screen reader."""

import itertools
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.text.visible import visible
from tests.conftest import ROOT, Run
from tests.review_page.reviewer import Meet, Reviewer
from tests.review_page.served import Served, start

pytestmark = pytest.mark.slow
PAGE = ROOT / "bilingual" / "review" / "page"
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
# Width and height in pixels of CSS; zooming a window of 1280 by 800 makes fewer of them.
WINDOWS = {"desk": (1280, 800), "narrow": (320, 640), "zoomed to 200 %": (640, 400), "zoomed to 400 %": (320, 200)}
# A state of the page is reached by keys.
STATES = {"pair": "", "editor": "e", "comment": "c", "filter": "f", "article": "w", "replace": "h", "help": "?"}
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
HOSTILE = (
    f"Le chat dort {MARKUP} lundi.",
    "Un train \u202earrive\u202c à\u200b gauche\u2066 demain.",
    "La pluie tombe \" onload='alert(1)' dans le jardin.",
    "La pluie tombe dans le jardin.",
    "Le ministre attend " + "très" * 300 + " longtemps.",
    "La pluie tombe dans le jardin.",
)
CUT = """() => {
  const seen = [...document.querySelectorAll("button, input, select, textarea, p, h1, h2, h3, label, kbd, li, dd")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".unseen, .jump"));
  const within = (one) => document.querySelector("dialog[open]")?.contains(one) ?? true;
  return seen.filter(within).filter((one) => {
    const box = one.getBoundingClientRect();
    const spills = one.matches("button, p, label") && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
    return box.left < -1 || box.right > innerWidth + 1 || (spills && getComputedStyle(one).display !== "inline");
  }).map((one) => one.outerHTML.slice(0, 100));
}"""


@pytest.fixture(scope="module")
def hostile(
    run: Run, tiny_package: Path, clean_home: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server of a dataset whose every field tries to be more than text."""
    pytest.importorskip("uvicorn", reason="needs bilingual[review]")
    folder = tmp_path_factory.mktemp("hostile")
    fields = {
        "id": f"a{MARKUP}",
        "title": f"Un \u202etitre {MARKUP}",
        "url": "javascript:alert(1)",
        "publisher": MARKUP,
    }
    article = {**fields, "text": "\n".join(HOSTILE)}
    (folder / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    built = run("build", "a.jsonl", "--out", "d", "--model", tiny_package, "--beam", "1", cwd=folder)
    assert built.returncode == 0, built.stderr
    served = start(folder / "d", clean_home)
    yield served
    served.end()


@pytest.fixture(scope="module")
def visitor(chromium: Any, quiet: Served) -> Iterator[Reviewer]:
    """Somebody who looks at the page in any window."""
    made = Reviewer(chromium, "Visitor").open(quiet)
    yield made
    made.context.close()


class TestAnyWindow:
    @pytest.mark.parametrize("window", WINDOWS)
    def test_holds_all_of_it(self, visitor: Reviewer, quiet: Served, window: str):
        width, height = WINDOWS[window]
        visitor.tab.set_viewport_size({"width": width, "height": height})
        visitor.open(quiet, "flag=words")
        for state, keys in STATES.items():
            visitor.press(*keys)
            visitor.tab.wait_for_timeout(50)
            assert visitor.script("document.documentElement.scrollWidth") <= width, state
            assert visitor.script(CUT) == [], state
            visitor.press("Escape")
        box = visitor.press("j").tab.locator("#french").bounding_box()
        assert 0 <= box["y"] < height * 0.75

    @pytest.mark.parametrize("window", WINDOWS)
    def test_shows_what_went_wrong(self, visitor: Reviewer, quiet: Served, window: str):
        width, height = WINDOWS[window]
        visitor.tab.set_viewport_size({"width": width, "height": height})
        visitor.open(quiet, "flag=words")
        visitor.context.set_offline(True)
        visitor.press("a").until("#failure", "The server does not answer")
        visitor.context.set_offline(False)
        box = visitor.tab.locator("#again").bounding_box()
        assert 0 <= box["x"] <= width - box["width"] and 0 <= box["y"] <= height - box["height"]

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_is_light_or_dark_as_the_system_is(self, visitor: Reviewer, theme: str):
        visitor.tab.emulate_media(color_scheme=theme)
        for element in ("body", "header", "#pair", "#search"):
            code = f"getComputedStyle(document.querySelector('{element}')).backgroundColor.match(/\\d+/g)[0] < 128"
            assert visitor.script(code) == (theme == "dark"), element

    def test_holds_a_text_of_one_endless_word(self, hostile: Served, meet: Meet):
        width, height = WINDOWS["narrow"]
        reader = meet("Endless", viewport={"width": width, "height": height}).open(hostile, "search=ministre")
        assert reader.script("document.documentElement.scrollWidth") <= width and reader.script(CUT) == []


class TestHostileTexts:
    def test_are_texts(self, hostile: Served, meet: Meet):
        reader = meet(f"Ana {MARKUP}").open(hostile, f"search={MARKUP[:8]}")
        assert reader.text("#french") == HOSTILE[0]
        assert MARKUP in reader.text("#source") and reader.script("document.querySelectorAll('#source a').length") == 0
        reader.press("c").type(MARKUP).press("Escape").write(f"The cat {MARKUP}").judge("Control+Enter")
        reader.press("k", "w").until("#article-title", re.escape(MARKUP)).press("Escape")
        assert reader.english == f"The cat {MARKUP}" and MARKUP in reader.text("#notes .verdicts")
        reader.press("h").type("alert").press("Tab").type(MARKUP).press("Enter").until("#replace-said", "Found in")
        assert reader.script("document.querySelectorAll('script').length") == 1
        assert reader.script("document.querySelectorAll('img, [onerror], [onload], [style*=expression]').length") == 0

    def test_turn_no_direction_and_hide_nothing(self, hostile: Served, meet: Meet):
        reader = meet("Direction").open(hostile, "search=train")
        assert reader.text("#french") == "Un train \\u202earrive\\u202c à\\u200b gauche\\u2066 demain."
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", reader.script("document.body.innerText"))
        assert reader.script("getComputedStyle(document.getElementById('french')).unicodeBidi") == "isolate"
        assert (reader.script("document.getElementById('french').lang"), reader.script("english.lang")) == ("fr", "en")

    def test_ask_nobody_else(self, hostile: Served, meet: Meet):
        reader = meet("Asked").open(hostile)
        reader.press("j", "j", "w")
        assert {address.removeprefix(hostile.address)[:1] for address in reader.asked} == {"/"}

    def test_identical_ones_are_judged_together(self, hostile: Served, meet: Meet):
        reader = meet("Identical").open(hostile, "search=La pluie tombe dans le jardin.")
        reader.until("#options", "Also apply to the 1 identical sentence").press("i")
        reader.press("a").until("#said", "Saved: accepted, also for 1 identical")
        reader.press("u").until("#said", "Undone: 2 pairs are as they were before")


def test_no_script_or_style_of_the_page_is_made_of_a_text():
    for path in (*PAGE.glob("static/*.js"), *PAGE.glob("templates/*.html")):
        content = path.read_text(encoding="utf-8")
        made = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment"
        assert not re.search(made, content), path.name
        assert not re.search(
            r"<style|\sstyle=|\son\w+=|<script(?! type=\"module\" src=)|https?://(?!$)[a-z]", content
        ), path.name


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install axe-core, or AXE_CORE=…/axe.min.js")
@pytest.mark.parametrize(("window", "theme"), [("desk", "light"), ("desk", "dark"), ("narrow", "light")])
def test_a_screen_reader_finds_names_and_structure(served: Served, meet: Meet, window: str, theme: str):
    width, height = WINDOWS[window]
    viewport = {"width": width, "height": height}
    reader = meet("Axe", viewport=viewport, color_scheme=theme, bypass_csp=True).open(served, "flag=words")
    reader.script(AXE.read_text(encoding="utf-8"))
    for state, keys in STATES.items():
        reader.press(*keys)
        found = reader.script("axe.run()")["violations"]
        grave = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert grave == [], state
        reader.press("Escape")


class TestTexts:
    @settings(max_examples=60)
    @given(st.lists(st.text(max_size=40), min_size=2, max_size=8))
    def test_a_diff_holds_both_texts_and_shows_no_character_that_acts(self, visitor: Reviewer, texts: list[str]):
        texts = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
        cases = [*itertools.pairwise(texts), (" ".join(texts), " ".join(reversed(texts)))]
        code = """cases => Promise.all([import('/static/diff.js'), import('/static/text.js')]).then(([diff, text]) =>
            cases.map(([before, after]) => [diff.diff(before, after), text.shown(before).textContent, text.visible(before)]))"""
        for (before, after), (parts, shown, escaped) in zip(cases, visitor.script(code, cases), strict=True):
            assert "".join(part["text"] for part in parts if part["kind"] != "ins") == before
            assert "".join(part["text"] for part in parts if part["kind"] != "del") == after
            assert shown == escaped == visible(before)
