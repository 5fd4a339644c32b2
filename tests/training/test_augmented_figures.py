"""Figures made up for training text: numbers, times, dates and measures, in French and as English writes them."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.training.augmentation import figures, pair_figures
from scripts.training.augmentation.counts import exchange_numbers
from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.frames import FRAMES
from scripts.training.augmentation.numbers import (
    english_figure,
    english_ordinal,
    english_words,
    french_figure,
    french_ordinal,
    french_words,
    roman,
)

SEEDS = st.integers(0, 10**9)


def made(kind, seed: int = 1, count: int = 300) -> list[tuple[str, str]]:
    """What a maker of items gives with many throws of the dice."""
    rng = random.Random(seed)
    return [kind(rng) for _ in range(count)]


def digits(text: str) -> list[str]:
    """The figures of a text, without separators and leading zeros, in their order."""
    return [re.sub(r"\D", "", figure) for figure in re.findall(r"\d[\d  .,]*", text)]


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "french", "english"),
        [
            (0, "zéro", "zero"),
            (21, "vingt et un", "twenty-one"),
            (71, "soixante et onze", "seventy-one"),
            (80, "quatre-vingts", "eighty"),
            (81, "quatre-vingt-un", "eighty-one"),
            (99, "quatre-vingt-dix-neuf", "ninety-nine"),
            (100, "cent", "one hundred"),
            (200, "deux cents", "two hundred"),
            (205, "deux cent cinq", "two hundred and five"),
            (1000, "mille", "one thousand"),
            (1200, "mille deux cents", "one thousand two hundred"),
            (3005, "trois mille cinq", "three thousand and five"),
            (33_000, "trente-trois mille", "thirty-three thousand"),
            (80_000, "quatre-vingt mille", "eighty thousand"),
            (200_000, "deux cent mille", "two hundred thousand"),
            (80_000_000, "quatre-vingts millions", "eighty million"),
            (1_000_001, "un million un", "one million and one"),
        ],
    )
    def test_are_written_in_words(self, number, french, english):
        assert (french_words(number), english_words(number)) == (french, english)

    @given(st.lists(st.integers(0, 999_999_999), min_size=2, max_size=2, unique=True))
    def test_in_words_are_told_apart(self, numbers):
        for words in (french_words, english_words):
            assert words(numbers[0]) != words(numbers[1])

    @given(number=st.integers(0, 10**9), seed=SEEDS)
    def test_in_figures_have_the_separators_of_each_language(self, number, seed):
        french, english = french_figure(number, random.Random(seed), "5"), english_figure(number, "5")
        assert re.fullmatch(r"\d+(?:[ .]\d{3})*,5", french) and re.fullmatch(r"\d{1,3}(?:,\d{3})*\.5", english)
        assert digits(french) == digits(english) == [f"{number}5"]

    def test_are_ranked(self):
        assert [french_ordinal(1), french_ordinal(1, feminine=True), french_ordinal(21)] == ["1er", "1re", "21e"]
        assert [english_ordinal(number) for number in (1, 2, 3, 11, 12, 13, 21, 33, 111)] == [
            "1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "33rd", "111th",
        ]  # fmt: skip
        assert [roman(number) for number in (4, 9, 14, 19, 21)] == ["IV", "IX", "XIV", "XIX", "XXI"]


class TestFigures:
    def test_sums_have_the_sign_before_the_english_figure(self):
        for french, english in made(figures.amount):
            assert re.search(r"[€$£¥]$|euros|dollars|livres|yens", french)
            assert re.match(r"[€$£¥]\d|[\d,.]+ (?:(?:m|b)illion )?(?:euros|dollars|pounds|yen)$", english)
            assert digits(french) == digits(english)
            assert bool(re.search(r"Md|milliard", french)) == ("billion" in english)
            assert bool(re.search(r"M[€$£¥]|million", french)) == (" million" in english)

    def test_per_cent_is_a_sign_or_a_word_on_both_sides(self):
        shares = made(figures.share)
        assert {re.sub(r"[\d,]+", "", french) for french, _ in shares} == {" %", "%", " pour cent"}
        assert all(digits(french) == digits(english) for french, english in shares)
        assert all(
            ("pour cent" in french) == ("per cent" in english) == ("%" not in english) for french, english in shares
        )

    @pytest.mark.parametrize(
        ("french", "english"),
        [("20 h", "8 p.m."), ("20h", "8 p.m."), ("20h30", "8:30 p.m."), ("8 heures", "8 a.m."), ("12 h 30", "12:30 p.m."),
         ("0h15", "12:15 a.m."), ("0 h", "12 a.m."), ("1 heure", "1 a.m."), ("12h", "12 p.m.")],
    )  # fmt: skip
    def test_times_have_one_form_in_english(self, french, english):
        assert {told for shown, told in made(figures.time, count=20_000) if shown == french} == {english}

    def test_dates_have_one_form_in_english(self):
        for french, english in made(figures.date):
            day, month, *year = french.split()
            name = figures.ENGLISH_MONTHS[figures.FRENCH_MONTHS.index(month)]
            assert english == ", ".join([f"{name} {day.removesuffix('er')}", *year])
            assert (day == "1er") == english.startswith((f"{name} 1,",)) or english == f"{name} 1"

    def test_centuries_ranks_and_measures_agree(self):
        assert ("XXIe siècle", "21st century") in made(figures.century)
        assert ("3e", "3rd") in made(figures.rank)
        assert ("1re", "1st") in made(lambda rng: figures.rank(rng, feminine=True))
        assert {("8 heures", "8 hours"), ("onze heures", "eleven hours")} <= set(made(figures.duration, count=2000))
        words = dict(made(figures.in_words, count=5000))
        assert words["soixante et onze"] == words["soixante-et-onze"] == "seventy-one" and "vingt et un" not in words
        assert ("quatre-vingt mille", "eighty thousand") in made(figures.thousands_in_words, count=5000)
        measures = made(figures.measure, count=2000)
        assert {"km", "km/h", "°C", "m²", "hectares", "tonnes"} <= {french.split()[-1] for french, _ in measures}
        assert all(
            digits(french)[0].removesuffix("2") == digits(english)[0].removesuffix("2") for french, english in measures
        )
        assert all(not re.search(r"\d °C", english) for _, english in measures)

    @pytest.mark.parametrize(
        "kind", [figures.count, figures.count_in_words, figures.in_words, figures.duration, figures.thousands_in_words]
    )
    def test_numbers_in_words_suit_nouns_of_both_genders(self, kind):
        assert [french for french, _ in made(kind, count=2000) if re.search(r"\bun\b(?! mille)", french)] == []

    def test_english_is_british(self):
        told = " ".join(english for kind in (figures.measure, figures.share) for _, english in made(kind, count=1000))
        assert not re.search(r"meter|tons\b|percent", told)
        for unit in ("kilometres", "square metres", "square kilometres", "tonnes", "per cent"):
            assert f" {unit} " in told
        american = re.compile(r"percent|canceled|traveling|\w+meters?\b|color|center|defense|labor\b", re.IGNORECASE)
        assert [english for _, english in (*FRAMES, *FIGURE_FRAMES) if american.search(english)] == []

    def test_a_share_a_date_a_time_and_a_sum_of_a_real_pair_are_exchanged(self):
        rng = random.Random(4)
        for exchange, pair, patterns in (
            (pair_figures.exchange_shares, ("Une hausse de 5,3 % en mai.", "An increase of 5.3 per cent in May."),
             (r"Une hausse de [\d,]+ ?(?:%|pour cent) en mai\.", r"An increase of [\d.]+(?:%| per cent) in May\.")),
            (pair_figures.exchange_dates, ("Né le 1er mai 2014 ici.", "Born on 1 May 2014 here."),
             (r"Né le \w+ \w+ \d{4} ici\.", r"Born on [A-Z]\w+ \d+, \d{4} here\.")),
            (pair_figures.exchange_times, ("La séance est levée à 20h30.", "The sitting closed at 8.30 p.m."),
             (r"La séance est levée à \d+ ?h.*\.", r"The sitting closed at [\d:]+ [ap]\.m\.")),
            (pair_figures.exchange_sums, ("Il faut 20 millions d'euros.", "It takes EUR 20 million."),
             (r"Il faut .*\d.*", r"It takes .*\d.*")),
        ):  # fmt: skip
            french, english = exchange(*pair, rng)
            assert re.fullmatch(patterns[0], french) and re.fullmatch(patterns[1], english)
            assert (french, english) != pair
            assert exchange(pair[0], "Other words.", rng) is None

    @pytest.mark.parametrize(
        ("french", "english"),
        [("Du 5 au 7 mai.", "From 5 to 7 May."), ("Le 5 mai.", "On 6 May."), ("Le 5 mai.", "The 5 May ruling.")],
    )
    def test_a_date_that_may_not_be_the_same_stays(self, french, english):
        assert pair_figures.exchange_dates(french, english, random.Random(1)) is None

    @pytest.mark.parametrize("half", ["du matin", "du soir", "de l'après-midi", "de l’après-midi"])
    @pytest.mark.parametrize("hour", ["8 heures", "8h", "8 h 30", "8h30"])
    def test_a_time_with_its_half_of_the_day_behind_it_stays(self, hour: str, half: str):
        english = "It begins at 8.30 a.m." if "30" in hour else "It begins at 8 a.m."
        assert pair_figures.exchange_times(f"Début à {hour}.", english, random.Random(1))
        assert pair_figures.exchange_times(f"Début à {hour} {half}.", english, random.Random(1)) is None

    @given(seed=SEEDS)
    def test_numbers_of_a_real_pair_are_exchanged_alike(self, seed):
        pair = ("En 1999, 12 500 soldats et 3,5 tonnes de blé.", "In 1999, 12,500 soldiers and 3.5 tons of wheat.")
        french, english = exchange_numbers(*pair, random.Random(seed))
        assert re.fullmatch(r"En \d{4}, .* soldats et [\d .]+,\d tonnes de blé\.", french)
        assert digits(french) == digits(english)

    def test_counts_become_words_too_with_a_capital_where_a_sentence_begins(self):
        found = {
            exchange_numbers("15 pays ont signé.", "15 countries signed.", random.Random(seed)) for seed in range(300)
        }
        assert ("33 pays ont signé.", "33 countries signed.") in found
        words = [row for row in found if not re.search(r"\d", row[0])]
        assert ("Trente-trois pays ont signé.", "Thirty-three countries signed.") in words
        assert all(row[0][0].isupper() and row[1][0].isupper() for row in words)

    @pytest.mark.parametrize(
        ("french", "english"),
        [("Le 5 mai.", "On 5 May."), ("L'article 81 aussi.", "Article 81 too."), ("À 9 heures.", "At 9 a.m."),
         ("Le vol Pan Am 103 aussi.", "The Pan Am 103 flight too."), ("1 pays.", "1 country."), ("5 pays.", "6 countries."),
         ("5 pays et 5 villes.", "5 countries and 5 towns."), ("5 millions d'or.", "5 million in gold."),
         ("Le 3/4.", "The 3/4."), ("Une hausse de 5 pour cent.", "A rise of 5 per cent.")],
    )  # fmt: skip
    def test_numbers_that_are_no_counts_stay(self, french, english):
        assert exchange_numbers(french, english, random.Random(1)) is None
