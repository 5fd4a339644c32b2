"""Title, date and publisher as press articles print them: a headline, `date 2020-02`, `Source: Press TV`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from bilingual.segmenter.wrapping import flat_lines

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
          "novembre", "décembre")  # fmt: skip
HEAD_LINES = 12
TITLE_LENGTH = range(12, 201)
PARAGRAPH_LENGTH = 120

DATE_LABEL = re.compile(r"(?i)date\s*+:?\s*+(\d{4}-\d{2}(?:-\d{2})?)\b")
ISO_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][\d:.Z+-]*)?\s*$")
WRITTEN_DATE = re.compile(
    r"(?i)(?:publié|mis à jour|paru)?\s*(?:le\s+)?(?:\w+di\s+|dimanche\s+)?"
    rf"(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b"
)
SOURCE_LABEL = re.compile(r"(?i)\bsource\s*:\s*(\S.{0,78})\Z")
_SITE = r"((?:[a-z0-9-]+\.)+(?:fr|com|org|net|info|eu|be|ch|ca|ru|tv))"
SITE = re.compile(rf"(?:^|[.!?»]\s+){_SITE}\s*$")
SITE_LINE = re.compile(rf"\s*+{_SITE}\s*+")
CREDIT = re.compile(r"©|\((?:AFP|AP|Reuters|Photo|illustration)\b|(?i:\bphoto\)$)|/\s?(?:TRT|AFP|AP)$")
NOT_A_TITLE = re.compile(
    r"(?i)^\s*(?:date\s+\d|source\s*:|by\s|par\s|lire\s+(?:plus|aussi)\b|partager\b|https?:|[-–—«\"])"
)
BODY_END = re.compile(r"[.:;,»\")]\s*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article's text says about itself; None where it says nothing."""

    title: str | None
    date: str | None
    publisher: str | None


def read_metadata(text: str) -> Metadata:
    """Read an article's metadata from its text, without guessing: what is not printed there stays None."""
    lines = _lines(text)
    first = list(islice(lines, HEAD_LINES))
    head = [line.strip() for line in first]
    return Metadata(_title(head), _date(head), _publisher(chain(first, lines)))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that are not blank, wrapped ones joined: half a sentence is no title."""
    return (line for _, flat, _ in flat_lines(text) for line in flat.splitlines() if line.strip())


def _title(lines: list[str]) -> str | None:
    """Return the first headline before the body: short, not a credit or a label, without a full stop."""
    for candidate in lines:
        if len(candidate) >= TITLE_LENGTH.stop:
            return None
        if len(candidate) < TITLE_LENGTH.start or NOT_A_TITLE.match(candidate) or CREDIT.search(candidate):
            continue
        return None if BODY_END.search(candidate) else candidate
    return None


def _date(lines: list[str]) -> str | None:
    for line in lines:
        if found := DATE_LABEL.match(line) or ISO_LINE.match(line):
            return found[1]
        if found := WRITTEN_DATE.match(line):
            return f"{found[3]}-{MONTHS.index(found[2].lower()) + 1:02d}-{int(found[1]):02d}"
    return None


def _publisher(lines: Iterable[str]) -> str | None:
    """Return the one source that the text names, before its first paragraph or behind its last.

    A text that names several, or goes on after one, comes from more than one place: none published all of it.
    """
    last, found = -1, ""
    paragraphs: list[int] = []
    for index, (line, after) in enumerate(pairwise(chain(lines, [""]))):
        if name := _source(line, is_last=not after):
            if found and name.casefold() != found.casefold():
                return None
            last, found = index, name
        if len(line) >= PARAGRAPH_LENGTH:
            paragraphs = [*paragraphs[:1], index]
    is_outside = not paragraphs or paragraphs[0] > last or paragraphs[-1] <= last
    return found if found and is_outside else None


def _source(line: str, is_last: bool) -> str | None:
    """Return the source that a line names: behind its label, or as a bare site at its end, in the last line."""
    if found := SOURCE_LABEL.search(line.rstrip()):
        return found[1]
    if found := SITE_LINE.fullmatch(line) or (SITE.search(line) if is_last else None):
        return found[1]
    return None
