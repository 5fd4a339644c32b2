"""One text, one line: what any reader takes for a line end becomes a blank."""

import re

_LINE_ENDS = re.compile("[\x00\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")


def as_line(text: str) -> tuple[str, int]:
    """Return a text on one line, and how many characters became blanks: line ends for `wc`, Python or Java, and NUL."""
    return _LINE_ENDS.subn(" ", text)
