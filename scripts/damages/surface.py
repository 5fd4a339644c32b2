"""Damages of letters, marks, case and order: see damages/demetr.py."""

import random
import re
from collections.abc import Iterator

from scripts.damages.edits import Edit, Sentence
from scripts.damages.mechanical import FEWEST_WORDS, Corpus

_MARK = re.compile(r"(?<=\w)(?=[^\w\s]+(?:\s|$))|(?<=[(\"“])(?=\w)|(?<=\w)(?=['’](?:s|t|re|ve|ll|d|m)\b)")
_ENDS = ".!?"
LONG_WORD = 5


def repeated(corpus: Corpus, number: int, _: random.Random, times: int = 1) -> str | None:
    """Return the sentence with its last word said again."""
    words = corpus.pairs[number][1].split()
    last = words[-1].rstrip(_ENDS) if words else ""
    if len(words) < FEWEST_WORDS or not last.isalnum():
        return None
    return " ".join([*words[:-1], *[last] * times, words[-1]])


def empty(_corpus: Corpus, _number: int, _: random.Random) -> str:
    return ""


def unrelated(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    other = rng.choice(corpus.pairs)[1]
    return None if other == corpus.pairs[number][1] else other


def shuffled(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    """Return the words in any order; the mark at the end stays there."""
    english = corpus.pairs[number][1]
    mark = english[-1:] if english[-1:] in _ENDS else ""
    words = english.removesuffix(mark).split()
    mixed = rng.sample(words, len(words))
    return " ".join(mixed) + mark if len(words) >= FEWEST_WORDS and mixed != words else None


def swapped(sentence: Sentence) -> Iterator[Edit]:
    """Find two neighbours, both in small letters and with a blank alone between them."""
    for number, (first, second) in enumerate(zip(sentence.words, sentence.words[1:], strict=False)):
        (start, end), (after, last) = sentence.spans[number], sentence.spans[number + 1]
        if first.islower() and second.islower() and first != second and sentence.text[end:after] == " ":
            yield Edit(start, last, f"{second} {first}")


def misspelled(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    """Return the sentence with two letters of a word swapped, one doubled, or a vowel mistaken."""
    return _letters(corpus.pairs[number][1], rng, (_swap, _double, _mistake))


def letter_deleted(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    return _letters(corpus.pairs[number][1], rng, (_delete,))


def _letters(english: str, rng: random.Random, ways: tuple) -> str | None:
    sentence = Sentence(english)
    long = [at for at, word in enumerate(sentence.words) if word.isalpha() and len(word) >= LONG_WORD]
    if not long:
        return None
    start, end = sentence.spans[rng.choice(long)]
    place = rng.randrange(start + 1, end - 1)
    made = rng.choice(ways)(english, place, rng)
    return made if made != english else None


def _swap(english: str, place: int, _: random.Random) -> str:
    return english[:place] + english[place + 1] + english[place] + english[place + 2 :]


def _double(english: str, place: int, _: random.Random) -> str:
    return english[:place] + english[place] + english[place:]


def _delete(english: str, place: int, _: random.Random) -> str:
    return english[:place] + english[place + 1 :]


def _mistake(english: str, place: int, rng: random.Random) -> str:
    letters = "aeiou" if english[place] in "aeiou" else "bcdfghklmnprstv"
    return english[:place] + rng.choice(letters.replace(english[place], "")) + english[place + 1 :]


def end_mark_omitted(corpus: Corpus, number: int, _: random.Random) -> str | None:
    english = corpus.pairs[number][1]
    return english[:-1] if english[-1:] in _ENDS and english[-2:-1].isalnum() else None


def mark_added(sentence: Sentence) -> Iterator[Edit]:
    """Find where a comma between two words, or a second mark at the end, would be one too many."""
    for (_, end), (after, _) in zip(sentence.spans, sentence.spans[1:], strict=False):
        if sentence.text[end:after] == " " and sentence.text[end - 1].isalpha() and sentence.text[after].islower():
            yield Edit(end, end, ",")


def tokenised(corpus: Corpus, number: int, _: random.Random) -> str | None:
    english = corpus.pairs[number][1]
    spaced = _MARK.sub(" ", english)
    return spaced if spaced != english else None


def lowercased(corpus: Corpus, number: int, _: random.Random) -> str | None:
    english = corpus.pairs[number][1]
    return english.lower() if english.lower() != english else None


def first_word_lowercased(corpus: Corpus, number: int, _: random.Random) -> str | None:
    english = corpus.pairs[number][1]
    word = re.match(r"[A-Z][a-z]+\b", english)
    return english[0].lower() + english[1:] if word else None
