"""Twice as many texts take at most twice the time, or little more: duplicates and test sets."""

import random
from collections.abc import Callable, Sequence

import pytest

from bilingual.duplicates import SentenceIndex, find_duplicates, find_overlap
from tests.growth.measuring import MOST, growth
from tests.hostile_texts import hostile_text

pytestmark = pytest.mark.slow


def templated(count: int) -> list[str]:
    """Sentences of one form that differ in some words, most by more than makes them alike."""
    rng = random.Random(1)
    who = ("Le ministre", "La ville", "Le parlement", "Un train", "Le chat", "La pluie", "Le maire", "La police")
    what = (
        "attend la réponse des élections",
        "arrive près de la gare",
        "demande un accord sur le budget",
        "visite le port",
    )
    where = ("à Paris", "à Lyon", "à Lille", "à Nice", "à Brest")
    return [
        f"{rng.choice(who)} {rng.choice(what)} {rng.choice(where)} le {rng.randrange(1, 29)}, numéro {rng.randrange(10**6)}."
        for _ in range(count)
    ]


def same_end(count: int) -> list[str]:
    """Invented words before an end that all share."""
    return [
        f"{words} dans la ville de Paris selon les autorités locales"
        for words in map(" ".join, zip(*[iter(hostile_text("words", 40 * count).split())] * 5, strict=False))
    ]


def copies(count: int) -> list[str]:
    """One sentence, with another word each time."""
    return [f"{'Le gouvernement a annoncé mardi la fermeture de trois centrales. ' * 3}{word}" for word in range(count)]


def lookups(texts: Sequence[str]) -> list[object]:
    index = SentenceIndex(texts[::2])
    return [index.find(text) for text in texts[1::2]]


MANY = {
    "find_duplicates": lambda texts: find_duplicates([(text, "x") for text in texts]),
    "SentenceIndex": lookups,
    "find_overlap": lambda texts: find_overlap(texts[1::2], texts[::2]),
}


@pytest.mark.parametrize("made", [templated, same_end, copies])
@pytest.mark.parametrize("name", MANY)
def test_twice_as_many_texts_take_at_most_little_more_than_twice_the_time(name: str, made: Callable[[int], list[str]]):
    MANY[name](made(4))
    assert growth(MANY[name], made, size=2_000) <= MOST
