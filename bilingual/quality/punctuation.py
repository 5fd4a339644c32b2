"""Do both sides end alike, and are the quotation marks, brackets and blanks of the English those of English?"""

import re
from collections.abc import Iterator
from itertools import islice

from bilingual.quality.sides import HEADLINE, Sides

_CLOSING = " \u00a0\u202f\t\r\n\"'»«”’“‘)]}*_›"
_CLASSES = dict.fromkeys(".…!。．", "statement") | dict.fromkeys("?？", "question") | dict.fromkeys(":;,—–-", "open")

_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
_QUOTES_OPEN = '"“«'
_ALL_QUOTES = frozenset('"“”«»„')
_PAIRS = (*_QUOTES, ("(", ")"), ("[", "]"))
_MARKS = frozenset('"“”«»()[]')
_INCHES = re.compile(r'\d"')
# No English writer sets these: in some 20,000 human translations there is none.
_FRENCH_SPACING = re.compile(r"\w[ \u00a0\u202f]++[?!](?![\w=!])|\w[\u00a0\u202f][:;]")
# `years" worth`: some typists set the double mark for an apostrophe.
_POSSESSIVE, _MOST_POSSESSIVES = re.compile(r's" (?=[a-z])'), 8
# A quotation of so many words may begin or end in another segment, whatever the French marks.
_RUNNING = 6
_ASKS = re.compile(r"^[^\w]*\w+(?:['’]\w+)?-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)\b")


def measure_punctuation(sides: Sides) -> float:
    """Return the number of faults: an end mark lost or of another class, marks without a partner, French typography.

    A French text without an end mark (a heading) asks for nothing, nor does one that goes on (`:`, `;`): translators
    end a member of a list, or a sentence cut in two, as they like.
    """
    return float(len(_faults(sides)))


def describe_punctuation(sides: Sides) -> str:
    """Name the faults."""
    return ", ".join(_faults(sides)) or "ends alike, marks paired"


def _faults(sides: Sides) -> list[str]:
    faults = []
    french, english = end_class(sides.fr), end_class(sides.en)
    if french != english and _differs(sides, french, english):
        faults.append(f"French ends as {french}, English as {english}")
    if not _MARKS.isdisjoint(sides.en_signs):
        faults += [f"unpaired {left}" for left, right in _PAIRS if _loses_pairing(sides, left, right)]
    if not sides.en.isascii() and ("«" in sides.en or "»" in sides.en):
        faults.append("French quotation marks")
    if (" ?" in sides.en or " !" in sides.en or not sides.en.isascii()) and _FRENCH_SPACING.search(sides.en):
        faults.append("a blank before the mark")
    return faults


def end_class(text: str) -> str:
    """Return the class of a text's end mark: statement, question, open or none; closing quotation marks are passed."""
    last = text.rstrip(_CLOSING)[-1:]
    return _CLASSES.get(last, "none")


def _differs(sides: Sides, french: str, english: str) -> bool:
    if french in ("none", "open") or english == "open":
        return french == "question"
    if english != "none":
        return not _asks_within(sides, french)
    return not (_is_member(sides.fr) and _is_member(sides.en)) and not _is_headline(sides.en_words)


def _asks_within(sides: Sides, french: str) -> bool:
    """Return whether the side that ends as a statement asks too: within, in a quotation, or by its order of words."""
    if french == "question":
        return "?" in sides.en
    return "?" in sides.fr or bool(_ASKS.match(sides.fr))


def _is_member(text: str) -> bool:
    """Return whether a text begins in lower case, as the members of a list do."""
    return text[:1].islower()


def _is_headline(words: list[str]) -> bool:
    """Return whether most words of a text are capitalised, as in a heading, which English ends without a mark."""
    return len(words) > 2 and sum(word[0].isupper() for word in words) > HEADLINE * len(words)


def _loses_pairing(sides: Sides, left: str, right: str) -> bool:
    """Return whether a mark is unpaired in the English though the French pairs its own, or has none of its kind.

    A quotation may span several segments: a mark that the French lacks may stand at either end.
    """
    english = sides.en
    if left not in english and right not in english:
        return False
    unpaired = english.count(left) % 2 if left == right else english.count(left) != english.count(right)
    if not unpaired or (left == right and any(_possessives(english))):
        return False
    if left in _QUOTES_OPEN and _runs_over(english, left, right):
        return False
    if left not in _QUOTES_OPEN:
        return _pairs(sides.fr, ((left, right),))
    if _ALL_QUOTES.isdisjoint(sides.fr):
        return not _at_end(english, left + right) and not _INCHES.search(english)
    return _pairs(sides.fr, _QUOTES)


def _possessives(text: str) -> Iterator[bool]:
    """Tell of each double mark that may stand for an apostrophe whether it closes no quotation, for a few of them."""
    for match in islice(_POSSESSIVE.finditer(text), _MOST_POSSESSIVES):
        yield text.count('"', 0, match.start()) % 2 == 0


def _runs_over(text: str, left: str, right: str) -> bool:
    """Return whether a quotation opened last, or closed first, holds so many words that it may span segments."""
    opened, closed = text.rfind(left), text.find(right)
    first, last = text[:closed], text[opened + 1 :]
    if last[:1].isalnum() and not text[opened - 1 : opened].strip(" ([—–"):
        return last.count(" ") >= _RUNNING - 1
    return closed > 0 and not first[-1:].isspace() and first.count(" ") >= _RUNNING - 1


def _at_end(text: str, marks: str) -> bool:
    bare = text.strip()
    return bare[:1] in marks or bare.rstrip(".,;:!?")[-1:] in marks


def _pairs(text: str, marks: tuple[tuple[str, str], ...]) -> bool:
    counts = [(text.count(left), text.count(right), left == right) for left, right in marks]
    paired = all(opened % 2 == 0 if same else opened == closed for opened, closed, same in counts)
    return paired and any(opened for opened, _, _ in counts)
