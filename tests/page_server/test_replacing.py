"""Find and replace over the English of a queue: seen before it is done, done in one act, taken back by one undo."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.review.page.replacing import pattern_of
from tests.page_server.browser import Browser


@pytest.fixture
def copy(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "fr-en"))


WORDS = {"find": "The", "replace": "THE", "whole_words": True, "match_case": False}


class TestAReplacement:
    def test_is_shown_before_it_is_made(self, copy: Path, ana: Browser):
        shown = ana.post("/api/replace", **WORDS, queue={})
        assert shown["count"] == len(shown["items"]) > 5 and shown["left"] == 0
        for item in shown["items"]:
            assert item["before"] != item["after"] and item["before"].upper() == item["after"].upper()
        assert ana.get("/api/changes")["records"] == []

    def test_is_one_act_that_one_undo_takes_back(self, copy: Path, ana: Browser):
        shown = ana.post("/api/replace", **WORDS, queue={})
        made = ana.post("/api/replace", **WORDS, queue={}, apply=True)
        assert len(made["records"]) == made["count"] == shown["count"]
        for item in shown["items"]:
            card = ana.pair(item["id"])
            assert (card["status"], card["en"]) == ("edited", item["after"])
        assert len(ana.post("/api/undo")["undone"]) == shown["count"]
        assert {ana.pair(item["id"])["status"] for item in shown["items"]} == {"machine"}

    def test_keeps_to_the_queue(self, copy: Path, ana: Browser):
        wanted = [pair.id for pair in read_pairs(copy) if "words" in pair.flags and "the" in pair.en.lower().split()]
        shown = ana.post("/api/replace", **WORDS, queue={"flag": "words"})
        assert {item["id"] for item in shown["items"]} >= set(wanted) and shown["count"] < len(ana.walk())

    def test_leaves_what_was_rejected_and_what_others_judged_or_hold(self, ana: Browser, ben: Browser):
        first, second, third = (ana.pair(item["id"]) for item in ana.post("/api/replace", **WORDS)["items"][:3])
        ana.judge(first, "rejected")
        ben.judge(second)
        ben.pair(third["id"], take=1)
        shown = ana.post("/api/replace", **WORDS)
        assert shown["left"] == 3 and not {first["id"], second["id"], third["id"]} & {i["id"] for i in shown["items"]}

    def test_finds_what_a_reviewer_wrote(self, ana: Browser):
        card = ana.judge(ana.next(), "edited", en="Zanzibar, zanzibar.")["card"]
        shown = ana.post("/api/replace", find="zanzibar", replace=r"\1 $&", match_case=True)
        assert shown["items"] == [{"id": card["id"], "before": "Zanzibar, zanzibar.", "after": r"Zanzibar, \1 $&."}]

    def test_back_to_the_models_words_is_an_acceptance(self, ana: Browser):
        card = ana.next()
        ana.judge(card, "edited", en=f"{card['en']}Q~Q")
        ana.post("/api/replace", find="Q~Q", replace="", apply=True)
        assert ana.pair(card["id"])["status"] == "accepted"

    @pytest.mark.parametrize("given", [{"find": ""}, {"find": "x" * 1001}, {"replace": "a\nb"}, {"replace": "\ud800"}])
    def test_that_cannot_be_is_refused(self, ana: Browser, given: dict[str, str]):
        assert "\n" not in ana.post("/api/replace", 422, **{**WORDS, **given})["error"]

    @settings(max_examples=40)
    @given(st.text(max_size=30), st.text(min_size=1, max_size=5))
    def test_finds_any_text_as_it_stands(self, around: str, find: str):
        text = f"{around}{find}{around}"
        replaced = pattern_of({"find": find, "match_case": True}).sub(lambda _: "", text)
        assert replaced == text.replace(find, "")
