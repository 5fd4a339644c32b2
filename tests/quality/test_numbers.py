"""Numbers and lengths: what is the same number in both languages, and what never is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.length import measure_length
from bilingual.quality.numbers import describe_numbers, measure_numbers
from bilingual.quality.sides import read_sides

LONG = 10**6


def differ(fr: str, en: str) -> bool:
    return measure_numbers(read_sides(fr, en)) > 0


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il y a 22.000 élèves.", "There are 22.000 pupils."),
        ("L'usine a rejeté 3.105.246 kg.", "The factory rejected 3.105.246 kg."),
        ("Plus de 20 000 personnes.", "More than 20 000 people."),
        ("Il doit 1 234 567 euros.", "He owes 1 234 567 euros."),
        ("Le colis pèse 3,5 kg.", "The parcel weighs 3,5 kg."),
        ("3,5 millions de voix", "3,5 million votes"),
    ],
)
def test_figures_left_as_the_french_writes_them_are_wrong_english(fr: str, en: str):
    assert differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("L'article 127.491 est abrogé.", "Section 127.491 is repealed."),
        ("selon l'article C.08.012 du Règlement", "under section C.08.012 of the Regulations"),
        ("la norme EN 301 549", "the EN 301 549 standard"),
        ("le lot 4 253 134", "Lot 4 253 134"),
        ("l'adresse 192.168.100.200", "the address 192.168.100.200"),
        ("le 1,4-dioxane", "1,4-dioxane"),
        ("un taux de 3.632 %", "a rate of 3.632%"),
        ("Le 5 mai 200 personnes sont venues.", "On May 5 200 people came."),
        ("Ils étaient 100,000 Irlandais.", "There were 100,000 Irish."),
    ],
)
def test_figures_that_are_no_thousands_stay_as_they_are(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La séance est à 20 h.", "The session is at 20 a.m."),
        ("La séance est à 20 h.", "The session is at 20 p.m."),
        ("La séance est à 18 h 30.", "The session is at 18:30 p.m."),
        ("La séance est à 25 h 10.", "The session is at 25:10."),
        ("La séance est à 0:75.", "The session is at 0:75."),
    ],
)
def test_a_time_that_no_clock_shows_is_wrong_whatever_the_french_says(fr: str, en: str):
    assert differ(fr, en)


def test_what_is_no_time_may_look_like_one():
    assert not differ("Matthieu 25:10 le dit.", "Matthew 25:10 says so.")
    assert not differ("Il a couru en 25 min 10 s.", "He ran in 25:10.")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Un million et demi de personnes ont fui.", "1.5 million people have fled."),
        ("1,5 million de personnes ont fui.", "One and a half million people have fled."),
        ("Deux milliards et demi d'euros.", "Two and a half billion euros."),
        ("J'ai mis 7 millions et demi.", "I put in 7 and a half million."),
        ("Deux ans et demi plus tard.", "2.5 years later."),
        ("Une heure et demie.", "90 minutes."),
        ("Cela dure 90 minutes.", "It lasts an hour and a half."),
        ("Cela dure 1 h 30.", "It lasts 90 minutes."),
        ("en 18 mois", "in a year and a half"),
        ("Ajoutez ½ litre.", "Add 1/2 litre."),
        ("Ajoutez ½ litre.", "Add half a litre."),
        ("Ajoutez 0,5 litre.", "Add ½ litre."),
        ("Il faut 2½ tasses.", "You need two and a half cups."),
        ("⅓ des voix", "a third of the votes"),
        ("dans 3/4 des cas", "in 75% of cases"),
    ],
)
def test_halves_and_fractions_are_numbers_in_figures_signs_or_words(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Un million et demi", "2.5 million"),
        ("7 millions et demi", "7 million"),
        ("deux ans et demi", "three and a half years"),
        ("½ litre", "1/3 litre"),
    ],
)
def test_another_half_or_fraction_is_wrong(fr: str, en: str):
    assert differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Les émissions de CO₂ baissent.", "CO2 emissions are falling."),
        ("Les émissions de CO2 baissent.", "Carbon dioxide emissions are falling."),
        ("E = mc²", "E = mc2"),
        ("une île de 47 m²", "an island of 47 square metres"),
        ("Le G7 et l'A380", "The G7 and the A380"),
        ("le vaccin contre la COVID-19", "the COVID vaccine"),
        ("voir https://a.fr/covid-19/x77 ici", "see here"),
    ],
)
def test_figures_in_names_and_formulas_are_those_of_the_name(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"), [("CO₂", "CO3"), ("Le G7", "The G8"), ("L'A380", "The A320"), ("COVID-19", "COVID-18")]
)
def test_another_figure_in_a_name_is_wrong(fr: str, en: str):
    assert differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("C'est à 15 m du sol.", "It is 50 ft from the ground."),
        ("Il roulait à 210 km/h.", "He was driving at 130mph (210km/h)."),
        ("Il fait 32 °C.", "It is 90 °F."),
        ("environ 100 km", "about 60 miles"),
        ("De 10 à 12 km", "6 to 7.5 miles"),
        ("Il pèse 4 kilos.", "It weighs 9 pounds."),
        ("Un réservoir de 40 litres.", "A tank of 10.5 gallons."),
        ("200 hectares de forêt", "500 acres of forest"),
        ("63 milliards de mètres cubes", "2.2 trillion cubic feet"),
        ("Un écran de 45,72 cm", "An 18-inch screen"),
        ("pendant quarante ans", "for four decades"),
        ("trois décennies", "30 years"),
    ],
)
def test_the_same_quantity_in_another_unit_is_the_same(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [("15 m", "60 ft"), ("15 m", "50 m"), ("47 km", "45 km"), ("32 °C", "80 °F"), ("quarante ans", "five decades")],
)
def test_another_quantity_is_wrong_in_any_unit(fr: str, en: str):
    assert differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("soit 33 p. 100", "that is 33%"),
        ("demain à neuf heures", "tomorrow at 9 a.m."),
        ("à neuf heures trente", "at 9:30 a.m."),
        ("à dix heures moins le quart", "at 9:45"),
        ("vers 15 heures 30", "around 1530 hours"),
        ("entre un et cinq appareils", "between one and five devices"),
        ("1 million 200 000 pesos", "1.2 million pesos"),
        ("60 milliards d'euros", "60 thousand million euros"),
    ],
)
def test_ways_to_say_a_number(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [("à neuf heures", "at 10 a.m."), ("entre un et cinq", "between one and six"), ("60 milliards", "60 million")],
)
def test_ways_to_say_another_number(fr: str, en: str):
    assert differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le film dure 2 h.", "The film lasts two hours."),
        ("Départ à 6 h.", "Departure at 6 o'clock."),
        ("Il pèse 3 kg.", "It weighs three kilograms."),
        ("Prix : 5 €.", "Price: five euros."),
        ("Ouvert de 9 h à 12 h.", "Open from nine o'clock to twelve o'clock."),
        ("20 % de TVA.", "Twenty per cent value-added tax."),
    ],
)
def test_a_short_text_may_write_out_what_the_other_abbreviates(fr: str, en: str):
    assert "length" not in check_pair(fr, en)


def test_a_short_text_that_goes_on_is_too_long_though_it_has_an_abbreviation():
    english = "Departure at 6 o'clock, and the children will wait for their parents in the yard."
    assert "length" in check_pair("Départ à 6 h.", english)


PIECES = st.lists(
    st.sampled_from([*"0123456789", " ", "½", "₂", "²", "/", ":", ".", ",", " h ", " km", " et demi", " and a half million", "COVID-", "-", "vingt et un", "one"]),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(PIECES | st.text(max_size=40), PIECES | st.text("\ud800\udfff٣²½ 12h:", max_size=40))
def test_any_two_texts_are_compared_twice_alike(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_numbers(sides) == measure_numbers(sides) >= 0.0
    assert describe_numbers(sides) == describe_numbers(sides)
    assert measure_length(sides) == measure_length(sides)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["9 h 30 ", "1.1.1.1", "1 000 ", "7", "0:", "½", "5 km ", "A1", "+33 1 "])
def test_a_text_of_a_million_characters_takes_less_than_a_second(unit: str):
    text = unit * (LONG // len(unit))
    sides = read_sides(text, f"{text} 77 miles")
    start = time.process_time()
    measure_numbers(sides)
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Rendez-vous à 14 h devant la gare.", "Meet at two in the afternoon in front of the station."),
        ("Le concert commence à 20 h.", "The concert starts at 8 in the evening."),
        ("Il mesure 1,80 m.", "He is 5 ft 11 in tall."),
        ("Il pèse 80 kg.", "He weighs 12 stone 8."),
        ("Un bébé de 3,2 kg est né.", "A 7 lb 1 oz baby was born."),
        ("Il fait 30 degrés.", "It is 86 degrees."),
        ("Deux douzaines d'huîtres", "24 oysters"),
        ("Ouvert de 14 h à 18 h", "Open from 2 to 6 p.m."),
        ("Il mesure 1 m 80.", "He is 1.80 metres tall."),
        ("Deux tiers des élus", "66% of the elected"),
    ],
)
def test_times_and_measures_said_as_people_say_them(fr: str, en: str):
    assert not differ(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le concert commence à 20 h.", "The concert starts at 9 in the evening."),
        ("Il mesure 1,80 m.", "He is 6 ft 6 in tall."),
        ("Ouvert de 14 h à 18 h", "Open from 2 to 7 p.m."),
        ("Il mesure 1 m 80.", "He is 1.90 metres tall."),
        ("Il fait 30 degrés.", "It is 40 degrees."),
    ],
)
def test_another_time_or_measure_is_another_number(fr: str, en: str):
    assert differ(fr, en)
