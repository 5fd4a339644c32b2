"""What a writer of English sets apart as another language's: quotations, titles, italics."""

import re
from functools import cache

TITLE, QUOTATION = 80, 300  # signs of the longest title and the longest quotation
_MARKS = "«“„\"*_'‘"


def without_quotations(text: str, longest: int, instead: str = " ") -> str:
    """Return a text with something else in the place of what stands in quotation marks or between asterisks."""
    return _quoted(longest).sub(instead, text) if any(mark in text for mark in _MARKS) else text


@cache
def _quoted(longest: int) -> re.Pattern[str]:
    some = f"{{1,{longest}}}"
    pairs = [f"«[^»]{some}»", f"[“„][^”“]{some}[”“]", f'"[^"]{some}"', rf"\*[^*]{some}\*", rf"(?<!\w)_[^_]{some}_"]
    return re.compile("|".join([*pairs, rf"(?<!\w)['‘][^'’]{{1,{TITLE}}}['’](?!\w)"]))
