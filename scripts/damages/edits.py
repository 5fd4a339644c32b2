"""How a word of an English sentence is replaced or taken out, leaving no trace in the blanks and marks around it."""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scripts.damages.mechanical import Corpus, Damage

_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)])")
_VOWELS = frozenset("aeio")


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str = ""


class Sentence:
    """An English sentence as words and marks; asked for a word outside, it gives an empty one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]

    @cached_property
    def lower(self) -> list[str]:
        return [word.lower() for word in self.words]

    def at(self, number: int) -> str:
        """Return a word in lower case."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""

    def is_mark(self, number: int) -> bool:
        """Return whether this is a mark, or the end of the sentence."""
        return not self.at(number)[:1].isalnum()

    def replace(self, number: int, text: str, last: int | None = None) -> Edit:
        """Replace a word (to the word `last`); `a` becomes `an`, and a first word keeps its capital, where due."""
        start, end = self.spans[number][0], self.spans[number if last is None else last][1]
        if text and number and self.at(number - 1) in ("a", "an"):
            start, text = self.spans[number - 1][0], f"{_article(self.words[number - 1], text)} {text}"
        return Edit(start, end, _capital(text) if self.text[start].isupper() and text[:1].islower() else text)


Finder = Callable[[Sentence], Iterable[Edit]]


def _article(written: str, following: str) -> str:
    article = "an" if following[0].lower() in _VOWELS else "a"
    return _capital(article) if written[0].isupper() else article


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def apply(sentence: str, edit: Edit) -> str:
    """Return the sentence with the edit made, no blank too many, and its first letter as large as before."""
    before, after = sentence[: edit.start], sentence[edit.end :]
    if edit.text:
        return before + edit.text + after
    if before and after[:1] not in ",.;:!?)’'\"”":
        before, after = before.rstrip() + " ", after.lstrip()
    else:
        before = before.rstrip().removesuffix("," if after[:1] == "," else "")
    if not before.strip():
        after = after.lstrip(" ,")
        return _capital(after) if sentence[:1].isupper() else after
    return before + after


def one_of(find: Finder) -> Damage:
    """Make a damage of a function that finds all places where it could be done."""

    def damage(corpus: Corpus, number: int, rng: random.Random) -> str | None:
        return choose(corpus.pairs[number][1], find(Sentence(corpus.pairs[number][1])), rng)

    return damage


def choose(english: str, edits: Iterable[Edit], rng: random.Random) -> str | None:
    """Return the English after one of the edits, None if there is none that changes it."""
    found = [edit for edit in edits if english[edit.start : edit.end] != edit.text]
    made = apply(english, rng.choice(found)) if found else english
    return made if made not in ("", english) else None


def every(edits: Sequence[Edit], english: str) -> str | None:
    """Return the English after all edits, given in the order of the text; None if there are none."""
    for edit in reversed(edits):
        english = english[: edit.start] + edit.text + english[edit.end :]
    return english if edits else None
