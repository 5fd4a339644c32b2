"""Symbols: what money, shares and quantities are counted in, and signs with a meaning, stand on both sides."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.units import ENGLISH, FRENCH, read_units


def flagged(fr: str, en: str) -> bool:
    return "symbols" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le loyer est de 650 € par mois.", "The rent is 650 a month."),
        ("L'amende est de 20 dollars.", "The fine is 20 euros."),
        ("L'amende est de vingt dollars.", "The fine is twenty."),
        ("Il a reçu 2,5 M€.", "He received 2.5 million."),
        ("Il a reçu trois milliards d'euros.", "He received three billion."),
        ("Il a payé 20 livres sterling.", "He paid 20 dollars."),
        ("Le chômage atteint 7 %.", "Unemployment has reached 7."),
        ("Le chômage atteint 7 pour cent.", "Unemployment has reached 7."),
        ("Un taux de 3 ‰.", "A rate of 3%."),
        ("Il fait 30 °C.", "It is 30."),
        ("Il fait 30 degrés.", "It is 30."),
        ("Il fait 30 °C.", "It is 30 °F."),
        ("Il court 5 km.", "He runs 5."),
        ("Il court 5 km.", "He runs 5 kg."),
        ("Il court 5 km.", "He runs 5 miles."),
        ("Le disque a 500 Go.", "The disk holds 500 MB."),
        ("Le disque a 500 Go.", "The disk holds 500."),
        ("Il roulait à 130 km/h.", "He was doing 130."),
        ("Un jardin de 20 m².", "A garden of 20 m."),
        ("Le film dure 20 minutes.", "The film lasts 20 hours."),
        ("L'article § 5.", "Text 5."),
        ("© Dupont", "Dupont"),
        ("Recherche & développement", "Research development"),
        ("2 + 2", "2 2"),
        ("Merci 😀 à tous.", "Thanks to all."),
        ("Merci à tous.", "Thanks 😀 to all."),
        ("★ Nouveau", "New"),
    ],
)
def test_a_lost_or_changed_symbol_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le loyer est de 650 € par mois.", "The rent is €650 a month."),
        ("Le loyer est de 650 euros par mois.", "The rent is EUR 650 a month."),
        ("Il a reçu 4,5 milliards de dollars.", "He received $4.5bn."),
        ("Il a reçu 4,5 Md€.", "He received 4.5 billion euros."),
        ("L'amende est de 20 $CA.", "The fine is C$20."),
        ("Il a payé 20 livres sterling.", "He paid £20."),
        ("Il a lu 20 livres.", "He read 20 books."),
        ("Les prix vont de 10 à 20 €.", "Prices range from €10 to €20."),
        ("Le chômage atteint 7 %.", "Unemployment has reached 7 per cent."),
        ("Il gagne 3 points de pourcentage.", "He gains 3 percentage points."),
        ("La moitié, soit 50 %.", "A half."),
        ("Il court 10 km.", "He runs 6 miles."),
        ("Il pèse 80 kg.", "He weighs 176 lb."),
        ("Il fait 30 °C.", "It is 86 °F."),
        ("Il fait 30 °C.", "It is 30 degrees Celsius."),
        ("Il roulait à 130 kilomètres à l'heure.", "He was driving at 81 mph."),
        ("Une ferme de 40 hectares.", "A farm of 99 acres."),
        ("20 kilomètres carrés", "20 square kilometres"),
        ("Pierre, 20 ans, est venu.", "Pierre, 20, came."),
        ("Le train part à 9 h.", "The train leaves at 9."),
        ("Il mesure 2 m.", "He is 2 metres tall."),
        ("Recherche & développement", "Research and development"),
        ("§ 5", "Section 5"),
        ("Le n° 5 gagne.", "Number 5 wins."),
        ("La 4G et le G7 en 2020.", "4G and the G7 in 2020."),
        ("3 × 4", "3 x 4"),
    ],
)
def test_the_same_symbol_said_otherwise_is_fine(fr: str, en: str):
    assert not flagged(fr, en)


@given(st.text() | st.text("0123456789 .,%€$£km/hg²°CF-'deml", max_size=60))
def test_units_are_read_in_any_text(text: str):
    for language in (FRENCH, ENGLISH):
        assert read_units(text, language, spoken=True) == read_units(text, language, spoken=True)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["1", "1 ", "1 000 ", "9 h 30 ", "1,", "€", "mille ", "cent", "a", "20 € ", "☆"])
def test_hostile_text_is_read_in_linear_time(part: str):
    text = part * (10**6 // len(part))
    start = time.process_time()
    for language in (FRENCH, ENGLISH):
        read_units(text, language, spoken=True)
    assert time.process_time() - start < 4
