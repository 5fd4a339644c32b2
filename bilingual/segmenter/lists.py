"""Items of lists that were run into one line."""

import re
from itertools import pairwise

from bilingual.segmenter.headings import is_heading
from bilingual.segmenter.openers import is_opener

NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2}(?:[.)]|°\)?)|[a-z]\))\s++(?=\S)")
FIRST_NUMBERS = ("1.", "1)", "1°", "a)")
MARKS_BEFORE = ("", ".", ";", ":", "!", "?", ",")
SEMICOLON = re.compile(r";\s++(?=[A-ZÀ-ÖØ-ÞŒ])")
MARKED_ITEM = re.compile(r"(?<=[;:,] )[-–—•▪■◦►] (?=\S)")
ITEM_SIGNS = "-–—•▪■◦►"
NEXT_ITEM = {sign: re.compile(rf"(?<= ){sign} (?=[A-ZÀ-ÖØ-ÞŒ«“\"])") for sign in "-–—"} | {
    sign: re.compile(rf"(?<= ){sign} (?=\S)") for sign in "•▪■◦►"
}


def item_starts(line: str, starts: list[int]) -> list[int]:
    """Return where items without a number start, in addition to the sentences that start at `starts`."""
    found = _after_semicolon(line) if ";" in line else []
    return found + _marked(line, starts)


def _after_semicolon(line: str) -> list[int]:
    """French goes on in lower case after `;`: a capitalised function word there opens the next item."""
    return [match.end() for match in SEMICOLON.finditer(line) if is_opener(line, match.end())]


def numbered_items(line: str) -> dict[int, int]:
    """Items numbered 1, 2, 3 … or a, b, c …: where each one's number ends → where the item starts.

    The first opens the line or follows a mark, the others follow a mark or have a capital. One alone is none.
    """
    if not any(sign in line for sign in FIRST_NUMBERS):
        return {}
    found: dict[int, int] = {}
    run: dict[int, int] = {}
    wanted = ("", "")
    for match in NUMBER.finditer(line):
        number, sign = _number(match[1])
        before = line[max(0, match.start() - 2) : match.start()].strip()[-1:]
        follows = before in MARKS_BEFORE or line[match.end()].isupper()
        if (number, sign) != wanted or not follows:
            if number not in ("1", "a") or before not in MARKS_BEFORE:
                continue
            found |= run if len(run) > 1 else {}
            run = {}
        run[match.start() + len(number)] = match.start()
        wanted = (_successor(number), sign)
    return found | (run if len(run) > 1 else {})


def _number(token: str) -> tuple[str, str]:
    number = token.rstrip(".)°")
    return number, token[len(number) :]


def _successor(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _follows_number(line: str, segment: int, dash: int) -> bool:
    """Return whether the dash stands between an article's number and its text (`- Art. 5. - Le préfet statue.`)."""
    stop = dash - 2
    return line[stop] == "." and is_heading(line, segment, stop)


def _marked(line: str, starts: list[int]) -> list[int]:
    """Items behind a dash or bullet: after `;` and `:` at least twice, or in a segment that opens with the same."""
    found: list[int] = []
    items = [match.start() for match in MARKED_ITEM.finditer(line)] if "; " in line else []
    if len(items) > 1:
        found += items
    for start, end in pairwise([*starts, len(line)]):
        if line[start] in ITEM_SIGNS and line.startswith(" ", start + 1):
            marked = NEXT_ITEM[line[start]].finditer(line, start + 1, end)
            found += [match.start() for match in marked if not _follows_number(line, start, match.start())]
    return found
