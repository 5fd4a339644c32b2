"""Reads what `bilingual` writes with the programs that it is meant for, each in an environment of its own.

    python scripts/check_consumers.py [--only NAME …] [--dataset FOLDER] [--write]

Builds the dataset of the five articles in three splits, or copies one, reviews some pairs of each split, exports every
format, and lets each program read it: all texts, offsets and counts must be those of the package. Then runs what the
page shows of the program. Environments are kept in ~/.cache/bilingual-consumers and made with uv, or with venv and pip
where there is none; a program without a package must be on the path. Prints a table; `--write` puts it into
docs/consumers.md. Exits with 1 if a program failed.
"""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.consumers.material import make_material, run_command
from scripts.consumers.page import table, write_page
from scripts.consumers.programs import PROGRAMS
from scripts.consumers.reading import Result, try_program
from scripts.consumers.snippets import make_place


def main(
    only: Annotated[list[str] | None, typer.Option(help="A program by its name, or the beginning of it.")] = None,
    dataset: Annotated[Path | None, typer.Option(help="A dataset, of which a copy is read.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/consumers.md.")] = False,
) -> None:
    """Try every program, print the table, exit with 1 where one failed."""
    chosen = [
        program for program in PROGRAMS if not only or program.name.lower().startswith(tuple(map(str.lower, only)))
    ]
    if not chosen or (write and only):
        raise typer.BadParameter("--only names no program, or --write would leave the others out")
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        material = Path(name) / "material"
        material.mkdir()
        make_material(material, dataset)
        make_place(material / "page", material / "nothing-skipped", run_command)
        for program in chosen:
            results.append(try_program(program, material))
            print(f"{program.name:20} {results[-1].version:8} {results[-1].failed or 'reads all'}", flush=True)
    print(table(results))
    if write:
        write_page(results)
    raise typer.Exit(any(result.failed for result in results))


if __name__ == "__main__":
    typer.run(main)
