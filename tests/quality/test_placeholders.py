"""Placeholders: what a program fills in, reads or shows must stand in the English as it stands in the French."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import check_pair


def flagged(fr: str, en: str) -> bool:
    return "placeholders" in check_pair(fr, en)


SIGNS = [
    "{nom}", "{0}", "{}", "{total:.2f}", "{{ x }}", "{% endif %}", "${VAR}", "#{nom}", "%(code)s", "%s", "%d", "%.2f",
    "%1$s", "%1", "%NOM%", "$HOME", "[[lien]]", "<b>", "</b>", "<br/>", '<a href="x">', "<0>", "&amp;", "&#233;",
    r"\n", r"\t", "`pip install bilingual`", ":smile:",
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_a_placeholder_may_not_be_lost_or_added(sign: str):
    french, english = f"Bonjour {sign} et à demain.", f"Hello {sign} and see you tomorrow."
    assert not flagged(french, english)
    assert flagged(french, "Hello and see you tomorrow.")
    assert flagged("Bonjour et à demain.", english)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Bonjour {nom}.", "Hello {name}."),
        ("Vous avez %d messages.", "You have %s messages."),
        ("Un mot <b>en gras</b>.", "A word <b>in bold."),
        ("De {x} à {x}.", "From {x}."),
        ("Le délai est de 10&nbsp;jours.", "The deadline is 10 days."),
    ],
)
def test_a_changed_placeholder_is_flagged(fr: str, en: str):
    assert flagged(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Plus de 100 % des élèves.", "More than 100% of pupils."),
        ("Plus de 100 %des élèves, 20 %s.", "More than 100% of pupils, 20%."),
        ("5 < 6 et 7 > 3", "5 is less than 6 and 7 is more than 3"),
        ("Entre 12:30:45 et 13:00:00 : rien.", "Between 12.30 and 13.00: nothing."),
        ("L'amende est de 20 $US.", "The fine is US$20."),
        ("R&D ; recherche", "Research and development"),
        ("Vraiment&nbsp;? Oui&nbsp;!", "Really? Yes!"),
        ("Tapez <votre nom> ici.", "Type <your name> here."),
        ('Voir <a title="la page" href="x">ici</a>.', 'See <a title="the page" href="x">here</a>.'),
        ("{{nom}} est venu.", "{{ nom }} came."),
        ("Il dit ``non''.", 'He says "no".'),
        ("caf&eacute;", "coffee"),
    ],
)
def test_other_signs_are_no_placeholders(fr: str, en: str):
    assert not flagged(fr, en)


@given(st.text() | st.text("{}%$<>/`&;:\\[]ab1 ", max_size=80))
def test_a_text_has_the_same_placeholders_as_itself(text: str):
    assert not flagged(text, text)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["{", "{{a", "%(a", "<a ", "<a b", "`a", "&a", "[[a", ":a", "\\", "$A", "%a"])
def test_hostile_text_is_read_in_linear_time(part: str):
    from bilingual.quality.placeholders import find_placeholders

    start = time.process_time()
    assert len(list(find_placeholders(part * (10**6 // len(part))))) >= 0
    assert time.process_time() - start < 2
