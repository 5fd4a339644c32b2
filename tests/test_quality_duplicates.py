"""Near-duplicates inside a corpus and overlap with a test set."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.duplicates import find_duplicates
from bilingual.duplicates.finding import SIMILAR, exact_key, find_overlap, similarity

LONG = "Le gouvernement a annoncé mardi la fermeture de trois centrales nucléaires dans le nord du pays"


def test_case_blanks_marks_and_typography_do_not_distinguish_texts():
    assert exact_key("« L’été,\u202fenfin ! »") == exact_key("l'été enfin")


def test_figures_distinguish_texts():
    assert exact_key("Article 12") != exact_key("Article 13")


def test_the_same_pair_again_is_a_copy_of_the_first():
    ((number, found),) = find_duplicates([("Oui.", "Yes."), ("Non.", "No."), ("Oui !", "Yes!")]).items()
    assert (number, found.of, found.kind) == (2, 0, "copy")


def test_the_same_french_with_other_english_is_a_conflict():
    assert find_duplicates([("Bonjour.", "Hello."), ("Bonjour.", "Good morning.")])[1].kind == "conflict"


def test_french_that_differs_by_a_word_is_near():
    found = find_duplicates([(f"{LONG}.", "a"), ("Tout autre chose ici.", "b"), (f"{LONG}, a-t-on appris.", "c")])
    assert [(number, one.of, one.kind) for number, one in found.items()] == [(2, 0, "near")]
    assert found[2].similarity >= SIMILAR


def test_different_sentences_are_left_alone():
    assert find_duplicates([("Il pleut.", "It rains."), ("Il neige.", "It snows."), ("", "")]) == {}


def test_overlap_names_the_sentence_of_the_test_set():
    found = find_overlap(["Rien à voir.", LONG.upper(), f"{LONG}, a-t-on appris."], ["Autre phrase.", f"{LONG}."])
    assert [(one.source, one.test) for one in found] == [(1, 1), (2, 1)]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=10)), max_size=12))
def test_any_pairs_give_the_same_answer_twice_and_point_backwards(pairs: list[tuple[str, str]]):
    found = find_duplicates(pairs)
    assert found == find_duplicates(pairs)
    assert all(one.of < number and one.similarity >= SIMILAR for number, one in found.items())


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_one_for_equal_texts(one: str, other: str):
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1.0
