"""Untranslated: copies of the French, whole or in part; names, loans and addresses are rightly copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.loans import without_phrases
from bilingual.quality.urls import find_addresses


def flagged(fr: str, en: str) -> bool:
    return "untranslated" in check_pair(fr, en)


@pytest.mark.parametrize(
    "text",
    [
        "Grève générale demain",
        "LE GOUVERNEMENT DÉMISSIONNE DEMAIN",
        "Le Gouvernement Démissionne Demain Matin",
        "Merci beaucoup",
        "Rien de nouveau.",
        "À vendre",
        "Fermé le dimanche",
        "GRATIN DE POIREAUX",
        "Merci !",
    ],
)
def test_a_short_copy_or_one_in_capitals_is_flagged(text: str):
    assert flagged(text, text)


@pytest.mark.parametrize(
    "text",
    ["Charlie Hebdo", "Emmanuel Macron", "Paris", "Le Monde", "LE MONDE", "Air France - KLM", "Source: AFP", "Libération",
     "Le Petit Prince", "La Marseillaise", "L'Équipe", "Jean-Marie Le Pen", "", "?", "1 234"],
)  # fmt: skip
def test_names_alone_stay(text: str):
    assert not flagged(text, text)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le maire a annoncé la fermeture de l'école.", "The mayor a annoncé the closure of the school."),
        ("Il faut agir dès maintenant, dit-elle.", "We must act dès maintenant, she says."),
        ("Un échec en partie auto-infligé.", "A partly auto-infligé failure."),
    ],
)
def test_french_left_in_an_english_sentence_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le coup d'état a échoué, déjà vu.", "The coup d'état failed, déjà vu."),
        ("Il lit Le Petit Prince en route vers Le Monde.", "He is reading Le Petit Prince en route to Le Monde."),
        ("Ils chantent « Aux armes, citoyens » ensemble.", 'They sing "Aux armes, citoyens" together.'),
        ("Les soldats hors de combat sont protégés.", "Soldiers hors de combat are protected."),
        (
            "Achetez un billet sur https://www.exemple.com/boutique.",
            "Buy a ticket at https://www.exemple.com/boutique.",
        ),
        ("Écrivez à jean.morel@exemple.fr.", "Write to jean.morel@exemple.fr."),
        ("Voir www.exemple.gouv.fr/demarches et #jeudinoir.", "See www.exemple.gouv.fr/demarches and #jeudinoir."),
        ("Ouvrez /etc/demain/fichier.", "Open /etc/demain/fichier."),
        (r"Ouvrez C:\Bonjour\fichier.", r"Open C:\Bonjour\fichier."),
        ("Tapez `bonjour demain`.", "Type `bonjour demain`."),
        ("Tapez pip install bilingual.", "Type pip install bilingual."),
    ],
)
def test_loans_titles_quotations_addresses_and_code_stay(fr: str, en: str):
    assert not flagged(fr, en)


LOANS = """
    fait accompli, grand prix, Grand Prix, raison d'être, laissez-faire, coup de grâce, femme fatale, force majeure,
    chaise longue, terroir, cordon bleu, pas de deux, sang-froid, macarons, tricolore, banlieues, pain au chocolat,
    pièce de résistance, ancien régime, gilets jaunes, baccalauréat, lycée, pâtisserie, haute couture, joie de vivre,
    film noir, nouvelle vague, art nouveau, trompe-l'œil, hors d'oeuvre, mise en scène, enfant terrible, roman à clef,
    tour de force, bête noire, crème brûlée, trompe-l’œil, cafés, éminence grise, per mille, petits fours
"""
MIXED = "coup de grâce d etat le grand Prix à la mode ’ xyz"


@pytest.mark.parametrize("loan", [loan.strip() for loan in LOANS.split(",")])
def test_loans_of_english_from_french_stand_in_both_texts(loan: str):
    fr, en = f"Ils ont parlé de {loan} hier à Paris.", f"They spoke of {loan} in Paris yesterday."
    assert not {"untranslated", "words"} & set(check_pair(fr, en))


def test_words_of_a_loan_are_french_outside_it():
    fr = "Le coup de grâce est une pièce de trahison."
    assert not flagged(fr, "The coup de grâce is a play of treason.")
    assert flagged(fr, "The coup de grâce est une pièce of treason.")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Selon le Canard enchaîné, il part.", "According to the Canard enchaîné, he is leaving."),
        ("Selon Le Canard enchaîné, il part.", "According to Le Canard enchaîné, he is leaving."),
        ("Le Secours populaire français aide.", "The Secours populaire français helps."),
        ("Il a lu 'Histoires de comédies musicales'.", "He read 'Histoires de comédies musicales'."),
    ],
)
def test_names_and_titles_that_keep_their_french_stay(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.slow
@given(st.lists(st.sampled_from(MIXED.split())))
def test_phrases_are_taken_out_and_the_rest_keeps_its_order(words: list[str]):
    left = without_phrases(words)
    rest = iter(words)
    assert all(word in rest for word in left if word)
    assert without_phrases(left) == left
    assert len(left) <= len(words)


@given(st.text() | st.text('a.@/#`\\ demain«»"*_', max_size=60))
def test_any_text_is_read_twice_the_same(text: str):
    assert check_pair(text, text) == check_pair(text, text)
    assert "urls" not in check_pair(text, text)
    assert find_addresses(text) == find_addresses(text)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Voir lemonde.fr.", "See lemonde.fr's site (Lemonde.fr)."),
        ("La fin.De plus, il part.", "The end. And he leaves."),
        ("Le n° 1 du pays", "The country's #1"),
    ],
)
def test_the_same_address_is_never_a_fault(fr: str, en: str):
    assert "urls" not in check_pair(fr, en)


@pytest.mark.parametrize("text", ["Mort du chanteur", "Question de droit", "Crédit photo : Reuters"])
def test_a_short_copy_of_words_that_are_mostly_translated_is_flagged(text: str):
    assert flagged(text, text)


@pytest.mark.parametrize(
    "text", ["Tour de France", "Agence France-Presse", "https://www.exemple.fr", "Source : Reuters"]
)
def test_a_short_copy_of_names_is_none(text: str):
    assert not flagged(text, text)
