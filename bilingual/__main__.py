"""The `bilingual` command: `python -m bilingual`, and the installed script.

An interrupt while the command's modules load ends it with one line: nothing has begun that must be cleaned up. So
nothing is imported up here, nor by the package itself.
"""

import os


def main() -> None:
    """Run the command."""
    try:
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _leave)
        from bilingual.cli import main as run
    except KeyboardInterrupt:
        _leave()
    run()


def _leave(*_: object) -> None:
    try:
        os.write(2, b"bilingual: interrupted\n")
    finally:
        os._exit(130)


if __name__ == "__main__":
    main()
