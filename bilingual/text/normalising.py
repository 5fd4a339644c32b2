r"""Unicode's normalisation forms, in time that grows with the text only.

Sorting combining marks, which the forms ask for, takes the square of how many stand in a row. As in Unicode's
Stream-Safe Text Format (UAX #15, section 13), no more than 30 in a row are looked at together; no language needs more.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Literal

# What may not be composed as it stands: not so Latin letters up to U+024F, the usual punctuation and the euro sign.
BEYOND_LATIN = re.compile("[^\x00-\u024f\u2010-\u2027\u202f-\u203a\u20ac]")
# Every combining mark is such a character; so are signs and dashes, which may be parted anywhere.
_MANY = re.compile(r"[^\w\s\x00-\x7f]{30}")


def compatible(text: str) -> str:
    """Return a text in the normalisation form NFKC, in which kinds of the same character are one."""
    return _normalised("NFKC", text)


def composed(text: str) -> str:
    """Return a text in the normalisation form NFC, in which a letter and its accents are one character."""
    return _normalised("NFC", text) if BEYOND_LATIN.search(text) else text


def _normalised(form: Literal["NFC", "NFKC"], text: str) -> str:
    if text.isascii():
        return text
    cuts = [match.end() for match in _MANY.finditer(text)]
    if not cuts:
        return unicodedata.normalize(form, text)
    pieces = (text[start:end] for start, end in pairwise([0, *cuts, len(text)]))
    return "".join(unicodedata.normalize(form, piece) for piece in pieces)
