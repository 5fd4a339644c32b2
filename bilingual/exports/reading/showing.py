"""A text of a dataset → the same text as a page may hold it: nothing of it acts, and XML can carry it.

What shapes words without being seen (soft hyphens, joiners, marks of direction) stays: readers would meet a sign of
replacement in the middle of words. Overrides of direction, controls and what XML 1.0 lacks do not.
"""

import re
from urllib.parse import quote

from bilingual.text.visible import HIDDEN

REPLACEMENT = "\ufffd"
_SHAPING = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = str.maketrans("\t\n\r", "   ")
_LINE_ENDS = "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_UNFIT = re.compile(f"{HIDDEN.pattern}|[\ufffe\uffff]")
# Where Unicode's pictures of the control characters begin.
_PICTURES = 0x2400
# A host whose last part is a name, an optional port, then anything without blanks.
_WEB = re.compile(r"(https?)://((?:[\w-]+\.)*[^\W\d][\w-]*(?::\d{1,4})?)((?:[/?][^\s#]*)?)((?:#\S*)?)", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"[^\w%/:?@!$&'()*+,;=.~-]|%(?![0-9A-Fa-f]{2})")


class Showing:
    """Makes texts fit for pages. `replaced` counts the characters that no page can hold."""

    def __init__(self) -> None:
        self.replaced = 0

    def show(self, text: str) -> str:
        """Return the text on one line, with a sign for each character that acts or that a page cannot hold."""
        return _UNFIT.sub(self._sign, text.translate(_BLANKS))

    def _sign(self, found: re.Match[str]) -> str:
        character = found[0]
        if character in _SHAPING or character.isprintable():
            return character
        self.replaced += 1
        if character in _LINE_ENDS:
            return " "
        return chr(_PICTURES + ord(character)) if character < " " else REPLACEMENT


def web_address(url: str | None) -> str:
    """Return an address of the web as a link may hold it, or nothing: `javascript:` and its like are none."""
    found = _WEB.fullmatch((url or "").strip())
    if not found:
        return ""
    place, part = (_NOT_IN_ADDRESSES.sub(_quoted, text) for text in (found[3], found[4][1:]))
    return f"{found[1].lower()}://{found[2]}{place}{found[4][:1]}{part}"


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], safe="", errors="replace")
