"""Language identification: sentences of six languages written for this test, French, and what has no language."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from bilingual.segmenter import segment
from bilingual.segmenter.language import identify, recognise
from tests.material import treebank_sentences

ROOT = Path(__file__).parent.parent
SENTENCES = Path(__file__).parent / "segmenter_cases" / "languages"


@pytest.mark.parametrize("code", ["ar", "de", "en", "es", "it", "tr"])
def test_fifty_sentences_are_recognised_as_not_french_and_mostly_as_what_they_are(code: str) -> None:
    sentences = (SENTENCES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    found = [identify(sentence) for sentence in sentences]
    assert len(sentences) == 50
    assert sum(language != "fr" for language in found) >= 0.97 * 50
    assert found.count(code) >= 0.94 * 50


@pytest.mark.parametrize(
    "text",
    [
        "La neige a bloqué les routes du massif pendant deux jours.",
        "LES SYNDICATS APPELLENT À LA GRÈVE",
        "Recep Tayyip Erdogan et Vladimir Poutine se sont entretenus à Sotchi.",
        "Le groupe chante « God Save the Queen » et « Let It Be ».",
        "Voir https://www.example.com/the/best/of/the/web pour la suite.",
        "Sécheresse : vers des coupures d’eau",
    ],
)
def test_french_is_french_in_capitals_with_names_quotations_and_addresses(text: str) -> None:
    assert recognise(text) == "fr"


@pytest.mark.parametrize(
    "text", ["Le train attend le matin.", "Un chat attend deux amis 41.", "La ville attend le matin 67."]
)
def test_words_that_english_has_too_do_not_make_a_short_sentence_english(text: str) -> None:
    assert recognise(text) == "fr"


@pytest.mark.parametrize("text", ["La La Land wins six Oscars", "Marine Le Pen wins first round in France"])
def test_french_articles_in_names_do_not_make_a_headline_french(text: str) -> None:
    assert recognise(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2020",
        "…",
        "TV",
        "Morel",
        "lemonde.fr",
        "@tcsavunma",
        "https://t.co/ZaUK8RTh7T",
        "SNCF",
        "Al-Manar",
        "\ud800",
    ],
)
def test_a_short_or_neutral_string_takes_the_default(text: str) -> None:
    assert recognise(text) is None
    assert identify(text) == "fr"
    assert identify(text, default="en") == "en"


@pytest.mark.parametrize(
    "text", ["a\nb" * 50, "\x00" * 99, "\udcff" * 99, "中文。" * 2000, "é" * 100_000, "ʰ\u0301\ufeff"]
)
def test_any_string_has_a_two_letter_code(text: str) -> None:
    assert len(identify(text)) == 2


ARTICLE = (
    "Le conseil municipal s'est réuni mardi soir pour voter le budget de l'année prochaine. "
    "Les élus ont débattu pendant trois heures."
)


def language_in_article(line: str) -> str:
    return segment(f"{ARTICLE}\n{line}")[-1].lang


def lines_of_file(name: str) -> list[str]:
    return (SENTENCES / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", lines_of_file("short_fr.txt"))
def test_short_sentences_and_headlines_of_a_french_article_are_french(line: str, form: Literal["NFC", "NFD"]) -> None:
    assert language_in_article(normalize(form, line)) == "fr"


@pytest.mark.parametrize("line", lines_of_file("short_en.txt"))
def test_short_english_lines_of_a_french_article_are_english(line: str) -> None:
    assert language_in_article(line) == "en"


def test_a_dialogue_alone_is_french_to_its_last_sentence() -> None:
    dialogue = "« On y va ? » demanda-t-il. « Vas-y, toi. » Il faut y aller. La foi sauve. Il y a foule. Il a bu."
    assert {found.lang for found in segment(dialogue)} == {"fr"}


@pytest.mark.parametrize("text", ["No hay agua.", "El gato negro.", "Non lo so, di certo.", "Das ist nicht gut."])
def test_short_sentences_with_words_that_french_lacks_stay_foreign(text: str) -> None:
    assert language_in_article(text) not in ("fr", "en")


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert identify("Der Minister ist am Dienstagabend zurückgetreten.") == "de"


def test_importing_the_module_loads_no_detector() -> None:
    code = "import sys, bilingual.segmenter.language, bilingual.segmenter; print('fasttext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_sentences_of_a_treebank_are_french() -> None:
    sentences = [sentence for sentence in treebank_sentences("gsd") if len(sentence) >= 20]
    assert sum(identify(sentence) == "fr" for sentence in sentences) >= 0.99 * len(sentences)
