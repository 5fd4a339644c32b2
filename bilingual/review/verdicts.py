"""A reviewer's verdict on a pair, read from a row; and the pair as it is after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingual.dataset.cells import decode_cell, encode_cell
from bilingual.pairs import Pair
from bilingual.quality import CHECKS, check_pair
from bilingual.review.likeness import same_words
from bilingual.review.problems import Problem
from bilingual.review.rows import Row

SHOWN = 60
MOST_IN_A_CELL = 32_767  # UTF-16 units in a cell of .xls and .xlsx, which cuts what is longer without a word
# What a spreadsheet leaves in a cell that it ran as a formula.
_RAN = re.compile(r"#(?:NAME\?|VALUE!|REF!|N/A|DIV/0!|NUM!|NULL!|ERROR!)|Err:\d{3}")
_NOT_ONE_LINE = re.compile(r"[\x00-\x08\n\v\f\r\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a pair: a status, the English to use, a comment."""

    id: str
    status: str
    en: str
    comment: str


def settle(pair: Pair, verdict: Verdict) -> Pair:
    """Return the pair after a verdict. The score stays, it is the model's; new English is checked again.

    Status and English that are the pair's already leave its origin, and by whom it was reviewed, as they are.
    """
    if (verdict.status, verdict.en) == (pair.status, pair.en):
        return replace(pair, comment=verdict.comment)
    flags = pair.flags if verdict.en == pair.en else flags_of(pair, verdict.en)
    origin = "model" if verdict.status == "machine" else "review"
    judged = replace(pair, status=verdict.status, en=verdict.en, comment=verdict.comment, flags=flags)
    return replace(judged, origin=origin, reviewer=None, reviewed=None)


def flags_of(pair: Pair, en: str) -> tuple[str, ...]:
    """Return the pair's flags with other English: checked anew, by score only if it is the model's own.

    Of the flags that no check of one pair gives, `truncated` goes with the model's text, and the others stay.
    """
    checked = check_pair(pair.fr, en, pair.score if en == pair.machine_en else None)
    names = {check.name for check in CHECKS} | {"truncated"}
    return (*checked, *(flag for flag in pair.flags if flag not in names))


def is_unmarked_edit(pair: Pair, row: Row, rewritten: bool) -> bool:
    """Return whether a row still says `machine` though somebody wrote other English over this very translation.

    The score tells: a table of another build, with the English of another model, has another one.
    """
    en = decode_cell(row.en).strip()
    return (
        row.status == "machine"
        and bool(en)
        and _known(pair, en, rewritten) is None
        and not any(_is_cut(row.en, text) for text in (pair.en, pair.machine_en))
        and _is_score(row.score, pair.score)
    )


def _is_score(cell: str | None, score: float) -> bool:
    """Return whether a cell holds the score, as spreadsheets write numbers: `-0.41`, `-0,410`."""
    try:
        return abs(float((cell or "").strip().lstrip("'\\").replace(",", ".")) - score) < 0.001
    except ValueError:
        return False


def read_verdict(pair: Pair, row: Row, rewritten: bool) -> Verdict | Problem:
    """Return what a row says of its pair, the pair's own status and English where it says nothing new.

    In a file that a program has `rewritten`, quotation marks, dashes and blanks of its own are no edit.
    """
    en, comment = decode_cell(row.en).strip(), _comment(pair, row, rewritten)
    known = next((text for text in (pair.en, pair.machine_en) if _is_cut(row.en, text)), None)
    known = _known(pair, en, rewritten) if known is None else known
    if wrong := _what_is_wrong(pair, row, en, known, comment):
        return Problem(row.file, row.line, wrong)
    text = known if known is not None else en
    match row.status:
        case "machine":
            return Verdict(pair.id, pair.status, pair.en, comment or pair.comment)
        case "rejected":
            return Verdict(pair.id, "rejected", text or pair.en, comment)
        case _:
            return Verdict(pair.id, "accepted" if text == pair.machine_en else "edited", text, comment)


def agree(pair: Pair, verdicts: Sequence[tuple[Row, Verdict]]) -> Verdict | Problem:
    """Return the one verdict of several files on a pair; different comments are joined, other differences refused."""
    unchanged = Verdict(pair.id, pair.status, pair.en, pair.comment)
    said = [(row, verdict) for row, verdict in verdicts if row.status != "machine" or verdict != unchanged]
    judged = [(row, verdict) for row, verdict in said if row.status != "machine"]
    if not said:
        return unchanged
    first, verdict = judged[0] if judged else said[0]
    for row, other in judged[1:]:
        if (other.status, other.en) != (verdict.status, verdict.en):
            there = f"{first.file}, line {first.line}"
            return Problem(row.file, row.line, f"disagrees with {there} about the same pair; settle it in one of them")
    comments = dict.fromkeys(other.comment for _, other in said if other.comment)
    return replace(verdict, comment="; ".join(comments))


def _comment(pair: Pair, row: Row, rewritten: bool) -> str:
    if row.comment is None:
        return pair.comment
    comment = decode_cell(row.comment).strip()
    return pair.comment if rewritten and same_words(comment, pair.comment) else comment


def _known(pair: Pair, en: str, rewritten: bool) -> str | None:
    """Return the pair's English, or the model's, if that is what the cell holds."""
    texts = (pair.en, pair.machine_en)
    exact = next((text for text in texts if text.strip() == en), None)
    if exact is not None or not rewritten:
        return exact
    return next((text for text in texts if same_words(text, en)), None)


def _what_is_wrong(pair: Pair, row: Row, en: str, known: str | None, comment: str) -> str | None:
    fr = decode_cell(row.fr)
    if not same_words(fr, pair.fr) and not _is_cut(row.fr, pair.fr):
        return f"the French was changed: it is {_shown(pair.fr)}; restore it, or leave the line out"
    if _SURROGATE.search(en + comment):
        return "an escape such as \\ud800 names half a character, which no file can hold; remove it"
    if known is not None:
        if row.status == "edited" and known == pair.machine_en:
            return "`edited`, but the English is still the model's; write the edit, or `accepted`"
        return None
    if _units(row.en) >= MOST_IN_A_CELL - 1:
        return (
            f"the English fills the {MOST_IN_A_CELL} characters of a spreadsheet's cell, so it was cut; use an editor"
        )
    return _what_is_wrong_with_new(row.status, en)


def _what_is_wrong_with_new(status: str, en: str) -> str | None:
    if not en:
        return None if status == "rejected" else f"`{status}`, but the English is empty; write it, or `rejected`"
    if _RAN.fullmatch(en):
        return f"a spreadsheet ran the English as a formula and left {en}; write it with a backslash before it"
    if found := _NOT_ONE_LINE.search(en):
        return f"the English holds a line break or control character (U+{ord(found[0]):04X}); a pair is one line"
    if status == "machine":
        return f"`machine`, but the English was changed to {_shown(en)}; write `edited` to keep it"
    if status == "rejected":
        return f"`rejected`, but the English was changed to {_shown(en)}; write `edited` to keep it"
    return None


def _is_cut(cell: str, text: str) -> bool:
    """Return whether a cell holds the beginning of a text that a spreadsheet has no room for."""
    return (
        _units(cell) >= MOST_IN_A_CELL - 1 and len(encode_cell(text)) > len(cell) and encode_cell(text).startswith(cell)
    )


def _units(cell: str) -> int:
    return len(cell) if len(cell) < MOST_IN_A_CELL // 2 else len(cell.encode("utf-16-le")) // 2


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
