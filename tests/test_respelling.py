"""Names with a letter doubled or halved are spelled as the French has them; everything else stays as the model wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translator.respelling import find_names, respell

FRENCH = "Le président Recep Tayyip Erdogan a vu Nassif à Hassaké, l'Abbassi et le Bassin."
LETTERS = st.text(alphabet="AaBbss é'’-.,", max_size=40)


def pieces(word: str) -> int:
    """Count the pieces of a vocabulary that has `bassin` whole and other words letter by letter."""
    return 1 if word == "bassin" else len(word)


def test_names_stand_within_a_sentence_and_are_no_ordinary_words():
    assert find_names(FRENCH, pieces) == {"Recep", "Tayyip", "Erdogan", "Nassif", "Hassaké", "Abbassi"}
    assert find_names("Nassif parle. Hassaké tient. LE MAIRE McDonald", pieces) == frozenset()


def test_two_names_that_differ_by_a_doubled_letter_are_left_alone():
    assert find_names("De Nasif à Nassif, de Barosso à Paris", pieces) == {"Barosso", "Paris"}


@pytest.mark.parametrize(
    ("english", "right"),
    [
        ("Recep Tayyyip Erdogan saw Nasif in Hasssaké.", "Recep Tayyip Erdogan saw Nassif in Hassaké."),
        ("Nasif's men, Tayip, Abasi", "Nassif's men, Tayyip, Abbassi"),
        ("The Basin, recepp and nasif", "The Basin, recepp and nasif"),
        ("Nassif, not Nasif", "Nassif, not Nasif"),
        ("Nassiff-Hassake", "Nassif-Hassake"),
    ],
)
def test_only_repeated_letters_of_a_capitalised_word_are_mended(english: str, right: str):
    assert respell(english, find_names(FRENCH, pieces)) == right


@given(LETTERS, LETTERS)
def test_without_repeated_letters_nothing_changes(french: str, english: str):
    made = respell(english, find_names(french, pieces))
    assert len(set(made)) <= len(set(english)) and (made == english or len(french) > 3)


@given(LETTERS)
def test_english_that_has_every_name_stays(french: str):
    assert respell(french, find_names(french, pieces)) == french
