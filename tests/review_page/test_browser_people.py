"""Several people at one dataset, each in a browser of their own; and one person in two tabs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review_page.conftest import Serve
from tests.review_page.reviewer import Meet, Reviewer
from tests.review_page.served import Served

pytestmark = pytest.mark.slow
LOOKED_AT = "dispatchEvent(new Event('focus'))"


def test_who_reviews_is_asked_once(served: Served, meet: Meet):
    ana = meet("Ana")
    ana.tab.goto(served.url)
    ana.tab.wait_for_selector("#name[open]")
    ana.press("Enter", "Escape", "Escape")
    assert ana.sees("#name") and ana.focused != "pair"
    ana.tab.click("#name input")
    ana.type("  Ana <b>\u202e</b> Ñ  ").press("Enter").ready()
    assert ana.text("#reviewer") == "Ana <b>\\u202e</b> Ñ" and not ana.sees("#name")
    ana.tab.reload()
    assert not ana.ready().sees("#name")
    ana.tab.click("button.me")
    ana.press("Control+a").type("Berthe").press("Enter").until("#reviewer", "^Berthe$")
    ana.ready().tab.click("button.me")
    ana.press("Escape").until("#reviewer", "^Berthe$")
    assert not ana.sees("#name")


class TestTwoPeople:
    def test_are_kept_off_one_pair(self, served: Served, meet: Meet):
        ana, ben = meet("Anne").open(served), meet("Benoît", refused=True).open(served)
        assert ana.pair != ben.pair
        held = ana.pair
        with ana.tab.expect_request(f"**/api/changes?*holding={held}"):
            ana.script(LOOKED_AT)
        ben.tab.goto(f"{served.address}/?pair={held}")
        ben.ready().until("#pair .notice", "Anne has this pair open")
        ben.press("a").until("#failure", "Anne has this pair on their screen; go on with another")
        assert ben.pair == held
        ana.press("j")
        ben.press("t").until("#said", "Saved: accepted")
        assert not ben.sees("#failure")

    def test_see_each_others_verdicts(self, served: Served, places: Iterator[str], meet: Meet):
        pair = next(places)
        ana = meet("Ana").open(served, f"pair={pair}")
        ana.press("c").type("Why <i>so</i>?").press("Escape").write("As Ana has it.").judge("Control+Enter")
        ben = meet("Ben").open(served, f"pair={pair}")
        assert ben.english == "As Ana has it." and ben.text("#english-label") == "English, edited"
        said = ben.text("#notes .verdicts")
        assert "Ana edited" in said and "Why <i>so</i>?" in said and ben.tab.input_value("#comment") == ""
        assert ben.text("#changes ins") == "[added:\nAs Ana has it.\n]"
        assert ben.text("#pair .badge") == "edited"

    def test_disagree_and_settle_it(self, served: Served, places: Iterator[str], meet: Meet):
        pair = next(places)
        ana = meet("Ana").open(served, f"pair={pair}").judge("a")
        ben = meet("Ben").open(served, f"pair={pair}").judge("r")
        ana.tab.goto(f"{served.address}/?disagreements=1&pair={pair}")
        ana.ready().until("#pair .notice", "Reviewers disagree")
        assert "Ben rejected" in ana.text("#notes .verdicts") and "You accepted" in ana.text("#notes .verdicts")
        ana.press("g").until("#said", "ends the disagreement: yes").press("a").until("#said", "Saved: accepted")
        assert not ana.sees("#pair .notice") and not ana.sees("#settles")
        ben.tab.goto(f"{served.address}/?pair={pair}")
        assert ben.ready().text("#pair .badge") == "accepted" and not ben.sees("#pair .notice")

    def test_do_not_see_each_others_verdicts_where_two_are_asked(self, copy: Path, serve: Serve, meet: Meet):
        served = serve(copy, "--double", 100)
        ana = meet("Ana").open(served)
        pair = ana.pair
        ana.write("As Ana has it.").judge("Control+Enter")
        ben = meet("Ben").open(served, f"pair={pair}")
        ben.until("#pair .notice", "Two people are asked for this pair")
        assert "Ana" not in ben.text("main")
        ben.judge("a").press("k").until("#notes .verdicts", "Ana")


class TestTwoTabs:
    @pytest.fixture
    def both(self, served: Served, places: Iterator[str], meet: Meet) -> tuple[Reviewer, Reviewer]:
        """Two tabs of one reviewer at one pair."""
        pair = next(places)
        first = meet(f"Ana {pair}", refused=True).open(served, f"pair={pair}")
        second = meet(f"Ana {pair}").open(served, f"pair={pair}")
        return first, second

    def test_tell_each_other(self, both: tuple[Reviewer, Reviewer]):
        first, second = both
        second.judge("r")
        first.script(LOOKED_AT)
        first.until("#said", "You judged this pair in another tab").until("#pair .badge", "rejected")

    def test_take_nothing_from_who_writes(self, both: tuple[Reviewer, Reviewer]):
        first, second = both
        first.write("Half a sente").press("ArrowLeft", "ArrowLeft")
        second.judge("r")
        first.script(LOOKED_AT)
        first.until("#notes .verdicts", "You rejected").type("x")
        assert first.tab.input_value("#editor") == "Half a senxte"

    def test_judge_nothing_twice_without_knowing(self, both: tuple[Reviewer, Reviewer]):
        first, second = both
        second.judge("r")
        first.write("All of it.").press("Control+Enter").until("#failure", "judged this pair since you saw it")
        assert first.tab.input_value("#editor") == "All of it." and "You rejected" in first.text("#notes")
        first.judge("Control+Enter").until("#said", "Saved: edited")
        assert not first.sees("#failure")
