"""A line of a cue → what is read of it: no tags, no positions, entities as their characters."""

import html
import re

VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?[ \t]([^<>]{1,200})>")
# Tags of WebVTT and those that players take in SubRip; what else stands between such signs is text.
_TAG = re.compile(
    r"</?(?:[bius](?:\.[^\s<>]{1,100})?"
    r"|(?:strong|em|font|c|v|lang|ruby|rt|span|p|div|small|big|center)(?:[ .\t][^<>]{0,500})?) ?/?>"
    r"|<\d{1,6}:[\d:.,]{4,12}>",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\{\\[^{}]{0,200}\}|\{[ycfspYCFSP]:[^{}]{0,100}\}")  # of SubStation and MicroDVD
_BREAK = re.compile(r"<br ?/?>|\\N", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
# A line stays one line of text: what else Unicode breaks lines at is a blank, and so is the blank of SubStation.
_BLANKS = re.compile(r"(?:[ \t\v\f\x1c-\x1f\x85\u2028\u2029]|\\h)+")
_CONTROLS = re.compile("[\0\ufeff]")


def readable_lines(line: str) -> list[str]:
    """Return the text of a line of a cue, as several lines where it breaks itself, none where nothing is left."""
    shown = _PLACE.sub("", _TAG.sub("", _BREAK.sub("\n", line)))
    shown = _CONTROLS.sub("", _ENTITY.sub(_character, shown))
    return [text for part in shown.split("\n") if (text := _BLANKS.sub(" ", part).strip())]


def voice_of(line: str) -> str | None:
    """Return whose voice a line of WebVTT says it is: `<v Roger>`."""
    found = VOICE.search(line)
    return " ".join(html.unescape(found[1]).split()) if found else None


def _character(found: re.Match[str]) -> str:
    return html.unescape(found[0])
