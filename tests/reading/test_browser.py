"""The HTML copy in a browser, as it is read: from a file, under its own policy, in any window, by mouse and by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.exports.pairs import pair
from tests.reading.documents import document, write
from tests.review_page.test_browser_looks import AXE

pytestmark = pytest.mark.slow
DESK, PHONE = (1280, 800), (360, 740)
LIT = """() => [...document.querySelectorAll(".row bdi")]
    .filter((one) => !["rgba(0, 0, 0, 0)", "transparent"].includes(getComputedStyle(one).backgroundColor)).map((one) => one.id)"""
BESIDE = """() => { const [french, english] = document.querySelector(".row.text:not(.alone)").children;
    return english.getBoundingClientRect().left > french.getBoundingClientRect().right; }"""


@contextmanager
def opened(chromium: Any, path: Path, window: tuple[int, int] = DESK, **options: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": window[0], "height": window[1]}, **options)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    yield tab
    assert said == [] and asked == [path.as_uri()]
    context.close()


@pytest.fixture(scope="module")
def page(copies: Path) -> Path:
    return copies / "pairs.html"


def test_a_sentence_and_its_translation_light_up_together(chromium: Any, page: Path):
    with opened(chromium, page) as tab:
        third = tab.locator(".row.text .english bdi:nth-child(2)").first
        name = third.get_attribute("id").removeprefix("en-")
        both = [f"fr-{name}", f"en-{name}"]
        for side in ("fr", "en"):
            tab.locator(f"#{side}-{name}").hover()
            assert tab.evaluate(LIT) == both, side
        tab.mouse.move(0, 0)
        assert tab.evaluate(LIT) == []
        for side in ("fr", "en"):
            tab.locator(f"#{side}-{name}").focus()
            assert tab.evaluate(LIT) == both, side
        tab.evaluate("document.activeElement.blur()")
        tab.goto(f"{page.as_uri()}#fr-{name}")
        assert tab.evaluate(LIT) == both


def test_keys_reach_every_sentence_that_has_english_once(chromium: Any, page: Path):
    with opened(chromium, page) as tab:
        first, second = (tab.locator(".row:not(.alone) .original bdi").nth(at).get_attribute("id") for at in (0, 1))
        tab.locator(f"#{first}").focus()
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.id") == second
        stops = tab.locator(".row bdi[tabindex='0']").evaluate_all("all => all.map((one) => one.id)")
        assert stops == tab.locator(".row:not(.alone) .original bdi").evaluate_all("all => all.map((one) => one.id)")


@pytest.mark.parametrize(("window", "fits"), [(DESK, True), (PHONE, False)])
def test_the_layout_follows_the_window_until_it_is_chosen(
    chromium: Any, page: Path, window: tuple[int, int], fits: bool
):
    with opened(chromium, page, window) as tab:
        assert tab.evaluate(BESIDE) == fits
        tab.get_by_label("Interleaved").check()
        assert not tab.evaluate(BESIDE)
        tab.get_by_label("Side by side").check()
        assert tab.evaluate(BESIDE)
        assert tab.evaluate("document.documentElement.scrollWidth") <= window[0]


def test_a_text_of_one_endless_word_stays_in_a_narrow_window(chromium: Any, manifest: Any, tmp_path: Path):
    word = "a" * 3_000
    article = document(
        [pair(0, word, word), pair(1, "Un.", "One.")], title=word, publisher=word, url=f"https://a.example/{word}"
    )
    write("html", [article], tmp_path, manifest)
    with opened(chromium, tmp_path / "pairs.html", PHONE) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_paper_has_both_columns_and_nothing_to_click(chromium: Any, page: Path):
    with opened(chromium, page, (700, 900)) as tab:
        tab.emulate_media(media="print")
        assert tab.evaluate(BESIDE)
        assert not any(tab.locator(hidden).first.is_visible() for hidden in (".bar", ".contents", ".jump"))


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install axe-core, or AXE_CORE=…/axe.min.js")
@pytest.mark.parametrize(("window", "theme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "light")])
def test_a_screen_reader_finds_names_structure_and_contrast(chromium: Any, page: Path, window: Any, theme: str):
    with opened(chromium, page, window, color_scheme=theme, bypass_csp=True) as tab:
        dark = tab.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128")
        assert dark == (theme == "dark")
        tab.locator(".row:not(.alone) .original bdi").first.focus()
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        assert [(each["id"], each["nodes"][0]["html"]) for each in tab.evaluate("axe.run()")["violations"]] == []
