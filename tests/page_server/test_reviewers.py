"""Several reviewers at one dataset: nobody works on what another has, and who disagrees is shown."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.review import VerdictLog
from bilingual.review.page.leases import HELD, IDLE, Leases
from bilingual.review.page.serving import Server
from tests.page_server.browser import Browser, served

FRESH = {"unreviewed": 1, "take": 1}


class TestTwoReviewers:
    def test_are_given_different_pairs(self, ana: Browser, ben: Browser):
        seen = []
        for _ in range(5):
            for browser in (ana, ben):
                card = browser.next(**FRESH)
                seen.append(card["id"])
                browser.judge(card)
        assert len(set(seen)) == 10

    def test_see_who_has_a_pair_and_cannot_judge_it(self, ana: Browser, ben: Browser):
        card = ana.next(**FRESH)
        assert ben.pair(card["id"])["held"] == {"reviewer": "ana"} and ana.pair(card["id"])["held"] is None
        assert "ana has this pair" in ben.judge(card, expect=409)["error"]
        ana.post("/api/release", id=card["id"])
        assert ben.judge(card)["records"] == [1]

    def test_hold_one_pair_each(self, ana: Browser, ben: Browser):
        first = ana.next(**FRESH)
        ana.next(**FRESH, **{"from": first["id"]})
        assert ben.next(**FRESH)["id"] == first["id"]

    def test_see_what_the_other_said(self, ana: Browser, ben: Browser):
        card = ana.judge(ana.next(), "edited", en="Ana's.", comment="so")["card"]
        other = ben.pair(card["id"])["others"]
        assert [(each["reviewer"], each["status"], each["en"], each["comment"]) for each in other] == [
            ("ana", "edited", "Ana's.", "so")
        ]
        changes = ben.get("/api/changes", after=0)
        assert changes["records"] == [
            {"number": 1, "id": card["id"], "reviewer": "ana", "status": "edited", "undoes": None}
        ]
        assert ben.get("/api/changes", after=1) == {"last": 1, "records": []}

    def test_undo_only_what_is_their_own(self, ana: Browser, ben: Browser):
        ana.judge(ana.next())
        assert ben.post("/api/undo")["undone"] == []

    def test_have_names_of_any_script(self, server: Server, ana: Browser):
        for name in ("Łucja", "王芳", "אבי", "<b>x</b>", "a;b=c, d", "\u202eevil", "😀"):
            with closing(Browser(server, name)) as browser:
                assert browser.get("/api/overview")["reviewer"] == name


class TestManyAtOnce:
    def test_judge_different_pairs_and_all_is_in_the_log(self, copy: Path, server: Server):
        def review(name: str) -> list[tuple[str, str]]:
            with closing(Browser(server, name)) as browser:
                given = []
                for _ in range(10):
                    card = browser.next(**FRESH)
                    given += [(name, card["id"])] * len(browser.judge(card)["records"])
                return given

        with ThreadPoolExecutor(5) as threads:
            given = [each for some in threads.map(review, "abcde") for each in some]
        assert len({pair for _, pair in given}) == len(given) == 50
        with VerdictLog.beside(copy) as log:
            assert sorted((record.reviewer, record.judged.id) for record in log.records()) == sorted(given)


class TestADisagreement:
    @pytest.fixture
    def card(self, ana: Browser, ben: Browser) -> dict[str, object]:
        card = ana.judge(ana.next())["card"]
        return ben.judge(ben.pair(card["id"]), "rejected")["card"]

    def test_is_in_a_queue_of_its_own_with_both_verdicts(self, ana: Browser, card: dict[str, object]):
        found = ana.walk(disagreements=1)
        assert [each["id"] for each in found] == [card["id"]] and found[0]["disputed"]
        assert (found[0]["mine"]["status"], found[0]["others"][0]["status"]) == ("accepted", "rejected")
        assert ana.get("/api/overview")["disputed"] == 1

    def test_ends_when_somebody_settles_it(self, ana: Browser, card: dict[str, object]):
        said = ana.judge(card, "edited", en="Settled.", settles=True)["card"]
        assert (said["disputed"], said["status"], said["others"]) == (False, "edited", [])
        assert ana.next(disagreements=1)["end"]

    def test_comes_back_when_that_is_undone(self, ana: Browser, card: dict[str, object]):
        ana.judge(card, "rejected", settles=True)
        assert ana.post("/api/undo")["card"]["disputed"]


class TestTheDouble:
    @pytest.fixture
    def pair(self, copy: Path) -> Iterator[tuple[Browser, Browser, Browser]]:
        """Three reviewers of a dataset in which everything is asked of two."""
        with ExitStack() as stack:
            server = stack.enter_context(served(copy, double=100))
            yield tuple(stack.enter_context(closing(Browser(server, name))) for name in ("ana", "ben", "cem"))

    def test_pair_is_given_to_two_at_once_and_not_to_a_third(self, pair: tuple[Browser, Browser, Browser]):
        ana, ben, cem = pair
        card = ana.next(**FRESH)
        assert card["double"] and ben.next(**FRESH)["id"] == card["id"]
        assert cem.next(**FRESH)["id"] != card["id"]
        ana.judge(card)
        assert cem.next(**FRESH)["id"] != card["id"]
        ben.judge(ben.pair(card["id"]))
        ids = [each["id"] for each in cem.walk(5, unreviewed=1)]
        assert card["id"] not in ids

    def test_verdict_of_another_is_unseen_until_the_own_one_is_given(self, pair: tuple[Browser, Browser, Browser]):
        ana, ben, _ = pair
        before = ben.next()
        after = ana.judge(ana.next(), "edited", en="Ana's.", comment="secret")["card"]
        assert after["others"] == [] and after["mine"]["en"] == "Ana's."
        blind = ben.pair(before["id"])
        assert {**blind, "held": None} == {**before, "held": None}
        assert ben.get("/api/changes", after=0)["records"] == []
        around = ben.walk(2)[1]["before"]
        assert [each["en"] for each in around if each["id"] == before["id"]] == [before["en"]]
        seen = ben.judge(before, "rejected")["card"]  # as it was seen, though ana has judged it since
        assert seen["others"][0]["en"] == "Ana's." and seen["disputed"]
        assert len(ben.get("/api/changes", after=0)["records"]) == 2

    def test_verdict_of_another_is_not_told_by_a_filter_or_a_count(self, pair: tuple[Browser, Browser, Browser]):
        ana, ben, _ = pair
        card = ana.next()
        ana.judge(card, "rejected")
        for verdict in ("rejected", "reviewed"):
            assert ana.next(status=verdict)["id"] == card["id"]
            assert ben.next(status=verdict)["end"]
        assert ben.next(status="unreviewed")["id"] == card["id"]
        told = ben.get("/api/overview", article=card["article"]["id"])
        assert (
            told["statuses"]["rejected"] == told["progress"]["reviewed"] == told["progress"]["rates"]["rejected"] == 0
        )
        ben.judge(ben.pair(card["id"]))
        assert ben.next(status="reviewed")["id"] == card["id"]

    def test_disagreement_is_shown_only_to_who_has_judged(self, pair: tuple[Browser, Browser, Browser]):
        ana, ben, cem = pair
        card = ana.next()
        ana.judge(card)
        ben.judge(card, "rejected")
        assert ana.next(disagreements=1)["id"] == card["id"]
        assert cem.next(disagreements=1)["end"] and cem.get("/api/overview")["disputed"] == 0

    @pytest.mark.slow
    def test_share_follows_from_the_ids(self, copy: Path):
        count, shares = sum(1 for _ in read_pairs(copy)), []
        for _ in range(2):
            with served(copy, double=30) as server, closing(Browser(server)) as ana:
                shares.append([card["id"] for card in ana.walk(double=1)])
        assert shares[0] == shares[1] and 0.15 < len(shares[0]) / count < 0.45


class TestALease:
    def test_ends_by_itself_unless_the_page_keeps_it_and_not_for_ever(self):
        clock = [0.0]
        leases = Leases(lambda: clock[0])
        leases.take("p", "ana")
        clock[0] = HELD - 1
        leases.renew("p", "ana")
        clock[0] = 2 * HELD - 2
        assert leases.holders("p") == ["ana"] and leases.holders("p", but="ana") == []
        clock[0] = 2 * HELD
        assert leases.holders("p") == []
        leases.renew("p", "ana")
        assert leases.holders("p") == []
        leases.take("p", "ana")
        for _ in range(int(IDLE / HELD) * 2 + 2):
            clock[0] += HELD - 1
            leases.renew("p", "ana")
        assert leases.holders("p") == []
