"""Text for a model of the press: what is typed, made up and exchanged, and that both sides of every pair agree."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translator.capitals import lower_capitals
from bilingual.translator.given import Reader
from scripts.training.augmentation import signs
from scripts.training.augmentation.augmenting import ADDITIONS, EXCHANGES, as_press, changed
from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.frames import FRAMES, SLOTS, frame
from scripts.training.augmentation.names import ACRONYMS, OPEN, Names, elided, exchange_names, known_names, shared_names
from scripts.training.augmentation.retyping import retype, sign_euros
from scripts.training.augmentation.signs import STAND_IN

SEEDS = st.integers(0, 10**9)
PAIR = ("Selon Barroso, le rapport de Jean Morel est bon.", "According to Barroso, the report by Jean Morel is good.")


def made(kind, seed: int = 1, count: int = 300) -> list[tuple[str, str]]:
    """What a maker of items gives with many throws of the dice."""
    rng = random.Random(seed)
    return [kind(rng) for _ in range(count)]


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
