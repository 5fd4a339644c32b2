"""Text for a model of the press: what is typed, made up and exchanged, and that both sides of every pair agree."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translator.capitals import lower_capitals
from bilingual.translator.given import Reader
from scripts.training.augmentation import figures, pair_figures, signs
from scripts.training.augmentation.augmenting import ADDITIONS, EXCHANGES, as_press, changed
from scripts.training.augmentation.counts import exchange_numbers
from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.frames import FRAMES, SLOTS, frame
from scripts.training.augmentation.names import ACRONYMS, OPEN, Names, elided, exchange_names, known_names, shared_names
from scripts.training.augmentation.numbers import (
    english_figure,
    english_ordinal,
    english_words,
    french_figure,
    french_ordinal,
    french_words,
    roman,
)
from scripts.training.augmentation.retyping import retype, sign_euros
from scripts.training.augmentation.signs import STAND_IN

SEEDS = st.integers(0, 10**9)
PAIR = ("Selon Barroso, le rapport de Jean Morel est bon.", "According to Barroso, the report by Jean Morel is good.")


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


class TestNames:
    def test_of_a_pair_stand_once_on_both_sides_and_behind_no_article(self):
        ordinary = frozenset(("commission", "question"))
        assert shared_names(*PAIR, ordinary) == ["Barroso", "Jean Morel"]
        assert shared_names("La France et Orban.", "France and Orban.", ordinary) == ["Orban"]
        assert shared_names("Commission : Orban et Orban.", "Commission: Orban and Orban.", ordinary) == []
        assert shared_names("L'avis d'Orban à Saint-Denis.", "Orban's view at Saint-Denis.", ordinary) == [
            "Orban",
            "Saint-Denis",
        ]
        assert shared_names("Monsieur Barroso.", "Mr Barroso.", ordinary) == ["Barroso"]

    @given(seed=SEEDS)
    def test_are_exchanged_alike_and_elide_as_before(self, seed):
        french, english = exchange_names(
            "L'avis d'Orban et de Kovalenko.", "Orban's view and Kovalenko's.", Names(random.Random(seed))
        )
        first, second = re.fullmatch(r"L'avis d'(.+) et de (.+)\.", french).groups()
        assert english == f"{first}'s view and {second}'s."
        assert first[0] in OPEN and second[0] not in OPEN

    def test_that_some_elide_and_others_do_not_stay(self):
        assert (
            exchange_names("L'avis d'Hariri et d'Yves.", "Hariri's and Yves's view.", Names(random.Random(1))) is None
        )

    def test_are_of_many_forms(self):
        names = Names(random.Random(1), ("Barroso", "Kovalenko"))
        persons, places = ({make() for _ in range(2000)} for make in (names.person, names.place))
        assert any(re.fullmatch(r"\w+ al-\w+", name) for name in persons)
        assert any(re.fullmatch(r"\w+ de \w+", name) for name in persons) and any(" " not in name for name in persons)
        assert any(name.startswith("Kafr ") for name in places)
        assert any(re.fullmatch(r"Saint-\w+-de-\w+", name) for name in places)
        acronyms = {names.acronym() for _ in range(500)}
        assert all(name.isupper() for name in acronyms) and {"OSDH", "FSB"} <= acronyms & set(ACRONYMS)

    def test_that_are_known_come_from_both_sides_and_are_no_words(self):
        known, ordinary = known_names(
            [PAIR, ("Il vit avec Question à Barroso.", "A question for Question at Barroso.")]
        )
        assert known == ("Barroso", "Jean", "Morel")
        assert {"question", "rapport", "report"} <= ordinary

    def test_are_elided(self):
        assert elided("Près de Avignon, que Orban et le OSDH, du OSDH, de Paris") == (
            "Près d'Avignon, qu'Orban et l'OSDH, de l'OSDH, de Paris"
        )

    @pytest.mark.parametrize("text", ["Une église du IVe siècle", "Dès le IXe siècle", "Au début du VIIIe"])
    def test_roman_numbers_are_not_elided(self, text: str):
        assert elided(text) == text


class TestTyping:
    @given(seed=SEEDS)
    def test_changes_no_letter_and_no_figure(self, seed):
        typed = retype('Le 5, il a dit : "C\'est non" - pas « oui ».', random.Random(seed))
        assert re.findall(r"\w+", typed) == re.findall(r"\w+", 'Le 5, il a dit : "C\'est non" - pas « oui ».')

    def test_three_quotations_in_four_are_as_the_package_gives_them(self):
        typed = [retype('On parle d\'un "printemps arabe".', random.Random(seed)) for seed in range(1000)]
        share = sum("« printemps arabe »" in text for text in typed) / 1000
        assert 0.7 < share < 0.8
        assert {"d'un “printemps arabe”.", "d'un «printemps arabe».", 'd\'un "printemps arabe".'} <= {
            text.removeprefix("On parle ").replace("’", "'") for text in typed
        }

    def test_some_words_for_people_have_both_genders(self):
        typed = [retype("Les étudiants et les états.", random.Random(seed)) for seed in range(400)]
        assert set(typed) == {"Les étudiants et les états.", "Les étudiant·e·s et les états."}
        assert 20 < sum("·" in text for text in typed) < 70

    def test_both_apostrophes_and_all_dashes_occur(self):
        typed = " ".join(retype("C'est l'été - enfin.", random.Random(seed)) for seed in range(100))
        assert set("'’-–—") <= set(typed)

    @pytest.mark.parametrize(
        ("french", "english", "signed"),
        [
            ("20 millions d'euros", "EUR 20 million", {("20 M€", "€20 million"), ("20M€", "€20 million"), ("20 millions d'€", "€20 million")}),
            ("1 200 euros par mois", "1,200 euros a month", {("1 200 € par mois", "€1,200 a month"), ("1 200€ par mois", "€1,200 a month")}),
            ("20 euros", "30 euros", {("20 euros", "30 euros")}),
            ("20 dollars", "20 dollars", {("20 dollars", "20 dollars")}),
        ],
    )  # fmt: skip
    def test_sums_in_euros_get_their_sign_on_both_sides(self, french, english, signed):
        assert {sign_euros(french, english, random.Random(seed)) for seed in range(100)} == signed

    def test_a_pair_as_the_press_types_it_has_straight_quotation_marks_in_english(self):
        assert as_press('"Oui."', '"Yes."', random.Random(1))[1] == '"Yes."'


class TestSigns:
    def test_stand_ins_take_the_place_of_names_or_follow_them_numbered_in_the_order_of_the_french(self):
        found = {signs.exchange_stand_ins(*PAIR, Names(random.Random(seed))) for seed in range(200)}
        assert ("Selon Q1, le rapport de Q2 est bon.", "According to Q1, the report by Q2 is good.") in found
        assert ("Selon Barroso (K1), le rapport de Jean Morel (K2) est bon.",
                "According to Barroso (K1), the report by Jean Morel (K2) is good.") in found  # fmt: skip

    def test_stand_ins_are_those_that_the_package_gives_a_model(self):
        text = "Selon Дмитрий, le rapport de Київ (北京) est bon."
        known = Reader(knows=str.isascii, reads=lambda _: False, likelihood=lambda _: 0.0, spells=False)
        assert known.give(text).text == "Selon Q1, le rapport de Q2 (Q3) est bon."
        assert STAND_IN.findall("Q1, Q2 (K3), AQ1, Z12") == ["Q1", "Q2", "K3", "Z12"]

    @given(seed=SEEDS)
    def test_two_things_of_a_pair_never_share_a_stand_in(self, seed):
        names = Names(random.Random(seed))
        for pair in (PAIR, ("Q1 est bon.", "Q1 is good.")):
            row = signs.splice_stand_in(*pair, names)
            assert row is None or len(set(STAND_IN.findall(row[0]))) == len(STAND_IN.findall(row[0])) > 0

    def test_items_stand_behind_before_and_within_the_punctuation(self):
        places = [signs.splice("Oui !", "Yes!", ("5 €", "€5"), place) for place in range(signs.PLACES)]
        assert places == [
            ("Oui (5 €) !", "Yes (€5)!"), ("Oui ! (5 €)", "Yes! (€5)"), ("(5 €) Oui !", "(€5) Yes!"),
            ("5 € : Oui !", "€5: Yes!"), ("Oui ! 5 €", "Yes! €5"), ("Oui – 5 € !", "Yes – €5!"),
        ]  # fmt: skip

    def test_a_short_pair_is_said_by_someone(self):
        rows = {signs.quote("Il pleut.", "It is raining.", Names(random.Random(seed))) for seed in range(60)}
        assert any(re.fullmatch(r"« Il pleut », a déclaré .+\.", french) for french, _ in rows)
        assert any(re.fullmatch(r'"It is raining," .+ said\.', english) for _, english in rows)
        assert signs.quote('Il dit "non".', 'He says "no".', Names(random.Random(1))) is None

    def test_capitals_are_those_that_the_package_lowers(self):
        rows = [signs.capitals("L'été est là.", "Summer is here.", Names(random.Random(seed))) for seed in range(20)]
        assert {"L'ÉTÉ EST LÀ.", "L'ETE EST LA."} == {french for french, _ in rows}
        assert {english for _, english in rows} == {"SUMMER IS HERE."}
        assert signs.capitals("Q1 est là.", "Q1 is here.", Names(random.Random(1))) is None
        assert lower_capitals("L'ÉTÉ EST LÀ.", lambda word: -len(word) * (not word.islower())).raised == "all"

    def test_headlines_have_no_full_stop(self):
        names = Names(random.Random(1))
        assert signs.headline("Il pleut.", "It is raining.", names) == ("Il pleut", "It is raining")
        assert signs.headline("Il pleut...", "It is raining.", names) is None

    def test_tags_and_references_are_the_same_on_both_sides(self):
        names = Names(random.Random(3))
        rows = [signs.tag(*PAIR, names) for _ in range(60)]
        assert any(re.search(r"bon\[\d\]\.$", french) for french, _ in rows)
        assert any(re.search(r"bon\[\d\d\]\.$", french) for french, _ in rows)
        assert any(re.search(r"bon \(\d+\)\.$", french) for french, _ in rows)
        assert any("<b>Barroso</b>" in french and "<b>Barroso</b>" in english for french, english in rows)
        for french, english in rows:
            assert re.findall(r"</?\w+>|\d+", french) == re.findall(r"</?\w+>|\d+", english)


class TestFrames:
    def test_have_the_same_slots_on_both_sides_and_all_slots_are_used(self):
        used = set()
        for french, english in (*FRAMES, *FIGURE_FRAMES):
            slots = sorted(re.findall(r"\{(\w+)\}", french))
            assert slots == sorted(re.findall(r"\{(\w+)\}", english)), french
            used.update(slot.rstrip("2") for slot in slots)
        assert used == set(SLOTS)

    def test_are_filled_elided_and_begin_with_a_capital(self):
        names = Names(random.Random(5))
        rows = [frame(names) for _ in range(3000)]
        for french, english in rows:
            assert not re.search(r"[{}]|\b(?:[DdLl]e|du) (?![IVX]+e\b)[AEIOU]", french), french
            assert not french[0].islower() and not english[0].islower()
            assert STAND_IN.findall(french) == sorted(STAND_IN.findall(french)) and set(
                STAND_IN.findall(french)
            ) == set(STAND_IN.findall(english))
        assert any(re.search(r"\b(?:[Ll]e|du) I[XV]e siècle", french) for french, _ in rows)
        assert any(STAND_IN.match(french) for french, _ in rows) and any("(Q1)" in french for french, _ in rows)


class TestEveryKind:
    KNOWN = (("Barroso", "Kovalenko", "Orban"), frozenset(("rapport", "report")))

    @pytest.mark.parametrize("name", [*EXCHANGES, *ADDITIONS])
    def test_keeps_what_is_no_language_the_same_on_both_sides(self, name):
        kind = {**EXCHANGES, **ADDITIONS}[name][1]
        pairs = [
            PAIR,
            ("Il y a 12 pays à Barroso.", "There are 12 countries at Barroso."),
            ("Une hausse de 5 %.", "A rise of 5%."),
            ("Le 3 mai 2003, Orban a perdu.", "On 3 May 2003, Orban lost."),
            ("Il coûte 20 euros.", "It costs 20 euros."),
            ("La séance est levée à 20 heures.", "The sitting closed at 8 p.m."),
        ]
        found = 0
        for seed in range(150):
            for pair in pairs:
                if row := kind(*pair, Names(random.Random(seed), *self.KNOWN)):
                    found += 1
                    assert sorted(STAND_IN.findall(row[0])) == sorted(STAND_IN.findall(row[1]))
                    assert re.findall(r"https?://[\w./]+|[@#]\w+|</?\w+>|[©§•→*]", row[0]) == re.findall(
                        r"https?://[\w./]+|[@#]\w+|</?\w+>|[©§•→*]", row[1]
                    )
        assert found

    def test_the_same_dice_give_the_same_pair(self):
        rows = [[changed(*PAIR, Names(random.Random(seed), *self.KNOWN)) for seed in range(200)] for _ in range(2)]
        assert rows[0] == rows[1] and len({str(row) for row in rows[0]}) > 20
