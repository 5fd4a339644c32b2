"""Segments of whole articles: offsets, paragraphs, kinds, languages; and inputs made to break a segmenter."""

import re
from pathlib import Path

import pytest

import bilingual
from bilingual.segmenter import KINDS, segment, split_spans

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
MEGABYTE = 1_000_000

ARTICLE = """\
TV

Grève : la SNCF annule la moitié de ses trains

Publié le 3 mai 2020 à 14h30
Des voyageurs attendent à la gare de Lyon. (AFP photo)

Par Jeanne Morel

La grève est très suivie. Les trains sont rares, a dit M. Durand. lemonde.fr

« Nous attendons depuis midi », raconte une voyageuse qui veut rejoindre sa famille à Lille.

The minister said he would meet the unions @minister https://t.co/abc — Ministry (@minister) May 3, 2020

Lire aussi : Les routes sont bloquées

Partager cet article
Source: Agence Morel
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in segment(text)]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_the_package_offers_segment_at_its_root() -> None:
    assert bilingual.segment is segment


def test_a_segment_knows_its_place_its_paragraph_its_kind_and_its_language() -> None:
    first, second, third = segment("Il dort. Elle lit.\n\n  The dog was barking at the moon.  ")
    assert (first.start, first.end, first.text, first.paragraph) == (0, 8, "Il dort.", 0)
    assert (second.start, second.end, second.text, second.paragraph) == (9, 18, "Elle lit.", 0)
    assert (third.start, third.end, third.paragraph, third.lang) == (22, 54, 1, "en")
    assert {first.kind, second.kind, third.kind} == {"sentence"}


def test_nothing_comes_of_nothing() -> None:
    assert segment("") == segment(" \n\t\n\u2028 ") == []


def test_every_kind_of_part_is_told_apart() -> None:
    assert [kind for kind, _ in kinds(ARTICLE)] == [
        "boilerplate", "title", "date", "caption", "byline", "sentence", "sentence", "source", "sentence", "tweet",
        "boilerplate", "boilerplate", "source",
    ]  # fmt: skip
    assert {kind for kind, _ in kinds(ARTICLE)} == set(KINDS)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Le port de Brest. © Jean Morel", "caption"),
        ("Photo : Jean Morel", "caption"),
        ("PHOTO DE FICHIER Avions au sol", "caption"),
        ("Le port de Brest (illustration)", "caption"),
        ("Le président au Sénat, mai 2019/TRT", "caption"),
        ("Crédit photo : Agence Morel", "caption"),
        ("Par Jean Morel", "byline"),
        ("Traduction Anne Durand", "byline"),
        ("Propos recueillis par Anne Durand", "byline"),
        ("(Avec AFP)", "byline"),
        ("Source : Agence Morel", "source"),
        ("www.exemple.fr", "source"),
        ("date 2020-02 Image d’archives", "date"),
        ("Lundi 3 mai 2020", "date"),
        ("Mis à jour le 03/05/2020 à 14:30", "date"),
        ("TV", "boilerplate"),
        ("Lire plus : Pourquoi la digue a cédé ?", "boilerplate"),
        ("S’abonner à la lettre", "boilerplate"),
        ("Facebook Twitter WhatsApp", "boilerplate"),
        ("Mairie ✔ @mairie Replying to @mairie Merci à tous", "tweet"),
        ("La digue a cédé pendant la nuit", "title"),
        ("La digue a cédé : le village est sous l’eau", "title"),
        ("M. Morel et M. Durand à Brest pour sauver la digue", "title"),
        ("Par ailleurs, la digue a cédé pendant la nuit.", "sentence"),
        ("Publicité et information ne font pas bon ménage, dit-il.", "sentence"),
        ("Les mots-clés manquent dans ce texte, dit-il.", "sentence"),
        ("- la digue et le pont", "sentence"),
        ("La mairie propose :", "sentence"),
        ("La digue a cédé. Le village est sous l’eau. Lire aussi : La carte", "sentence"),
        ("@mairie", "tweet"),
    ],
)
def test_a_line_shows_its_kind(line: str, kind: str) -> None:
    body = "La digue qui protège le village a cédé pendant la nuit, et les secours sont sur place depuis l’aube."
    assert segment(f"{body}\n{line}\n{body}")[1].kind == kind


HEADLINES = """
Avec Macron, la rupture|Avec ou sans masque|Avec Jean Morel, tout change à Brest|Retour à la normale
Retour à la normale à la SNCF|Retour au calme dans la ville|Retour en grâce|Retour aux sources|Adaptation au climat
Adaptation : les villes face au climat|Par amour|Par la force des choses|Par monts et par vaux|Par ici la sortie
Par 40 °C, Paris suffoque|Traduction|Traduction en justice|Auteur|Auteur de la tuerie : un homme seul
Auteur d'un doublé, Mbappé jubile|Texte adopté au Sénat|Reportage au cœur de la grève|Publié par erreur
Écrit par un enfant de 12 ans|S'inscrire dans la durée|Voir plus loin que la crise|Envoyer des armes à Kiev
Envoyé spécial, le magazine fait polémique
Retour en haut de l'affiche|Retour au menu de la cantine|Retour à la page blanche|Retour à la liste noire
Retour à l'accueil des migrants|Retour au début du siècle|Traduction automatique : le grand bond|Article 49-3
"""
BYLINES = """
Par Jeanne Morel et Anne Durand|Par JEAN MOREL|Par J. Morel|Par Jean Morel, à Brest|Par Jean Morel, historien
Par Jean Morel avec AFP|Par Jean Morel, 3 mai 2020|Par la rédaction|Par Le Monde avec AFP|Auteur : Jean Morel
Traduction : Anne Durand|Traduction de l'anglais par Anne Durand|Traduit par Anne Durand|Adaptation Yandexfr
By John Smith|Avec l'AFP et Reuters|De notre correspondant à Moscou|Envoyée spéciale à Kiev|Posté par admin
Par Jean Morel (à Bruxelles)|(Par Jean Morel)|Par l'AFP|Par AFP et Reuters|Par Vincent van der Berg
Traduction et adaptation : Anne Durand|Traduction française : Anne Durand|Traduit et adapté par Anne Durand
Publié par Jean Morel le 3 mai 2020|Rédigé par la rédaction|Texte : Jean Morel|Reportage de Jean Morel
"""
NAVIGATION = """
Retour à l'accueil|Retour à la page d'accueil|Retour en haut de page|Retour au sommaire|Lire aussi Le pont ferme
Lire plus|À lire aussi|S'inscrire à la newsletter|S'abonner|Partager cet article|Suivez-nous sur Facebook
Retour à la page précédente|Retour aux articles|Retour à la liste des articles|Retour au haut de la page|Article suivant
Se connecter|12 commentaires|Laisser un commentaire|Voir la vidéo
"""


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (line, kind)
        for kind, lines in (("title", HEADLINES), ("byline", BYLINES), ("boilerplate", NAVIGATION))
        for line in re.split(r"[|\n]", lines.strip())
    ],
)
def test_a_headline_is_no_byline_or_navigation_for_its_first_word(line: str, kind: str) -> None:
    body = "La digue qui protège le village a cédé pendant la nuit, et les secours sont sur place depuis l’aube."
    assert segment(f"{body}\n{line}\n{body}")[1].kind == kind


def test_a_headline_keeps_its_second_sentence_and_its_question_mark() -> None:
    body = "La digue a cédé pendant la nuit, et les habitants du village ont été évacués par les pompiers."
    found = kinds(f"La digue a cédé. Pourquoi ?\n{body}\n{body}")
    assert [kind for kind, _ in found] == ["title", "title", "sentence", "sentence"]


def test_a_headline_without_final_mark_is_never_glued_to_its_neighbour() -> None:
    lines = ["La digue a cédé", "Le village est sous l’eau", "les secours arrivent", "Les habitants attendent."]
    for break_ in ("\n", "\r\n", "\r", "\n\n", "\u2028", "\v", "\x85"):
        assert [found.text for found in segment(break_.join(lines))] == lines


def test_a_name_after_the_last_paragraph_is_a_byline() -> None:
    body = "La digue a cédé pendant la nuit, et les habitants du village ont été évacués par les pompiers."
    assert segment(f"{body}\nJeanne Morel\nUn autre titre\n{body}")[1].kind == "byline"


def test_neutral_segments_take_the_article_s_language() -> None:
    english = "The dog was barking at the moon and nobody in the village could sleep."
    assert [found.lang for found in segment(f"{english}\n2020\nMorel")] == ["en", "en", "en"]
    assert [found.lang for found in segment("Le chien aboie dans la nuit.\n2020\nMorel")] == ["fr", "fr", "fr"]
    assert [found.lang for found in segment("2020", default="de")] == ["de"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_paragraph_by_paragraph_gives_the_spans_of_the_whole(path: Path) -> None:
    text = read(path)
    spans = []
    for line in re.finditer("[^\n]+", text):
        spans += [(start + line.start(), end + line.start()) for start, end in split_spans(line.group())]
    assert split_spans(text) == spans


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_five_articles_lose_no_character(path: Path) -> None:
    text = read(path)
    assert "".join(found.text for found in segment(text)).split() != []
    assert "".join("".join(found.text.split()) for found in segment(text)) == "".join(text.split())


UNITS = [
    "x", "a. ", "« ", "(", "M. ", ")", "()", "A. ", '. " A', "» ", ". « A", " ", "\n", "-", "- A ", "; Il ", "1. 2. ",
    "1) a 2) b ", "!", ". ", "…", "[1]", ".»", ". )", "@", "a@", "a.b", "a-", "😀", ". 😀", "中。", ".\u200b", "J.-C. ",
    "http://a.b/", "l'", "\ud800", "\ufeff", "t.co/ (@", "12/12/2020 ", "\x00", "\u0301",
    ".*", "._", ".`", ".<", ".<a>", ".</a> ", ". </", ".<sup>", ".1", ".1,", ".[a", ".](", ". >", ".,,", "A...", "M. A... B... ", "«. »a",
    "DR. ", "Par A ", "9 km/h. A", "P. S. ", "!A", "a.Paul ",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_two_hundred_thousand_characters_of_one_unit_are_no_trouble(unit: str) -> None:
    """A quadratic step would take minutes here, and more than the patience of any test run at a megabyte."""
    text = unit * (MEGABYTE // 5 // len(unit))
    spans = split_spans(text)
    assert sum(len(text[start:end].replace(" ", "")) for start, end in spans) >= len("".join(text.split()))
