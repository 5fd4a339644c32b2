"""Counting what the checks look for: names, numbers and symbols of the French, and which of them the English lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.quality.names import measure_names
from bilingual.quality.numbers import measure_numbers
from bilingual.quality.sides import read_sides
from bilingual.quality.symbols import measure_symbols
from bilingual.quality.tallies import Tally, tally_names, tally_numbers, tally_symbols

TEXTS = st.text(st.sampled_from("aeéstLMPÉ 0123456789,.€%&§©→👏\u00a0'’-«»\n")) | st.text(max_size=60)


def names(fr: str, en: str) -> Tally:
    return tally_names(read_sides(fr, en))


def numbers(fr: str, en: str) -> Tally:
    return tally_numbers(read_sides(fr, en))


def symbols(fr: str, en: str) -> Tally:
    return tally_symbols(read_sides(fr, en))


class TestNames:
    @pytest.mark.parametrize(
        ("fr", "en", "found"),
        [
            (
                "Le maire a reçu Angela Merkel hier.",
                "The mayor received Angela Merkel yesterday.",
                {"Angela", "Merkel"},
            ),
            ("Il vit à Londres.", "He lives in London.", {"Londres"}),
            ("Il a visité le Brésil.", "He visited Brazil.", {"Brésil"}),
            ("La fille de Tripodi dort.", "The daughter of Tripodi sleeps.", {"Tripodi"}),
            ("Un accord avec l'OTAN est signé.", "An agreement with NATO has been signed.", {"OTAN"}),
        ],
    )
    def test_are_kept_as_they_are_or_as_english_calls_them(self, fr: str, en: str, found: set[str]):
        assert names(fr, en) == (found, set())

    @pytest.mark.parametrize(
        ("fr", "en", "lost"),
        [
            ("Il vit à Londres.", "He lives in Londer.", {"Londres"}),
            ("Les bonbons de Twizzlers fondent.", "The sweets of Twizlers melt.", {"Twizzlers"}),
            ("Le maire a reçu Angela Merkel hier.", "The mayor received Angela Mekel yesterday.", {"Merkel"}),
            ("Un accord avec l'OTAN est signé.", "An agreement with Utan has been signed.", {"OTAN"}),
        ],
    )
    def test_that_are_respelled_are_lost(self, fr: str, en: str, lost: set[str]):
        assert names(fr, en).lost == lost

    @pytest.mark.parametrize("fr", ["Demain il pleut.", "Le président parle.", "LE PREMIER MINISTRE DÉMISSIONNE", ""])
    def test_a_capital_makes_no_name(self, fr: str):
        assert names(fr, "").found == set()

    def test_a_name_said_twice_counts_once(self):
        assert names("Merkel parle, et Merkel rit.", "She speaks.") == ({"Merkel"}, {"Merkel"})


class TestNumbers:
    def test_in_figures_must_be_there(self):
        assert numbers("Le 5 mai 1963, 12 500 élèves.", "On 5 May 1963, 1,250 pupils.") == (
            {"5", "mai", "1963", "12 500"},
            {"12 500"},
        )

    def test_written_as_french_writes_them_are_wrong(self):
        assert numbers("Plus de 20 000 personnes.", "More than 20 000 people.").lost == {"20 000"}

    def test_in_words_are_lost_only_where_another_is_put_for_them(self):
        assert numbers("Les deux hommes rient.", "The men laugh.") == ({"deux"}, set())
        assert numbers("Trente-trois hommes rient.", "Thirty men laugh.").lost == {"trente-trois"}

    def test_added_ones_do_not_count(self):
        assert numbers("Il dort.", "He sleeps for 8 hours.") == (set(), set())


class TestSymbols:
    @pytest.mark.parametrize(
        ("fr", "en", "found"),
        [
            ("Il a payé 20 €.", "He paid 20 euros.", {"euro"}),
            ("Une hausse de 5 %.", "A rise of 5 per cent.", {"%"}),
            ("Voir le § 4.", "See section 4.", {"§"}),
            ("Bravo 👏 à tous.", "Well done 👏 everyone.", {"👏"}),
            ("Il pèse 80 kg.", "He weighs 80 kilos.", {"kg"}),
            ("Il dort 8 heures.", "He sleeps.", set()),
        ],
    )
    def test_are_kept_as_signs_or_in_words(self, fr: str, en: str, found: set[str]):
        assert symbols(fr, en) == (found, set())

    @pytest.mark.parametrize(
        ("fr", "en", "lost"),
        [
            ("Il a payé 20 €.", "He paid 20.", {"euro"}),
            ("Il a payé 20 €.", "He paid $20.", {"euro"}),
            ("Dupont & fils, 5 %.", "Dupont, 5%.", {"&"}),
            ("Bravo 👏 à tous.", "Well done everyone.", {"👏"}),
        ],
    )
    def test_are_lost_without_a_trace_or_for_another(self, fr: str, en: str, lost: set[str]):
        assert symbols(fr, en).lost == lost


@given(fr=TEXTS, en=TEXTS)
def test_what_is_lost_was_found_and_a_check_sees_it_too(fr: str, en: str):
    sides = read_sides(fr, en)
    for tally in (tally_names(sides), tally_numbers(sides), tally_symbols(sides)):
        assert tally.lost <= tally.found
    assert not tally_numbers(sides).lost or measure_numbers(sides) > 0
    assert not tally_symbols(sides).lost or measure_symbols(sides) > 0


@given(text=TEXTS)
def test_nothing_is_lost_to_its_own_copy(text: str):
    sides = read_sides(text, text)
    assert not tally_names(sides).lost and not tally_symbols(sides).lost


def test_a_text_without_capitals_has_no_names_to_measure():
    sides = read_sides("il pleut sur la ville.", "it rains on the town.")
    assert tally_names(sides).found == set() and measure_names(sides) == 0
