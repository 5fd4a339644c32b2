"""Lines that were broken at one width are taken as one: same length, so that every offset holds.

A block (lines without a blank line between them) is taken as wrapped when most of its lines end in the middle of a
sentence and reach so far to the right that the next line's first word had no room; shorter blocks follow the width of
the others. Verse, lists, headings, tables, addresses and dialogue do not show this, and are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bilingual.segmenter.characters import LINE
from bilingual.segmenter.cues import cue_goes_on, cue_marks, is_webvtt
from bilingual.segmenter.layout import (
    BULLET,
    PageLine,
    is_divided,
    is_final,
    is_item,
    leaves_open,
    opens_low,
    opens_sentence,
    page_lines,
    surely_goes_on,
)

WIDEST, NARROWEST, NARROW = 140, 25, 50  # columns; below `NARROW` verse is as wide
REACHED = 0.88  # of the width, with the next word: set lines are not all equally long
FULL_SHARE, NARROW_SHARE = 0.75, 0.9
FEWEST, FEWEST_NARROW = 2, 4  # lines that end in the middle of a sentence; one that surely does counts twice
WORDS_SHARE = 0.34  # of lines that may be items as well; in prose more than that go on by their words
HELD_CHARACTERS = 1 << 16  # of a text whose lines are held from the first reading to the second
LEAST_SHARE = 0.25  # of all lines of the block: in prose it is most
# A lower-case letter at the start of a line that follows another. One literal character is found faster than a class.
_OTHER_BREAKS = "\v\f\r\x85\u2028\u2029"
_LOW = rf"[^\S\n{_OTHER_BREAKS}]*+(?:>[ \t]?)*+[«“\"'‘(]?[a-zß-öø-ÿœ]"
_AFTER_NEWLINE = re.compile(r"\n(?<!\n\n)" + _LOW)
_AFTER_BREAK = re.compile(f"[{_OTHER_BREAKS}]{_LOW}")
_TIMED = "-->"


FlatLine = tuple[int, str, bool]
"""The offset of a line of a text, the line, as long as it stands there, and whether it is the mark of a cue."""
_Join = tuple[int, int]  # where a line ends, and where the text of the next, which goes on with it, begins
_NO_JOIN = (-1, -1)


def is_wrapped(text: str) -> bool:
    """Return whether any lines of a text are recognised as parts of one, so that they are joined."""
    return _has_blocks(text, None) and any(True for _, _, joins in _blocks(text, None) for _ in joins)


def flat_lines(text: str, wrapped: bool | None = None) -> Iterator[FlatLine]:
    """Yield the lines of a text, each paragraph as one: as long as it was, with blanks for the line breaks in it.

    `wrapped`: None recognises wrapped lines, True joins all lines between blank lines, False none. Lines that number or
    time subtitles are marks of cues: they are never joined, and the lines of one subtitle are where its sentence goes
    on. Linear in the text, which is read twice where lines may be wrapped: besides the block at work, a byte is held
    for each block.
    """
    done = 0
    if _has_blocks(text, wrapped):
        for block, marks, joins in _blocks(text, wrapped):
            yield from _plain_lines(text, done, block[0].begin)
            yield from _lines_of(text, block, marks, joins)
            done = block[-1].end
    yield from _plain_lines(text, done, len(text))


def _plain_lines(text: str, start: int, end: int) -> Iterator[FlatLine]:
    """Yield the lines outside of blocks: they are blank, or marks of quotation alone."""
    return ((match.start(), match.group(), False) for match in LINE.finditer(text, start, end))


def _lines_of(text: str, block: Sequence[PageLine], marks: set[int], joins: Iterator[_Join]) -> Iterator[FlatLine]:
    """Yield the lines of a block, those that are joined as one."""
    end, start = next(joins, _NO_JOIN)
    pieces: list[str] = []
    first = at = 0
    for index, line in enumerate(block):
        if not pieces:
            first = at = line.begin
        pieces.append(text[at : line.end])
        if line.end == end:
            pieces.append(" " * (start - end))
            at = start
            end, start = next(joins, _NO_JOIN)
        else:
            yield first, "".join(pieces), index in marks
            pieces.clear()


def _has_blocks(text: str, wrapped: bool | None) -> bool:
    """Return whether lines may belong together: else none needs to be looked at twice."""
    return _TIMED in text or wrapped is True or (wrapped is None and _may_go_on(text))


def _blocks(text: str, wrapped: bool | None) -> Iterator[tuple[Sequence[PageLine], set[int], Iterator[_Join]]]:
    """Yield the blocks of a text, each with the lines of it that are marks of cues and those that are joined."""
    held = list(_marked_blocks(text)) if len(text) <= HELD_CHARACTERS else None
    widths = _own_widths(held or _marked_blocks(text)) if wrapped is None else b""
    common = max(widths, default=0)
    for index, (block, marks) in enumerate(held or _marked_blocks(text)):
        joins: Iterator[_Join] = iter(())
        if marks and wrapped is not False:
            joins = _in_cue(block, marks)
        elif wrapped:
            joins = ((line.end, after.start) for line, after in pairwise(block))
        elif common:
            joins = _joins(block, widths[index] or common, sure=bool(widths[index]))
        yield block, marks, joins


def _may_go_on(text: str) -> bool:
    """Return whether any line opens in lower case."""
    if _AFTER_NEWLINE.search(text):
        return True
    return any(sign in text for sign in _OTHER_BREAKS) and _AFTER_BREAK.search(text) is not None


def _marked_blocks(text: str) -> Iterator[tuple[Sequence[PageLine], set[int]]]:
    timed = _TIMED in text
    of_webvtt = timed and is_webvtt(text)
    return ((block, cue_marks(block, of_webvtt) if timed else set()) for block in page_lines(text, quoted=not timed))


def _in_cue(block: Sequence[PageLine], marks: set[int]) -> Iterator[_Join]:
    for index in range(min(marks), len(block) - 1):
        if not marks & {index, index + 1} and cue_goes_on(block[index], block[index + 1]):
            yield block[index].end, block[index + 1].start


def _own_widths(blocks: Iterable[tuple[Sequence[PageLine], set[int]]]) -> bytes:
    """Return the width of each block that shows one, 0 for the others and those of cues."""
    return bytes(0 if marks else _own_width(block) for block, marks in blocks)


def _own_width(block: Sequence[PageLine]) -> int:
    """Return the width at which a block's lines are broken, as far as the block alone shows it; 0 where it does not."""
    width = max(line.columns for line in block)
    if len(block) < FEWEST or not NARROWEST <= width <= WIDEST:
        return 0
    number, full, sure = _going_on(block, width)
    fewest, share = (FEWEST, FULL_SHARE) if width >= NARROW else (FEWEST_NARROW, NARROW_SHARE)
    if number + sure < fewest or full < share * number or number < LEAST_SHARE * (len(block) - 1):
        return 0
    open_ends = ((line, after) for line, after in pairwise(block) if not is_final(line) and not is_item(after))
    against = sum(_speaks_against(line, after, width) for line, after in open_ends)
    return width if number >= 2 * against or (full == number > against) else 0


def _going_on(block: Sequence[PageLine], width: int) -> tuple[int, int, int]:
    """Count the lines that go on in lower case in the next: all, the full ones, and those that surely go on.

    Where lower case opens the block, or follows a sentence's end, lines may be items or messages of equal length: there
    they count only if enough of them go on by their words.
    """
    certain, doubtful = [0, 0, 0, 0], [0, 0, 0, 0]
    low = opens_low(block[0])
    for line, after in pairwise(block):
        if is_final(line):
            low = opens_low(after) and line.text[-1] in ".:!?"
        elif not is_item(after) and opens_low(after):
            counts, divided = doubtful if low else certain, is_divided(line)
            by_words = divided or surely_goes_on(line, after)
            counts[0] += 1
            counts[1] += divided or _is_full(line, after, width)
            counts[2] += divided or (by_words and width >= NARROW)
            counts[3] += by_words
    counted = (certain, doubtful) if doubtful[3] >= WORDS_SHARE * doubtful[0] else (certain,)
    return sum(one[0] for one in counted), sum(one[1] for one in counted), sum(one[2] for one in counted)


def _speaks_against(line: PageLine, after: PageLine, width: int) -> bool:
    """Return whether a line has an end of its own: a new sentence follows, or a capital though there was room."""
    return after.text[0].isupper() and (opens_sentence(after) or not _is_full(line, after, width))


def _is_full(line: PageLine, after: PageLine, width: int) -> bool:
    """Return whether the next line's first word had no room any more."""
    return line.columns + 1 + len(after.text.split(maxsplit=1)[0]) >= REACHED * width


def _joins(block: Sequence[PageLine], width: int, sure: bool) -> Iterator[_Join]:
    base = min(line.indent for line in block)
    inside = False
    for index, (line, after) in enumerate(pairwise(block)):
        inside = _goes_on(line, after, width, sure, inside)
        if inside and is_final(line):
            indented = after.indent > max(base, line.indent)
            inside = not indented and not _is_headline(after, block[index + 2 : index + 3], width)
        if inside:
            yield line.end, after.start


def _is_headline(line: PageLine, following: Sequence[PageLine], width: int) -> bool:
    """Return whether a line behind a sentence's end stands alone: short, without a mark, nothing going on below."""
    if is_final(line) or opens_low(line):
        return False
    return not following or (not _is_full(line, following[0], width) and not opens_low(following[0]))


def _goes_on(line: PageLine, after: PageLine, width: int, sure: bool, inside: bool) -> bool:
    """Return whether a line's paragraph goes on in the next, `sure` of the block's width, `inside` a paragraph."""
    full = line.columns <= WIDEST and _is_full(line, after, width)
    final = is_final(line)
    if is_divided(line) and after.text[0].isalnum():
        return sure or full
    if is_item(after):
        dash = BULLET.match(after.text)
        return full and not final and (after.text[dash.end() :][:1].islower() if dash else after.text[0].isdigit())
    if opens_low(after):
        return full or (sure and not final)
    if not full or final:
        return full and sure
    return leaves_open(line) or inside or (sure and not opens_sentence(after))
