"""Opposites: each test says in a sentence what is flagged and what is left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.opposites import find_opposites, find_prefixed
from bilingual.quality.polarity import describe_polarity, measure_polarity
from bilingual.quality.sides import read_sides


def flagged(fr: str, en: str) -> bool:
    return "polarity" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La hausse des prix continue.", "The fall in prices continues."),
        ("Il habite dans le nord du pays.", "He lives in the south of the country."),
        ("Le magasin est ouvert.", "The shop is closed."),
        ("Nous avons gagné le match.", "We were defeated in the match."),
        ("L'homme est vivant.", "The man is dead."),
    ],
)
def test_the_opposite_word_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La hausse des prix continue.", "The rise in prices continues."),
        ("Les prix montent et baissent.", "Prices fall."),
        ("Ce cas est peu fréquent.", "Such a case is rare."),
        ("Le nord et le sud sont unis.", "The south and the north are united."),
        ("Ce n'est pas mauvais.", "It's good."),
        ("Il est bien arrivé.", "He had a bad trip."),  # `bien` says many things: it opposes nothing
        ("Ils vendent aux acheteurs leurs maisons.", "They sell their houses to the buyers."),
        ("Il a gagné.", "He was lost."),  # `lost` has other senses: it is never taken for the opposite
    ],
)
def test_both_words_or_a_turned_phrase_are_no_opposite(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Lyon a perdu face au PSG.", "PSG won against Lyon."),
        ("La défaite de Napoléon", "The victory over Napoleon"),
        ("Il a vendu sa maison à Paul.", "Paul bought his house."),
        ("Le livre est sorti avant le film.", "The film came out after the book."),
        ("Paul est plus jeune que Jean.", "Jean is older than Paul."),
        ("Le magasin ferme à 20 h.", "The shop is open until 8 p.m."),
    ],
)
def test_a_relation_told_from_the_other_end_is_no_opposite(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Lyon a perdu face au PSG.", "Lyon won against PSG."),
        ("Il a vendu sa maison à Paul.", "He bought his house from Paul."),
        ("Le livre est sorti avant le film.", "The book came out after the film."),
    ],
)
def test_a_relation_told_from_the_same_end_is_one(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("L'accident a coûté la vie à trois personnes.", "Three people died in the accident."),
        ("Trois soldats ont perdu la vie.", "Three soldiers died."),
        ("Il risque sa vie.", "He risks death."),
    ],
)
def test_to_lose_a_life_is_to_die(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Ce billet est valide.", "This ticket is invalid."),
        ("Il est capable de conduire.", "He is unable to drive."),
        ("Le vaccin est efficace.", "The vaccine is ineffective."),
    ],
)
def test_a_word_that_its_first_letters_turn_round_is_flagged(fr: str, en: str):
    assert flagged(fr, en)
    assert describe_polarity(read_sides(fr, en)).startswith("the opposite: ")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Ce billet est invalide.", "This ticket is invalid."),
        ("Il est peu capable de conduire.", "He is unable to drive."),
        ("Elle est mariée et craint les autres.", "She is married and fears the unmarried."),
        ("Son historien officieux est célèbre.", "His unofficial historian is famous."),
    ],
)
def test_where_the_french_turns_it_too_it_is_left_alone(fr: str, en: str):
    assert not flagged(fr, en)


@given(st.text(), st.text())
@settings(max_examples=100)
def test_any_text_is_taken(fr: str, en: str):
    sides = read_sides(fr, en)
    assert find_opposites(sides) == find_opposites(read_sides(fr, en))
    assert find_prefixed(sides) == find_prefixed(read_sides(fr, en))


@pytest.mark.slow
@given(
    st.lists(st.sampled_from(["gagné", "perdu", "Lyon", "Paris", "avant", "vendu", "match"])),
    st.lists(st.sampled_from(["win", "lose", "Lyon", "Paris", "after", "than", "match"])),
)
def test_what_is_found_stands_in_the_english(fr: list[str], en: list[str]):
    sides = read_sides(" ".join(fr), " ".join(en))
    assert set(find_opposites(sides)) <= sides.en_stems


@pytest.mark.slow
@pytest.mark.parametrize(("fr", "en"), [("perdu ", "than win "), ("avant ", "x after "), ("juste ", "unfair ")])
def test_hostile_text_takes_time_in_proportion(fr: str, en: str):
    long = read_sides(fr * (1_000_000 // len(fr)), en * (1_000_000 // len(en)))
    start = time.process_time()
    measure_polarity(long)
    assert time.process_time() - start < 1.0
