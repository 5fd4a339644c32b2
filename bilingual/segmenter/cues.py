"""Subtitles saved as text: which lines number and time the cues, and which lines of one cue belong together."""

import re
from collections.abc import Sequence

from bilingual.segmenter.layout import BULLET, SPEAKER, PageLine, is_final, opens_low

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
TIMES = re.compile(rf"{_CLOCK}\s{{0,4}}--?>\s{{0,4}}{_CLOCK}(?:\s+[XYxy]\d:\d{{1,5}}|\s+[a-z]{{1,12}}:\S{{1,40}})*")
_COUNTER = re.compile(r"\d{1,7}")
_NOTES = ("NOTE", "STYLE", "REGION")
_HEADER = "WEBVTT"
_ASIDE = ("♪", "♫", "[", "(", "#")
LONGEST_TIMES = 300


def is_times(line: str) -> bool:
    """Return whether a line says when a cue is shown: `00:00:01,000 --> 00:00:03,500`, also with WebVTT's settings."""
    return "->" in line and len(line) <= LONGEST_TIMES and TIMES.fullmatch(line.strip()) is not None


def cue_marks(block: Sequence[PageLine], of_webvtt: bool) -> set[int]:
    """Return the indices of the lines of a block that number, time or describe cues."""
    times = {index for index, line in enumerate(block) if is_times(line.text)}
    if of_webvtt and block[0].text.split()[0] in (_HEADER, *_NOTES):
        return set(range(len(block))) if not times else times | set(range(min(times)))
    numbers = {index - 1 for index in times if index and _numbers(block, index - 1, of_webvtt)}
    return times | numbers


def _numbers(block: Sequence[PageLine], index: int, of_webvtt: bool) -> bool:
    return _COUNTER.fullmatch(block[index].text) is not None or (of_webvtt and index == 0)


def cue_goes_on(line: PageLine, following: PageLine) -> bool:
    """Return whether the sentence of a cue's line goes on in its next line."""
    if BULLET.match(following.text) or SPEAKER.match(following.text) or following.text.startswith(_ASIDE):
        return False
    if line.text.endswith(_ASIDE[:2]) or line.text.endswith((")", "]")):
        return False
    return opens_low(following) or not is_final(line)


def is_webvtt(text: str) -> bool:
    """Return whether a text is a WebVTT file."""
    return text.lstrip("\ufeff").startswith(_HEADER)
