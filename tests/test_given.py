"""What a model is given: only what it can read, with everything else put back where it stood; the French unchanged."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_manifest, read_pairs
from bilingual.models import find_model
from bilingual.translator import Options, Translator
from bilingual.translator.alignment import Alignment
from bilingual.translator.capitals import begin_with_capital, lower_capitals
from bilingual.translator.given import REVISION, Given, Reader
from bilingual.translator.layout import CARRIED
from bilingual.translator.plain import cleaned
from bilingual.translator.tokens import load_tokenizer
from tests.conftest import Run

ODD = "€$£¥&@#*<>{}%°²½µßøŁğžñ“”„«»\"'’—…😀👩‍🚀☎✓®™†\u00ad\u200b\u2060\ufeff\U000f0000\ud800  \tab é É 12,5Q1K2."
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=60)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(load_tokenizer(find_model("embedded")))


@pytest.fixture(scope="module")
def embedded() -> Translator:
    return Translator(find_model("embedded"), workers=2)


def copied(item: Given) -> str:
    """What comes out behind a model that copies its input word by word."""
    return item.finish(item.text, Alignment.spread(item.text, item.text))


class TestWhatItIsGiven:
    @pytest.mark.slow
    @settings(max_examples=300, deadline=None)
    @given(TEXTS)
    def test_any_text_gives_only_what_the_model_can_read(self, reader: Reader, text: str):
        item = reader.give(text, plainer=True)
        left = [word for word in item.text.split() if not all(map(reader.knows, word))]
        assert all(reader.reads(part) for word in left for part in re.findall(r"[^\W\d_]+", word)), left

    @pytest.mark.slow
    @settings(max_examples=300, deadline=None)
    @given(TEXTS)
    def test_nothing_of_our_own_is_left_in_what_comes_back(self, reader: Reader, text: str):
        item = reader.give(text)
        assert not CARRIED.search(item.text)
        back = copied(item)
        assert CARRIED.findall(back) == [] or CARRIED.search(text)
        assert back == copied(reader.give(text))

    @pytest.mark.slow
    @settings(max_examples=300, deadline=None)
    @given(TEXTS)
    def test_what_is_carried_comes_back_once_whatever_the_model_writes(self, reader: Reader, text: str):
        item = reader.give(text)
        for english in (item.text, "", "Some words of English.", item.text.replace("1", "")):
            back = item.laid.put_back(english, Alignment.spread(item.text, english))
            signs = [stand_in.sign for stand_in in item.laid.stand_ins] + [mark.sign for mark in item.laid.marks]
            assert all(back.count(sign) == 1 for sign in signs), (item, back)

    @pytest.mark.parametrize(
        ("french", "shown"),
        [
            ("Le loyer est de 650 € par mois.", "Le loyer est de 650 euros par mois."),
            ("Il doit 2,5 M€ et 30 k$.", "Il doit 2,5 millions d'euros et 30 000 dollars."),
            ("Une dette de 3 milliards £", "Une dette de 3 milliards de livres sterling"),
            ("Le prix en € monte.", "Le prix en euros monte."),
            ("Il fait −5 °C, soit 23 °F.", "Il fait -5 degrés Celsius, soit 23 degrés Fahrenheit."),
            ("Le taux est ≥ 5 %.", "Le taux est supérieur ou égal à 5 %."),
            ("Voir n° 5.", "Voir numéro 5."),
            ("Les étudiant·e·s votent.", "Les étudiants votent."),
            ("L’ar\u00adticle pro\u200btège.", "L’article protège."),
            ("Le pre\u0301sident", "Le président"),
            ("Un “mot” et „un autre‟", "Un « mot » et « un autre »"),
            ("Je pars », dit-il. »Non«, dit-elle.", "Je pars », dit-il. « Non », dit-elle."),
            ("Il dit ‘L’État, c’est moi’ et part.", "Il dit « L’État, c’est moi » et part."),
            ("Il dit : << Non. >>", "Il dit : « Non. »"),
            ("Écrivez à a.b@exemple.fr ou @ville, voir https://exemple.fr/a?b=1.", "Écrivez à Q1 ou Q2, voir Q3."),
            ("Appelez le 01 23 45 67 89 ou le +33 1.23.45.67.89.", "Appelez le Q1 ou le Q2."),
            ("Le serveur 192.168.1.1:8080 a 1 200 300 fichiers.", "Le serveur Q1 a 1 200 300 fichiers."),
            ("Bonjour {nom}, code %(code)s, Q1", "Bonjour K1, code K2, Q1"),
            ("Cliquez <b>ici</b> 😀.", "Cliquez ici."),
            ("L'écrivain Søren Ærø vit à Århus.", "L'écrivain Q1 vit à Q2."),
            ("Le mot « самиздат » est russe.", "Le mot « Q1 » est russe."),
            ("Il programme en C++, en R&D, chez Marks & Spencer.", "Il programme en Q1, en Q2, chez Q3."),
            ("Noël à Île-de-Bréhat, œuvre aiguë", "Noël à Île-de-Bréhat, œuvre aiguë"),
            ("Il part.", "Il part."),
        ],
    )
    def test_signs_and_things(self, reader: Reader, french: str, shown: str):
        assert reader.give(french).text == shown

    def test_a_sign_that_the_model_knows_stays(self):
        whole = Reader(knows=lambda sign: True, reads=lambda word: True, likelihood=len, spells=True)
        for text in ("650 €, 5 % & “mots” 😀 ½", "Żuławski ≥ 3"):
            assert whole.give(text).text == text.replace("“", "« ").replace("”", " »")

    def test_a_model_without_bytes_gets_plain_letters(self):
        ascii_only = Reader(knows=str.isascii, reads=str.isascii, likelihood=len, spells=False)
        assert ascii_only.give("Été à Noël, cœur").text == "Ete a Noel, coeur"

    def test_a_letter_that_is_known_in_its_word_only_stays_there(self):
        reader = Reader(
            knows=str.isascii, reads=frozenset(("ñandú", "rêve")).__contains__, likelihood=len, spells=False
        )
        assert reader.give("Un ñandú rêve de fête à Muñoz").text == "Un ñandú rêve de fete a Q1"

    def test_cleaned_text_has_no_invisible_sign(self):
        assert cleaned("a\u00adb\ufeffc\u200ed\u2066e") == "abcde"


class TestCapitals:
    @pytest.mark.parametrize(
        ("capitals", "lowered"),
        [
            ("LE PREMIER MINISTRE DÉMISSIONNE", "Le premier ministre démissionne"),
            ("LES ÉTATS-UNIS QUITTENT L'OTAN", "Les États-Unis quittent l'OTAN"),
            ("LE PRESIDENT A ETE BLESSE PRES DE L'ECOLE", "Le President a été blessé près de l'école"),
            ("LOUIS XIV EST MORT", "Louis XIV est mort"),
            ("LE G20 SE RÉUNIT À ROME", "Le G20 se réunit à Rome"),
            ("GRÈVE GÉNÉRALE : le pays s'arrête", "Grève générale : le pays s'arrête"),
            ("Il a crié NON À LA GUERRE hier.", "Il a crié non à la guerre hier."),
        ],
    )
    def test_a_headline_is_lowered(self, reader: Reader, capitals: str, lowered: str):
        assert lower_capitals(capitals, reader.likelihood).text == lowered

    @pytest.mark.parametrize("text", ["L'OTAN", "SNCF", "BFM TV et LCI", "A", "", "12", "Jean DUPONT parle", "l'ONU"])
    def test_acronyms_and_names_stay(self, reader: Reader, text: str):
        assert lower_capitals(text, reader.likelihood).text == text

    def test_the_english_is_raised_as_the_french_was(self, reader: Reader):
        assert lower_capitals("LE MAIRE PART", reader.likelihood).raise_again("The mayor leaves") == "THE MAYOR LEAVES"
        head = lower_capitals("GRÈVE GÉNÉRALE : le pays s'arrête", reader.likelihood)
        assert head.raise_again("General strike: the country stops") == "GENERAL STRIKE: the country stops"

    def test_an_address_in_a_headline_keeps_its_letters(self, embedded: Translator):
        assert "http://exemple.fr/Une" in embedded.translate(["LE MAIRE DÉMISSIONNE : http://exemple.fr/Une"])[0].text


class TestWhatComesBack:
    @pytest.mark.parametrize(
        ("french", "beside"),
        [
            ("Cliquez <a href='/x'>ici</a> pour lire.", r"\w <a href='/x'>here</a> \w"),
            ("• Le pain coûte cher 📈", r"^• (The )?[Bb]read .*\w 📈$"),
            ("Le café Nescafé® est bon.", r"\bNescafé®"),
            ("J'aime ❤️👩‍🚀 ce film.", r"\w ❤️👩‍🚀 this (film|movie)"),
            ("Le taux (+2 %) monte.", r"^The rate \(\+2%\) "),
            ("Le port de Brest © Ministère de la Défense", r" © (the )?(Defen[cs]e )?Ministry\b"),
            ("Le port de Brest ©", r"\w ©$"),
        ],
    )
    def test_marks_stand_beside_the_words_they_stood_beside(self, embedded: Translator, french: str, beside: str):
        assert re.search(beside, embedded.translate([french])[0].text)

    def test_a_name_that_no_model_spells_comes_back_as_it_was(self, embedded: Translator):
        english = embedded.translate(["Le président Łukasz Żuławski a rencontré Søren Ærø à Århus."])[0].text
        assert all(name in english for name in ("Łukasz Żuławski", "Søren Ærø", "Århus"))

    def test_amounts_have_their_signs(self, embedded: Translator):
        english = [made.text for made in embedded.translate(["Le loyer est de 650 €.", "Il fait 30 °C à Paris."])]
        assert "€650" in english[0] and "30°C" in english[1]

    def test_raised_and_lowered_figures_come_back(self, embedded: Translator):
        english = [made.text for made in embedded.translate(["Le CO₂ monte.", "Une surface de 120 m²."])]
        assert "CO₂" in english[0] and "m²" in english[1]

    def test_a_text_without_words_is_copied(self, embedded: Translator):
        for text in ("#JeSuisCharlie", "https://exemple.fr", "😀", "{nom}"):
            assert embedded.translate([text])[0].text == text

    def test_the_result_does_not_depend_on_who_is_beside(self, embedded: Translator):
        text = "Le prix de l'“essence” : 2 € 😀 !"
        assert embedded.translate([text]) == embedded.translate([text, text])[:1]

    def test_raw_gives_the_text_as_it_is(self, embedded: Translator):
        raw = Translator(embedded.model, options=Options(readable=0))
        assert raw.give("LE PRIX : 2 €").text == "LE PRIX : 2 €"
        assert raw.signature["readable"] == 0 != embedded.signature["readable"]

    def test_texts_that_are_the_same_for_the_model_are_translated_once(self, embedded: Translator):
        first, second = embedded.translate(["Voir https://a.fr.", "Voir https://b.fr."])
        assert first.text.replace("a.fr", "b.fr") == second.text and first.score == second.score


class TestTheFirstWord:
    @pytest.mark.parametrize(
        ("english", "begun"),
        [
            ("earlier, he said", "Earlier, he said"),
            ('"we" left', '"We" left'),
            ("(it ends.)", "(It ends.)"),
            ("élan", "Élan"),
            ("a", "A"),
            ("https://a.fr is down", "https://a.fr is down"),
            ("le.monde@b.fr", "le.monde@b.fr"),
            ("3rd day", "3rd day"),
            ("\U000f0000 here", "\U000f0000 here"),
            ("", ""),
        ],
    )
    def test_has_a_capital_unless_it_is_no_word(self, english: str, begun: str):
        assert begin_with_capital(english) == begun

    def test_is_raised_where_the_french_begins_with_a_capital_only(self, reader: Reader):
        said = {
            french: reader.give(french).finish("earlier", len) for french in ("« Plus tôt", "plus tôt", "20 h", "À 5")
        }
        assert list(said.values()) == ["Earlier", "earlier", "earlier", "Earlier"]


class TestAlignment:
    def test_words_follow_the_attention(self):
        alignment = Alignment()
        alignment.add(["▁le", "▁mot", "s"], ["▁words"], [[0.1, 0.5, 0.4, 0.0]])
        alignment.add(["▁oui"], ["▁well", "▁yes"], [[0.2, 0.8], [0.9, 0.1]])
        assert [alignment(word) for word in range(4)] == [0, 0, 2, 2]

    def test_without_attention_words_are_spread_evenly(self):
        assert [Alignment.spread("a b c d", "x y")(word) for word in range(4)] == [0, 0, 1, 1]
        assert Alignment.spread("", "")(3) == 0


@pytest.mark.slow
def test_a_dataset_says_whether_its_model_was_given_readable_text(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text("Le loyer est de 650 €.\n", encoding="utf-8")
    for name, options in (("readable", ()), ("raw", ("--raw",))):
        assert run("build", tmp_path / "a.txt", "--out", tmp_path / name, "--beam", 1, *options).returncode == 0
    manifests = {name: read_manifest(tmp_path / name) for name in ("readable", "raw")}
    assert [manifest.options["readable"] for manifest in manifests.values()] == [REVISION, 0]
    assert manifests["readable"].signature != manifests["raw"].signature
    cards = {name: (tmp_path / name / "README.md").read_text(encoding="utf-8") for name in manifests}
    assert "made readable for its vocabulary" in cards["readable"] and "the French as it is" in cards["raw"]
    first = next(iter(read_pairs(tmp_path / "readable")))
    assert first.fr == "Le loyer est de 650 €." and "€650" in first.en
