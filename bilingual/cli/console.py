"""The one place where the command prints: messages on stderr, results on stdout, whatever a text holds.

Lines for people never hold a character that acts on a terminal, in a pipe neither: `less -R` and `head` end at one too.
JSON has such characters as escapes of its own, which lose nothing. Data for programs are exact, but on a terminal.
"""

import json
import os
import re
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from bilingual.text.visible import HIDDEN, visible

STDOUT = "standard output"
RED, PLAIN = "\x1b[1;31m", "\x1b[0m"
_QUIET = ContextVar("quiet", default=False)


def be_quiet(asked: bool = True) -> None:
    """Print no notices and draw no progress from here on, if that is asked; errors and results stay."""
    _QUIET.set(_QUIET.get() or asked)


def shows_progress() -> bool:
    """Return whether a bar can be drawn: on a terminal, unless the command is to be quiet."""
    return sys.stderr.isatty() and not _QUIET.get()


def note(message: str) -> None:
    """Print a notice as `say` does, unless the command is to be quiet."""
    if not _QUIET.get():
        say(message)


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


def put_marked(line: str, wrong: re.Pattern[str]) -> None:
    """Print one line as `put` does, with what `wrong` finds in red: where a terminal knows colours, unless NO_COLOR."""
    shown = visible(line, kept="\t")
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb":
        shown = wrong.sub(lambda found: f"{RED}{found[0]}{PLAIN}", shown)
    _write(shown)


def put_data(line: str, end: str = "\n") -> None:
    """Print one line of data on stdout, or a part of it: exact in a pipe or file, as `put` does it on a terminal."""
    _write(visible(line, kept="\t") if sys.stdout.isatty() else line, end=end)


def put_json(value: Any) -> None:  # noqa: ANN401 - whatever json takes
    """Print one JSON value on one line, keys in the order given; what acts or hides is escaped as JSON does it."""
    _write(HIDDEN.sub(_json_escape, json.dumps(value, ensure_ascii=False)))


def put_json_parts(parts: Iterable[str]) -> None:
    """Print one JSON value on one line from parts of its text, for a value that is too long to hold."""
    for part in parts:
        _write(HIDDEN.sub(_json_escape, part), end="")
    _write("")


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
