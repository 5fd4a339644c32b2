"""The names of a side that have no counterpart on the other: neither the word, nor its translation, nor a likeness."""

import re
from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from bilingual.quality.coverage import STEM
from bilingual.quality.exonyms import Exonyms, load_capitals, load_exonyms
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.no_names import NO_NAMES_ENGLISH, NO_NAMES_FRENCH
from bilingual.quality.sides import Sides, is_headline
from bilingual.quality.spelling import ALIKE, CLOSE, fold, likeness
from bilingual.quality.vocabulary import load_vocabulary

SHORTEST, LONGEST = 3, 60  # letters of a word that may be a name
MOST_NAMES = 64  # names of a side that are looked at: the most surprising, of a list without end
PREFIX = 5  # letters that a name and what is derived from it share: `Parisien`, `Paris`
LONGEST_SHORT = 5
# What it costs, in nats, that an unknown capitalised word is not copied: it was in nine of ten press translations.
UNKNOWN = 2.5

# A hyphen within a word begins nothing, nor does the full stop of an initial or a title (`M. Hawkins`).
_START = re.compile(r"[.?!:…«»\"“”‘*(\[–—•-](?<!\w-)(?<![A-Z]\.)(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)\s*([^\W\d_]+)")
_FIRST = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Loss:
    """How surprising it is, in nats, that a name has no counterpart; `sure` where nothing but a name is so written."""

    nats: float
    sure: bool


Losses = dict[str, Loss]


def capitals_of(words: set[str], others: set[str]) -> list[str]:
    """Return the words of a side that begin with a capital and do not stand on the other."""
    return [word for word in words if (word < "a" or (word >= "À" and word[0].isupper())) and word not in others]


def lost_names(sides: Sides, capitals: list[str]) -> Losses:
    """Return which of these French words are names that the English neither has nor translates."""
    names, entries = load_capitals().french, load_lexicon().french
    found = _unlinked(capitals, sides.en_stems, entries, names, NO_NAMES_FRENCH)
    if found and not all(loss.sure for loss in found.values()):
        starts = sentence_starts(sides.fr)
        found = {word: loss for word, loss in found.items() if loss.sure or word not in starts}
    return _untabled(found, sides.fr_set, sides.en_set, load_exonyms().french) if found else found


def added_names(sides: Sides, capitals: list[str]) -> Losses:
    """Return which of these English words are names that the French neither has nor translates.

    In a headline, where every word has a capital, only those count that the lexicon knows.
    """
    exonyms, entries = load_exonyms(), load_lexicon().english
    found = _unlinked(capitals, sides.fr_stems, entries, load_capitals().english, NO_NAMES_ENGLISH)
    headline = is_headline(sides.en_words)
    starts = sentence_starts(sides.en)
    found = {
        word: loss
        for word, loss in found.items()
        if (loss.sure or not (headline or word in starts))
        and not (headline and word[:STEM].lower() not in entries)
        and not _is_adjective(word, exonyms)
        and not (word in starts and word[:STEM].lower() not in entries and load_vocabulary().is_english(word.lower()))
    }
    return _untabled(found, sides.en_set, sides.fr_set, exonyms.english) if found else found


def sentence_starts(text: str) -> set[str]:
    """Return the words that begin a sentence, a quotation or what follows a colon."""
    found = set(_START.findall(text))
    if first := _FIRST.match(text):
        found.add(first[0])
    return found


def match_names(french: list[str], english: list[str], others: list[str]) -> dict[str, str]:
    """Set each French name against the English one it is most alike, the closest pairs first; the rest is left out.

    `english` are the names that lack a counterpart; `others`, that have one, must be very much alike. Two names that
    the table both knows, and not of each other, are two names however alike: `Iran`, "Iraq".
    """
    table = load_exonyms()
    wanted = dict.fromkeys(sorted(others)[:MOST_NAMES], CLOSE) | dict.fromkeys(english[:MOST_NAMES], ALIKE)
    closeness = [
        (alike, one, other)
        for one in french[:MOST_NAMES]
        for other, enough in wanted.items()
        if (alike := likeness(one, other)) >= enough and not _are_two(fold(one), fold(other), table)
    ]
    matched: dict[str, str] = {}
    taken = set[str]()
    for _, one, other in sorted(closeness, key=lambda item: (-item[0], item[1], item[2])):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def _are_two(french: str, english: str, table: Exonyms) -> bool:
    forms = table.french.get(french)
    return forms is not None and english in table.english and english not in forms


def _is_adjective(word: str, exonyms: Exonyms) -> bool:
    small = fold(word)
    return small in exonyms.adjectives or small.removesuffix("s") in exonyms.adjectives


def _unlinked(
    words: list[str], others: set[str], entries: dict[str, Entry], names: frozenset[str], no_names: frozenset[str]
) -> Losses:
    """Return the capitalised words of which no translation is there; what is copied as a rule must be there itself."""
    found = {}
    for word in words:
        stem = word[:STEM].lower()
        if stem in others or not SHORTEST <= len(word) <= LONGEST or word[:2].isupper():
            continue
        entry = entries.get(stem)
        if entry is DULL:
            continue
        small = word.lower()
        if small in no_names:
            continue
        if entry is None:
            found[word] = Loss(UNKNOWN, True)
        elif entry[2].isdisjoint(others):
            found[word] = Loss(entry[0], small in names)
        elif entry[3] == stem:
            found[word] = Loss(entry[0], False)
    if len(found) <= MOST_NAMES:
        return found
    return dict(nlargest(MOST_NAMES, found.items(), key=lambda item: (item[1].sure, item[1].nats, item[0])))


def _initials(own: set[str], others: set[str]) -> set[str]:
    """Return the letters of the other side's acronyms, where this side has none that they may stand for."""
    if any(word.isupper() and len(word) > 1 for word in own):
        return set()
    short = (word for word in others if word.isupper() and 1 < len(word) <= LONGEST_SHORT)
    return {letter for word in short for letter in word}


def _fewer(own: set[str], folded: set[str]) -> dict[str, bool]:
    """Tell of each beginning of the other side's words whether more words of this side begin so.

    `le Congo … congolais` beside `Congolese` alone: what is derived from a name stands for one of the two.
    """
    theirs = Counter(word[:PREFIX] for word in folded if len(word) >= PREFIX)
    ours = Counter(word[:PREFIX] for word in set(map(fold, own)))
    return {start: count < ours[start] for start, count in theirs.items()}


def _untabled(found: Losses, own: set[str], others: set[str], table: dict[str, frozenset[str]]) -> Losses:
    folded = set(map(fold, others))
    starts = {word[:PREFIX] for word in folded if len(word) >= PREFIX}
    derived = any(fold(word)[:PREFIX] in starts for word in found)
    initials, fewer = _initials(own, others), _fewer(own, folded) if derived else {}
    left = {}
    for word, loss in found.items():
        small, unsure = fold(word), word[0] in initials  # `New York` beside `NY`
        forms = table.get(small, frozenset())
        if (start := small[:PREFIX]) in fewer:
            covered, unsure = not fewer[start], True
        else:  # `Washington` is written so in English: what speaks for it otherwise is no proof
            told = not forms.isdisjoint(folded)
            covered, unsure = told and small not in forms, unsure or told
        if not covered and small not in folded:
            left[word] = Loss(loss.nats, loss.sure and not unsure)
    return left
