"""Reviewed pairs that a reviewer may take over: those whose French is like the sentence at hand."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.pairs import Pair
from bilingual.review.alike import COMPARED, CROWD, ReviewedIndex
from tests.growth.measuring import MOST, growth
from tests.hostile_texts import hostile_text
from tests.written_datasets import many_pairs


def reviewed(texts: Iterable[str], status: str = "accepted") -> list[Pair]:
    (made,) = many_pairs(1)
    return [replace(made, id=f"{number:016x}", fr=fr, en=fr[::-1], status=status) for number, fr in enumerate(texts)]


FR = ("Le ministre de la Défense a démissionné lundi soir.", "Le ministre de la Défense a démissionné mardi soir.",
      "La pluie tombe sur la ville depuis trois jours.", "Bonjour.")  # fmt: skip


def test_the_likest_come_first_and_the_pair_itself_not_at_all():
    index = ReviewedIndex(reviewed(FR))
    first, second = index.near("Le ministre de la Défense a démissionné mardi matin.")
    assert (first.fr, second.fr) == (FR[1], FR[0]) and 1 > first.likeness > second.likeness > 0.5
    assert (first.id, first.en) == (f"{1:016x}", FR[1][::-1])
    assert [each.fr for each in index.near(FR[0], but=f"{0:016x}")] == [FR[1]]
    assert index.near(FR[0], limit=1)[0].likeness == 1.0
    assert index.near("Rien de commun ici.") == [] and index.near("") == []


def test_case_and_marks_do_not_count():
    assert ReviewedIndex(reviewed(FR)).near("« BONJOUR »")[0].likeness == 1.0


@pytest.mark.parametrize("status", ["machine", "rejected"])
def test_only_accepted_and_edited_pairs_are_there_as_they_stand(status: str):
    assert ReviewedIndex(reviewed(FR, status)).near(FR[0]) == []
    index = ReviewedIndex(reviewed(FR))
    (pair, *_) = reviewed(FR, "edited")
    index.add(replace(pair, en="Other."))
    assert index.near(FR[0])[0].en == "Other."
    index.add(replace(pair, status=status))
    assert [each.fr for each in index.near(FR[0])] == [FR[1]]


@settings(max_examples=50)
@given(st.lists(st.text(), max_size=5), st.text())
def test_any_text_may_be_asked_for_and_finds_itself(texts: list[str], other: str):
    index = ReviewedIndex(reviewed(text.encode("utf-8", "replace").decode() for text in [*texts, other]))
    found = index.near(other)
    assert len(found) <= 3 and all(0 <= each.likeness <= 1 for each in found)
    if any(letter.isalnum() for letter in other) and other.isascii():
        assert found[0].likeness == 1.0


@pytest.mark.slow
def test_common_words_find_nothing_and_take_no_time():
    index = ReviewedIndex(reviewed(f"Le train numéro {number} part demain." for number in range(2 * CROWD)))
    assert [each.fr for each in index.near("Le train numéro 7 part demain.", limit=COMPARED)] == [
        "Le train numéro 7 part demain."
    ]


@pytest.mark.slow
@pytest.mark.parametrize("run", ["a", "Ab ", "words", "growing"])
def test_the_time_grows_with_the_text_alone(run: str):
    def look_up(text: str) -> object:
        text = text.encode("utf-8", "replace").decode()
        return ReviewedIndex(reviewed([text])).near(text)

    assert growth(look_up, lambda size: hostile_text(run, size), size=64_000) <= MOST
