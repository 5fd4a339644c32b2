"""Times of the day: given as `18:00`, told as English tells them; durations and distances stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translator.clock import say_times

WORDS = [
    "à",
    "vers",
    "de",
    "entre",
    "et",
    "h",
    "heures",
    "8",
    "20",
    "45",
    "24",
    "h30",
    "18:00",
    "du",
    "matin",
    ",",
    ".",
    "il",
    "est",
]
TEXTS = st.one_of(st.text(max_size=50), st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))


@pytest.mark.parametrize(
    ("french", "given_", "english"),
    [
        ("La boutique ferme à 18 heures.", "La boutique ferme à 18:00.", "6 p.m."),
        ("Vers 20h45, il neigeait.", "Vers 20:45, il neigeait.", "8:45 p.m."),
        ("Dès 9 h 30", "Dès 9:30", "9:30 a.m."),
        ("Il est 12 h.", "Il est 12:00.", "12 p.m."),
        ("jusqu’à 0\u00a0h\u00a015", "jusqu’à 0:15", "12:15 a.m."),
        ("À 20H précises", "À 20:00 précises", "8 p.m."),
    ],
)
def test_a_time_is_given_in_figures_and_told_in_english(french: str, given_: str, english: str):
    timed = say_times(french)
    assert (timed.text, list(timed.times.values())) == (given_, [english])


@pytest.mark.parametrize("text", ["de 14h à 16h30", "entre 14 heures et 16 h 30"])
def test_both_ends_of_a_span_are_times(text: str):
    timed = say_times(text)
    assert re.findall(r"\d+:\d\d", timed.text) == ["14:00", "16:30"]
    assert timed.tell_again("from 14:00 to 16:30") == "from 2 p.m. to 4:30 p.m."


@pytest.mark.parametrize(
    "text",
    [
        "à 8 heures de route", "à 8 heures du matin", "à 3 heures de l'après-midi", "pendant 18 heures", "un débat de 2h30",
        "à 24 heures", "à 48 heures", "après 3 heures d'attente", "18 heures", "à 8 heuresx", "là 8 h",
    ],
)  # fmt: skip
def test_durations_distances_and_times_that_say_their_half_of_the_day_stay(text: str):
    assert say_times(text).text == text


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("It closes at 18:00.", "It closes at 6 p.m."),
        ("At 18:00 p.m. he left. At 18:00, he", "At 6 p.m. he left. At 6 p.m., he"),
        ('"At 18:00."', '"At 6 p.m."'),
        ("at 18:00 hours", "at 6 p.m."),
        ("118:00, 18:005, 18:00:30", "118:00, 18:005, 18:00:30"),
    ],
)
def test_a_time_has_one_half_of_the_day_and_one_full_stop(english: str, told: str):
    assert say_times("à 18 heures").tell_again(english) == told


def test_a_moment_is_at_a_time_and_a_span_goes_to_one():
    assert say_times("Il part à 9 h 30.").tell_again("He leaves to 9:30.") == "He leaves at 9:30 a.m."
    assert say_times("de 8 h à 9 h 30").tell_again("from 8:00 to 9:30") == "from 8 a.m. to 9:30 a.m."
    assert say_times("de 8 h à 9 h 30").tell_again("in 8:00 to 9:30") == "from 8 a.m. to 9:30 a.m."
    assert say_times("jusqu'à 20 h").tell_again("up to 20:00") == "up to 8 p.m."


def test_a_time_that_the_french_writes_so_itself_stays_in_english():
    assert say_times("à 18 heures, à 18:00").tell_again("at 18:00, at 18:00") == "at 18:00, at 18:00"


@given(TEXTS)
def test_any_text_keeps_its_words_and_figures(text: str):
    timed = say_times(text)
    assert re.findall(r"[1-9]\d*", timed.text.replace(":00", "")) == re.findall(r"[1-9]\d*", text.replace(":00", ""))
    assert timed.times or timed.text.count(":") >= text.count(":")
