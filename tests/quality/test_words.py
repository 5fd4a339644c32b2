"""Words of the English that are none: each test says what is one, and what is left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality.sides import read_sides
from bilingual.quality.vocabulary import load_vocabulary
from bilingual.quality.word_forms import formed
from bilingual.quality.words import describe_words, measure_words


def words(fr: str, en: str) -> str:
    return describe_words(read_sides(fr, en))


@pytest.mark.parametrize(
    ("fr", "en", "word"),
    [
        ("Il a amorcé un repli.", "He amorcated a retreat.", "amorcated"),
        ("La décision a été entérinée.", "The decision was enterinated yesterday.", "enterinated"),
        ("Le sol contient de la tourbe.", "The soil contains tourbedom.", "tourbedom"),
        ("Le professeur Mossack parle.", "Professor Mosssack speaks.", "Mosssack"),
        ("Ils ont reçu le gouvernement.", "They recieved the goverment.", "goverment, recieved"),
    ],
)
def test_a_word_made_up_or_misspelled_is_flagged(fr: str, en: str, word: str):
    assert words(fr, en) == f"no English words: {word}"
    assert "words" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en", "word"),
    [
        ("Un obusier a tiré.", "An obusier fired.", "obusier"),
        ("La plaie est profonde.", "The plaie is deep.", "plaie"),
        ("Un parti pro-turc.", "A pro-turc party.", "turc"),
        ("Trente-trois blessés.", "There were thirty-trois injured.", "trois"),
        ("La surenchère continue.", "The surenchère goes on.", "surenchère"),
        ("Ils parlent de l'obusier.", "They speak of l'obusier there.", "obusier"),
    ],
)
def test_a_french_word_left_in_is_flagged_and_called_french(fr: str, en: str, word: str):
    assert words(fr, en) == f"no English words: {word} (French)"


@pytest.mark.parametrize(
    ("fr", "en", "word"),
    [
        ("Les obusiers ont tiré.", "The obusiers fired.", "obusiers"),
        ("Les huissiers sont venus.", "The huissiers came.", "huissiers"),
        ("Des trottinettes roulent.", "Some trottinettes go by.", "trottinettes"),
        ("Il a recousu la plaie.", "He recousu the wound.", "recousu"),
        ("La voiture est rouge.", "The voiture is red.", "voiture"),
    ],
)
def test_a_french_word_is_known_by_its_singular_plural_or_feminine(fr: str, en: str, word: str):
    assert words(fr, en) == f"no English words: {word} (French)"


def test_a_french_article_before_an_english_word_is_flagged():
    assert words("Selon l'opposition, tout va mal.", "All goes badly for l'opposition now.") == (
        "no English words: l'opposition (French)"
    )


def test_a_french_word_counts_also_where_the_french_has_another():
    assert words("Les tonneaux sont vides.", "The barils are empty.") == "no English words: barils (French)"


def test_a_capital_does_not_make_a_french_word_a_name():
    assert words("Les accrochages ont repris.", "Accrochages have resumed.") == "no English words: Accrochages (French)"


def test_a_capitalised_word_made_of_a_french_one_is_flagged():
    assert words("Les sinistrés attendent.", "The Sinistrated are waiting.") == "no English words: Sinistrated"
    assert words("L'arabe est parlé.", "They speak Arabicempprintprint.") == "no English words: Arabicempprintprint"


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le remdesivir et la nsikopatine.", "Both remdesivir and nsikopatin were used."),
        ("Une lymphopénie et une séroprévalence.", "There is lymphopenia and seroprevalence."),
        ("Une vaginoplastie a eu lieu.", "A vaginoplasty was done."),
        ("L'espèce Homo neanderthalensis.", "The species Homo neanderthalensis."),
        ("Des zorglubs dorment.", "Some zorglubs are asleep."),
    ],
)
def test_a_rare_word_that_french_does_not_know_either_is_rightly_copied_or_rendered(fr: str, en: str):
    assert words(fr, en) == "every word is English"


@pytest.mark.parametrize(
    "en",
    [
        "The planemaker re-examined unhappily the unputdownable blogosphere.",
        "Colourful neighbours organised, organized and travelled; haemoglobin, hemoglobin.",
        "They don't know Schwarzenberg, Nagorno-Karabakh or Xinhua.",
        "A baguette, a coup d'état, a fin-de-siècle mood, a mise en scène.",
        "He lives near Boulevard des Invalides and Notre-Dame-des-Champs.",
        "The film 'Histoires de comédies musicales' and the word “obusier”, also *plaie*.",
        "See https://example.org/politique/obusier, www.plaie.fr, @obusier, #surenchère and {plaie}.",
        "The Musée de l'homme and l'Oréal, at L'Express.",
        "",
        "1,250 $ — !",
    ],
)
def test_english_words_names_loans_and_quotations_are_left_alone(en: str):
    assert words("Une phrase en français.", en) == "every word is English"


def test_a_word_english_has_is_left_alone_though_french_has_it_too():
    assert (
        words("La table, la question et le foyer.", "The table, the question and the foyer.") == "every word is English"
    )


@pytest.mark.parametrize("word", ["unhappily", "planemaker", "rehospitalizations", "stopped", "bigger", "hepatitis"])
def test_a_word_comes_of_a_known_one_by_free_beginnings_and_endings(word: str):
    known = load_vocabulary()
    assert known.is_english(word) or formed(word, known.is_english, known.frequent)


@pytest.mark.parametrize("word", ["amorcated", "hasculated", "puranium", "disapeared", "inaccessable", "ofception"])
def test_no_word_is_made_of_parts_that_are_none(word: str):
    known = load_vocabulary()
    assert not known.is_english(word)
    assert not formed(word, known.is_english, known.frequent)


MISJOINED = """
    occured begining refered commited transfered controled stoped runing writting developped targetted mentionned
    noticable managable changable truely basicly simplely happyness citys monkies comeing argueing posess mispell
    usefull wellfare whereever untill wich wether
"""


@pytest.mark.parametrize("word", MISJOINED.split())
def test_a_word_whose_parts_are_joined_as_english_does_not_is_flagged(word: str):
    assert words("Une phrase en français.", f"They said {word} again.") == f"no English words: {word}"


@pytest.mark.parametrize(
    "text",
    [
        "traveled travelled, modeled modelled, benefited benefitted, worshiped worshipped, kidnapped, focussed, labeled",
        "hoped hopped, planed planned, raped rapped, filings fillings, striped stripped, tubing, shaming shammed",
        "noticeable changeable usable useable, truly uniquely vaguely publicly solely, queueing singeing dyeing canoeing",
        "dryer flyer dryness shyness, monarchs stomachs photos echoes, money monies, refereed pedigreed mutineers",
        "skilful skillful, fulfil fulfill, enrol enroll, wellbeing wallflower roommate bookkeeper misspell unnamed",
    ],
)
def test_british_american_and_other_right_spellings_are_words(text: str):
    assert words("Une phrase en français.", f"They said {text} again.") == "every word is English"


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Selon le Canard enchaîné, il part.", "According to the Canard enchaîné, he is leaving."),
        ("Il aide le Secours populaire français.", "He helps the Secours populaire français."),
        ("Le président Chiang Kai-shek est mort.", "President Chiang Kai-shek died."),
        ("Le président Tchang Kaï-chek est mort.", "President Chiang Kai-shek died."),
        ("La rue Jean-obusier est fermée.", "Rue Jean-obusier is closed."),
    ],
)
def test_words_of_a_name_that_keeps_its_french_are_left_alone(fr: str, en: str):
    assert words(fr, en) == "every word is English"


def test_a_french_word_behind_a_name_is_no_part_of_it():
    assert words("Elle était à Paris hier soir.", "She was in Paris hier evening.") == "no English words: hier (French)"


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Facturée 27 990 €, elle n'est pas donnée.", "Facturée €27,990, it is not cheap."),
        ("Noms et adresses figurent dans le lot.", "Noms and addresses are in the lot."),
        ("LA FILLE DU CORDONNIER EN QUARTS", "THE DAUGHTER OF THE CORDONNIER IN THE QUARTER-FINALS"),
    ],
)
def test_a_french_word_is_left_though_it_stands_first_or_in_capitals(fr: str, en: str):
    assert measure_words(read_sides(fr, en))


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Libération a publié un article.", "Libération published an article."),
        ("Marseille a gagné.", "Marseille won."),
        ("Question de temps.", "Question of time."),
        ("LE MAIRE DE MARSEILLE", "THE MAYOR OF MARSEILLE"),
        ("Écoles normales supérieures", "Écoles Normales Supérieures"),
    ],
)
def test_a_name_or_an_english_word_may_stand_first_or_in_capitals(fr: str, en: str):
    assert not measure_words(read_sides(fr, en))


@given(st.text(), st.text())
@settings(max_examples=200, deadline=None)
def test_any_two_strings_give_the_same_count_twice(fr: str, en: str):
    sides = read_sides(fr, en)
    assert measure_words(sides) == measure_words(read_sides(fr, en)) >= 0
    assert (measure_words(sides) > 0) == describe_words(sides).startswith("no English")


def test_a_lone_surrogate_is_read():
    assert measure_words(read_sides("\ud800 obusier", "an \udfff obusier")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a" * 500_000 + "-", "Ab-obusier " * 50_000, "à la mode " * 50_000])
def test_a_long_hostile_text_beside_a_fault_is_read_in_a_second(text: str):
    sides = read_sides(f"Un obusier {text}", f"An obusier {text}")
    start = time.process_time()
    measure_words(sides)
    assert time.process_time() - start < 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["a", "Mot.A", "9 h 30", "hasculated ", "'a ", '"ab ', "Qzab xqz ", "é", "l'obusier' "]
)
def test_a_long_hostile_text_is_read_in_a_second(text: str):
    sides = read_sides("Une phrase.", text * (1_000_000 // len(text)))
    start = time.process_time()
    measure_words(sides)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        (
            "Histoire de mettre en pratique les leçons, ils partent.",
            "Hertoire to put the lessons into practice, they go.",
        ),
        ("Ils sont militairement trop faibles.", "They are militaryly too weak."),
    ],
)
def test_a_word_that_is_none_is_flagged_as_the_first_and_with_a_common_ending(fr: str, en: str):
    assert "words" in check_pair(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Une superficie de 3 millions de km².", "An area of 3 million km²."),
        ("Tokaïev a parlé.", "Tokayev spoke."),
        ("Il y a des groupes anti-ISIS.", "There are anti-IS groups."),
    ],
)
def test_units_and_first_names_are_no_faults(fr: str, en: str):
    assert not {"words", "names"} & set(check_pair(fr, en))
