"""The lines of a paragraph → one line, divided words joined."""

import re
from collections.abc import Iterable, Sequence

from bilingual.text.lines import one_line

HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
DIVIDED = re.compile(r"\w[\u2010\u00ad]\Z")
TYPED = re.compile(r"\w-\Z")
WITHIN = re.compile(r"[\u2010\u00ad].")


def divides_by_own_hyphen(lines: Iterable[str]) -> bool:
    """Return whether words are divided by a character of its own, so that each `-` is one that was typed.

    Chromium and WeasyPrint set U+2010 at a line's end, and `-` where the text has it. Typst names both U+00AD.
    """
    divided = False
    for line in lines:
        if WITHIN.search(line):
            return False
        divided = divided or DIVIDED.search(line) is not None
    return divided


def join_lines(lines: Sequence[str], *, own_hyphen: bool) -> str:
    """Return lines as one; without an `own_hyphen` the word decides whether its hyphen stays (`text.hyphens`)."""
    if not own_hyphen:
        return one_line("\n".join(lines).replace(SOFT_HYPHEN, "-"))
    ends = [_end(line) for line in lines[:-1]]
    return one_line("".join((*ends, *lines[-1:])))


def _end(line: str) -> str:
    if TYPED.search(line):
        return line
    return f"{line[:-1]}{SOFT_HYPHEN}\n" if line.endswith(HYPHEN) else f"{line}\n"
