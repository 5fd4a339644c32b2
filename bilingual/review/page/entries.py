"""What a reviewer's page sends as a verdict → the entry for the log, or why it cannot be one."""

import re

from bilingual.pairs import STATUSES, Pair
from bilingual.review.records import LOGGED, RESET, Entry, Judged, Record
from bilingual.review.standing import MACHINE
from bilingual.review.verdicts import SURROGATE, what_breaks_its_line

LONGEST_ENGLISH, LONGEST_COMMENT = 100_000, 10_000  # characters
_UNFIT = re.compile(r"[\x00-\x08\v\f\r\x0e-\x1f\x7f-\x9f\u2028\u2029]")


class RefusedVerdict(Exception):
    """A verdict that cannot be; its text says why and what to do."""


def entry_of(
    pair: Pair, shown: str, said: Record | None, status: str, *, en: str | None, comment: str, settles: bool = False
) -> Entry:
    """Return the entry of a verdict. Raises RefusedVerdict.

    `pair` is as the dataset has it, `shown` the English that the reviewer saw, `said` what this reviewer has said of
    it before. An acceptance of English that is not the model's is an edit.
    """
    if status not in LOGGED:
        raise RefusedVerdict(f"`{status}` is no verdict; choose from {', '.join(LOGGED)}")
    comment = checked_comment(comment)
    text = _known(shown if en is None else checked(en), shown, pair)
    if status == RESET:
        text = pair.machine_en
    elif status == MACHINE:
        text = _unchanged(text, shown, status)
        if said is not None and said.status in STATUSES:  # a comment takes no verdict back
            status, text = said.status, said.en
    elif status == "rejected":
        text = _unchanged(text or shown, shown, status)
    else:
        status = _accepted_or_edited(text, pair, status)
    return Entry(judged=Judged.of(pair), status=status, en=text, comment=comment, settles=settles)


def checked(en: str) -> str:
    """Return English without blanks around it. Raises RefusedVerdict for what is not one line of text."""
    if SURROGATE.search(en):
        raise RefusedVerdict("the English holds half a character, which no file can hold; remove it")
    en = en.strip()
    wrong = what_breaks_its_line(en)
    if wrong is not None:
        raise RefusedVerdict(wrong)
    if len(en) > LONGEST_ENGLISH:
        raise RefusedVerdict(f"the English has more than {LONGEST_ENGLISH} characters; shorten it")
    return en


def checked_comment(comment: str) -> str:
    """Return a comment without blanks around it. Raises RefusedVerdict for what no table can hold, or a long one."""
    comment = comment.strip()
    if SURROGATE.search(comment):
        raise RefusedVerdict("the comment holds half a character, which no file can hold; remove it")
    if found := _UNFIT.search(comment):
        raise RefusedVerdict(f"the comment holds a control character (U+{ord(found[0]):04X}); remove it")
    if len(comment) > LONGEST_COMMENT:
        raise RefusedVerdict(f"the comment has more than {LONGEST_COMMENT} characters; shorten it")
    return comment


def _known(en: str, shown: str, pair: Pair) -> str:
    """Return the English that is known with its own blanks, where only those differ."""
    return next((text for text in (shown, pair.en, pair.machine_en) if text.strip() == en.strip()), en)


def _unchanged(text: str, shown: str, status: str) -> str:
    if text != shown:
        what = "rejected" if status == "rejected" else "only commented on"
        raise RefusedVerdict(f"{what}, but the English was changed; confirm it as an edit, or take the change back")
    return shown


def _accepted_or_edited(text: str, pair: Pair, status: str) -> str:
    if not text:
        raise RefusedVerdict(f"`{status}`, but the English is empty; write it, or reject the pair")
    if text == pair.machine_en and status == "edited":
        raise RefusedVerdict("`edited`, but the English is still the model's; write the edit, or accept it")
    return "accepted" if text == pair.machine_en else "edited"
