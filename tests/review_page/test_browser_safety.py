"""What a reviewer has said or typed outlives the page, the tab and the server."""

import signal
from pathlib import Path
from typing import Any

import pytest

from bilingual.review.log import VerdictLog
from tests.review_page.conftest import Serve
from tests.review_page.reviewer import Meet
from tests.review_page.served import Served

pytestmark = pytest.mark.slow


def said(folder: Path) -> list[tuple[str, str]]:
    """Return status and English of every record of a dataset's log."""
    with VerdictLog.beside(folder) as log:
        return [(record.status, record.en) for record in log.records()]


class TestVerdicts:
    def test_are_on_the_disk_before_the_page_goes_on(self, served: Served, meet: Meet):
        ana = meet("Ana").open(served)
        pair, before, found = ana.pair, len(said(served.folder)), []

        def answer(route: Any) -> None:
            got = route.fetch()
            found.extend([ana.pair, ana.script("document.body.ariaBusy"), len(said(served.folder)) - before])
            route.fulfill(response=got)

        ana.tab.route("**/api/verdict", answer)
        ana.judge("a")
        assert found == [pair, "true", 1]

    def test_are_taken_back_after_the_server_was_started_anew(self, copy: Path, serve: Serve, meet: Meet):
        first = serve(copy)
        ana = meet("Ana", refused=True).open(first)
        pairs = [ana.pair]
        for keys in (["a"], ["r"]):
            pairs.append(ana.judge(*keys).pair)
        ana.write("Written, then taken back.").judge("Control+Enter")
        first.end(signal.SIGTERM)
        ana.open(serve(copy, port=first.port))
        for pair in reversed(pairs):
            ana.press("u").until("#said", "Undone: the pair is not reviewed")
            assert ana.pair == pair
        ana.press("u").until("#said", "nothing to undo")
        assert len(said(copy)) == 6

    def test_are_not_given_twice_where_only_the_answer_is_lost(self, served: Served, meet: Meet):
        ana = meet("Lost", refused=True).open(served)
        before = len(said(served.folder))

        def lose(route: Any) -> None:
            route.fetch()
            route.abort()

        ana.tab.route("**/api/verdict", lose)
        ana.press("a").until("#failure", "The server does not answer")
        ana.tab.unroute("**/api/verdict")
        ana.judge("t").until("#said", "Saved: accepted")
        assert len(said(served.folder)) == before + 1


class TestWords:
    def test_survive_a_reload_in_the_middle_of_a_sentence(self, served: Served, meet: Meet):
        ana = meet("Reload").open(served)
        ana.press("c").type("a rema").press("Escape").write("Half a sente")
        ana.tab.reload()
        ana.ready().until("#said", "Your draft is back")
        assert ana.focused == "editor" and ana.tab.input_value("#editor") == "Half a sente"
        assert ana.tab.input_value("#comment") == "a rema"
        pair = ana.pair
        ana.judge("Control+Enter").open(served, f"pair={pair}")
        assert ana.english == "Half a sente" and not ana.sees("#pair .draft")

    def test_survive_the_server_and_the_browser(self, copy: Path, serve: Serve, meet: Meet):
        first = serve(copy)
        ana = meet("Ana", refused=True).open(first)
        pair = ana.write("Half a sente").pair
        ana.tab.wait_for_timeout(1_000)  # the page sends what is typed when the hands rest
        first.end()
        ana.type("nce").tab.close()
        second = serve(copy, port=first.port)
        elsewhere = meet("Ana").open(second, f"pair={pair}")
        assert elsewhere.tab.input_value("#editor") == "Half a sente"
        ana.tab = ana.new_tab()
        assert ana.open(second, f"pair={pair}").tab.input_value("#editor") == "Half a sentence"

    def test_stay_in_the_page_when_the_server_is_killed(self, copy: Path, serve: Serve, meet: Meet):
        first = serve(copy)
        ana = meet("Ana", refused=True).open(first)
        pair = ana.write("Written while the server").pair
        first.end()
        ana.type(" died.").press("Control+Enter").until(
            "#failure", "The server does not answer. What you typed is kept"
        )
        assert ana.pair == pair and ana.tab.input_value("#editor") == "Written while the server died."
        ana.press("Escape").until("#pair .draft", "server died.")
        second = serve(copy, port=first.port)
        ana.press("t").until("#failure", "opened for an earlier start of the server")
        ana.new_tab().goto(second.url)
        ana.judge("t").until("#said", "Saved: edited")
        assert said(copy) == [("edited", "Written while the server died.")] and not ana.sees("#failure")
