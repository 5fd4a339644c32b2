"""Class `crossing`: two and more commands on one dataset at once: no verdict may go, no version may be mixed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts.faults.cases import Case, Problem, joined, spread
from scripts.faults.forks import Ended, Job, Running
from scripts.faults.scenarios import FORMATS, STATUSES, Stage, Stages
from scripts.faults.trees import tree_of
from scripts.faults.world import World, count_verdicts

# Moments of a build, each the n-th event with such a name, before which it is paused.
MOMENTS = {
    "surveying": ("v2/a00.txt", 1), "reading": ("v2/a00.txt", 2), "late": ("v2/a12.txt", 2),
    "keeping": ("sqlite3.connect", 1), "writing": (".fr-en.new", 1), "card": ("README.md", 1),
    "manifest": ("manifest.json", 1), "flushing": ("os.fsync", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Crossed:
    """How two commands ended: the one that was paused, and the one that ran meanwhile."""

    paused: Ended
    between: Ended


def crossing_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield the cases; `seed` changes nothing here."""
    world = stages["build"].world
    for moment, (match, at) in MOMENTS.items():
        yield Case(f"crossing/apply-in-build/{moment}", partial(apply_in_build, world, match, at))
    events = len(stages["build-over"].expected.ended.events)
    for number in spread(events, 4 if quick else 24):
        yield Case(f"crossing/apply-in-build/event-{number:03d}", partial(apply_in_build, world, "", number))
    for number in spread(len(stages["apply"].expected.ended.events), 3 if quick else 16):
        yield Case(f"crossing/build-in-apply/event-{number:03d}", partial(build_in_apply, world, number))
        yield Case(f"crossing/apply-in-apply/event-{number:03d}", partial(apply_in_apply, world, number))
    for number in spread(len(stages["export"].expected.ended.events), 3 if quick else 10):
        yield Case(f"crossing/build-in-export/event-{number:03d}", partial(build_in_export, world, number))
    for command in ("build", "apply", "export", "report", "model-replace"):
        for count in (2,) if quick else (2, 3, 6):
            yield Case(f"crossing/at-once/{command}-{count}", partial(at_once, stages[command], count))
    yield Case("crossing/at-once/two-reviewers", partial(two_reviewers, world))


def apply_in_build(world: World, match: str, at: int) -> Problem:
    """Pause a build, apply verdicts and let it go on: it must refuse, the verdicts must stay."""
    world.restore("built")
    crossed = cross(world, Job(arguments=world.build("v2"), at=at, match=match), _apply(world, "first"))
    told = judge_refusals(crossed)
    if crossed.between.code:
        return joined([told, judge_dataset(world)])
    verdicts = count_verdicts(world.here / "fr-en")
    lost = f"the build ended with {crossed.paused.code} and {verdicts} of 7 verdicts are there"
    return joined([told, lost if verdicts != 7 else None, judge_dataset(world)])


def build_in_apply(world: World, number: int) -> Problem:
    """`review apply` is paused, the dataset is built anew, it goes on: either its verdicts are there or it refuses."""
    world.restore("built")
    crossed = cross(world, Job(arguments=_apply(world, "first"), at=number), world.build("v2"))
    verdicts = count_verdicts(world.here / "fr-en")
    wanted = 0 if crossed.paused.code else 7
    lost = f"apply ended with {crossed.paused.code} and {verdicts} verdicts are there" if verdicts != wanted else None
    return joined([judge_refusals(crossed), lost, judge_dataset(world)])


def apply_in_apply(world: World, number: int) -> Problem:
    """Two reviewers: whoever was told that it is done has all verdicts in the dataset."""
    world.restore("built")
    crossed = cross(world, Job(arguments=_apply(world, "first"), at=number), _apply(world, "second"))
    done = sum(ended.code == 0 for ended in (crossed.paused, crossed.between))
    verdicts = count_verdicts(world.here / "fr-en")
    lost = f"{done} were told that they are done, and {verdicts} verdicts are there" if verdicts != 7 * done else None
    return joined([judge_refusals(crossed), lost, judge_dataset(world)])


def build_in_export(world: World, number: int) -> Problem:
    """Replace a dataset while it is read: the export is of one version, or refuses."""
    export = ("export", "fr-en", "--to", FORMATS, "--status", STATUSES, "--out", "exported")
    world.prepare("export-of-old", "built", export)
    world.prepare("export-of-new", "built", world.build("v2"), export)
    allowed = [{}, *(tree_of(world.state(name) / "exported") for name in ("export-of-old", "export-of-new"))]
    world.restore("built")
    crossed = cross(world, Job(arguments=export, at=number), world.build("v2"))
    found = tree_of(world.here / "exported")
    mixed = f"the export ended with {crossed.paused.code} and is of no one version" if found not in allowed else None
    return joined([judge_refusals(crossed), mixed])


def at_once(stage: Stage, count: int) -> Problem:
    """Start one command several times at once: one is done, the others too or refused, the result is sound."""
    stage.restore()
    ended = [running.wait() for running in [stage.world.server.start(stage.job()) for _ in range(count)]]
    wrong = [each.describe() for each in ended if each.code and not each.refused]
    none = "none was done" if all(each.code for each in ended) else None
    other = None if stage.is_new() else f"not the undisturbed result: {stage.judge_state() or 'as before'}"
    return joined([*wrong[:1], none, other, stage.judge_rerun()])


def two_reviewers(world: World) -> Problem:
    """Two different review files applied at once."""
    world.restore("built")
    running = [world.server.start(Job(arguments=_apply(world, name))) for name in ("first", "second")]
    done = sum(each.wait().code == 0 for each in running)
    verdicts = count_verdicts(world.here / "fr-en")
    return f"{done} were done, and {verdicts} verdicts are there" if verdicts != 7 * done or not done else None


def cross(world: World, paused: Job, between: tuple[str, ...]) -> Crossed:
    """Start a command, pause it, run another to its end, and let the first go on."""
    go = world.root / "crossing.go"
    stopped = go.with_suffix(".paused")
    for left in (go, stopped):
        left.unlink(missing_ok=True)
    running = world.server.start(Job(arguments=paused.arguments, at=paused.at, match=paused.match, go=go))
    _wait_until(running, stopped)
    ended = world.run(*between)
    go.touch()
    return Crossed(running.wait(), ended)


def judge_refusals(crossed: Crossed) -> Problem:
    """Each command was done or refused in one line."""
    named = {"the paused command": crossed.paused, "the other command": crossed.between}
    return joined(f"{name}: {ended.describe()}" for name, ended in named.items() if ended.code and not ended.refused)


def judge_dataset(world: World) -> Problem:
    """Return the dataset is sound."""
    ended = world.run("check", "fr-en")
    return f"check: {(ended.out or ended.err).splitlines()[0]}" if ended.code else None


def _apply(world: World, reviewer: str) -> tuple[str, ...]:
    return ("review", "apply", str(world.root / f"{reviewer}.tsv"), "fr-en")


def _wait_until(running: Running, stopped: Path) -> None:
    """Wait for the pause; a command that ended before it never comes to it."""
    while not stopped.exists() and not running.ended():
        time.sleep(0.005)
