"""The one place where the command prints: messages on stderr, results on stdout, whatever a text holds.

Lines for people never hold a character that acts on a terminal, in a pipe neither: `less -R` and `head` end at one too.
JSON has such characters as escapes of its own, which lose nothing. Data for programs are exact, but on a terminal.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from bilingual.text.visible import HIDDEN, visible

MOST_ROWS = 60
STDOUT = "standard output"


def say(message: str) -> None:
    """Print a message for the person at the terminal, as one line: on stderr, so that results can be piped.

    Where nobody can read it any longer, it is dropped: that is no reason to lose the work.
    """
    try:
        print(visible(message), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        drop(2)


def put(line: str) -> None:
    """Print one line of result for people on stdout; its tabs part columns. Raises OSError naming stdout."""
    _write(visible(line, kept="\t"))


def put_data(line: str) -> None:
    """Print one line of data on stdout: exact in a pipe or file, as `put` does it on a terminal."""
    _write(visible(line, kept="\t") if sys.stdout.isatty() else line)


def put_json(value: Any) -> None:  # noqa: ANN401 - whatever json takes
    """Print one JSON value on one line, keys in the order given; what acts or hides is escaped as JSON does it."""
    _write(HIDDEN.sub(_json_escape, json.dumps(value, ensure_ascii=False)))


def put_json_parts(parts: Iterable[str]) -> None:
    """Print one JSON value on one line from parts of its text, for a value that is too long to hold."""
    for part in parts:
        _write(HIDDEN.sub(_json_escape, part), end="")
    _write("")


def put_table(title: str, counts: Mapping[str, int]) -> None:
    """Print counts as a table, the first `MOST_ROWS` of them: Rich draws it, and it stays plain text in a pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    table.add_column(Text(visible(title)), overflow="fold")
    table.add_column("count", justify="right")
    for name, count in list(counts.items())[:MOST_ROWS]:
        table.add_row(Text(visible(name)), f"{count:,}")
    if len(counts) > MOST_ROWS:
        table.add_row(f"… and {len(counts) - MOST_ROWS:,} more; --json has all", "")
    console = Console(markup=False, emoji=False, highlight=False)
    with console.capture() as drawn:
        console.print(table)
    _write(drawn.get(), end="")


def flush() -> None:
    """Write out what was printed. Raises OSError naming stdout."""
    _write("", end="", flush=True)


def drop(descriptor: int) -> None:
    """Let what is still written to a stream go nowhere, so that the interpreter's end does not stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _write(text: str, end: str = "\n", flush: bool = False) -> None:
    try:
        print(text, end=end, flush=flush)  # noqa: T201
    except OSError as error:
        raise OSError(error.errno, error.strerror, STDOUT) from error


def _json_escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
