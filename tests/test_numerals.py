"""Compound numbers and Roman centuries: said in figures before the model, in words again behind it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translator.numerals import say_figures
from scripts.training.augmentation.numbers import english_words, french_words, roman

COMPOUNDS = [number for number in range(21, 100) if number % 10 or number in (70, 80, 90)]
WORDS = [
    "vingt",
    "trente",
    "soixante",
    "quatre-vingt",
    "quatre-vingts",
    "et",
    "un",
    "dix-sept",
    "cent",
    "mille",
    "XIIe",
    "XIX",
    "siècle",
    "38",
    "Le",
    "-",
    ",",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


class TestNumbersInWords:
    @pytest.mark.parametrize("number", COMPOUNDS)
    def test_each_compound_is_given_in_figures_and_comes_back_in_english_words(self, number: int):
        for words in {french_words(number), french_words(number).replace(" ", "-")}:
            figured = say_figures(f"Ils ont {words} ans.")
            assert figured.text == f"Ils ont {number} ans."
            assert figured.word_again(f"They are {number} years old.") == f"They are {english_words(number)} years old."

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("septante-deux, nonante-neuf", "72, 99"),
            ("vingt et une pages", "21 pages"),
            ("Trente-huit personnes. « Quarante-deux », dit-il.", "38 personnes. « 42 », dit-il."),
            ("trente-trois mille", "33 mille"),
        ],
    )
    def test_belgian_feminine_and_first_words_are_numbers_too(self, text: str, shown: str):
        assert say_figures(text).text == shown

    @pytest.mark.parametrize(
        "text",
        [
            "trente ans", "dix-sept ans", "Les Vingt-Sept se réunissent.", "un soixante-huitard", "trente-douze",
            "cent vingt-trois", "vingt-deux mille trois cents", "trente-trois cents", "mille neuf cent quatre-vingt-dix",
            "la trente-huitième", "24 heures, vingt-quatre jours",
        ],
    )  # fmt: skip
    def test_what_a_model_knows_and_names_ordinals_and_parts_of_larger_numbers_stay(self, text: str):
        assert say_figures(text).text == text

    @pytest.mark.parametrize(
        ("english", "again"),
        [
            ("38 people were hurt.", "Thirty-eight people were hurt."),
            ("There are 38.", "There are thirty-eight."),
            ("It cost €38, or 38%.", "It cost €38, or 38%."),
            ("38,000 at 38:12, 38.5 and 1.38", "38,000 at 38:12, 38.5 and 1.38"),
            ("At 38 p.m. on the 38th", "At 38 p.m. on the 38th"),
        ],
    )
    def test_only_a_figure_that_stands_alone_becomes_words_again(self, english: str, again: str):
        assert say_figures("trente-huit").word_again(english) == again


class TestCenturies:
    @pytest.mark.parametrize("number", range(1, 31))
    def test_roman_centuries_are_given_in_figures(self, number: int):
        rank = "er" if number == 1 else "e"
        assert say_figures(f"Au {roman(number)}{rank} siècle").text == f"Au {number}{rank} siècle"

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("aux XVe et XVIe siècles", "aux 15e et 16e siècles"),
            ("du XVIe au XVIIIᵉ siècle", "du 16e au 18ᵉ siècle"),
            ("le XIXème siècle, l’XIe siècle", "le 19ème siècle, l’11e siècle"),
            ("le IIIe millénaire", "le 3e millénaire"),
        ],
    )
    def test_in_lists_with_any_ending(self, text: str, shown: str):
        assert say_figures(text).text == shown

    @pytest.mark.parametrize(
        "text", ["Louis XIV", "la Ve République", "le XIXe arrondissement", "XX siècles", "Civile siècle"]
    )
    def test_kings_republics_and_words_stay(self, text: str):
        assert say_figures(text).text == text


class TestAnyText:
    @given(TEXTS)
    def test_only_numbers_change(self, text: str):
        figured = say_figures(text)
        kept = re.sub(r"[^\W\d_]|\d|[ -]", "", text)
        assert re.sub(r"[^\W\d_]|\d|[ -]", "", figured.text) == kept
        assert figured.text == text or re.search(r"\d", figured.text)

    @given(TEXTS)
    def test_the_figures_that_were_there_are_there(self, text: str):
        assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", say_figures(text).text))

    @given(TEXTS, st.text(alphabet="38 9.,%€ab-", max_size=30))
    def test_without_a_number_in_words_the_english_stays(self, text: str, english: str):
        figured = say_figures(text)
        assert figured.words or figured.word_again(english) == english
