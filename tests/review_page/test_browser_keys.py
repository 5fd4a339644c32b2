"""The page under the hands of one reviewer: every key, and fifty pairs without a mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.review.log import VerdictLog
from tests.review_page.conftest import Serve
from tests.review_page.reviewer import Meet, Reviewer
from tests.review_page.served import Served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def visitor(chromium: Any) -> Iterator[Reviewer]:
    """The browser that the readers of this module share."""
    made = Reviewer(chromium, "Visitor")
    yield made
    made.context.close()


@pytest.fixture
def reader(
    served: Served, visitor: Reviewer, places: Iterator[str], request: pytest.FixtureRequest
) -> Iterator[Reviewer]:
    """Somebody new at a pair, under a name that no other test has."""
    visitor.name = request.node.name[:60]
    visitor.tab.goto("about:blank")
    yield visitor.open(served, f"pair={next(places)}")
    visitor.script("localStorage.clear()")
    assert visitor.wrong == []


def test_fifty_pairs_by_keyboard_alone(copy: Path, serve: Serve, meet: Meet):
    served = serve(copy)
    reader, seen = meet("Ana").open(served), []
    for number in range(50):
        seen.append(reader.pair)
        if number % 10 == 3:
            reader.write(f"The English of pair {number}, as Ana has it.").judge("Control+Enter")
        elif number % 10 == 7:
            reader.press("c").type("why?").press("Escape").judge("r")
        else:
            reader.judge("a")
    reader.until("#progress-says", r"^50 of \d+ reviewed .* accepted 80 %, edited 10 %, rejected 10 %")
    with VerdictLog.beside(copy) as log:
        records = list(log.records())
    assert [record.judged.id for record in records] == seen and len(set(seen)) == 50
    assert {record.reviewer for record in records} == {"Ana"}
    assert records[3].en == "The English of pair 3, as Ana has it." and records[7].comment == "why?"
    assert [record.status for record in records[:10]].count("accepted") == 8


class TestEveryKey:
    """One test a command, by its name in the page's own table."""

    def test_is_in_a_button_or_the_help_and_has_a_test_here(self, reader: Reviewer):
        table = reader.script("import('/static/keys.js').then(module => module.COMMANDS)")
        keys = [key for command in table for key in command["keys"]]
        assert len(keys) == len(set(keys))
        assert {f"test_{command['name']}" for command in table} <= set(dir(type(self)))
        reader.press("?")
        for command in table:
            assert command["says"] in reader.text("#help") and command["about"] in reader.text("#help")

    def test_accept(self, reader: Reviewer):
        reader.judge("a").until("#said", "Saved: accepted")

    @pytest.mark.parametrize("key", ["e", "Enter"])
    def test_edit(self, reader: Reviewer, key: str):
        before = reader.english
        reader.press(key)
        assert reader.focused == "editor" and reader.tab.input_value("#editor") == before
        reader.press("Control+a").type("Rewritten, all of it.").until("#changes ins", "Rewritten")
        assert reader.text("#changes del")
        reader.judge("Control+Enter").until("#said", "Saved: edited")

    def test_reject(self, reader: Reviewer):
        reader.judge("r").until("#said", "Saved: rejected")

    def test_skip(self, reader: Reviewer):
        pair = reader.pair
        reader.judge("s").until("#said", "Skipped")
        reader.press("k")
        assert reader.pair == pair and reader.text("#pair .badge") == "not reviewed"

    def test_undo(self, reader: Reviewer):
        first = reader.pair
        reader.judge("a").judge("r")
        second = reader.press("u").pair
        assert reader.press("u").pair == first != second and reader.text("#pair .badge") == "not reviewed"
        reader.press("u").until("#said", "nothing to undo")

    def test_comment(self, reader: Reviewer):
        pair = reader.pair
        reader.press("c")
        assert reader.focused == "comment"
        reader.type("A remark").judge("Control+Enter").until("#said", "Saved: the comment")
        reader.press("u").until("#pair-label", "Pair")
        assert reader.pair == pair

    def test_reset(self, reader: Reviewer):
        pair, machine = reader.pair, reader.english
        reader.write("Something else.").judge("Control+Enter")
        reader.press("k").until("#english", "Something else.")
        reader.judge("x").until("#said", "Saved: reset")
        reader.press("k")
        assert (reader.pair, reader.english) == (pair, machine)

    def test_reset_of_nothing_is_no_verdict(self, reader: Reviewer):
        pair = reader.pair
        reader.press("x").until("#said", "no verdict to take back")
        assert reader.pair == pair and not reader.sees("#notes .verdicts")

    def test_identical(self, reader: Reviewer):
        reader.press("i").until("#said", "No other sentence is identical")

    def test_settle(self, reader: Reviewer):
        reader.press("g").until("#said", "Nobody disagrees")

    @pytest.mark.parametrize(("back", "on"), [("k", "j"), ("ArrowLeft", "ArrowRight")])
    def test_previous(self, reader: Reviewer, back: str, on: str):
        first = reader.pair
        second = reader.press(on).pair
        assert second != first == reader.press(back).pair

    test_next = test_previous

    def test_unreviewed(self, reader: Reviewer):
        reader.judge("a").judge("a")
        third = reader.pair
        reader.press("k", "k").until("#pair .badge", "accepted")
        assert reader.judge("n").pair == third

    def test_article(self, reader: Reviewer):
        title, french = reader.text("#source h2"), reader.text("#french")
        reader.press("j", "k", "w").until("#article-title", ".")
        assert reader.text("#article-title") == title
        assert reader.text("#article [aria-current] p:first-child") == french
        assert reader.script("document.querySelectorAll('#article .row').length") > 20
        reader.press("Escape")
        assert not reader.sees("#article") and reader.focused == "pair"

    def test_marks(self, served: Served, meet: Meet):
        reader = meet("Marks").open(served, "flag=words")
        reader.tab.wait_for_selector("#english mark")
        reader.press("m").until("#said", "not marked")
        assert not reader.sees("#english mark")
        reader.tab.reload()
        assert not reader.ready().sees("#english mark")
        reader.press("m").tab.wait_for_selector("#english mark")

    def test_changes(self, reader: Reviewer):
        machine = reader.english
        reader.write("Something else.").judge("Control+Enter")
        reader.press("k").until("#changes del", ".")
        reader.press("d").until("#said", "as it was")
        assert machine in reader.text("#changes") and not reader.sees("#changes del")
        reader.press("d").until("#changes del", ".")

    def test_search(self, reader: Reviewer):
        reader.press("/").type("Kazakhstan").press("Enter").until("#chosen", "“Kazakhstan”")
        assert "Kazakhstan" in reader.text("#french") + reader.english
        assert "search=Kazakhstan" in reader.tab.url and reader.focused == "pair"

    def test_filter(self, reader: Reviewer):
        reader.press("f")
        assert reader.sees("#filters")
        reader.tab.select_option("select[name=flag]", "words")
        reader.until("#notes .flag", "words").until("#chosen", "flag: words")
        reader.press("Escape")
        assert not reader.sees("#filters") and reader.focused == "pair"

    def test_replace(self, quiet: Served, meet: Meet):
        reader = meet("Replace").open(quiet)
        reader.press("h").type("Kazakhstan").press("Tab").type("the Kazakh republic").press("Enter")
        count = int(reader.until("#replace-said", r"Found in \d+ pairs").text("#replace-said").split()[2])
        assert reader.script("document.querySelectorAll('#replace-items del').length") >= count
        reader.press("Enter").until("#said", f"Replaced in {count} pairs")
        reader.until("#progress-says", f"^{count} of")
        reader.press("u").until("#said", f"Undone: {count} pairs are as they were before")
        reader.until("#progress-says", "^0 of")

    def test_again(self, reader: Reviewer):
        pair = reader.pair
        assert reader.press("t").pair == pair

    def test_help(self, reader: Reviewer):
        reader.press("?")
        assert reader.sees("#help")
        reader.press("a", "Escape")
        assert not reader.sees("#help") and reader.text("#pair .badge") == "not reviewed"


class TestKeysAreLetters:
    def test_of_any_keyboard(self, reader: Reviewer):
        """On AZERTY `a` lies where QWERTY has `q`, and `?` is typed with the shift of the comma's key."""
        press = "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...key}))"
        reader.script(press, {"key": "?", "code": "KeyM", "shiftKey": True})
        reader.tab.wait_for_selector("#help[open]")
        reader.press("Escape")
        reader.script(press, {"key": "a", "code": "KeyQ"})
        reader.until("#said", "Saved: accepted")

    def test_and_nothing_else(self, reader: Reviewer):
        pair = reader.pair
        reader.press("Alt+a", "Control+Shift+r", "Meta+a", "Shift+Tab")
        reader.press("/").type("arsn").press("Escape")
        reader.press("c").type("arsnu").press("Escape")
        reader.press("e").type("arsnu").press("Escape")
        assert reader.pair == pair and reader.text("#pair .badge") == "not reviewed"
        assert "arsnu" in reader.text("#pair .draft") and reader.tab.input_value("#comment") == "arsnu"

    def test_and_can_be_switched_off(self, reader: Reviewer):
        reader.press("?")
        reader.tab.click("#single-keys")
        reader.press("Escape", "a", "r")
        assert reader.text("#pair .badge") == "not reviewed"
        reader.tab.click("button[data-command=accept]")
        reader.until("#said", "Saved: accepted")

    def test_and_a_key_held_down_judges_once(self, reader: Reviewer):
        pair = reader.pair
        for _ in range(5):
            reader.tab.keyboard.down("a")
        reader.tab.keyboard.up("a")
        reader.until("#said", "Saved: accepted").press("k")
        assert reader.pair == pair


class TestWriting:
    def test_the_tab_key_goes_on_to_the_buttons(self, reader: Reviewer):
        reader.press("e", "Tab")
        assert reader.script("document.activeElement.dataset.command") == "confirm"

    def test_an_edit_that_says_the_same_is_an_acceptance(self, reader: Reviewer):
        reader.press("e").judge("Control+Enter").until("#said", "Saved: accepted")

    def test_empty_english_is_no_edit(self, reader: Reviewer):
        reader.press("e", "Control+a", "Delete", "Control+Enter").until("#said", "The English is empty")
        assert reader.focused == "editor"

    def test_the_checks_read_along(self, reader: Reviewer):
        reader.write("All of it is wrong, and 1,234 of it.").until("#notes .flag", "numbers")

    def test_a_comment_alone_leaves_the_draft_of_the_english(self, reader: Reviewer):
        reader.write("Half a sente").press("Escape", "c").type("Which tense?")
        reader.judge("Control+Enter").until("#said", "Saved: the comment")
        reader.press("k").until("#pair .draft ins", "Half a sente").until("#notes .verdicts", "Which tense?")
        reader.tab.reload()
        reader.ready().until("#said", "Your draft is back")
        assert reader.tab.input_value("#editor") == "Half a sente"

    def test_a_draft_is_kept_on_leaving_and_no_key_takes_it_away_by_mistake(self, reader: Reviewer):
        reader.write("Half a sente").press("Escape").until("#pair .draft ins", "Half a sente")
        reader.press("a").until("#said", "has a draft of yours")
        reader.press("j", "k").until("#pair .draft ins", "Half a sente")
        reader.press("e")
        assert reader.tab.input_value("#editor") == "Half a sente"
        reader.press("Escape")
        reader.tab.click("button[data-command=drop]")
        reader.judge("a").until("#said", "Saved: accepted")
