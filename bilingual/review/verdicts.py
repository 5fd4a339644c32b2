"""A reviewer's verdict on a pair, read from a row; and the pair as it is after it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bilingual.dataset.cells import decode_cell, encode_cell, encode_sheet_cell
from bilingual.dataset.shortening import shorten_right
from bilingual.pairs import Pair
from bilingual.quality import CHECKS, check_pair
from bilingual.review.likeness import UNWORN, Wear, fits_windows_1252, same_words
from bilingual.review.problems import Problem
from bilingual.review.records import RESET
from bilingual.review.rows import CUT_OFF, MISSING, VERDICTS, Row

SHOWN = 60
OF_THE_MODEL = "truncated"  # a flag of the model's text as it came from the model, which no check finds again
HALF_A_CHARACTER = "an escape such as \\ud800 names half a character, which no file can hold; remove it"
MOST_IN_A_CELL = 32_767  # UTF-16 units in a cell of .xls and .xlsx, which cuts what is longer without a word
# What a spreadsheet leaves in a cell that it ran as a formula.
_RAN = re.compile(r"#(?:NAME\?|VALUE!|REF!|N/A|DIV/0!|NUM!|NULL!|ERROR!)|Err:\d{3}")
_NOT_ONE_LINE = re.compile(r"[\x00-\x08\n\v\f\r\x0e-\x1f\x7f-\x9f\u2028\u2029]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a pair: a status, the English to use, a comment."""

    id: str
    status: str
    en: str
    comment: str


def settle(pair: Pair, verdict: Verdict, *, check: bool = True) -> Pair:
    """Return the pair after a verdict. The score stays, it is the model's; new English is checked again, if asked.

    Status and English that are the pair's already leave its origin, and by whom it was reviewed, as they are.
    """
    if (verdict.status, verdict.en) == (pair.status, pair.en):
        return pair if verdict.comment == pair.comment else replace(pair, comment=verdict.comment)
    flags = flags_of(pair, verdict.en) if check and verdict.en != pair.en else pair.flags
    origin = "model" if verdict.status == "machine" else "review"
    return replace(
        pair,
        status=verdict.status,
        en=verdict.en,
        comment=verdict.comment,
        flags=flags,
        origin=origin,
        reviewer=None,
        reviewed=None,
    )


def flags_of(pair: Pair, en: str) -> tuple[str, ...]:
    """Return the pair's flags with other English: checked anew, by score only if it is the model's own.

    Of the flags that no check of one pair gives, `truncated` goes with the model's text, and the others stay.
    """
    checked = check_pair(pair.fr, en, pair.score if en == pair.machine_en else None)
    names = {check.name for check in CHECKS} | {OF_THE_MODEL}
    return (*checked, *(flag for flag in pair.flags if flag not in names))


def is_unmarked_edit(pair: Pair, row: Row, wear: Wear = UNWORN) -> bool:
    """Return whether a row still says `machine` though somebody wrote other English over this very translation.

    The score tells: a table of another build, with the English of another model, has another one.
    """
    if row.status != "machine":
        return False
    en = decode_cell(row.en).strip()
    return (
        bool(en)
        and en.casefold() not in VERDICTS
        and _known(pair, row, wear) is None
        and _is_score(row.score, pair.score)
    )


def _is_score(cell: str | None, score: float) -> bool:
    """Return whether a cell holds the score, as spreadsheets write numbers: `-0.41`, `-0,410`."""
    try:
        return abs(float((cell or "").strip().lstrip("'\\").replace(",", ".")) - score) < 0.001
    except ValueError:
        return False


def read_verdict(pair: Pair, row: Row, wear: Wear = UNWORN) -> Verdict | Problem:
    """Return what a row says of its pair, the pair's own status and English where it says nothing new.

    What a program did to the texts of the file, its `wear`, is no edit.
    """
    comment, known = _comment(pair, row, wear), _known(pair, row, wear)
    en = "" if known is None and row.en.strip() in MISSING else decode_cell(row.en).strip()
    if SURROGATE.search(en + comment):
        return Problem(row.file, row.line, HALF_A_CHARACTER)
    if wrong := _what_is_wrong_with_line(pair, row, wear) or _what_is_wrong(pair, row, wear, en, known):
        return Problem(row.file, row.line, wrong)
    text = known if known is not None else en
    match row.status:
        case "machine":
            return Verdict(pair.id, pair.status, pair.en, comment or pair.comment)
        case "rejected":
            return Verdict(pair.id, "rejected", text or pair.en, comment)
        case _ if row.status == RESET:
            return Verdict(pair.id, "machine", pair.machine_en, comment)
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


def _comment(pair: Pair, row: Row, wear: Wear) -> str:
    if row.comment is None:
        return pair.comment
    comment = decode_cell(row.comment).strip()
    if comment == pair.comment or wear.explains(comment, pair.comment):
        return pair.comment
    return "" if row.comment.strip() in MISSING else comment


def _known(pair: Pair, row: Row, wear: Wear) -> str | None:
    """Return the pair's English, or the model's, if that is what the cell holds."""
    en, texts = decode_cell(row.en).strip(), (pair.en, pair.machine_en)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda text: _is_cut(row.en, text),
        lambda text: text.strip() == en,
        lambda text: wear.explains(en, text),
    )
    return next((text for test in tests for text in texts if test(text)), None)


def _what_is_wrong_with_line(pair: Pair, row: Row, wear: Wear) -> str | None:
    fr = decode_cell(row.fr)
    if not same_words(fr, pair.fr) and not _is_cut(row.fr, pair.fr) and not wear.explains(fr, pair.fr):
        if kind := row.kind_of("fr"):
            return f"the French is {kind}, {_shown(fr)}: a program converted it; it is {_shown(pair.fr)}; restore it"
        return f"the French was changed: it is {_shown(pair.fr)}; restore it, or leave the line out"
    if row.last is not None and not same_words(decode_cell(row.last), shorten_right(pair.title or "")):
        return CUT_OFF
    if row.misplaced:
        own = {"article": pair.article_id, "title": pair.title}.get(row.misplaced) or ""
        if own.strip().casefold() not in VERDICTS:
            return f"`{row.misplaced}` was changed to a verdict; verdicts go into `status`"
    return None


def _what_is_wrong(pair: Pair, row: Row, wear: Wear, en: str, known: str | None) -> str | None:
    if known is not None:
        if row.status == "edited" and known == pair.machine_en:
            return "`edited`, but the English is still the model's; write the edit, or `accepted`"
        return None
    if row.status == "machine" and en.casefold() in VERDICTS:
        return f"`en` was changed to {_shown(en)}; verdicts go into `status`"
    if kind := row.kind_of("en"):
        return f"the English is {kind}, {_shown(en)}; format the cell as text and write it again"
    return _what_is_lost(pair, row, wear, en) or _what_is_wrong_with_new(row.status, en)


def comment_is_verdict(pair: Pair, row: Row) -> bool:
    """Return whether the comment that a row adds is the name of a verdict, though its status is still `machine`."""
    if row.status != "machine" or not row.comment:
        return False
    comment = decode_cell(row.comment).strip()
    return comment.casefold() in VERDICTS and comment != pair.comment


def _what_is_lost(pair: Pair, row: Row, wear: Wear, en: str) -> str | None:
    if _units(row.en) >= MOST_IN_A_CELL - 1:
        return (
            f"the English fills the {MOST_IN_A_CELL} characters of a spreadsheet's cell, so it was cut; use an editor"
        )
    if wear.windows and not fits_windows_1252(pair.en) and en.count("?") > pair.en.count("?"):
        return (
            "the English was changed in a file in Windows-1252, which lacks letters of it and has `?` for them; save "
            "it as UTF-8, with those letters"
        )
    return None


def _what_is_wrong_with_new(status: str, en: str) -> str | None:
    if not en:
        may_be_empty = status in ("rejected", RESET)
        return None if may_be_empty else f"`{status}`, but the English is empty; write it, or `rejected`"
    if _RAN.fullmatch(en):
        return f"a spreadsheet ran the English as a formula and left {en}; write it with a backslash before it"
    if wrong := what_breaks_its_line(en):
        return wrong
    if status in ("machine", "rejected", RESET):
        return f"`{status}`, but the English was changed to {_shown(en)}; write `edited` to keep it"
    return None


def what_breaks_its_line(en: str) -> str | None:
    """Return what makes a text more than one line, in words; None for nothing."""
    if found := _NOT_ONE_LINE.search(en):
        return f"the English holds a line break or control character (U+{ord(found[0]):04X}); a pair is one line"
    return None


def _is_cut(cell: str, text: str) -> bool:
    """Return whether a cell holds the beginning of a text that a spreadsheet has no room for."""
    return _units(cell) >= MOST_IN_A_CELL - 1 and any(
        len(whole) > len(cell) and whole.startswith(cell) for whole in (encode_cell(text), encode_sheet_cell(text))
    )


def _units(cell: str) -> int:
    return len(cell) if len(cell) < MOST_IN_A_CELL // 2 else len(cell.encode("utf-16-le")) // 2


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
