"""Whether a word before a full stop is the title or the rank of the person whose name follows."""

import re

from bilingual.segmenter.abbreviations import SHORT_TITLES, SPEECH, TITLES, WORD_TITLES
from bilingual.segmenter.openers import is_opener

DETERMINER = re.compile(r"(?:[^\w]*(?:l['’]|(?:le|la|les|du|au|un|une|ex-)\s?))?[^\w]*", re.IGNORECASE)
LONGEST_DETERMINER = 8
SPOKEN_BY = re.compile(r"(\w+) (?:le|la|l['’]|du|au) ?\Z")
ONE = re.compile(r"\b(?:le|la|du|au) \Z")  # `avec le prés. Morel`: meadows are several
NEIGHBOURHOOD = 40


def is_title(line: str, token: str, segment: int, stop: int, following: int) -> bool:
    """Return whether `token`, before the stop, is a title: `Dr`, `vice-prés`, `Le col` at the start, `DR`."""
    if token in TITLES:
        return True
    low = token.lower()
    if token.isupper():
        opens = low in WORD_TITLES and _opens_segment(line, segment, stop - len(token))
        return (opens or low.capitalize() in TITLES) and _is_in_capitals(line, segment, stop, following)
    if "-" in token:
        last = low.rpartition("-")[2]
        return len(last) > 1 and (last in TITLES or last in SHORT_TITLES)
    if low not in WORD_TITLES or is_opener(line, following):
        return False
    start = stop - len(token)
    if low == "prés" and ONE.search(line, max(segment, start - 4), start):
        return True
    return _opens_segment(line, segment, start) or (low in SHORT_TITLES and _is_said_by(line, segment, start))


def _is_in_capitals(line: str, segment: int, stop: int, following: int) -> bool:
    """Return whether the words around the stop are all in capitals, so that `BD.` is no acronym."""
    word = line[following : following + 2]
    return word.isupper() and len(word) == 2 and line[max(segment, stop - NEIGHBOURHOOD) : stop].isupper()


def _opens_segment(line: str, segment: int, start: int) -> bool:
    """Return whether nothing but a determiner stands between the start of the segment and `start`."""
    return start - segment <= LONGEST_DETERMINER and DETERMINER.fullmatch(line, segment, start) is not None


def _is_said_by(line: str, segment: int, start: int) -> bool:
    """Return whether a word of speech leads to the word at `start`: `selon le col.`, `affirme la prés.`."""
    spoken = SPOKEN_BY.search(line, max(segment, start - NEIGHBOURHOOD), start)
    return spoken is not None and spoken[1].lower() in SPEECH
