"""How a command begins and ends as a process: its streams, the signals that end it, one line and one exit code."""

import errno
import logging
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn

import typer
from typer.main import get_command

from bilingual.cli.console import STDOUT, drop, flush, note, say
from bilingual.cli.usage import BadUsage, describe_usage
from bilingual.errors import BilingualError
from bilingual.text.visible import visible

FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = {128 + number for number in SIGNALS}
NO_MEMORY = "not enough memory; free some or raise its limit: smaller articles and fewer workers need less"


def main_with(app: typer.Typer, name: str | None = None) -> NoReturn:
    """Run a Typer app as a process: what goes wrong ends it with one line on stderr and an exit code.

    The code is that of a `BilingualError`, 2 for a wrong command line, 1 for what the system refuses, 130 after an
    interrupt (Ctrl-C), 143 and 129 after SIGTERM and SIGHUP, on which a command cleans up as after an error.
    """
    _prepare_streams()
    _report_what_escapes()
    _on_signals(_end)
    code = _ended(lambda: _run(app, name or Path(sys.argv[0]).name))
    flushed = _ended(flush) if code == 0 else _quietly(flush)
    _on_signals(signal.SIG_DFL)
    if code in SIGNALLED:
        # All is cleaned up; the interpreter's own end would wait for threads, and answer a signal with a traceback.
        os._exit(code)
    sys.exit(code or flushed)


def _run(app: typer.Typer, name: str) -> None:
    """Do what Typer does for a command line, but leave every error to the caller."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "closed; open it, or send it to /dev/null", STDOUT)
    command = get_command(app)
    if os.environ.get(f"_{name.upper()}_COMPLETE"):
        command.main(sys.argv[1:], prog_name=name)
    with command.make_context(name, sys.argv[1:]) as context:
        command.invoke(context)


def _ended(step: Callable[[], None]) -> int:
    """Run a step and return the exit code that it ends with, after saying why."""
    code, why = 0, ""
    try:
        step()
    except BilingualError as error:
        code, why = error.exit_code, str(error)
    except BadUsage as error:
        code, why = error.exit_code, describe_usage(error, error.ctx, {})
    except typer.Exit as error:
        code = error.exit_code
    except SystemExit as error:
        code, why = (error.code, "") if isinstance(error.code, int) else (1, str(error.code))
    except OSError as error:
        code, why = 1, "" if isinstance(error, BrokenPipeError) else describe_os_error(error)
        if error.filename == STDOUT:
            drop(1)
    except KeyboardInterrupt as error:
        code, why = 130, "; ".join(["interrupted", *map(str, error.args)])
    except (MemoryError, SystemError, ImportError, RuntimeError, UnicodeEncodeError) as error:
        code, why = 1, _describe_failure(error)
        if not why:
            raise
    if why:
        say(f"bilingual: {why}")
    return code


def _quietly(step: Callable[[], None]) -> int:
    """Run a step after an error has been said: one line is enough."""
    try:
        step()
    except OSError:
        drop(1)
    return 0


def describe_os_error(error: OSError) -> str:
    """One line for an operating-system error: the file it names, and what to do when the disk is full."""
    where = f"{error.filename}: " if error.filename else ""
    what = error.strerror or str(error)
    hint = "; free some space" + ("" if error.filename == STDOUT else " or choose another --out")
    return f"{where}{what}{hint if error.errno in FULL_DISK else ''}"


def _describe_failure(error: Exception) -> str:
    """One line for what too little memory or a name in another encoding leads to; nothing for a fault of ours."""
    if isinstance(error, MemoryError) or str(error) == "can't start new thread":
        return NO_MEMORY
    if isinstance(error, SystemError | ImportError):
        return f"a library failed ({error}): it is damaged, or there is {NO_MEMORY}"
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object}: a name that is not UTF-8; rename it, or give another"
    return ""


def _prepare_streams() -> None:
    """Print UTF-8 whatever the locale, and let no file that is opened later take the place of a closed stream."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _on_signals(action: Callable[[int, FrameType | None], NoReturn] | signal.Handlers) -> None:
    """Set what the signals that end a command do, but where whoever started it wants them ignored (`nohup`)."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, action)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """End the command as after an error, so that it cleans up; the same signal again ends it at once."""
    signal.signal(number, signal.SIG_DFL)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


class _Saying(logging.Handler):
    """Prints what libraries log as every other message, their errors when the command is quiet too."""

    def emit(self, record: logging.LogRecord) -> None:
        tell = say if record.levelno >= logging.ERROR else note
        tell(f"note       {record.getMessage()}")


def _report_what_escapes() -> None:
    """Print by `say` what Python would print by itself: warnings, logs of libraries, faults of ours."""

    def show_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        for line in "".join(traceback.format_exception(kind, error, trace)).splitlines():
            say(line)
        say("bilingual: this is a fault of the program; please report the lines above")

    logging.lastResort = _Saying(logging.WARNING)
    warnings.showwarning = lambda message, *_: note(f"note       {message}")
    sys.excepthook = show_fault
    sys.unraisablehook = lambda ignored: say(f"note       {visible(repr(ignored.exc_value))}")
