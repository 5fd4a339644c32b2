"""Lines of Markdown that are indented by four blanks: code for a renderer; in a French text, paragraphs or verse."""

import re
from collections.abc import Iterator

INDENT = 4
HARD_BREAK = "  "  # ends a line of verse, which a capital opens
FENCE = re.compile(r" {0,3}(?:[-*+>] +)*(`{3,}|~{3,})")
SIGNS = re.compile(r"[{}\[\]()<>=;$#_/\\|&@^~`]")
WORD = re.compile(r"[^\W\d_]+['’]?")
CODE_ENDS = (";", "{", "}")
_FRENCH_WORDS = """
le la les l' un une des du d' de au aux et ou mais donc car que qu' qui dont je j' tu il elle on nous vous ils
elles ne n' pas ce cette ces c' se s' son sa ses mon ma mes leur leurs dans sur sous avec sans pour par est sont
était
"""
FRENCH = frozenset(_FRENCH_WORDS.split())
MOST_SIGNS = 0.06
SURE_SIGNS = 0.12


def undent_text(lines: list[str]) -> Iterator[str]:
    """Yield the lines, those of indented prose without their indentation; code keeps its own, and what is in fences."""
    run: list[str] = []
    fence = ""
    for line in lines:
        found = FENCE.match(line)
        if not fence and line.strip() and _width(line) >= INDENT:
            run.append(line)
            continue
        yield from _undented(run)
        run = []
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        yield line
    yield from _undented(run)


def looks_like_code(text: str) -> bool:
    """Return whether indented lines are code: many signs, or words without anything that French prose has."""
    stripped = text.strip()
    signs = len(SIGNS.findall(stripped)) / max(1, len(stripped))
    if signs > SURE_SIGNS or "```" in stripped or stripped.startswith(("$ ", "#!", ">>> ", "//", "/*")):
        return True
    if signs > MOST_SIGNS or any(line.rstrip().endswith(CODE_ENDS) for line in stripped.split("\n")):
        return True
    words = WORD.findall(stripped.lower().replace("’", "'"))
    french = sum(word in FRENCH for word in words)
    return not (french or not stripped.isascii() or stripped[:1].isupper() or stripped[-1:] in ".!?:")


def _undented(run: list[str]) -> list[str]:
    if not run or looks_like_code("\n".join(run)):
        return run
    end = HARD_BREAK if len(run) > 1 and all(line.lstrip(' \t«"—–-')[:1].isupper() for line in run) else ""
    return [line.strip() + end for line in run]


def _width(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(INDENT))
