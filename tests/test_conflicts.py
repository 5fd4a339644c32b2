"""The flag `duplicate`: the same French, other English, wherever in the corpus."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.dataset import conflicts
from bilingual.dataset.conflicts import FLAG, find_conflicts, pair_digests
from bilingual.dataset.documents import Document
from bilingual.dataset.reading import read_pairs
from bilingual.duplicates.finding import exact_key
from tests.documents.corpora import document, write

Sides = tuple[str, str]
CAT, ASLEEP = ("Le chat dort.", "The cat sleeps."), ("Le chat dort.", "The cat is asleep.")


def found(*runs: list[Sides]) -> list[list[bool]]:
    total = sum(map(len, runs))
    return [each.tolist() for each in find_conflicts(map(pair_digests, runs), total)]


def test_the_second_of_two_translations_of_one_text_is_one():
    assert found([CAT, ASLEEP]) == [[False, True]]


def test_a_true_repeat_is_none_whatever_its_case_and_punctuation():
    assert found([CAT, CAT, ("le chat dort", "the cat sleeps")]) == [[False] * 3]


def test_they_are_found_across_parts_and_compared_with_the_first():
    assert found([CAT], [], [ASLEEP, CAT], [ASLEEP]) == [[False], [], [True, False], [True]]
    assert found() == []


@settings(max_examples=200)
@given(st.lists(st.lists(st.tuples(st.sampled_from("aàbB. "), st.sampled_from("xyz")), max_size=12), max_size=6))
def test_they_are_those_that_a_dictionary_finds(runs: list[list[Sides]]):
    first: dict[str, str] = {}
    wanted = [
        [first.setdefault(exact_key(french), exact_key(english)) != exact_key(english) for french, english in run]
        for run in runs
    ]
    assert found(*runs) == wanted


def test_in_buckets_on_the_disk_they_are_the_same(monkeypatch: pytest.MonkeyPatch):
    rng = random.Random(1)
    runs = [[(f"Phrase {rng.randrange(300)}", rng.choice("xy")) for _ in range(rng.randrange(90))] for _ in range(20)]
    whole = found(*runs)
    monkeypatch.setattr(conflicts, "IN_MEMORY", 50)
    assert found(*runs) == whole and any(map(any, whole))


def test_in_a_dataset_the_flag_comes_after_the_others(dataset: Path, tmp_path: Path):
    def english(text: str) -> str:
        return next(answers)

    answers = iter(("The cat sleeps.", "The cat is asleep.", "The cat sleeps."))
    documents: list[Document] = [document(name, "Le chat dort.", english) for name in "abc"]
    out = write(dataset, tmp_path / "out", documents)
    assert [pair.flags for pair in read_pairs(out)] == [(), (FLAG,), ()]
