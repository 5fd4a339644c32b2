"""Pronouns: each test says in a sentence what is flagged and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.pronouns import describe_pronouns, measure_pronouns
from bilingual.quality.sides import read_sides


def flagged(fr: str, en: str) -> bool:
    return "pronouns" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Elle a signé la loi.", "He signed the law."),
        ("Mme Aubry a dit que son parti gagnerait.", "Ms Aubry said he would win with his party."),
        ("Quand la reine arrive, elle salue la foule.", "When the queen arrives, he greets the crowd."),
        ("La loi, affirme-t-elle, est juste.", "The law is fair, he says."),
    ],
)
def test_a_woman_called_he_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il a signé la loi.", "She signed the law."),
        ("M. Dupont a vendu sa maison.", "Mr Dupont sold her house."),
        ("Le roi dit que son peuple souffre.", "The king says she sees the people suffer."),
        ("Le projet, dit-il encore, est mort.", "The project is dead, she says."),
    ],
)
def test_a_man_called_she_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Elle a signé la loi.", "She signed the law."),
        ("Il a signé la loi.", "He signed the law."),
        ("Elle a signé la loi.", "The company signed it."),
        ("Il lui a donné son livre.", "He gave her his book."),
        ("Son frère dit qu'elle est partie.", "He says that he left."),
        ("Son livre est paru hier.", "Her book came out yesterday."),
        ("Il faut sauver son pays.", "She must save her country."),
        ("Il y a trois ans, tout a changé.", "Three years ago she changed everything."),
        ("La victime a été opérée : il va mieux.", "The victim has had surgery: he is better."),
    ],
)
def test_what_the_french_does_not_settle_is_left_alone(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il a fallu deux ans pour la convaincre.", "It took two years to convince her."),
        ("Il lui faut du temps.", "She needs time."),
        ("Il lui reste deux jours.", "She has two days left."),
        ("Il va bientôt falloir partir.", "She will soon have to leave."),
        ("Il nous faut sa réponse.", "She must answer us."),
        ("Il n'aurait pas fallu partir.", "She should have stayed."),
        ("Il suffisait de venir.", "She only had to come."),
        ("Il pleuvait quand le train partit.", "It was raining when she left."),
        ("Il doit y avoir une raison.", "She must have a reason."),
        ("Il en va de son honneur.", "She has her honour at stake."),
        ("Il a été décidé de la licencier.", "She will be sacked."),
        ("Faut-il partir ?", "Should she leave?"),
    ],
)
def test_il_of_nobody_is_no_man(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il lui a offert un verre.", "She was offered a drink."),
        ("Il l'a embauchée hier.", "She was hired yesterday."),
        ("Elle lui a offert un verre.", "He was offered a drink."),
    ],
)
def test_a_translator_may_begin_with_the_object(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il n'a pas signé la loi.", "She did not sign the law."),
        ("Il nous a dit la vérité.", "She told us the truth."),
        ("Il dit qu'il faut partir.", "She says we must leave."),
        ("Il est devenu médecin.", "She became a doctor."),
    ],
)
def test_il_of_somebody_is_a_man(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Macron a défendu sa réforme : elle est juste.", "Macron defended his reform: it is fair."),
        ("La BBC a dit qu'elle l'avait licencié.", "The BBC said it had fired him."),
        ("Son fils révèle de longues tresses.", "She has long plaits, which her son reveals."),
        ("Il aime le pays.", "The country is dear to her."),
        ("M. Davis juge la conduite de Patti LaBelle.", "Davis judges her conduct."),
    ],
)
def test_his_and_her_may_be_of_somebody_else_than_the_subject(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Sa mère est elle-même médecin.", "His mother is a doctor."),
        ("Selon lui, une femme et son enfant sont morts.", "He also said a woman and a child had died."),
        ("Bruce a été élevé comme une fille.", "He was raised as a girl."),
    ],
)
def test_a_woman_whom_the_english_names_is_not_called_he(fr: str, en: str):
    assert not flagged(fr, en)


@pytest.mark.parametrize("noun", ["victime", "personne", "star", "vedette", "recrue", "sentinelle"])
def test_some_feminine_words_are_of_men_too(noun: str):
    assert not flagged(f"La {noun} affirme qu'elle connaissait le tueur.", f"The {noun} says he knew the killer.")


def test_the_words_that_give_the_gender_are_named():
    assert describe_pronouns(read_sides("Elle aime la reine.", "He loves him.")) == "Elle reine | He him"
    assert describe_pronouns(read_sides("Elle part.", "She leaves.")) == "no pronoun of the other gender"


@given(st.text(), st.text())
@settings(max_examples=200)
def test_any_text_is_taken_and_always_measured_alike(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_pronouns(sides) == measure_pronouns(read_sides(fr, en))
    assert describe_pronouns(sides) == describe_pronouns(read_sides(fr, en)) != ""


@given(
    st.lists(st.sampled_from(["elle", "il", "M", "reine", "roi", "mange"])),
    st.lists(st.sampled_from(["he", "she", "his", "her", "eats"])),
)
def test_words_of_both_genders_settle_nothing(fr: list[str], en: list[str]):
    assert not flagged(" ".join([*fr, "elle", "il"]), " ".join(en))
    assert not flagged(" ".join(fr), " ".join([*en, "he", "she"]))
