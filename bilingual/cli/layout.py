"""Lines that fit the screen: a name, then a text that is wrapped under itself."""

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from bilingual.text.visible import visible

NARROWEST, WIDEST = 60, 120
NAME_COLUMNS = 11
MOST_NAMES = 12
GLUE = "\0"  # a blank where no line is broken; `visible` leaves none in a text
IN_COUNTS = re.compile(r"(?<!\S)[\d,]+ (?=\S)| (?=· )")  # the blanks behind a number, and before a dot


def screen_width() -> int:
    """Return how many columns a line may take: the terminal's, between 60 and 120; 80 where there is none."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def labelled(name: str, text: str, indent: int = NAME_COLUMNS) -> Iterator[str]:
    """Yield the lines of a name and a text, which is wrapped to the screen under its own beginning."""
    whole = " ".join(visible(text).split())
    if " · " in whole:
        whole = IN_COUNTS.sub(lambda found: found[0].replace(" ", GLUE), whole)
    lines = textwrap.wrap(whole, screen_width() - indent, break_on_hyphens=False) or [""]
    first, *rest = (line.replace(GLUE, " ") for line in lines)
    head = f"{visible(name):<{indent}}"
    yield f"{head}{first}".rstrip()
    yield from (f"{'':{indent}}{line}" for line in rest)


def listed(counts: Mapping[str, int], most: int = MOST_NAMES) -> str:
    """Return counts with their names, as `185 sentence · 13 title`; only so many of them."""
    shown = [f"{number:,} {name}" for name, number in list(counts.items())[:most]]
    return " · ".join([*shown, *([f"… {len(counts) - most:,} more"] if len(counts) > most else [])])


def side_by_side(left: Iterable[str], right: Iterable[str], columns: int) -> Iterator[str]:
    """Yield the lines of two blocks beside each other, the left one `columns` wide."""
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{columns}}{other}".rstrip()


def bars(title: str, counts: Mapping[str, int], columns: int = 14) -> Iterator[str]:
    """Yield a small histogram: a line a bin with its count and a bar; the longest bar is `columns` long."""
    wide = max(map(len, (title, *counts)))
    numbers = max(map(len, ("pairs", *(f"{number:,}" for number in counts.values()))))
    yield f"{title:<{wide}}  {'pairs':>{numbers}}"
    most = max(counts.values(), default=1)
    for name, number in counts.items():
        yield f"{name:<{wide}}  {number:>{numbers},}  {'█' * -(-number * columns // most)}"
