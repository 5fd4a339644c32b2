"""Figures that need no reading: what is told by them is what reading them tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.quality.english_numbers import read_english_figures
from bilingual.quality.french_numbers import read_french_figures
from bilingual.quality.number_words import Number
from bilingual.quality.plain_figures import same_plain_figures


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il a 12 ans.", "He is a 12-year-old."),
        ("En 2014, 3 500 personnes", "In 2014, 3,500 people"),
        ("une hausse de 3,5 % (12 € de plus)", "a rise of 3.5% (€12 more)"),
        ("la 2e fois, le 1er", "the 2nd time, the 1st"),
        ("les années 1980", "the 1980s"),
    ],
)
def test_the_same_plain_figures_are_told_without_reading(fr: str, en: str):
    assert same_plain_figures(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il a 12 ans.", "He is 13."),
        ("3 millions", "3 million"),
        ("à 9 h", "at 9"),
        ("9 ans", "9 a.m."),
        ("1,5 et 2", "1.5"),
        ("le 12/05/2014", "on 12/05/2014"),
        ("2½ et 3", "2½ and 3"),
        ("33 p. 100", "33 100"),
        ("٣ et 2", "2"),
        ("deux ans", "two years"),
        ("", ""),
    ],
)
def test_whatever_may_be_read_otherwise_is_left_to_the_readers(fr: str, en: str):
    assert not same_plain_figures(fr, en)


PIECES = "5 12 100 2014 07 1 234 1,234 3,5 3.5 10.30 1er 2e 2nd 1980s pour h heures millions million mille k km M m bn "
PIECES += "ans et à - – ( « $ € % / : . , ' pm p.m. a.m. am o'clock year-old -year-old p. ½ ٣ + du soir of"
TEXTS = st.lists(st.sampled_from([*PIECES.split(), " ", " ", "\u00a0", "\n"]), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_reading_them_tells_the_same(fr: str, en: str):
    if same_plain_figures(fr, en):
        french, english = list(read_french_figures(fr)), list(read_english_figures(en))
        assert _unmet(french, english) == _unmet(english, french) == []


@given(st.text(), st.text())
def test_any_text_is_taken(fr: str, en: str):
    assert same_plain_figures(fr, en) is same_plain_figures(fr, en)


def _unmet(numbers: list[Number], others: list[Number]) -> list[Number]:
    values = {value for other in others for value in other.values}
    return [number for number in numbers if values.isdisjoint(number.values)]
