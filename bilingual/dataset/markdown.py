r"""Text of others → Markdown that shows exactly this text: no image, link, tag, heading or formula of its own.

Backslashes (CommonMark 0.31, "Backslash escapes") make text of what a parser would take for markup. Some renderers go
over the finished text once more and make links of addresses and mail addresses (GFM 0.29, "Autolinks"), emoji of
`:names:`, formulas of `$$`; no escape holds them back, so a text with one of these stands in a code span.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bilingual.text.visible import visible

LONGEST = 200
MOST = 20

_MARKUP = re.compile(
    r"[\\`*~\[\]<>{}$#^]|&(?=[#\w])|==|\+\+|(?<![^\W_])_|_(?![^\W_])"
    r"|(?<=[\w-])\.(?=[^\W\d_]{2})"  # `lemonde.fr`, of which some parsers make a link
)
# What only at the beginning of a line makes a list, a rule or a heading.
_BEGINNING = re.compile(r"\A(?:[-+](?=\s|\Z)|-(?=[-\s]*\Z)|=|\d+(?=[.)](?:\s|\Z)))")
_LIVE = re.compile(r"//|www\.|@|\$\$|\\[(\[]|:[\w+-]+:|(?:mailto|xmpp|data|javascript):", re.IGNORECASE)
BAR = "&#124;"
# What must not stand raw in a code span either: a bar parts cells, and templates are filled in before Markdown is read.
_PARTED_CELL, _PARTED = re.compile("([|{}])"), re.compile("([{}])")
_ENTITIES = {"|": BAR, "{": "\\{", "}": "\\}"}
_BACKQUOTES = re.compile("`+")


def plain(text: Any) -> str:  # noqa: ANN401 - numbers too
    """Return Markdown, for a cell, a heading or inside a paragraph, that shows a text as it is, its blanks folded.

    Characters that act or hide are shown as escapes. It never holds a bar or a line end.
    """
    flat = visible(" ".join(str(text).split()))
    if _LIVE.search(flat):
        return code(flat)
    escaped = _MARKUP.sub(lambda found: "".join(f"\\{character}" for character in found[0]), flat)
    return _BEGINNING.sub(_guard, escaped).replace("|", BAR)


def code(text: Any, in_table: bool = True) -> str:  # noqa: ANN401 - numbers too
    """Return code spans that show a text as it is, on one line; nothing for an empty text."""
    parts = (_PARTED_CELL if in_table else _PARTED).split(visible(str(text)))
    return "".join(_ENTITIES.get(part) or (_span(part) if part.strip() else part) for part in parts)


def _span(content: str) -> str:
    """Fence a text with more backquotes than any run of them in it."""
    fence = "`" * (1 + max(map(len, _BACKQUOTES.findall(content)), default=0))
    # A parser takes one blank away from each end if both have one; a backquote at an end would lengthen the fence.
    padded = content.startswith("`") or content.endswith("`") or (content[0] == content[-1] == " ")
    return f"{fence} {content} {fence}" if padded else f"{fence}{content}{fence}"


def short(text: str) -> str:
    """Return a text cut to a length that a card can show."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def counted(counts: Mapping[str, int]) -> str:
    """Return names with their counts, the first `MOST` of them, and how many more there are."""
    named = [f"{plain(short(name))} ({count:,})" for name, count in list(counts.items())[:MOST]]
    more = len(counts) - MOST
    return ", ".join(named) + (f" and {more:,} more" if more > 0 else "")


def table(head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> str:
    """Return a table of cells that are Markdown already, or nothing for no rows."""
    rows = list(rows)
    if not rows:
        return ""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _guard(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
