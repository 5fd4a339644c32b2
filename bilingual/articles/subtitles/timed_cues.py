"""A subtitle file's text → its cues with their times and lines, as SubRip and WebVTT write them.

SubRip has no specification; what players accept is read: numbers and blank lines may lack, milliseconds follow a comma
or a stop. WebVTT: W3C Candidate Recommendation of 4 April 2019, section 6 "Parsing". pysubs2 is not asked: it takes
comments and names of cues for text, a line with two times in it for a cue's head, and the hours off `100:00:01,000`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_CUES = 100_000
LONGEST_HEAD = 300
LONGEST_HEADER = 50  # lines
OUTSIDE = "lines outside of cues left out"
NOTES = ("NOTE", "STYLE", "REGION")

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_CLOCK = r"(?:(\d{1,6})[ ]?:[ ]?)?(\d{1,2})[ ]?:[ ]?(\d{1,2})(?:[ ]?[.,:][ ]?(\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*--\s?>\s*{_CLOCK}(?:\s.*)?")
_NUMBER = re.compile(r"\s*(\d{1,9})\s*")
_HEADER = re.compile(r"(?i)(language|title)\s?:\s?(.{1,300})")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedCue:
    """What is shown at once: its number in the file, from 1, when it comes and goes in milliseconds, and its lines."""

    number: int
    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class CueFile:
    """The cues of a file in its order; `header` is what a WebVTT file says of itself, `counts` what was left out."""

    cues: list[TimedCue] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


class TooManyCuesError(Exception):
    """More cues than `MOST_CUES`."""


def read_cues(text: str) -> CueFile:
    """Return the cues of a text, none where no line of it says when one is shown. Raises TooManyCuesError."""
    text = text.removeprefix("\ufeff")
    is_webvtt = text.lstrip().startswith("WEBVTT")
    found = CueFile()
    head: tuple[int, int] | None = None
    body: list[str] = []
    for line in _lines(text):
        times = _times(line)
        if times is None:
            body.append(line)
            continue
        _take(found, head, body, is_webvtt, followed=True)
        head, body = times, []
    _take(found, head, body, is_webvtt, followed=False)
    return found


def _lines(text: str) -> Iterator[str]:
    return (match[1] for match in _LINE.finditer(text))


def _times(line: str) -> tuple[int, int] | None:
    """Return when a cue comes and goes, in milliseconds, if this line says so."""
    found = _TIMES.fullmatch(line) if ">" in line and len(line) <= LONGEST_HEAD else None
    return (_milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])) if found else None


def _milliseconds(clock: tuple[str | None, ...]) -> int:
    """Return a time; of a fraction with one or two figures these are tenths or hundredths."""
    hours, minutes, seconds = (int(part or 0) for part in clock[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((clock[3] or "0").ljust(3, "0"))


def _take(found: CueFile, head: tuple[int, int] | None, body: list[str], is_webvtt: bool, *, followed: bool) -> None:
    """Add the cue of a head, `body` being all lines up to the next head, if one is `followed` by it."""
    if head is None:
        found.header = dict(_header(body)) if is_webvtt else {}
        return
    if len(found.cues) == MOST_CUES:
        raise TooManyCuesError
    number = len(found.cues) + 1
    body = _without_name(body, number + 1, is_webvtt) if followed else body
    end = body.index("") if is_webvtt and "" in body else len(body)
    if outside := _count_outside(body[end:]):
        found.counts[OUTSIDE] += outside
    lines = tuple(line for line in body[:end] if line.strip())
    found.cues.append(TimedCue(number=number, start_ms=head[0], end_ms=head[1], lines=lines))


def _header(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what the lines up to the first empty one say: `Language: fr`."""
    for line in lines[:LONGEST_HEADER]:
        if not line:
            return
        if found := _HEADER.fullmatch(line.strip()):
            yield found[1].lower(), found[2].strip()


def _without_name(body: list[str], expected: int, is_webvtt: bool) -> list[str]:
    """Leave out the number of the next cue, or its name in WebVTT, at the end of what stands above its head."""
    last = len(body)
    while last and not body[last - 1].strip():
        last -= 1
    if not last:
        return body
    number = _NUMBER.fullmatch(body[last - 1])
    is_directly_above, is_below_blank = last == len(body), last > 1 and not body[last - 2].strip()
    if is_directly_above and is_below_blank:
        return body[: last - 1] if number or is_webvtt else body
    # Without the blank line above it, or with one below, it may be a text such as `1984`.
    return body[: last - 1] if number and int(number[1]) in (expected, expected - 1) else body


def _count_outside(lines: list[str]) -> int:
    """Return how many lines between two cues of WebVTT are neither blank nor of a comment or a style."""
    outside, is_note, is_first = 0, False, True
    for line in lines:
        if not line:
            is_note, is_first = False, True
            continue
        is_note = is_note or (is_first and line.startswith(NOTES))
        is_first = False
        outside += not is_note and not line.isspace()
    return outside
