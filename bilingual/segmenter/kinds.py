"""What a segment is: a sentence, a headline, a caption, or one of the small parts around an article."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from bilingual.segmenter import labels

KINDS = ("sentence", "title", "caption", "byline", "source", "tweet", "date", "boilerplate")

LONGEST_TITLE = 200
LONGEST_CAPTION = 500
LONGEST_LABEL = 120
LONGEST_TWEET = 1000
LONGEST_SUBTITLE = 60
SEVERAL = 3  # lines: of fewer the first asks without being a headline
MOST_ENDS = 2  # a headline has two sentences at most
INNER_END = re.compile(r"[^\W\d_][a-zß-öø-ÿœ][.!?…][»”\"]?(?= [A-ZÀ-ÖØ-ÞŒ«\"])")
FINAL = ".!?…:;,"
CLOSING = "»”\"’') ]"


def line_kinds(lines: Iterable[str]) -> Iterator[str]:
    """Yield the kind of each non-blank line of an article, in its context; blanks in it are U+0020.

    A kind is told once the line behind it was read, the first ones once the first `SEVERAL` were.
    """
    lines = iter(lines)
    opening = list(islice(lines, SEVERAL))
    if len(opening) == 1:
        return map(_own_kind, opening)
    return _with_signatures(_with_titles(chain(opening, lines), of_several=len(opening) == SEVERAL))


def segment_kind(text: str, line_kind: str) -> str:
    """Return the kind of one segment of a line: the line's own, but for a source or a notice glued to its end."""
    if line_kind in ("sentence", "title") and len(text) <= LONGEST_LABEL:
        if labels.SOURCE.fullmatch(text):
            return "source"
        if labels.NOTICE.fullmatch(text):
            return "boilerplate"
    return line_kind


def _own_kind(line: str) -> str:
    """Return the kind that a line shows by itself: `sentence` where it shows none."""
    if len(line) <= LONGEST_TWEET and _is_tweet(line):
        return "tweet"
    if len(line) <= LONGEST_LABEL:
        if labels.DATE.fullmatch(line):
            return "date"
        if labels.SOURCE.fullmatch(line):
            return "source"
        if labels.BOILERPLATE.fullmatch(line):
            return "boilerplate"
    if len(line) <= LONGEST_CAPTION and _is_caption(line):
        return "caption"
    if len(line) <= LONGEST_LABEL and _final(line) not in FINAL and labels.BYLINE.fullmatch(_within_brackets(line)):
        return "byline"
    return "sentence"


def _within_brackets(line: str) -> str:
    """Return the line without the brackets around all of it."""
    return line[1:-1].strip() if line[0] in "([" and line[-1] in ")]" else line


def _is_tweet(line: str) -> bool:
    return ("@" in line or "t.co/" in line or "pic.twitter" in line) and labels.TWEET.search(line) is not None


def _is_caption(line: str) -> bool:
    if labels.CREDIT_BEFORE.match(line) or "©" in line or labels.CREDIT_WITHIN.search(line):
        return True
    return labels.CREDIT_AFTER.search(line, max(0, len(line) - LONGEST_LABEL)) is not None


def _final(line: str) -> str:
    """Return the last character that closes nothing."""
    return line.rstrip(CLOSING)[-1:] or " "


def _with_titles(lines: Iterable[str], of_several: bool) -> Iterator[tuple[str, str]]:
    """Yield lines with their kinds: a headline has no final mark; the first, and a short one after it, may ask."""
    first, after_title = True, False
    for line in lines:
        kind = _own_kind(line)
        if kind == "sentence":
            final = _final(labels.GLUED.sub("", line) if len(line) <= LONGEST_TITLE else line)
            asks = final in "!?" and ((first and of_several) or (after_title and len(line) <= LONGEST_SUBTITLE))
            if (final not in FINAL or asks) and _is_headlike(line) and len(INNER_END.findall(line)) < MOST_ENDS:
                kind = "title"
            first, after_title = False, kind == "title"
        yield line, kind


def _is_headlike(line: str) -> bool:
    """Return whether a line is short, opens with a capital, a figure or a quotation, and is no item of a list."""
    lower = line[0].islower() and line[1:2] not in "'’"
    return len(line) <= LONGEST_TITLE and not lower and line[0] not in "-–—•▪*" and line[-1] not in ",;:"


def _with_signatures(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the kinds of lines: a name alone after an article's last paragraph signs it."""
    before = ""
    for (line, kind), (_, following) in pairwise(chain(lines, [("", "title")])):
        is_alone = kind == "title" and before == "sentence" and following in ("title", "source", "boilerplate", "date")
        before = "byline" if is_alone and len(line) <= LONGEST_SUBTITLE and labels.NAME.fullmatch(line) else kind
        yield before
