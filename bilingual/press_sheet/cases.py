"""Press cases: sentences as newspapers type them, what their English must hold, and whether it does."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bilingual.press_sheet.shares import Share

LOST = "\ufffd"
ALIKE, ALIKE_IN_CAPITALS = 0.9, 0.75  # likeness of the English to that of the plain sentence from which a case is right
_LETTER, _DIGIT = re.compile(r"[^\W\d]"), re.compile(r"\d")
_NO_LETTER_BEFORE, _NO_NUMBER_BEFORE, _NO_DIGIT_AFTER = r"(?<![^\W\d])", r"(?<!\w)(?<!\d[.,])", r"(?!\d)"
_MARKS = str.maketrans(dict.fromkeys("“”«»’‘'", '"') | dict.fromkeys("–—‑", "-"))


@dataclass(frozen=True, slots=True)
class Case:
    """A French sentence and what is asked of its English.

    `must` are groups of words of which the English holds one each, whatever their case, also as beginnings of longer
    words; `clean` is the same sentence plainly typed, whose English that of the case must resemble.
    """

    kind: str
    fr: str
    must: tuple[tuple[str, ...], ...] = ()
    clean: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case, its English, that of its plain sentence where it has one, and whether it is right."""

    case: Case
    en: str
    clean_en: str | None
    right: bool


def judge_cases(cases: Sequence[Case], translate: Callable[[list[str]], list[str]]) -> list[Verdict]:
    """Have all sentences of the cases translated at once, and judge each."""
    texts = [text for case in cases for text in (case.fr, case.clean) if text is not None]
    english = iter(translate(texts))
    verdicts = []
    for case in cases:
        en = next(english)
        clean_en = None if case.clean is None else next(english)
        verdicts.append(Verdict(case, en, clean_en, is_right(case, en, clean_en)))
    return verdicts


def is_right(case: Case, en: str, clean_en: str | None) -> bool:
    """Return whether the English has no lost character, holds what it must, and resembles that of the plain sentence.

    Letters' case, quotation marks, apostrophes and dashes do not count for the resemblance, which is difflib's ratio:
    at least 0.9, and 0.75 where the case is in capitals.
    """
    text = en.casefold()
    if LOST in en or not all(any(_holds(text, word.casefold()) for word in group) for group in case.must):
        return False
    if clean_en is None:
        return True
    enough = ALIKE_IN_CAPITALS if case.fr.isupper() else ALIKE
    return SequenceMatcher(None, _plain(en), _plain(clean_en)).ratio() >= enough


def by_kind(verdicts: Iterable[Verdict]) -> dict[str, Share]:
    """Return how many cases of each kind are right, in the order in which the kinds come first."""
    kinds: dict[str, Share] = {}
    for verdict in verdicts:
        kind = verdict.case.kind
        kinds[kind] = kinds.get(kind, Share()) + Share(int(verdict.right), 1)
    return kinds


def right_of(verdicts: Sequence[Verdict]) -> Share:
    """Return how many cases are right."""
    return Share(sum(verdict.right for verdict in verdicts), len(verdicts))


def _holds(text: str, word: str) -> bool:
    """Return whether a text has a word, not cut out of a longer number nor from within another word."""
    before = _NO_LETTER_BEFORE if _LETTER.match(word) else _NO_NUMBER_BEFORE if _DIGIT.match(word) else ""
    after = _NO_DIGIT_AFTER if _DIGIT.match(word[-1:]) else ""
    return re.search(f"{before}{re.escape(word)}{after}", text) is not None


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).casefold().split())
