"""Which pairs the page shows, and what it says of them all together."""

from pathlib import Path

import pytest

from tests.review_page.reviewer import Meet
from tests.review_page.served import Served

pytestmark = pytest.mark.slow


class TestQueue:
    def test_the_address_holds_it_and_the_way_back(self, served: Served, meet: Meet):
        reader = meet("Way").open(served, "flag=low_score&order=score")
        first = reader.pair
        reader.press("j")
        second = reader.pair
        reader.tab.go_back()
        reader.tab.wait_for_function(
            "pair => document.body.ariaBusy !== 'true' && location.search.includes(pair)", arg=first
        )
        assert "order=score" in reader.tab.url and first != second
        reader.tab.reload()
        assert reader.ready().pair == first and "least sure first" in reader.text("#chosen")

    def test_a_part_of_it_is_taken_away_by_its_button(self, served: Served, meet: Meet):
        reader = meet("Parts").open(served, "flag=words&kind=sentence")
        reader.tab.click("#chosen button:has-text('words')")
        reader.until("#chosen", "^kind: sentence ×$")

    def test_begins_where_the_address_names_a_pair_that_is_gone(self, served: Served, meet: Meet):
        reader = meet("Gone", refused=True).open(served, "pair=0123456789abcdef")
        reader.until("#said", "That pair is not in this version of the dataset").until("#pair-label", "^Pair")

    def test_that_is_empty_says_so(self, served: Served, meet: Meet):
        reader = meet("None").open(served, "search=zzzzzz")
        assert reader.text("#end-says") == "No pair fits this choice."
        assert not reader.sees("#end-again") and not reader.sees("#source")
        reader.tab.click("#end-all")
        reader.until("#pair-label", r"Pair \d+ of")

    def test_chosen_by_mouse_leaves_the_keys_to_the_pair(self, served: Served, meet: Meet):
        reader = meet("Mouse").open(served).judge("a").press("f")
        reader.tab.click("input[name=mine]")
        reader.until("#said", r"^1 pair\.$")
        assert reader.focused == "pair"
        reader.tab.focus("input[name=mine]")
        reader.press("Space").until("#said", r"^\d+ pairs\.$")
        assert reader.script("document.activeElement.name") == "mine"

    def test_counts_what_fits_all_of_it(self, served: Served, meet: Meet):
        reader = meet("Count").open(served).press("f")
        reader.tab.select_option("select[name=flag]", "words")
        reader.until("#said", r"^[1-9]\d* pairs\.$")
        reader.tab.check("input[name=mine]")
        reader.until("#said", r"^0 pairs\.$").until("#end-says", "No pair fits")

    def test_ends_when_all_is_judged(self, quiet: Served, meet: Meet):
        reader = meet("Ende").open(quiet, "flag=names&order=score")
        size = int(reader.text("#pair-label").split()[-1])
        for _ in range(size):
            reader.press("a")
        reader.until("#end-says", "waits for your verdict")
        reader.press("k").until("#pair-label", f"of {size}")

    def test_of_a_random_sample_says_what_it_shows_of_the_rest(self, quiet: Served, dataset: Path, meet: Meet):
        reader = meet("Sample").open(quiet, "sample=80&seed=1")
        for _ in range(80):
            card = reader.ask(quiet, "/api/next?sample=80&seed=1&unreviewed=1")
            if "end" in card:
                break
            verdict = {"status": "accepted", "comment": "", "identical": False, "settles": False}
            reader.send(quiet, "/api/verdict", {**verdict, **{name: card[name] for name in ("id", "en", "newest")}})
        reader.tab.reload()
        reader.until(
            "#interval", r"^Of the pairs without a flag, 0 % to [\d.]+ % are wrong, if reviewers find every fault"
        )
