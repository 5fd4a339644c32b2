"""The flag `duplicate`: the same French, other English."""

from dataclasses import replace

from bilingual.pairs import Pair
from bilingual.pipeline.conflicts import Conflicts

PAIR = Pair(
    id="1",
    fr="Le chat dort.",
    en="The cat sleeps.",
    article_id="a",
    title=None,
    date=None,
    publisher=None,
    url=None,
    paragraph=0,
    sentence=0,
    start=0,
    end=13,
    kind="sentence",
    score=-0.3,
    flags=("names",),
    status="machine",
    machine_en="The cat sleeps.",
    comment="",
)


def flags(*pairs: Pair) -> list[tuple[str, ...]]:
    return [pair.flags for pair in Conflicts().flag(pairs)]


def test_the_second_of_two_translations_of_one_text_is_flagged_after_its_other_flags():
    assert flags(PAIR, replace(PAIR, en="The cat is asleep.")) == [("names",), ("names", "duplicate")]


def test_a_true_repeat_is_not_a_conflict_whatever_its_case_and_punctuation():
    assert flags(PAIR, PAIR, replace(PAIR, fr="le chat dort", en="the cat sleeps")) == [("names",)] * 3


def test_conflicts_are_found_across_blocks():
    conflicts = Conflicts()
    list(conflicts.flag([PAIR]))
    (second,) = conflicts.flag([replace(PAIR, en="A dog barks.")])
    assert "duplicate" in second.flags
