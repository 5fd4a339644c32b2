"""Punctuation: what a reviser marks in the English, not what translators do as they like."""

import pytest

from bilingual import check_pair


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
    ],
)
def test_what_translators_do_as_they_like_is_fine(fr: str, en: str):
    assert not flagged(fr, en)
