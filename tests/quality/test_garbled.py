"""Garbled: what no translation holds, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair


def flagged(fr: str, en: str) -> bool:
    return "garbled" in check_pair(fr, en)


@pytest.mark.parametrize(
    "en",
    [
        "A cafÃ© in Paris.",
        "It isnâ€™t true.",
        "He arrives <0xE2><0x82> tomorrow.",
        "The ▁house is red.",
        "Noooooooo it is.",
    ],
)
def test_broken_text_is_flagged(en: str):
    assert flagged("Un café à Paris.", en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Un café à Paris.", "A café in Paris."),
        ("Âgé de 20 ans", "Aged 20"),
        ("Gooooool !", "Gooooool!"),
        ("SÃO PAULO", "SÃO PAULO"),
    ],
)
def test_rare_letters_are_not_garbled(fr: str, en: str):
    assert not flagged(fr, en)


@given(st.text("abcdefgh àéèùç«»'’,.", max_size=40))
def test_the_letters_of_french_are_never_garbled(text: str):
    assert not flagged(text, text)
