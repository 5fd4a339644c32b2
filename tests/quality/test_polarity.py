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
        ("Le train ne va pas tarder à partir.", "The train will leave soon."),
        ("Il ne faut pas l'oublier dans ce débat.", "Remember that in this debate."),
        ("Ne ratez pas le spectacle.", "Go and see the show."),
        ("Ce n'est pas pour rien que le maire vient.", "There is a good reason why the mayor comes."),
        ("Ce livre n'est pas cher.", "This book is a bargain."),
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
        ("Le chiffre est inexact.", "The figure is not exact."),
        ("Le résultat est incertain.", "The result is not certain."),
        ("Le maire doute de la date du vote.", "The mayor does not trust the date of the vote."),
        ("La salle est vide.", "The hall does not have people in it."),
        ("Merci de ne pas fumer dans la salle.", "Please refrain from smoking in the hall."),
        ("Il ne fume plus de cigares.", "He has given up smoking cigars."),
        ("Ses parents ne travaillent plus.", "His parents quit work."),
        ("La machine ne marche pas.", "The machine is broken."),
        ("Trois soldats n'ont pas survécu.", "Three soldiers died."),
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


def test_a_denial_that_is_answered_is_called_so():
    sides = read_sides("La situation n'est pas claire.", "The situation is unclear.")
    assert describe_polarity(sides) == "denied, and answered: la situation n est pas claire"


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La chambre n° 12 est plus chère.", "Room 12 is more expensive."),
        ("Le N° 7 a plus de portes.", "Number 7 has more doors."),
        ("Si n = 3, la somme est plus grande.", "If n = 3, the sum is larger."),
    ],
)
def test_an_n_that_is_not_cut_short_denies_nothing(fr: str, en: str):
    assert not flagged(fr, en)


def test_a_number_hides_no_denial():
    assert flagged("Au n° 12, le maire n'est pas venu.", "At number 12, the mayor came.")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il porte un t-shirt en coton blanc.", "He wears a white cotton T-shirt."),
        ("Les lymphocytes T attaquent le virus.", "Human T cells attack the virus."),
        ("La Ford T a changé le pays.", "The fashion T model changed the country."),
    ],
)
def test_the_letter_t_denies_only_after_a_verb(fr: str, en: str):
    assert not flagged(fr, en)


def test_the_place_of_a_denial():
    assert french_denial(["Il", "ne", "les", "lui", "aurait", "donc", "pas", "donnés"]) == 1
    assert french_denial(["Il", "ne", "mange", "que", "du", "pain"]) == -1
    assert english_denial(["It", "isn", "t", "true"]) == 2
    assert english_denial(["A", "T", "shirt"]) == -1


@given(st.text(), st.text())
@settings(max_examples=200)
def test_any_text_is_taken_and_always_measured_alike(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_polarity(sides) == measure_polarity(read_sides(fr, en))
    assert describe_polarity(sides) == describe_polarity(read_sides(fr, en)) != ""


@given(
    st.lists(
        st.sampled_from(["ne", "n", "pas", "jamais", "rien", "personne", "non", "mais", "que", "plus", "vient", "mot"])
    )
)
def test_a_denial_stands_where_its_words_are(words: list[str]):
    place = french_denial(words)
    assert place == -1 or words[place] in {"ne", "n", "pas", "non"}


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["ne ", "n'", "jamais ", "n't ", "not ", "mais pas "])
def test_hostile_text_takes_time_in_proportion(piece: str):
    long = read_sides(piece * (1_000_000 // len(piece)), "x")
    start = time.process_time()
    measure_polarity(long)
    assert time.process_time() - start < 1.0
