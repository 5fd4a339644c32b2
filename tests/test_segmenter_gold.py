"""The segmenter on marked articles: every span, paragraph, kind and language of the two in `segmenter_gold/`."""

import json
import re
from pathlib import Path

import pytest

from bilingual.segmenter import KINDS, segment, split_spans
from tests.conftest import SEEDS

GOLD = Path(__file__).parent / "segmenter_gold"
ARTICLES = sorted(path.stem for path in GOLD.glob("0*.jsonl"))


def marked(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def article(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", ARTICLES)
def test_every_span_is_the_marked_one(name: str) -> None:
    assert split_spans(article(name)) == [(row["start"], row["end"]) for row in marked(name)]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_paragraph_alone_gives_its_marked_spans(name: str) -> None:
    rows = marked(name)
    for line in re.finditer(r"[^\n]*\S[^\n]*", article(name)):
        inside = [row for row in rows if line.start() <= row["start"] < line.end()]
        assert split_spans(line.group()) == [(row["start"] - line.start(), row["end"] - line.start()) for row in inside]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_segment_has_its_marked_paragraph_kind_and_language(name: str) -> None:
    found = [(one.text, one.paragraph, one.kind, one.lang) for one in segment(article(name))]
    assert found == [(row["fr"], row["par"], row["kind"], row["lang"]) for row in marked(name)]


def test_the_gold_quotes_the_articles_and_names_known_kinds() -> None:
    rows = [row for name in ARTICLES for row in marked(name)]
    assert len(ARTICLES) == 2 and len(rows) == 76
    assert all(article(row["doc"])[row["start"] : row["end"]] == row["fr"] and row["kind"] in KINDS for row in rows)


def test_places_with_two_answers_lie_at_marked_limits_only_where_they_say_so() -> None:
    for place in marked("ambiguous"):
        assert (place["cut"] in {row["start"] for row in marked(place["doc"])}) == place["gold"], place
