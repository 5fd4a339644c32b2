"""Numbers written in words: what a language's vocabulary holds, and the grammar that French and English share."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Value = int | float | str
DIGITS, CARDINAL, ORDINAL, MONTH, WEEKDAY = "digits", "cardinal", "ordinal", "month", "weekday"
# More words than any number has that is ever written out: longer runs (`cent cent cent …`) are several numbers.
LONGEST_RUN = 40
_SUFFIXES = ("", "e", "ᵉ", "er", "re", "ère", "ème", "th")
_GAP = r"[ \u00a0\u202f\u2010\u2011-]"
_WORD = re.compile(r"[^\W\d_]+")
_GAPS = re.compile(rf"{_GAP}+")


class Number(NamedTuple):
    """A number in a text: as written, its possible values, and the parts that together stand for it.

    A value is a plain number, or as a string a clock time `h:mm` on 24 hours, a telephone number, or figures that
    are no number (`1.2.3`). `parts` are the plain numbers in a date or a duration. `end` is where it ends in the text.
    """

    text: str
    values: tuple[Value, ...]
    parts: tuple[Value, ...] = ()
    kind: str = DIGITS
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A language's number words in lower case, and its calendar names as it writes them.

    `multipliers` (hundred, million) act on what stands before them; `hints` are words that account for a number on
    the other side (`decade` for `10 ans`) without asking for one; `silent` words count no number when they stand
    alone (`un`, `millions`); `words` is all that can begin a `phrase`.
    """

    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    calendar: Mapping[str, tuple[str, int]]
    hints: Mapping[str, tuple[Value, ...]]
    silent: frozenset[str]
    words: frozenset[str]
    phrase: re.Pattern[str]


def phrase_pattern(bases: Iterable[str], ordinals: Iterable[str], link: str) -> re.Pattern[str]:
    """Compile the pattern of a run of number words; `link` (et, and) ties two of them, where its pattern lets it.

    An ordinal ends a run, and only a hyphen or the link ties it to what stands before: `twenty-first` is one number,
    `five first` and `cinq premiers` are two.
    """
    base, ordinal = (
        "|".join(sorted(words, key=lambda text: (-len(text), text))) for words in (set(bases), set(ordinals))
    )
    tied = rf"(?:[\u2010\u2011-]|{_GAP}(?:{link}){_GAP})"
    run = rf"(?:{base})(?:{_GAP}(?:(?:{link}){_GAP})?(?:{base})\b){{0,{LONGEST_RUN}}}(?:{tied}(?:{ordinal}))?"
    return re.compile(rf"\b(?:{run}|{ordinal})\b")


def read_phrases(text: str, vocabulary: Vocabulary) -> Iterator[Number]:
    """Find the numbers written in words, such as `deux cent vingt et un`, in a lower-cased text."""
    place = 0
    for word in _WORD.finditer(text):
        if word[0] not in vocabulary.words or word.start() < place:
            continue
        if not (match := vocabulary.phrase.match(text, word.start())):
            continue
        place = match.end()
        phrase, before = match[0], text[max(0, match.start() - 2) : match.start()]
        if before.strip()[-1:].isdigit() or (phrase in vocabulary.silent and before != "a "):
            continue
        value, ordinal = evaluate(phrase, vocabulary)
        yield Number(phrase, (value,), kind=ORDINAL if ordinal else CARDINAL, end=place)


def evaluate(phrase: str, vocabulary: Vocabulary) -> tuple[int, bool]:
    """Return the value of a run of number words, and whether it ends in an ordinal."""
    words = _GAPS.split(phrase)
    if len(words) > 1 and words[0] in ("un", "une") and words[1] not in vocabulary.multipliers:
        words = words[1:]  # an article: une trentaine, un troisième
    total = group = 0
    for word in words:
        if factor := vocabulary.multipliers.get(word):
            total, group = _multiply(total, group, factor)
        elif word in ("vingt", "vingts", "vingtième") and group % 100 == 4:  # quatre-vingts
            group += 76
        else:
            group += vocabulary.cardinals.get(word, 0) or vocabulary.ordinals.get(word, 0)
    return total + group, words[-1] in vocabulary.ordinals


def _multiply(total: int, group: int, factor: int) -> tuple[int, int]:
    if factor == 100:
        return total, max(group, 1) * 100
    if 0 < total < factor:  # seven thousand million
        return (total + group) * factor, 0
    return total + max(group, 1) * factor, 0


def roman_numerals() -> dict[str, Number]:
    """Return the Roman numerals from 1 to 49 with the endings of French and English ordinals.

    Single letters count with an ending only, and as ordinals: `Ve` is fifth, `V` may be anything.
    """
    tens, ones = ("", "X", "XX", "XXX", "XL"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    found = {}
    for value in range(1, 50):
        numeral = tens[value // 10] + ones[value % 10]
        for ending in _SUFFIXES if len(numeral) > 1 else _SUFFIXES[1:]:
            found[numeral + ending] = Number(numeral + ending, (value,), kind=DIGITS if len(numeral) > 1 else ORDINAL)
    return found
