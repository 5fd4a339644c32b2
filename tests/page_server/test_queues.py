"""Which pairs come, in which order, and what the page says of how far they are reviewed."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.review import wilson
from bilingual.review.page.serving import Server
from bilingual.review.sampling import draw_sample
from tests.page_server.browser import Browser, served


@pytest.fixture
def copy(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "fr-en"))


def ids(cards: list[dict[str, object]]) -> list[object]:
    return [card["id"] for card in cards]


class TestAQueue:
    def test_holds_every_pair_in_the_order_of_the_dataset(self, copy: Path, ana: Browser):
        assert ids(ana.walk()) == [pair.id for pair in read_pairs(copy)]

    def test_by_flag_kind_article_and_score_holds_what_fits_all(self, copy: Path, ana: Browser):
        pairs = list(read_pairs(copy))
        assert ids(ana.walk(flag="words")) == [pair.id for pair in pairs if "words" in pair.flags]
        assert ids(ana.walk(flag="none", kind="title")) == [p.id for p in pairs if not p.flags and p.kind == "title"]
        assert ids(ana.walk(score_below=-0.5)) == [pair.id for pair in pairs if pair.score < -0.5]
        assert ids(ana.walk(article=pairs[-1].article_id)) == [
            p.id for p in pairs if p.article_id == pairs[-1].article_id
        ]
        assert ana.next(flag="unheard") == ana.next(article="x") == ana.next(kind="x") == {"end": True, "unreviewed": 0}

    def test_can_begin_with_the_lowest_scores_or_the_most_flags(self, copy: Path, ana: Browser):
        pairs = list(read_pairs(copy))
        assert ids(ana.walk(order="score")) == [pair.id for pair in sorted(pairs, key=lambda pair: pair.score)]
        assert ids(ana.walk(order="flags")) == [pair.id for pair in sorted(pairs, key=lambda pair: -len(pair.flags))]

    @pytest.mark.parametrize("text", ["TURQUIE", "Élus", "said", "a.b", "%", "_", "(", "œ", "x" * 500, "«"])
    def test_of_a_search_holds_the_text_in_french_english_or_title(self, copy: Path, ana: Browser, text: str):
        wanted = [
            pair.id
            for pair in read_pairs(copy)
            if any(text.lower() in each.lower() for each in (pair.fr, pair.en, pair.title or ""))
        ]
        assert ids(ana.walk(search=text)) == wanted

    def test_of_a_search_holds_what_reviewers_wrote(self, ana: Browser):
        first, second = ana.walk(2)
        assert ana.next(search="Zanzibar")["end"]
        ana.judge(first, "edited", en="Off to zanzibar.")
        ana.judge(second, comment="ZANZIBAR?")
        assert ids(ana.walk(search="Zanzibar")) == ids([first, second])

    def test_goes_backwards_and_ends(self, ana: Browser):
        forth, back = ana.walk(flag="names"), []
        card = ana.next(flag="names", direction=-1)
        while "id" in card:
            back.append(card)
            card = ana.next(flag="names", direction=-1, **{"from": card["id"]})
        assert ids(back) == ids(forth)[::-1]

    def test_goes_on_from_where_a_pair_stood_that_has_left_it(self, ana: Browser):
        first, second, third = ana.walk(3, status="unreviewed")
        ana.judge(second)
        assert ana.next(status="unreviewed", **{"from": second["id"]})["id"] == third["id"]
        assert ana.next(status="unreviewed", direction=-1, **{"from": second["id"]})["id"] == first["id"]

    def test_by_verdict_follows_the_verdicts(self, ana: Browser):
        cards = ana.walk(4)
        for card, verdict in zip(cards, ("accepted", "rejected", "edited", "machine"), strict=True):
            ana.judge(card, verdict, **({"en": "Mine."} if verdict == "edited" else {}))
        assert ids(ana.walk(status="rejected")) == [cards[1]["id"]]
        assert ids(ana.walk(status="reviewed")) == ids(cards[:3]) == ids(ana.walk(mine=1))
        assert cards[3]["id"] in ids(ana.walk(status="unreviewed"))
        assert ana.next(unreviewed=1)["id"] == cards[3]["id"]


class TestASample:
    def test_is_that_of_the_export_and_stays_when_verdicts_are_given(self, copy: Path, ana: Browser):
        pairs = list(read_pairs(copy))
        drawn = [pairs[place].id for place in sorted(draw_sample(pairs, 20, 3))]
        assert ids(ana.walk(sample=20, seed=3)) == drawn
        for card in ana.walk(5, sample=20, seed=3):
            ana.judge(card)
        assert ids(ana.walk(sample=20, seed=3)) == drawn

    def test_says_what_share_is_wrong_from_twenty_verdicts_on_pairs_without_a_flag(self, copy: Path, ana: Browser):
        clean = [card for card in ana.walk(sample=60) if not card["flags"]]
        for number, card in enumerate(clean[:20]):
            assert ana.get("/api/overview", sample=60)["progress"]["interval"] is None
            ana.judge(card, "rejected" if number < 3 else "accepted")
        low, high = wilson(3, 20)
        expected = {"errors": 3, "of": 20, "low": pytest.approx(low), "high": pytest.approx(high)}
        assert ana.get("/api/overview", sample=60)["progress"]["interval"] == expected
        assert ana.get("/api/overview")["progress"]["interval"] is None


class TestTheOverview:
    def test_counts_what_there_is(self, copy: Path, ana: Browser):
        pairs, said = list(read_pairs(copy)), ana.get("/api/overview")
        assert said["dataset"] == {"name": "fr-en", "version": 1, "pairs": len(pairs), "articles": 5}
        for flag in said["flags"]:
            assert flag["count"] == sum(flag["name"] in pair.flags for pair in pairs)
        assert sum(kind["count"] for kind in said["kinds"]) == sum(a["count"] for a in said["articles"]) == len(pairs)
        assert said["unflagged"] == sum(not pair.flags for pair in pairs)
        assert said["statuses"] == {"machine": len(pairs), "accepted": 0, "edited": 0, "rejected": 0}

    def test_finds_articles_by_title(self, ana: Browser):
        found = ana.get("/api/overview", article_search="IDLIB")["articles"]
        assert found and all("idlib" in article["title"].lower() for article in found)

    def test_shows_progress_over_the_queue(self, ana: Browser):
        queue = {"kind": "title", "status": "unreviewed"}
        cards = ana.walk(**queue)
        ana.judge(cards[0])
        ana.judge(cards[1], "rejected")
        progress = ana.get("/api/overview", **queue)["progress"]
        assert progress["rates"] == {"accepted": 0.5, "edited": 0.0, "rejected": 0.5}
        assert (progress["size"], progress["reviewed"], progress["mine"]) == (len(cards), 2, 2)
        assert progress["unreviewed"] == len(cards) - 2 and progress["seconds_left"] is None

    def test_counts_pairs_of_the_log_that_the_dataset_lacks(self, copy: Path, ana: Browser, server: Server):
        from dataclasses import replace

        from bilingual.review.records import Entry, Judged

        gone = replace(Judged.of(next(read_pairs(copy))), id="gone")
        server.desk.log.append([Entry(judged=gone, status="accepted", en="x", comment="")], "ben")
        said = ana.get("/api/overview")
        assert said["elsewhere"] == 1 and said["reviewers"] == ["ben"] and said["statuses"]["accepted"] == 0


class TestTheTimeLeft:
    def test_is_the_median_between_verdicts_without_breaks(self, copy: Path):
        from datetime import UTC, datetime, timedelta

        from bilingual.review.log import VerdictLog
        from bilingual.review.records import Entry, Judged

        at = datetime(2026, 1, 1, tzinfo=UTC)
        times = iter([at + timedelta(seconds=s) for s in (0, 10, 21, 33, 3000, 3010, 3020, 3033)])
        pairs = list(read_pairs(copy))
        with VerdictLog.beside(copy, lambda: next(times)) as log:
            for pair in pairs[:8]:
                log.append([Entry(judged=Judged.of(pair), status="accepted", en=pair.en, comment="")], "ana")
        with served(copy) as server, closing(Browser(server)) as ana:
            progress = ana.get("/api/overview")["progress"]
        assert progress["seconds_each"] == pytest.approx(10.5)  # of 10, 11, 12, 10, 10, 13
        assert progress["seconds_left"] == pytest.approx(10.5 * (len(pairs) - 8))
