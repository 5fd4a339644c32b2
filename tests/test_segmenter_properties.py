"""What holds for any string: nothing lost, nothing doubled, no exception, no dependence on the rest of the text.

SEGMENTER_EXAMPLES=200000 in the environment makes the search as long as that for each property.
"""

import os
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.segmenter import KINDS, Segment, segment, split_spans

EXAMPLES = int(os.environ.get("SEGMENTER_EXAMPLES", "400"))
thoroughly = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES < 1000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip

PARTS = [
    *".!?…,;:«»“”\"'’()[]{}-–—•*@#/\\©", *"\n\r\t\v\f\x1c\x85\xa0\u2028\u202f\u3000", *"\u200b\ufeff\ud800\udfff\U0001f600",
    *"aAéÉœŒ5²ʰßǅ中ع", " ", "  ", "...", "M.", "J.-C.", "art. 12", "p. 4", "etc.", "9 h. 30", "XIXe s.", "1. ", "2) ",
    "- ", "; ", "(Photo: AFP)", "lemonde.fr", "https://t.co/x", "Source: AFP", "Le chat", "il dort", "Paul", "« ", " »",
    "(...)", "[…]", ":)", "Mme", "L'", "U.S.A.", "le 3 mai 2020", "By me", "The end of the day", "Und das ist gut",
    "**", "_", "`", "~~", "|", "<b>", "</b>", "<br/>", "<sup>1</sup>", "<<", ">>", "``", "''", ",,", ".1 ", "[a]", "(1)", "A...", "DR.",
    "km/h.", "c.-à-d.", "P. S.", "Annexe A.", "« Art. 5. – ", "!Merci", ".Paul ", "Le col.", "¶", "†",
]  # fmt: skip
texts = st.one_of(
    st.text(st.characters(), max_size=60),  # surrogates, private use and unassigned characters too
    st.lists(st.sampled_from(PARTS), max_size=40).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join),
    st.text(string.printable, max_size=80),
)
LINE_BREAKS = set("\n\r\v\f\x85\u2028\u2029")
ENDS_AND_SIGNS = set(".!?…‽⁇⁈⁉‼。！？؟۔;:-–—•▪■◦►°)")


@pytest.mark.slow
@thoroughly
@given(texts)
def test_spans_are_sorted_disjoint_trimmed_within_a_line_and_cover_every_non_blank_character(text: str) -> None:
    position = 0
    for start, end in split_spans(text):
        assert not text[position:start].strip(), "a character between two spans is lost"
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not LINE_BREAKS.intersection(text[start:end])
        position = end
    assert not text[position:].strip(), "characters after the last span are lost"


@pytest.mark.slow
@thoroughly
@given(texts)
def test_segments_have_the_spans_with_their_text_a_known_kind_a_paragraph_and_a_language(text: str) -> None:
    segments = segment(text)
    assert [(found.start, found.end) for found in segments] == split_spans(text)
    for found in segments:
        assert isinstance(found, Segment)
        assert found.text == text[found.start : found.end]
        assert found.kind in KINDS
        assert len(found.lang) == 2
    paragraphs = [found.paragraph for found in segments]
    assert paragraphs == sorted(paragraphs)
    assert set(paragraphs) == set(range(len(set(paragraphs))))


@pytest.mark.slow
@thoroughly
@given(texts, texts)
def test_a_line_break_makes_two_texts_independent(before: str, after: str) -> None:
    offset = len(before) + 1
    shifted = [(start + offset, end + offset) for start, end in split_spans(after)]
    assert split_spans(f"{before}\n{after}") == split_spans(before) + shifted


@pytest.mark.slow
@thoroughly
@given(texts)
def test_a_segment_without_a_mark_inside_is_one_segment_again(text: str) -> None:
    for start, end in split_spans(text):
        piece = text[start:end]
        if not ENDS_AND_SIGNS.intersection(piece[:-1]):
            assert split_spans(piece) == [(0, len(piece))]
