"""Kills, starves, crosses and damages real commands, and says what did not hold.

    python scripts/check_faults.py [--only kills,crossing,disk,stores,packages,environments] [--quick] [--seed 1]
    python scripts/check_faults.py --case 'kills/apply/*'

After each fault the state on the disk must be the old or the new one, whole; the same command must give the bytes of an
undisturbed one, and nothing may stay behind. docs/reliability.md says what is promised. Ends with 1 if anything failed.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.faults.cases import Case, Outcome, try_cases
from scripts.faults.crossing import crossing_cases
from scripts.faults.disk import disk_cases
from scripts.faults.environments import environment_cases
from scripts.faults.kills import kill_cases
from scripts.faults.packages import package_cases
from scripts.faults.scenarios import Stages, make_stages
from scripts.faults.stores import store_cases
from scripts.faults.summary import summarise
from scripts.faults.world import find_package, make_world

CLASSES: Mapping[str, Callable[[Stages, int, bool], Iterator[Case]]] = {
    "kills": kill_cases, "crossing": crossing_cases, "disk": disk_cases, "stores": store_cases,
    "packages": package_cases, "environments": environment_cases,
}  # fmt: skip


def main(
    only: Annotated[str, typer.Option(help="The classes to try.")] = ",".join(CLASSES),
    case: Annotated[str, typer.Option(help="Only the cases whose name fits this pattern.")] = "*",
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the cases.")] = False,
    seed: Annotated[int, typer.Option(help="Of the moments and damages.")] = 1,
    model: Annotated[
        str | None, typer.Option(help="An unpacked Argos package. [default: a tiny one, trained with torch]")
    ] = None,
) -> None:
    """Try the cases and print one table."""
    chosen = [name for name in only.split(",") if case.startswith((name, "*"))]
    if unknown := [name for name in chosen if name not in CLASSES]:
        raise typer.BadParameter(f"no class `{unknown[0]}`; choose from {', '.join(CLASSES)}")
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        package = find_package(model, Path(folder))
        with make_world(Path(folder) / "world", package) as world:
            stages = make_stages(world)
            outcomes = [outcome for name in chosen for outcome in try_class(stages, name, case, seed, quick)]
    options = f"--seed {seed}{' --quick' if quick else ''}{f' --model {model}' if model else ''}"
    command = f"python scripts/check_faults.py {options}"
    print("\n".join(summarise(outcomes, command)))
    raise SystemExit(any(outcome.problem for outcome in outcomes) or not outcomes)


def try_class(stages: Stages, name: str, pattern: str, seed: int, quick: bool) -> Iterator[Outcome]:
    """Try the cases of one class, each failure being told on stderr as it comes."""
    began, count = time.monotonic(), 0
    for outcome in try_cases(CLASSES[name](stages, seed, quick), pattern):
        count += 1
        if outcome.problem:
            print(f"{outcome.name}: {outcome.problem}", file=sys.stderr, flush=True)
        yield outcome
    print(f"{name}: {count} cases in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    typer.run(main)
