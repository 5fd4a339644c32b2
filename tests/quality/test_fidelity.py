"""Fidelity: English that the model did not write, as the model reads it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual import Translator, check_pair
from bilingual.quality import measure_pair
from bilingual.quality.fidelity import describe_fidelity, describe_word, measure_fidelity
from bilingual.quality.sides import read_sides
from bilingual.readings import END, Reading, ReadWord
from tests.hostile_texts import RUNS, hostile_text

FRENCH = "Le gouvernement a annoncé mardi la fermeture de trois centrales nucléaires dans le nord de la France."
ENGLISH = "The government announced on Tuesday the closure of three nuclear power plants in northern France."


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator("embedded", workers=2)


def lowest(reading: Reading) -> ReadWord:
    return min(reading, key=lambda word: word.log_probability)


class TestReadings:
    def test_every_word_is_read_as_it_stands_and_then_the_end(self, translator: Translator):
        (reading,) = translator.read([(FRENCH, ENGLISH)])
        assert [word.text for word in reading] == [*ENGLISH.split(" "), END]
        assert all(word.log_probability <= 0 for word in reading)

    @pytest.mark.parametrize(
        ("right", "wrong", "word"),
        [
            ("government", "garden", "garden"),
            ("Tuesday", "bottles", "bottles"),
            ("France.", "Frence.", "Frence."),
            ("power plants", "power plants singing", "singing"),
        ],
    )
    def test_the_word_that_is_wrong_is_the_least_likely_one(self, translator: Translator, right, wrong, word):
        before, after = translator.read([(FRENCH, ENGLISH), (FRENCH, ENGLISH.replace(right, wrong))])
        assert lowest(after).text == word
        assert lowest(after).log_probability < lowest(before).log_probability - 3

    def test_english_that_stops_half_way_has_an_unlikely_end(self, translator: Translator):
        (reading,) = translator.read([(FRENCH, "The government announced on Tuesday the closure of")])
        assert lowest(reading).text == END

    def test_the_models_own_english_holds_no_word_that_it_stumbles_over(self, translator: Translator):
        english = translator.translate([FRENCH])[0].text
        assert measure_fidelity(read_sides(FRENCH, english, reading=translator.read([(FRENCH, english)])[0])) > -5

    def test_typography_capitals_and_addresses_are_no_reason_to_stumble(self, translator: Translator):
        """What the model cannot write itself is read as it would have written it."""
        pairs = [
            ("« Oui », dit-il.", "“Yes,” he said."),
            ("LE PRÉSIDENT DÉMISSIONNE", "THE PRESIDENT RESIGNS"),
            ("Voir https://exemple.fr/a 🎉", "See https://exemple.fr/a 🎉"),
        ]
        assert [lowest(reading) for reading in translator.read(pairs) if lowest(reading).log_probability < -10] == []

    def test_a_word_in_letters_that_the_model_lacks_is_left_out(self, translator: Translator):
        (reading,) = translator.read([("Il vit à Москва.", "He lives in Москва now.")])
        assert [word.text for word in reading] == ["He", "lives", "in", "now.", END]

    def test_a_blank_side_is_not_read(self, translator: Translator):
        assert translator.read([("", "Yes."), ("Oui.", " "), ("", "")]) == [(), (), ()]

    def test_beyond_the_limit_nothing_is_read_and_no_end(self, translator: Translator):
        (reading,) = translator.read([("mot " * 3_000, "word " * 3_000)])
        assert 100 < len(reading) <= translator.options.target_limit and reading[-1].text != END

    @pytest.mark.slow
    def test_workers_change_nothing(self, translator: Translator):
        pairs = [(f"{FRENCH} {number}", f"{ENGLISH} {number}") for number in range(60)]
        assert translator.read(pairs) == Translator("embedded", workers=1).read(pairs)

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=40), st.text(max_size=40) | st.text("\ud800é\u200b😀 ab", max_size=20))
    def test_any_two_texts_are_read(self, translator: Translator, fr: str, en: str):
        (reading,) = translator.read([(fr, en)])
        assert all(word.log_probability <= 0 for word in reading)

    @pytest.mark.slow
    @pytest.mark.parametrize("run", RUNS)
    def test_a_hostile_text_is_read(self, translator: Translator, run: str):
        text = hostile_text(run, 20_000)
        assert isinstance(translator.read([(text, text)])[0], tuple)

    def test_another_kind_of_package_reads_too(self, tiny_package):
        (reading,) = Translator(str(tiny_package)).read([("le chat", "the cat")])
        assert all(word.log_probability <= 0 for word in reading)


class TestCheck:
    def test_english_that_nobody_read_has_no_measure_and_no_flag(self):
        assert "fidelity" not in check_pair(FRENCH, ENGLISH)
        assert {each.check: each.detail for each in measure_pair(FRENCH, ENGLISH)}["fidelity"] == "not read by a model"

    def test_a_very_unlikely_word_is_flagged_and_named(self):
        reading = (ReadWord("The", -0.1), ReadWord("singing", -13.5), ReadWord("bottles", -10.5), ReadWord(END, -0.2))
        assert "fidelity" in check_pair(FRENCH, ENGLISH, reading=reading)
        assert describe_fidelity(read_sides(FRENCH, ENGLISH, reading=reading)) == "singing -13.5, bottles -10.5"

    def test_the_end_is_named_in_words(self):
        assert describe_word(ReadWord(END, -11.0)) == "the end -11.0"
