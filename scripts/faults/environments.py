"""Class `environments`: the same bytes, or a refusal in one line, whatever surrounds the process."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from scripts.faults.cases import Case, Problem, Skip, joined
from scripts.faults.forks import Ended, end_process, start_process
from scripts.faults.scenarios import Stage, Stages

QUICK = ("HOME-unset", "LC_ALL-C", "optimised", "stdout-closed", "stdout-full", "files-12", "memory-600")
REMOVED = ""
VARIABLES: Mapping[str, Mapping[str, str]] = {
    "HOME-unset": {"HOME": REMOVED}, "HOME-relative": {"HOME": "some/where"}, "HOME-missing": {"HOME": "/nonexistent"},
    "HOME-null": {"HOME": "/dev/null"}, "LC_ALL-C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL-unknown": {"LC_ALL": "xx_YY.ISO-8859-9"}, "LANG-tr": {"LC_ALL": "tr_TR.UTF-8"},
    "TZ-Chatham": {"TZ": "Pacific/Chatham"}, "TZ-wrong": {"TZ": ":nowhere"}, "hash-0": {"PYTHONHASHSEED": "0"},
    "hash-99": {"PYTHONHASHSEED": "99"}, "TMPDIR-missing": {"TMPDIR": "/nonexistent"}, "COLUMNS-1": {"COLUMNS": "1"},
    "development": {"PYTHONDEVMODE": "1"}, "no-path": {"PATH": "/nonexistent"},
}  # fmt: skip
LIMITS: Mapping[str, tuple[str, int]] = {
    **{f"files-{count}": ("RLIMIT_NOFILE", count) for count in (8, 12, 16, 24, 48)},
    **{f"memory-{size}": ("RLIMIT_AS", size << 20) for size in (500, 600, 700, 900, 1200)},
}
STREAMS = ("stdin-closed", "stdout-closed", "stderr-closed", "stdout-full", "stderr-full", "stdout-left")
BOTH = ("LC_ALL-C", "HOME-unset", "optimised", "read-only", "files-12", "files-16", "memory-500", "memory-700")
COMMANDS = ("rebuild", "export", "report", "review-export", "apply", "translate")


def environment_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield the cases; `seed` changes nothing here."""
    names = (*VARIABLES, "optimised", "isolated", "read-only", *STREAMS, *LIMITS)
    for turn, name in enumerate(names):
        if quick and name not in QUICK:
            continue
        other = COMMANDS[turn % len(COMMANDS)]
        for command in dict.fromkeys(("rebuild", other)) if name in STREAMS + BOTH else ("rebuild",):
            yield Case(f"environments/{kind_of(name)}/{name}-{command}", partial(run_in, stages[command], name))


def kind_of(name: str) -> str:
    """Return the kind of a case in the summary."""
    return (
        "variables" if name in VARIABLES else "streams" if name in STREAMS else "limits" if name in LIMITS else "other"
    )


def run_in(stage: Stage, name: str) -> Problem:
    """Run the scenario's command as a process of its own in one environment."""
    stage.restore()
    ended = disturbed(stage, name)
    if name == "HOME-relative":  # Argos Translate makes its folders there, as in any home
        shutil.rmtree(stage.world.here / VARIABLES[name]["HOME"].partition("/")[0], ignore_errors=True)
    done = None
    if ended.code == 0 and not stage.is_new():
        done = "it ended with 0 and wrote something else, or nothing"
    unheard = name in ("stderr-closed", "stderr-full", "stdout-left") and ended.code in (1, 2)
    silent = unheard and "Traceback" not in ended.err
    ends = None if ended.code == 0 or ended.refused or silent else ended.describe()
    return joined([ends, done, stage.judge_state(), stage.judge_rerun()])


def disturbed(stage: Stage, name: str) -> Ended:
    """Start the process with what `name` says, and wait for it."""
    env = {**stage.world.env, **VARIABLES.get(name, {})}
    env = {key: value for key, value in env.items() if value != REMOVED}
    options: dict[str, Any] = {}
    if stage.scenario.stdin:
        options["stdin"] = stage.scenario.stdin.open("rb")
    if name in LIMITS or name in STREAMS:
        options |= {"preexec_fn": partial(_prepare, name)}
    flags = {"optimised": ("-OO",), "isolated": ("-s", "-X", "utf8=0")}.get(name, ())
    try:
        if name == "read-only":
            return _read_only(stage, env, options)
        process = start_process(stage.scenario.arguments, stage.world.here, env, flags, **options)
        if name == "stdout-left" and process.stdout:
            process.stdout.close()
            process.stdout = None
        return end_process(process)
    finally:
        if "stdin" in options:
            options["stdin"].close()


def _prepare(name: str) -> None:
    """Set a limit in the child, before the command, or close a stream or lead it to the full device."""
    if name in LIMITS:
        kind, value = LIMITS[name]
        resource.setrlimit(getattr(resource, kind), (value, value))
        return
    stream, _, what = name.partition("-")
    number = ("stdin", "stdout", "stderr").index(stream)
    if what == "closed":
        os.close(number)
    elif what == "full":
        os.dup2(os.open("/dev/full", os.O_WRONLY), number)


def _read_only(stage: Stage, env: Mapping[str, str], options: Mapping[str, Any]) -> Ended:
    """Run while the folder is mounted read-only, which holds for root too."""
    here = str(stage.world.here)
    commands = (["mount", "--bind", here, here], ["mount", "-o", "remount,ro,bind", here])
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True)
        return end_process(start_process(stage.scenario.arguments, stage.world.here, env, **options))
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skip("no right to mount a folder read-only here") from error
    finally:
        subprocess.run(["umount", "-l", here], check=False, capture_output=True)
