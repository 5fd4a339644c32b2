"""A text, or a column of texts → its beginning or its end on one short line, cut between words."""

from typing import Any

from bilingual.text.blanks import BLANKS

MOST_CHARACTERS = 120
LOOKED_AT = 4 * MOST_CHARACTERS
MARK = "…"
_BLANK, _NO_SPACE = f"[{BLANKS}]", f"[{BLANKS.replace(' ', '')}]"
# What is not on one line yet: a blank at an edge, two in a row, one that is no space.
_LOOSE = rf"\A{_BLANK}|{_BLANK}\z|{_BLANK}{{2}}|{_NO_SPACE}"
_LOOSE_BLANKS = f" {_BLANK}+|{_NO_SPACE}{_BLANK}*"
_LAST_WORD, _FIRST_WORD = r" [^ ]*\z", r"\A[^ ]* "


def shorten_right(text: str) -> str:
    """Return the beginning of a text on one line, cut between words where it is longer than `MOST_CHARACTERS`."""
    line = " ".join(text[:LOOKED_AT].split())
    if len(line) <= MOST_CHARACTERS and len(text) <= LOOKED_AT:
        return line
    kept = line[: MOST_CHARACTERS - 1]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept and line[len(kept) : len(kept) + 1] != ' ' else kept}{MARK}"


def shorten_left(text: str) -> str:
    """Return the end of a text on one line, cut between words where it is longer than `MOST_CHARACTERS`."""
    return shorten_right(text[::-1])[::-1]


def shorten_all(texts: Any) -> tuple[Any, Any]:  # noqa: ANN401 - pyarrow.StringArray, without nulls
    """Return what `shorten_left` and `shorten_right` make of every text, as two columns."""
    import pyarrow.compute as pc

    loose = pc.match_substring_regex(texts, _LOOSE)
    changed = pc.or_(loose, pc.greater(pc.utf8_length(texts), MOST_CHARACTERS))
    some, loose = texts.filter(changed), loose.filter(changed)
    beyond = pc.greater(pc.utf8_length(some), LOOKED_AT)
    ends = _cut(_on_one_line(pc.utf8_slice_codeunits(some, -LOOKED_AT), loose), beyond, at_end=False)
    beginnings = _cut(_on_one_line(pc.utf8_slice_codeunits(some, 0, LOOKED_AT), loose), beyond, at_end=True)
    return pc.replace_with_mask(texts, changed, ends), pc.replace_with_mask(texts, changed, beginnings)


def _on_one_line(texts: Any, loose: Any) -> Any:  # noqa: ANN401 - pyarrow arrays, of strings and of truth values
    import pyarrow.compute as pc

    lines = pc.replace_substring_regex(texts.filter(loose), _LOOSE_BLANKS, " ")
    return pc.replace_with_mask(texts, loose, pc.utf8_trim(lines, " "))


def _cut(lines: Any, beyond: Any, *, at_end: bool) -> Any:  # noqa: ANN401 - pyarrow arrays, of strings and of truth values
    """Return lines without what is too long at their end, or beginning; `beyond` tells which are of a longer text."""
    import pyarrow.compute as pc

    long = pc.or_(beyond, pc.greater(pc.utf8_length(lines), MOST_CHARACTERS))
    lengths = MOST_CHARACTERS, MOST_CHARACTERS - 1
    cut, hard = (
        pc.utf8_slice_codeunits(lines.filter(long), *((0, length) if at_end else (-length,))) for length in lengths
    )
    between = pc.replace_substring_regex(cut, _LAST_WORD if at_end else _FIRST_WORD, MARK, max_replacements=1)
    inside = pc.binary_join_element_wise(*((hard, MARK) if at_end else (MARK, hard)), "")
    return pc.replace_with_mask(lines, long, pc.if_else(pc.match_substring(cut, " "), between, inside))
