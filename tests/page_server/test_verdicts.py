"""A verdict at the page: what it must be, what the log holds when it is answered, and how it is taken back."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.review.log import VerdictLog
from bilingual.review.page.serving import Server
from tests.page_server.browser import Browser, served


def log_of(dataset: Path) -> list[tuple[str, str, str, str]]:
    """Reviewer, status, English and comment of every record."""
    with VerdictLog.beside(dataset) as log:
        return [(record.reviewer, record.status, record.en, record.comment) for record in log.records()]


@pytest.fixture(scope="module")
def refusing(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A reviewer at a dataset that takes no verdict, for all are refused."""
    place = Path(shutil.copytree(dataset, tmp_path_factory.mktemp("refusing") / "fr-en"))
    with served(place) as server, closing(Browser(server)) as browser:
        yield browser
        assert browser.get("/api/overview")["last"] == 0


class TestACard:
    def test_shows_the_pair_in_the_flow_of_its_article(self, copy: Path, ana: Browser):
        pairs = list(read_pairs(copy))
        card = ana.pair(pairs[5].id)
        assert (card["fr"], card["en"], card["machine_en"]) == (pairs[5].fr, pairs[5].en, pairs[5].machine_en)
        assert card["article"]["id"] == pairs[5].article_id and card["article"]["path"].endswith(".txt")
        assert [each["fr"] for each in card["before"] if each["id"]] == [pair.fr for pair in pairs[2:5]]
        assert [each["id"] for each in card["after"]][:1] == [pairs[6].id] and len(card["after"]) == 3

    def test_shows_skipped_segments_with_their_reason(self, copy: Path, ana: Browser):
        around = [each for card in ana.walk(10) for each in card["before"] + card["after"]]
        assert {each["reason"] for each in around if each["id"] is None} == {"kind", "language"}

    def test_says_what_each_check_saw(self, copy: Path, ana: Browser):
        pair = next(pair for pair in read_pairs(copy) if "words" in pair.flags)
        flags = {flag["name"]: flag for flag in ana.pair(pair.id)["flags"]}
        assert set(flags) == set(pair.flags)
        assert any(word in flags["words"]["saw"] for word in pair.en.split())
        assert "a word of the English is none" in flags["words"]["says"]

    def test_has_its_place_in_the_queue_that_is_asked_for(self, ana: Browser):
        cards = ana.walk(flag="words")
        assert [card["position"] for card in cards] == list(range(1, len(cards) + 1))
        assert ana.pair(cards[2]["id"], flag="words")["position"] == 3
        assert ana.pair(cards[2]["id"], flag="none")["position"] is None

    def test_tells_of_english_that_is_being_written(self, ana: Browser):
        card = ana.next(flag="none")
        said = ana.post("/api/check", id=card["id"], en="Hello 5")
        assert "numbers" in [flag["name"] for flag in said["flags"]]
        assert said["marks"]["en"] == [[0, 5]]
        assert ana.post("/api/check", id=card["id"], en=card["en"]) == {"flags": [], "marks": card["marks"]}

    def test_belongs_to_an_article_that_can_be_read_whole(self, copy: Path, ana: Browser):
        card = ana.next()
        article = ana.get(f"/api/article/{card['article']['id']}")
        pairs = [pair.fr for pair in read_pairs(copy) if pair.article_id == article["id"]]
        assert [each["fr"] for part in article["paragraphs"] for each in part if each["id"]] == pairs
        assert article["title"] == card["article"]["title"] and article["next"] is None


class TestAVerdict:
    @pytest.mark.parametrize(
        "given, status, en",
        [({"verdict": "accepted"}, "accepted", None), ({"verdict": "edited", "en": " Good English. "}, "edited", "Good English."),
         ({"verdict": "accepted", "en": "Better."}, "edited", "Better."), ({"verdict": "rejected"}, "rejected", None),
         ({"verdict": "rejected", "en": ""}, "rejected", None), ({"verdict": "machine", "comment": "why?"}, "machine", None)],
    )  # fmt: skip
    def test_is_in_the_log_when_it_is_answered(
        self, copy: Path, ana: Browser, given: dict[str, str], status: str, en: str | None
    ):
        card = ana.next()
        said = ana.judge(card, **given)
        assert said["records"] == [1]
        assert log_of(copy) == [("ana", status, en or card["en"], given.get("comment", ""))]
        assert said["card"]["status"] == status and said["card"]["en"] == (en or card["en"])
        assert said["card"]["newest"] == 1

    @pytest.mark.parametrize(
        "verdict, given, why",
        [("edited", {}, "still the model's"), ("accepted", {"en": " "}, "empty"), ("edited", {"en": "a\nb"}, "one line"),
         ("edited", {"en": "a\x00b"}, "U+0000"), ("edited", {"en": "a\u2028b"}, "U+2028"), ("edited", {"en": "\ud83d"}, "half a character"),
         ("accepted", {"comment": "\udc80"}, "half a character"), ("accepted", {"comment": "\x1b[2J"}, "U+001B"),
         ("rejected", {"en": "Other."}, "changed"), ("machine", {"en": "Other."}, "changed"), ("good", {}, "choose from"),
         ("edited", {"en": "x" * 100_001}, "100000"), ("accepted", {"comment": "x" * 10_001}, "10000")],
    )  # fmt: skip
    def test_that_cannot_be_is_refused_and_leaves_no_record(
        self, refusing: Browser, verdict: str, given: dict[str, str], why: str
    ):
        said = refusing.judge(refusing.next(), verdict, 422, **given)
        assert why in said["error"] and "\n" not in said["error"]
        assert refusing.get("/api/changes")["records"] == []

    def test_needs_a_name(self, copy: Path):
        with served(copy, reviewer=None) as server, closing(Browser(server)) as browser:
            assert browser.get("/api/overview")["reviewer"] is None
            assert "give a name" in browser.judge(browser.next(), expect=422)["error"]
            with closing(Browser(server, "  Zoé ")) as zoe:
                assert zoe.judge(browser.next())["card"]["mine"]["status"] == "accepted"
        assert log_of(copy)[0][0] == "Zoé"

    @pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "\u2028", "\ud800"])
    def test_is_given_under_a_name_that_can_be(self, refusing: Browser, name: str):
        assert "one line" in refusing.post("/api/reviewer", 422, name=name)["error"]

    def test_on_a_pair_that_was_judged_in_another_tab_is_refused_with_the_pair_as_it_is(self, copy: Path, ana: Browser):
        card = ana.next()
        ana.judge(card, "rejected")
        said = ana.judge(card, "accepted", 409)
        assert said["card"]["mine"]["status"] == "rejected" and "since you saw it" in said["error"]
        assert ana.judge(said["card"], "accepted")["card"]["mine"]["status"] == "accepted"
        assert len(log_of(copy)) == 2

    def test_gives_english_back_to_the_model(self, ana: Browser):
        card = ana.judge(ana.next(), "edited", en="Mine.")["card"]
        card = ana.judge(card, "reset")["card"]
        assert (card["status"], card["en"], card["mine"]) == ("machine", card["machine_en"], None)

    def test_stays_when_only_a_comment_follows(self, ana: Browser):
        card = ana.judge(ana.next(), "edited", en="Mine.")["card"]
        card = ana.judge(card, "machine", comment="sure?")["card"]
        assert (card["status"], card["en"], card["comment"]) == ("edited", "Mine.", "sure?")

    def test_of_edited_english_shows_its_own_flags(self, copy: Path, ana: Browser):
        pair = next(pair for pair in read_pairs(copy) if not pair.flags)
        card = ana.judge(ana.pair(pair.id), "edited", en=f"{pair.en} 1234")["card"]
        assert "numbers" in [flag["name"] for flag in card["flags"]]

    def test_for_identical_sentences_is_one_act(self, few: Path, tmp_path: Path):
        place = Path(shutil.copytree(few, tmp_path / "few"))
        with served(place) as server, closing(Browser(server)) as ana:
            ana.judge(ana.pair("same2"))
            card = ana.pair("same1")
            assert card["identical"] == 2  # one has been judged
            said = ana.judge(card, "edited", en="All of them.", identical=True)
            assert len(said["records"]) == 3 and said["card"]["identical"] == 0
            assert [en for _, _, en, _ in log_of(place)] == [card["en"], *3 * ["All of them."]]
            assert len(ana.post("/api/undo")["undone"]) == 3
            assert ana.pair("same3")["status"] == "machine" and ana.pair("same2")["status"] == "accepted"


class TestNearMatches:
    def test_are_reviewed_pairs_with_french_like_it(self, few: Path, tmp_path: Path):
        place = Path(shutil.copytree(few, tmp_path / "few"))
        with served(place) as server, closing(Browser(server)) as ana, closing(Browser(server, "ben")) as ben:
            assert ana.pair("same1")["memory"] == []
            ana.judge(ana.pair("same2"), "edited", en="Mine.")
            fr = ana.pair("same2")["fr"]
            assert ben.pair("same1")["memory"] == [{"id": "same2", "fr": fr, "en": "Mine.", "likeness": 1.0}]
            assert ana.pair("same2")["memory"] == []
            ana.post("/api/undo")
            assert ben.pair("same1")["memory"] == []


class TestUndo:
    @pytest.mark.slow
    def test_goes_back_without_limit_and_returns_to_the_pair(self, ana: Browser):
        cards = ana.walk(12)
        for card in cards:
            ana.judge(card, "edited", en="Mine.")
        for card in reversed(cards):
            said = ana.post("/api/undo")
            assert said["undone"] == [{"id": card["id"], "status": "machine"}]
            assert said["card"]["id"] == card["id"] and said["card"]["en"] == card["en"]
        assert ana.post("/api/undo") == {"undone": [], "card": None}

    @pytest.mark.slow
    def test_goes_on_after_a_restart(self, copy: Path):
        with served(copy) as server, closing(Browser(server)) as ana:
            cards = ana.walk(3)
            for card in cards:
                ana.judge(card)
        with served(copy) as server, closing(Browser(server)) as ana:
            assert ana.get("/api/overview")["progress"]["mine"] == 3
            undone = [ana.post("/api/undo")["undone"][0]["id"] for _ in cards]
            assert undone == [card["id"] for card in reversed(cards)]
            assert ana.get("/api/overview")["progress"]["mine"] == 0

    def test_by_the_command_is_seen_at_the_page(self, copy: Path, ana: Browser):
        card = ana.judge(ana.next())["card"]
        with VerdictLog.beside(copy) as log:
            log.undo("ana")
        assert ana.pair(card["id"])["status"] == "machine"
        changes = ana.get("/api/changes", after=card["newest"])
        assert [(each["id"], each["undoes"]) for each in changes["records"]] == [(card["id"], 1)] and changes[
            "last"
        ] == 2


class TestADraft:
    def test_survives_a_restart_and_goes_with_the_verdict(self, copy: Path):
        with served(copy) as server, closing(Browser(server)) as ana:
            card = ana.next()
            assert ana.send("PUT", "/api/draft", {"id": card["id"], "en": "Half a", "comment": "h\nm"}) == {}
        with served(copy) as server, closing(Browser(server)) as ana:
            assert ana.pair(card["id"])["draft"] == {"en": "Half a", "comment": "h\nm"}
            with closing(Browser(server, "ben")) as ben:
                assert ben.pair(card["id"])["draft"] is None
            assert ana.judge(card)["card"]["draft"] is None

    def test_that_says_what_the_pair_says_is_none(self, ana: Browser):
        card = ana.next()
        ana.send("PUT", "/api/draft", {"id": card["id"], "en": "Half a", "comment": ""})
        ana.send("PUT", "/api/draft", {"id": card["id"], "en": card["en"], "comment": ""})
        assert ana.pair(card["id"])["draft"] is None

    def test_that_is_dropped_is_none(self, ana: Browser):
        card = ana.next()
        for en in ("Half a sente", ""):
            ana.send("PUT", "/api/draft", {"id": card["id"], "en": en, "comment": ""})
        assert ana.pair(card["id"])["draft"] is None

    def test_whose_file_is_damaged_is_forgotten_and_no_verdict_with_it(self, copy: Path):
        with served(copy) as server, closing(Browser(server)) as ana:
            card = ana.judge(ana.next())["card"]
        for name in ("page-notes.sqlite", "page.sqlite"):
            (copy.parent / ".fr-en.work" / name).write_bytes(b"damaged" * 1000)
        with served(copy) as server, closing(Browser(server)) as ana:
            assert ana.pair(card["id"])["mine"]["status"] == "accepted"

    def test_of_half_a_character_is_refused(self, server: Server, ana: Browser):
        card = ana.next()
        assert "half" in ana.send("PUT", "/api/draft", {"id": card["id"], "en": "\ud83d"}, 422)["error"]
