"""What a writer of English sets apart as another language's: quotations, titles, italics."""

import re
from functools import cache

TITLE, QUOTATION = 80, 300  # signs of the longest title and the longest quotation


def without_quotations(text: str, longest: int, instead: str = " ") -> str:
    """Return a text with something else in the place of what stands in quotation marks or between asterisks."""
    return _quoted(longest).sub(instead, text) if _has_marks(text) else text


def _has_marks(text: str) -> bool:
    if '"' in text or "*" in text or "_" in text or " '" in text or "('" in text or text.startswith("'"):
        return True
    return not text.isascii() and ("«" in text or "“" in text or "„" in text or "‘" in text)


@cache
def _quoted(longest: int) -> re.Pattern[str]:
    some = f"{{1,{longest}}}"
    pairs = [f"«[^»]{some}»", f"[“„][^”“]{some}[”“]", f'"[^"]{some}"', rf"\*[^*]{some}\*", rf"(?<!\w)_[^_]{some}_"]
    return re.compile("|".join([*pairs, rf"(?<!\w)['‘][^'’]{{1,{TITLE}}}['’](?!\w)"]))
