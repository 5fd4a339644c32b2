"""Items of lists that were run into one line."""

import re
from itertools import pairwise

from bilingual.segmenter.characters import WORD
from bilingual.segmenter.openers import OPENERS

NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2}(?:[.)]|°\)?)|[a-z]\))\s+(?=\S)")
SEMICOLON = re.compile(r";\s+(?=[A-ZÀ-ÖØ-ÞŒ])")
MARKED_ITEM = re.compile(r"(?<=[;:,] )[-–—•▪■◦►] (?=\S)")
ITEM_SIGNS = "-–—•▪■◦►"
NEXT_ITEM = {sign: re.compile(rf"(?<= ){sign} (?=[A-ZÀ-ÖØ-ÞŒ«“\"])") for sign in "-–—"} | {
    sign: re.compile(rf"(?<= ){sign} (?=\S)") for sign in "•▪■◦►"
}


def item_starts(line: str, starts: list[int]) -> list[int]:
    """Return where items of a run-in list start, in addition to the sentences that start at `starts`."""
    found: list[int] = []
    if ";" in line:
        found += _after_semicolon(line)
    if any(sign in line for sign in ("1.", "1)", "1°", "a)")):
        found += _numbered(line)
    found += _marked(line, starts)
    return found


def _after_semicolon(line: str) -> list[int]:
    """French goes on in lower case after `;`: a capitalised function word there opens the next item."""
    found = []
    for match in SEMICOLON.finditer(line):
        word = WORD.match(line, match.end())
        if word and word.group().lower().replace("’", "'") in OPENERS:
            found.append(match.end())
    return found


def _numbered(line: str) -> list[int]:
    """Items numbered 1, 2, 3 … or a, b, c …; the first opens the line or follows a mark."""
    found: list[int] = []
    run: list[int] = []
    wanted = shape = ""
    for match in NUMBER.finditer(line):
        number, sign = _number(match[1])
        before = (
            line[: match.start()].rstrip()[-1:]
            if match.start() < 2
            else line[match.start() - 2 : match.start()].strip()[-1:]
        )
        opens_item = before in ("", ".", ";", ":", "!", "?", ",") or line[match.end()].isupper()
        if run and number == wanted and sign == shape and opens_item:
            run.append(match.start())
        elif number in ("1", "a") and before in ("", ".", ";", ":", "!", "?"):
            found += run if len(run) > 1 else []
            run, shape = [match.start()], sign
        else:
            continue
        wanted = _successor(number)
    return found + (run if len(run) > 1 else [])


def _number(token: str) -> tuple[str, str]:
    number = token.rstrip(".)°")
    return number, token[len(number) :]


def _successor(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _marked(line: str, starts: list[int]) -> list[int]:
    """Items behind a dash or bullet: after `;` and `:` at least twice, or in a segment that opens with the same."""
    found: list[int] = []
    items = [match.start() for match in MARKED_ITEM.finditer(line)] if "; " in line else []
    if len(items) > 1:
        found += items
    for start, end in pairwise([*starts, len(line)]):
        if line[start] in ITEM_SIGNS and line.startswith(" ", start + 1):
            found += [match.start() for match in NEXT_ITEM[line[start]].finditer(line, start + 1, end)]
    return found
