"""Write the pages that follow from the code: the commands, the errors, the signatures of the API, lines of definitions.

    python scripts/make_docs.py          write them
    python scripts/make_docs.py --check  write nothing; exit 1 when a page is not what it would be

A message that no cause is written for is named with its place: put the line that is printed into the list of
docs/errors.md whose cause is its own.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.pages.api_page import render_api
from scripts.pages.architecture_page import render_steps
from scripts.pages.cli_page import render_commands
from scripts.pages.errors_page import line_of, render_errors, without_cause
from scripts.pages.messages import collect_messages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
Check = Annotated[bool, typer.Option("--check", help="Write nothing; say which pages are stale.")]


def pages() -> dict[Path, Callable[[str], str]]:
    """Return the generated pages, each with the function that renders it from the page as it stands."""
    messages = collect_messages()
    return {
        ROOT / "ARCHITECTURE.md": lambda page: render_steps(page, ROOT),
        DOCS / "cli.md": lambda page: render_commands(),
        DOCS / "api.md": render_api,
        DOCS / "errors.md": lambda page: render_errors(page, messages),
    }


def stale_pages() -> list[Path]:
    """Return the pages that are not what they would be if they were written again."""
    return [path for path, render in pages().items() if render(_read(path)) != _read(path)]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(check: Check = False) -> None:
    """Write the pages in docs/ that follow from the code."""
    stale = stale_pages()
    for path in stale:
        if not check:
            path.write_text(pages()[path](_read(path)), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'stale; run `make docs`' if check else 'written'}")
    new = without_cause(_read(DOCS / "errors.md"), collect_messages())
    for message in new:
        print(f"docs/errors.md: put this line under its cause ({message.place}):\n{line_of(message)}")
    raise typer.Exit(bool(new) or (check and bool(stale)))


if __name__ == "__main__":
    typer.run(main)
