"""Class `disk`: file-size limits, full disks and full temporary folders under every command."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from scripts.faults.cases import Case, Problem, Skip, joined
from scripts.faults.forks import Ended, end_process, start_process
from scripts.faults.scenarios import Stage, Stages
from scripts.faults.world import write_articles

FILE_SIZES = (0, 100, 1_000, 4_096, 10_000, 30_000, 60_000)
FREE = (0, 4, 16, 40, 90, 160, 260, 400)  # thousand bytes
TEMPORARY = (0, 16, 60, 120, 200)
DISK_KB, LARGE = 4_096, 400  # kilobytes; articles


def disk_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield the cases; `seed` changes nothing here."""
    for name, stage in stages.items():
        for size in FILE_SIZES[1::3] if quick else FILE_SIZES:
            yield Case(f"disk/file-size/{name}-{size}", partial(limit_file_size, stage, size))
        for free in FREE[1::3] if quick else FREE:
            yield Case(f"disk/full/{name}-{free}k", partial(fill_disk, stage, free))
    for free in TEMPORARY[1:3] if quick else TEMPORARY:
        for name, stage in stages.items():
            yield Case(f"disk/temporary/{name}-{free}k", partial(fill_temporary, stage, stage.scenario.arguments, free))
        check = partial(fill_temporary, stages["apply"], ("check", "fr-en"), free)
        yield Case(f"disk/temporary/check-{free}k", check)
    if not quick:
        for name in ("apply", "review-export"):
            yield Case(f"disk/temporary/large-{name}", partial(fill_for_large, stages[name]))


def fill_for_large(stage: Stage) -> Problem:
    """Return the same with a dataset whose tables do not fit in SQLite's memory, and no temporary space at all."""
    world, verdicts = stage.world, stage.world.root / "all.tsv"
    if not verdicts.exists():
        write_articles(world.root / "large", 1, LARGE, 60)
        world.prepare("large", "empty", world.build("large"))
        table = (world.state("large") / "fr-en" / "pairs.tsv").read_text(encoding="utf-8")
        verdicts.write_text(table.replace("\tmachine\t", "\taccepted\t"), encoding="utf-8")
    arguments = tuple(str(verdicts) if word.endswith("second.tsv") else word for word in stage.scenario.arguments)
    name = f"large-{stage.scenario.name}"
    large = Stage(world, replace(stage.scenario, name=name, start="large", arguments=arguments))
    return fill_temporary(large, arguments, 0, own_process=True)  # SQLite asks for its folder at its import


def limit_file_size(stage: Stage, size: int) -> Problem:
    """No file may grow beyond `size` bytes."""
    stage.restore()
    return judge(stage, stage.run(limits={"RLIMIT_FSIZE": size}))


def fill_disk(stage: Stage, free: int) -> Problem:
    """Run on a small disk with `free` thousand bytes left, then again with all of it."""
    stage.restore()
    with small_disk(stage.world.root / "disk") as disk, moved(stage, disk) as there:
        _fill(disk, free)
        ended = there.run()
        (disk / "filling").unlink(missing_ok=True)
        return judge(there, ended)


def fill_temporary(stage: Stage, arguments: tuple[str, ...], free: int, own_process: bool = False) -> Problem:
    """Run with a temporary folder that holds `free` thousand bytes."""
    stage.restore()
    with small_disk(stage.world.root / "disk") as disk:
        _fill(disk, free)
        env = {"TMPDIR": str(disk), "SQLITE_TMPDIR": str(disk)}
        if own_process:
            ended = end_process(start_process(arguments, stage.world.here, stage.world.env | env))
        else:
            ended = Stage(stage.world, replace(stage.scenario, arguments=arguments)).run(env=env)
    if arguments[0] == "check":
        faulty = "problems found" in ended.err + ended.out
        return joined(["it calls a sound dataset faulty" if faulty else None, judge_end(ended)])
    return judge(stage, ended)


def judge(stage: Stage, ended: Ended) -> Problem:
    """Return the command's end, the state on the disk, and the same command with space."""
    done = "it ended with 0 and wrote something else" if ended.code == 0 and not stage.is_new() else None
    return joined([judge_end(ended), done, stage.judge_state(), stage.judge_rerun()])


def judge_end(ended: Ended) -> Problem:
    """Return what is wrong with a command's end: it succeeds, or refuses in one line."""
    return None if ended.code == 0 or ended.refused else ended.describe()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of 4 MB. Raises Skip where that is not allowed."""
    folder.mkdir(exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", str(folder)]
    try:
        subprocess.run(["mount", *options], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skip("no right to mount a small disk here") from error
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@contextmanager
def moved(stage: Stage, disk: Path) -> Iterator[Stage]:
    """Put `here` on the disk, its old path a mount of it, so that no name changes."""
    here = stage.world.here
    shutil.copytree(here, disk / "here", symlinks=True)
    subprocess.run(["mount", "--bind", str(disk / "here"), str(here)], check=True, capture_output=True)
    try:
        yield stage
    finally:
        subprocess.run(["umount", "-l", str(here)], check=False, capture_output=True)


def _fill(disk: Path, free: int) -> None:
    """Leave `free` thousand bytes."""
    room = os.statvfs(disk)
    size = room.f_bavail * room.f_frsize - free * 1000
    with (disk / "filling").open("wb") as stream:
        stream.write(bytes(max(0, size)))
