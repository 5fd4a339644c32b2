"""Polarity: each test says in a sentence what is flagged and what is left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.polarity import describe_polarity, english_denial, french_denial, measure_polarity
from bilingual.quality.sides import read_sides


def flagged(fr: str, en: str) -> bool:
    return "polarity" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il est parti sans payer.", "He left after paying."),
        ("Sans se retourner, il sort.", "He turns round and goes out."),
        ("Il ne viendra pas.", "He will come."),
        ("Le vote n'aura jamais lieu.", "The vote will take place."),
        ("Le parti n’a obtenu aucun siège.", "The party won a seat."),
        ("Personne ne connaît la date du procès.", "People know the date of the trial."),
        ("Le ministre n'a plus de budget.", "The minister has a budget."),
        ("Le tribunal condamne l'homme, mais pas son frère.", "The court sentences the man and his brother."),
    ],
)
def test_a_denial_lost_in_the_english_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le projet est accepté.", "The project is not accepted."),
        ("Le ministre a signé la loi.", "The minister didn't sign the law."),
        ("Le gouvernement peut changer la loi.", "The government cannot change the law."),
        ("Les enfants ont toujours mangé du pain.", "The children have never eaten bread."),
    ],
)
def test_a_denial_added_by_the_english_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le vote n'aura jamais lieu.", "The vote will never take place."),
        ("Il n'y a pas d'argent.", "There is no money."),
        ("Le président n’est pas venu.", "The president didn’t come."),
        ("Personne ne connaît la date.", "Nobody knows the date."),
        ("Ni le maire ni le préfet ne sont venus.", "Neither the mayor nor the prefect came."),
    ],
)
def test_both_sides_may_deny_in_their_own_way(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il n'a que trois amis.", "He has only three friends."),
        ("Il est plus grand que je ne pensais.", "He is taller than I thought."),
        ("Partez avant qu'il ne revienne.", "Leave before he comes back."),
        ("N'importe qui peut entrer.", "Anyone can come in."),
        ("N'hésitez pas à appeler le ministère.", "Feel free to call the ministry."),
        ("Trois personnes de plus ont fait un pas.", "Three more people took a step."),
        ("Quelque chose n'allait pas dans le dossier.", "There was a fault in the file."),
        ("Il n'est pas impossible que la loi change.", "There is a possibility that the law will change."),
        ("Le chanteur n'arrive pas à percer.", "The singer struggles to get a break."),
    ],
)
def test_what_denies_in_form_only_is_no_denial(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le ministre ignore la date du vote.", "The minister does not know the date of the vote."),
        ("Il est impossible de changer la loi.", "It is not possible to change the law."),
        ("Il est parti sans payer le loyer.", "He left and did not pay the rent."),
        ("Le ministre n'a pas réussi à convaincre la Chambre.", "The minister failed to convince the House."),
        ("La situation n'est pas claire.", "The situation is unclear."),
        ("Les dossiers ne respectent pas les normes fédérales.", "The seats fail to comply with federal standards."),
        ("On ne comprend pas cette décision.", "It is hard to understand this decision."),
        ("Le patron ne pouvait pas venir.", "The boss was unable to come."),
        ("Ce n'est pas seulement le gouvernement.", "It is more than the government."),
        ("Non seulement le maire mais aussi le préfet.", "Not only the mayor but also the prefect."),
    ],
)
def test_other_words_say_a_denial_too(fr: str, en: str):
    assert not flagged(fr, en)


def test_a_denial_set_apart_is_left_alone():
    assert not flagged("Le maire viendra plutôt que le préfet.", "The mayor will come, not the prefect.")


def test_the_words_about_the_denial_are_named():
    sides = read_sides("Il ne viendra pas.", "He will come.")
    assert describe_polarity(sides) == "denied on one side only: il ne viendra pas"
    assert describe_polarity(read_sides("Il vient.", "He comes.")) == "both sides deny, or neither"


def test_the_place_of_a_denial():
    assert french_denial(["Il", "ne", "les", "lui", "aurait", "donc", "pas", "donnés"]) == 1
    assert french_denial(["Il", "ne", "mange", "que", "du", "pain"]) == -1
    assert english_denial(["It", "isn", "t", "true"]) == 2
    assert english_denial(["A", "T", "shirt"]) == -1


@given(st.text(), st.text())
@settings(max_examples=200)
def test_any_text_is_taken_and_always_measured_alike(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_polarity(sides) == measure_polarity(sides)
    assert describe_polarity(sides)


@given(
    st.lists(
        st.sampled_from(["ne", "n", "pas", "jamais", "rien", "personne", "non", "mais", "que", "plus", "vient", "mot"])
    )
)
def test_a_denial_stands_where_its_words_are(words: list[str]):
    place = french_denial(words)
    assert place == -1 or words[place] in {"ne", "n", "pas", "non"}


@pytest.mark.parametrize("piece", ["ne ", "n'", "jamais ", "n't ", "not ", "mais pas "])
def test_hostile_text_takes_time_in_proportion(piece: str):
    long = read_sides(piece * (1_000_000 // len(piece)), "x")
    start = time.process_time()
    measure_polarity(long)
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La hausse des prix continue.", "The fall in prices continues."),
        ("Il habite dans le nord du pays.", "He lives in the south of the country."),
        ("Le magasin est ouvert.", "The shop is closed."),
        ("Nous avons gagné le match.", "We were defeated in the match."),
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
