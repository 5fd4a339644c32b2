"""Which names of the French must stand in the English, and in which forms they may."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.exonyms import load_capitals, load_exonyms
from bilingual.quality.names import describe_names, measure_names
from bilingual.quality.sides import read_sides
from bilingual.quality.spelling import fold, likeness, sound


def is_flagged(fr: str, en: str) -> bool:
    return "names" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La France a battu le Brésil.", "Germany beat Brazil."),
        ("L'Italie a fermé ses ports.", "Spain has closed its ports."),
        ("Moscou dénonce une provocation.", "Kyiv denounces a provocation."),
        ("Le maire a rencontré Barack Obama.", "The mayor met Barack Wellington."),
        ("Le maire a rencontré Barack Obama.", "The mayor met Warren Obama."),
        ("Le film a été tourné à Washington.", "The film was shot in Waziristan."),
        ("« Non », a répondu M. Tripodi.", '"No," Mr Liam replied.'),  # the full stop of a title ends no sentence
        ("Un expert des affaires congolaises a visité le Congo.", "An expert in Congolese affairs visited Wanda."),
    ],
)
def test_another_name_is_flagged_wherever_it_stands(fr: str, en: str):
    assert is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le ministre Dupont a parlé.", "The minister spoke."),
        ("Le secrétaire Khristenko a signé l'accord.", "The secretary signed the agreement."),
        ("Il est revenu de Belgrade hier soir.", "He came back yesterday evening."),
        ("Il a rencontré Angela Merkel hier.", "He met Angela yesterday."),
    ],
)
def test_a_name_that_is_missing_is_flagged(fr: str, en: str):
    assert is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("« Vous méritez mieux », a dit Kathleen Sebelius.", '"You deserve better," Sebelius said.'),
        ("M. Macron a parlé.", "Emmanuel Macron spoke."),
        ("Le président Obama a parlé.", "Barack Obama spoke."),
        ("Il a quitté le pays hier.", "He left Cameroon yesterday."),
    ],
)
def test_a_part_of_a_name_may_be_left_out_and_a_name_be_explained(fr: str, en: str):
    assert not is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Benyamin Nétanyahou a parlé hier.", "Benjamin Netanyahu spoke yesterday."),
        ("Kassym-Jomart Tokaïev a parlé à Noursoultan.", "Kassym-Jomart Tokayev spoke in Nur-Sultan."),
        ("Andreï Chevtchenko a vu Sergueï Choïgou.", "Andriy Shevchenko saw Sergei Shoigu."),
        ("Mikhaïl Gorbatchev et Nikita Khrouchtchev", "Mikhail Gorbachev and Nikita Khrushchev"),
    ],
)
def test_transliterated_names_are_each_set_against_their_own_likeness(fr: str, en: str):
    assert not is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il a quitté Mayence hier.", "He left Mainz yesterday."),
        ("Ils vivent à Ratisbonne.", "They live in Regensburg."),
        ("Charlemagne est mort à Aix-la-Chapelle.", "Charlemagne died in Aachen."),
        ("Le port de Livourne est fermé.", "The port of Leghorn is closed."),
        ("Le port de Livourne est fermé.", "The port of Livorno is closed."),
        ("L'université de Louvain a répondu.", "The university of Leuven replied."),
        ("Charles Quint abdiqua.", "Charles V abdicated."),
        ("Nous lisons Tite-Live.", "We read Livy."),
        ("Guillaume d'Orange débarqua.", "William of Orange landed."),
        ("La crise vue de l'Élysée", "The crisis as seen by the presidency"),
        ("Il a vécu en Cisjordanie.", "He lived in the West Bank."),
        ("La Chine a répondu.", "The Chinese replied."),
        ("Le salaire minimum de New York est fixé.", "The minimum wage of NY is fixed."),
        ("Elle vit à Santa Cruz, en Californie.", "She lives in Santa Cruz, CA."),
        ("« Non », a répondu Gérard de Villiers.", '"No," replied de Villiers.'),
    ],
)
def test_a_name_may_have_an_english_form(fr: str, en: str):
    assert not is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("L'OTAN a protesté.", "NATO protested."),
        ("L'ONU a protesté.", "The U.N. protested."),
        ("L'ONU a protesté.", "The United Nations protested."),
        ("L'OMS a publié un rapport.", "The WHO published a report."),
        ("La BCE a baissé ses taux.", "The ECB cut its rates."),
        ("Le PIB de la RDC a baissé.", "The GDP of the DRC fell."),
        ("L'AIEA a publié un rapport.", "The International Atomic Energy Agency published a report."),
        ("Louis XIV est mort.", "Louis the Fourteenth died."),
        ("Un roman du XIXème siècle", "A nineteenth-century novel"),
    ],
)
def test_an_acronym_may_have_an_english_form_or_be_spelled_out(fr: str, en: str):
    assert not is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("L'ONU a protesté hier.", "The IMF protested yesterday."),
        ("L'OMS a publié un rapport.", "They published a report."),
    ],
)
def test_a_known_acronym_that_is_lost_is_flagged(fr: str, en: str):
    assert is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("La commission du renseignement a voté.", "The Senate Intelligence Committee voted."),
        ("Le sénateur Long a répondu au révérend Hill.", "Sen. Long answered Rev. Hill."),
        ("Il est venu mardi en mars.", "He came on Tuesday in March."),
        ("Feux repeints : un député proteste", "Repainted Traffic Lights: MP Protests"),
        ("« Réalimentés », ils sont sortis.", "After a meal, they came out."),
        ("LE GOUVERNEMENT DÉMISSIONNE", "THE GOVERNMENT RESIGNS"),
        ("La Commission a répondu au Conseil.", "The executive answered the ministers."),
    ],
)
def test_titles_days_headlines_and_first_words_are_no_names(fr: str, en: str):
    assert not is_flagged(fr, en)


def test_what_was_lost_is_said():
    assert describe_names(read_sides("Le ministre Dupont a parlé.", "The minister spoke.")) == "Dupont → nothing"
    assert describe_names(read_sides("Il aime la France.", "He loves Germany.")) == "France → Germany"
    assert describe_names(read_sides("Il pleut.", "It rains.")) == "no name lost"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Poutine", "Putin"), ("Tokaïev", "Tokayev"), ("Chevtchenko", "Shevchenko"), ("Zelensky", "Zelenskiy")],
)
def test_spellings_of_a_name_sound_the_same(one: str, other: str):
    assert sound(one) == sound(other)
    assert likeness(one, other) == 1


def test_other_names_are_not_alike():
    assert likeness("Obama", "Wellington") < 0.5
    assert fold("Œdipe à Łódź") == "oedipe a lodz"


def test_the_tables_hold_folded_words():
    table, capitals = load_exonyms(), load_capitals()
    assert len(table.french) > 1000
    assert all(word == fold(word) for word in [*table.french, *table.english, *table.adjectives])
    assert "mainz" in table.french["mayence"]
    assert {"france", "obama"} <= capitals.french & capitals.english


NAMES = st.sampled_from(
    ["Obama", "Kathleen", "Mayence", "ONU", "ÉTAT", "Élysée", "Nur-Sultan", "le", "vu", ".", "«", "d'"]
)


@given(st.one_of(st.text(), st.lists(NAMES).map(" ".join)), st.one_of(st.text(), st.lists(NAMES).map(" ".join)))
def test_any_text_is_measured_and_described(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_names(sides) >= 0
    assert describe_names(sides)


@given(st.lists(NAMES).map(" ".join))
def test_a_copy_has_every_name(text: str):
    assert measure_names(read_sides(text, text)) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["A" * 10**6, "Mot.A" * 200_000, "Ab" * 500_000, "Obama-" * 160_000, "Ab Cd " * 160_000, "A.B." * 250_000],
)
def test_a_text_without_end_is_measured_in_time(text: str):
    sides = read_sides(text, "The end of Wellington-Smith.")
    start = time.process_time()
    measure_names(sides)
    measure_names(read_sides("La fin de Wellington.", text))
    assert time.process_time() - start < 4


def test_many_different_names_are_measured_in_time():
    fr, en = (
        " ".join(f"{letter}{a}{b}{c}x" for letter in "TUVWR" for a in vowels for b in "bcdfg" for c in vowels * 9)
        for vowels in ("aeiou", "éèêàù")
    )
    start = time.process_time()
    measure_names(read_sides(fr, en))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Seuls deux hélicoptères syriens ont été abattus.", "Only two Saudi helicopters were shot down."),
        ("Le ministre allemand a parlé.", "The French minister spoke."),
        ("Les Turcs avancent.", "The Greeks advance."),
        ("L'Iran enrichit son uranium.", "Iraq enriches its uranium."),
        ("Les États-Unis ont attaqué la Syrie.", "Canada attacked Syria."),
        ("Il vit au Royaume-Uni depuis dix ans.", "He has lived in Germany for ten years."),
        ("Il vit en Afrique du Sud.", "He lives in South Korea."),
        ("Le Niger vote.", "Nigeria votes."),
        ("l'armée iranienne", "the Iraqi army"),
    ],
)
def test_another_people_is_another_name(fr: str, en: str):
    assert is_flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le musicien anglais", "The British musician"),
        ("la côte est américaine", "the Eastern Seaboard"),
        ("les pays anglo-saxons", "the English-speaking countries"),
        ("Le gouvernement allemand et la presse", "The government in Berlin and the press"),
        ("Les Américains votent.", "Americans vote."),
        ("Les USA ont réagi.", "The U.S. reacted."),
        ("Le président américain", "The President of the United States"),
        ("La Corée du Nord a tiré un missile.", "North Korea fired a missile."),
        ("Le Royaume-Uni vote.", "Britain votes."),
        ("Les Bleus ont battu les Pays-Bas.", "France beat the Netherlands."),
        ("Le roi d'Espagne Juan Carlos Ier", "King Juan Carlos I of Spain"),
    ],
)
def test_a_people_may_be_called_otherwise(fr: str, en: str):
    assert not is_flagged(fr, en)


@pytest.mark.slow
def test_many_names_of_one_beginning_are_measured_in_time():
    names = " ".join(f"Congo{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{n % 89 * 'x'}" for n in range(60_000))
    start = time.process_time()
    measure_names(read_sides(names, "Congolese affairs"))
    assert time.process_time() - start < 2.0
