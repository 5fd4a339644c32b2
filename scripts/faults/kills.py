"""Class `kills`: SIGKILL before the file-system events of real commands, and signals at random moments."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import bilingual
from scripts.faults.cases import Case, Problem, Remark, joined, spread
from scripts.faults.forks import Ended, end_process, start_process
from scripts.faults.scenarios import Stage, Stages
from scripts.faults.tracing import Place, Tracer
from scripts.faults.world import count_verdicts

NEXT = ("again", "build", "stats", "export", "check")
QUICK, FULL = (5, 3, 1), (16, 12, 3)  # events, system calls and moments a command
IMPORTS = 1.5  # seconds that a process needs before it begins
PACKAGE = str(Path(bilingual.__file__).parent) + os.sep  # stands in the frames of a traceback of ours
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def kill_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield all cases: events by the audit hook, system calls by strace where it works, random moments."""
    world = stages["build"].world
    most, calls, moments = QUICK if quick else FULL
    for name, stage in stages.items():
        yield Case(f"kills/{name}/undisturbed", stage.judge_undisturbed)
        for number, commands in chosen_events(stage, most):
            for command in commands:
                detail = f"event-{number:03d}-then-{command}"
                yield Case(f"kills/{name}/{detail}", partial(kill_at_event, stage, number, command))
    tracer = Tracer(world)
    for name, stage in stages.items() if tracer.works else ():
        places = tracer.places(stage)
        for turn, place in enumerate(chosen_places(places, calls)):
            detail = f"{place.call}-{place.number:03d}"
            yield Case(f"kills/{name}/{detail}", partial(kill_at_call, stage, tracer, place, NEXT[turn % len(NEXT)]))
    rng = random.Random(seed)
    for name, stage in stages.items():
        for number in range(moments):
            told, share = SIGNALS[number % 3], rng.random()
            yield Case(f"kills/{name}/{told.name}-{number}", partial(signal_at, stage, told, share))
    for number in range(3 if quick else 18):
        told, share, name = SIGNALS[number % 3], rng.random(), ("build-over", "apply", "export")[number // 3 % 3]
        yield Case(f"kills/process/{told.name}-{number}", partial(signal_process, stages[name], told, share))


def chosen_events(stage: Stage, most: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Choose the events to kill at and the commands to go on with: all of them where verdicts change places."""
    decisive, expected = decisive_events(stage), stage.expected
    every = stage.scenario.verdicts and expected.old["fr-en"] != expected.new["fr-en"] and most > QUICK[0]
    for number in sorted(decisive | set(spread(len(expected.ended.events), most))):
        yield number, NEXT if every and number in decisive else (NEXT[number % len(NEXT)],)


def decisive_events(stage: Stage) -> set[int]:
    """Return the numbers of the events that exchange what is watched, and of those that come next."""
    events = stage.expected.ended.events
    exchanges = {number for number, event in enumerate(events, 1) if _exchanges(stage, event)}
    return exchanges | {number + 1 for number in exchanges if number < len(events)}


def _exchanges(stage: Stage, event: str) -> bool:
    """Return whether an event may change a watched place; those of a C call are not known."""
    kind, *places = event.split()
    if kind != "os.rename":
        return event.startswith("ctypes.dlsym renameat2")
    inside = [f"{place.removeprefix(f'{stage.world.here}/')}/" for place in places]
    below = [
        place.removeprefix(f"{name}/")
        for name in stage.scenario.watch
        for place in inside
        if place.startswith(f"{name}/")
    ]
    return any("/." not in f"/{rest}" for rest in below)


def chosen_places(places: list[Place], most: int) -> list[Place]:
    """Choose system calls: one of three writes bytes, the others change names or wait for the disk."""
    writes = [place for place in places if "write" in place.call]
    others = [place for place in places if "write" not in place.call]
    few, more = spread(len(writes), most // 3), spread(len(others), most - most // 3)
    return [writes[number - 1] for number in few] + [others[number - 1] for number in more]


def kill_at_event(stage: Stage, number: int, command: str) -> Problem:
    """Kill before one event, look at the disk, go on with a command that might come next, then run it again."""
    stage.restore()
    return judge(stage, stage.run(at=number), command)


def kill_at_call(stage: Stage, tracer: Tracer, place: Place, command: str) -> Problem:
    """Kill at the entry of one system call, which C code may make."""
    stage.restore()
    return judge(stage, tracer.kill(stage, place), command)


def signal_at(stage: Stage, told: signal.Signals, share: float) -> Problem:
    """Send a signal after a share of the command's undisturbed time."""
    stage.restore()
    running = stage.world.server.start(stage.job())
    time.sleep(share * stage.expected.ended.cpu)
    os.kill(running.pid, told)
    return judge(stage, running.wait(), NEXT[round(share * 100) % len(NEXT)])


def signal_process(stage: Stage, told: signal.Signals, share: float) -> Problem:
    """Return the same with a process of its own, whose imports can be hit too."""
    stage.restore()
    process = start_process(stage.scenario.arguments, stage.world.here, stage.world.env)
    try:
        process.wait(share * (stage.expected.ended.cpu + IMPORTS))
    except subprocess.TimeoutExpired:
        process.send_signal(told)
    return judge(stage, end_process(process), NEXT[round(share * 100) % len(NEXT)])


def judge(stage: Stage, ended: Ended, command: str) -> Problem:
    """Say what is wrong after a disturbed command: the state, what comes next, the same command again."""
    told = "a traceback" if "Traceback" in ended.err else None
    if told and PACKAGE not in ended.err:
        told = Remark("Python was interrupted before the command's own code began")
    if ended.code == 0:
        told = Remark("the command had ended before it was hit")
    return joined([told, stage.judge_state(), judge_next(stage, command), stage.judge_rerun()])


def judge_next(stage: Stage, command: str) -> Problem:
    """Run another command on what a disturbed one left: it must work, and no verdict may go."""
    if not stage.scenario.verdicts or command == "again":
        return None
    world = stage.world
    arguments = {
        "build": world.build("v2"),
        "stats": ("stats", "fr-en"),
        "check": ("check", "fr-en"),
        "export": ("export", "fr-en", "--to", "jsonl", "--out", str(world.root / "aside")),
    }[command]
    ended = world.run(*arguments)
    if command != "build":
        return f"`{command}` as the next command: {ended.describe()}" if ended.code else None
    if count_verdicts(world.here / "fr-en") < count_verdicts(world.state(stage.scenario.start) / "fr-en"):
        return f"`build` as the next command, and the verdicts are gone ({ended.describe()})"
    return None if ended.refused else f"`build` as the next command was not refused ({ended.describe()})"
