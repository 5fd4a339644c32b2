"""The segmenter on sentences of many authors: eight at a time of two treebanks, set side by side with a blank between.

`clean` holds only the sentences whose limits can be seen in the text: a capital or a figure first, a final mark last.
"""

import re
from collections.abc import Iterator, Sequence

import pytest

from bilingual.segmenter import split_spans
from tests.material import treebank_sentences

Spans = list[tuple[int, int]]
SEEN = re.compile(r'(?:- )?[«"(]?\s?[A-ZÀ-ÖØ-ÞŒ0-9].*[.!?…]\s?[»")]?')


def side_by_side(sentences: Sequence[str]) -> Iterator[tuple[str, Spans]]:
    """Yield texts of eight sentences with the sentences' spans."""
    for first in range(0, len(sentences), 8):
        spans, end = [], -1
        for sentence in sentences[first : first + 8]:
            spans.append((end + 1, end + 1 + len(sentence)))
            end = spans[-1][1]
        yield " ".join(sentences[first : first + 8]), spans


def f1(texts: Sequence[tuple[str, Spans]], inner: bool) -> float:
    """Return F1 over exact spans, or over the starts but the first."""
    right = wanted = given = 0
    for text, spans in texts:
        gold, found = [{a for a, _ in one[1:]} if inner else set(one) for one in (spans, split_spans(text))]
        right, wanted, given = right + len(gold & found), wanted + len(gold), given + len(found)
    return 2 * right / (wanted + given)


@pytest.mark.parametrize(("name", "bar"), [("gsd", 0.985), ("sequoia", 0.91)])
def test_starts_of_sentences_are_found_among_all_of_a_treebank(name: str, bar: float) -> None:
    assert f1(list(side_by_side(treebank_sentences(name))), inner=True) >= bar


@pytest.mark.parametrize("name", ["gsd", "sequoia"])
def test_sentences_whose_limits_can_be_seen_are_found_exactly(name: str) -> None:
    sentences = [sentence for sentence in treebank_sentences(name) if SEEN.fullmatch(sentence)]
    assert f1(list(side_by_side(sentences)), inner=False) >= 0.990


@pytest.mark.parametrize("name", ["gsd", "sequoia"])
def test_no_character_of_a_treebank_is_lost_or_in_two_segments(name: str) -> None:
    for text, _ in side_by_side(treebank_sentences(name)):
        kept = "".join(text[start:end] for start, end in split_spans(text))
        assert "".join(kept.split()) == "".join(text.split())
