"""What the tests of `bilingual build` write, read and start."""

import os
from pathlib import Path

from tests.conftest import Run

TEXT = "Le chat dort. Il rêve d’un poisson."


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_plain_user(*command: str) -> list[str]:
    """Root may write anywhere; without that capability, permissions hold for root too."""
    return (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command] if os.geteuid() == 0 else list(command)
    )


def judge(run: Run, dataset: Path, status: str, comment: str) -> None:
    """Give the first pair of a dataset a status and a comment, in place."""
    table = dataset.parent / "judged.tsv"
    assert run("review", "export", dataset, "--out", table).returncode == 0
    mark, first, *others = table.read_text("utf-8").splitlines()
    cells = first.split("\t")
    cells[1], cells[4] = status, comment
    table.write_text("\n".join([mark, "\t".join(cells), *others]) + "\n", "utf-8")
    done = run("review", "apply", table, dataset)
    assert done.returncode == 0, done.stderr
    table.unlink()
