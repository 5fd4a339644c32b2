"""Punctuation: what a reviser marks in the English, not what translators do as they like."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.punctuation import describe_punctuation, measure_punctuation
from bilingual.quality.sides import read_sides


def flagged(fr: str, en: str) -> bool:
    return "punctuation" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Est-il venu ?", "He came."),
        ("Il est venu.", "He came"),
        ("Il a dit « oui » hier.", "He said « yes » yesterday."),
        ("Il a dit oui hier.", 'He said "yes yesterday.'),
        ("Il a dit « oui » hier.", "He said “yes yesterday."),
        ("Il a dit : « Oui ».", 'He said: "Yes.'),
        ("Il a parlé d'« authenticité » et de « foi ».", 'He spoke of "genuineness" and of "faith.'),
        ("Est-il venu ?", "Did he come ?"),
        ("Il est venu !", "He came\u202f!"),
    ],
)
def test_a_lost_mark_or_french_typography_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il est venu.", "He came;"),
        ("les communicateurs ;", "communicators"),
        ("Il est venu :", "He came."),
        ("aider les autres.", "helping others"),
        ("Ce ne sont pas des caisses.", "Those Aren't Boxes"),
        ("Il est venu.", '"He came.'),
        ("Un écran de 13 pouces.", 'A 13" screen.'),
        ("a != b", "a != b"),
        ("Ces années de travail ont payé.", 'These years" worth of work paid off.'),
        ("Il a demandé : « Est-ce vrai ? ».", 'He asked: "Is it true?"'),
        ("Puis-je voir la carte, car j'ai faim.", "May I see the menu, as I am hungry?"),
        ("En vaut-elle la peine ?", "Is it worth it? My answer: definitely!"),
    ],
)
def test_what_translators_do_as_they_like_is_fine(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        (
            "Elle a dit : « Rien ne permet de penser à une attaque ».",
            'She said: "There is nothing that points to an attack.',
        ),
        (
            "« Tout doit être remis à sa place », a dit un chercheur.",
            'All of that has to be put back," said a researcher.',
        ),
        (
            "« Tout doit être remis à sa place », a dit un chercheur.",
            "All of that has to be put back,” said a researcher.",
        ),
    ],
)
def test_a_quotation_of_a_clause_may_go_on_in_another_segment(fr: str, en: str):
    assert not flagged(fr, en)


@given(st.text(st.sampled_from('ab ."“”«»?s-')), st.text(st.sampled_from('ab ."“”«»?s-')))
def test_any_text_is_taken(fr: str, en: str):
    sides = read_sides(fr, en)
    assert bool(measure_punctuation(sides)) == (describe_punctuation(sides) != "ends alike, marks paired")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ['s" a ', '"a ', "“a ", "? ", "a", "-t-il "])
def test_hostile_text_takes_time_in_proportion(piece: str):
    long = piece * (1_000_000 // len(piece))
    sides = read_sides(long, long + '"')
    start = time.process_time()
    measure_punctuation(sides)
    assert time.process_time() - start < 1.0
