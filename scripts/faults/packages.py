"""Class `packages`: damaged and hostile packages through `translate`: a sound translation, or one line."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scripts.faults.cases import Case, Problem, Skip
from scripts.faults.forks import Job
from scripts.faults.scenarios import Stages
from scripts.faults.world import World


def package_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield one case for each mutated package."""
    try:
        from tests.hostile_packages import mutated_packages
    except ImportError:
        yield Case("packages/mutated/none", no_mutations)
        return
    world = stages["build"].world
    into = world.root / "mutated"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    for number, package in enumerate(mutated_packages(world.package, into, seed, 40 if quick else 600)):
        yield Case(f"packages/mutated/{number:03d}-{package.name}", partial(translate_with, world, package))


def no_mutations() -> Problem:
    """Say that there is nothing to try."""
    raise Skip("tests/hostile_packages.py has no mutated_packages")


def translate_with(world: World, package: Path) -> Problem:
    """Translate one sentence with a package; it is removed after it held."""
    job = Job(arguments=("translate", "--model", str(package), "--beam", "2"), stdin=world.root / "sentence.txt")
    world.here.mkdir(exist_ok=True)
    ended = world.server.run(job, seconds=30)
    if ended.code and not ended.refused:
        return ended.describe()
    if ended.code == 0 and len(ended.out.splitlines()) != 1:
        return f"{len(ended.out.splitlines())} lines for one sentence"
    shutil.rmtree(package, ignore_errors=True)
    return None
