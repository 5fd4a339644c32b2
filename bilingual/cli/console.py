"""What every command shares: one-line errors with their exit code, messages on stderr, JSON on stdout."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from bilingual.errors import BilingualError

FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def say(message: str) -> None:
    """Print a message for the person at the terminal: on stderr, so that results can be piped."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201


def put(line: str) -> None:
    """Print one line of result on stdout."""
    print(line)  # noqa: T201


def put_json(value: Any) -> None:  # noqa: ANN401 - whatever json takes
    """Print one JSON value on one line, keys in the order given."""
    put(json.dumps(value, ensure_ascii=False))


def put_json_parts(parts: Iterable[str]) -> None:
    """Print one JSON value on one line from parts of its text, for a value that is too long to hold."""
    for part in parts:
        print(part, end="")  # noqa: T201
    put("")


def describe_os_error(error: OSError) -> str:
    """One line for an operating-system error: the file it names, and what to do when the disk is full."""
    where = f"{error.filename}: " if error.filename else ""
    what = error.strerror or str(error)
    hint = "; free some space or choose another --out" if error.errno in FULL_DISK else ""
    return f"{where}{what}{hint}"


def main_with(app: Callable[[], None]) -> None:
    """Run a Typer app as a process: errors raised on purpose end it with one line and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BilingualError as error:
        say(f"bilingual: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        say(f"bilingual: {describe_os_error(error)}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("bilingual: interrupted")
        sys.exit(130)
