"""The `bilingual` command: `python -m bilingual`, and the installed script."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command. While its modules load there is nothing to clean up, so an interrupt just ends it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    from bilingual.cli import main as run

    run()


def _leave(number: int, frame: FrameType | None) -> None:
    try:
        os.write(2, b"bilingual: interrupted\n")
    finally:
        os._exit(128 + number)


if __name__ == "__main__":
    main()
