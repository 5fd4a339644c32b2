"""How a command ends as a process: closed and full streams, signals, too little memory, a wrong command line."""

import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from bilingual.dataset import read_manifest, read_pairs
from tests.conftest import ROOT, SEEDS, Run

pytestmark = pytest.mark.slow

# A command that waits in a block with something to clean up, twice if it must.
WAITING = """
import sys, time, typer
from bilingual.cli.process import main_with
app = typer.Typer()
@app.command()
def act():
    try:
        print("begun", flush=True)
        time.sleep(60)
    except KeyboardInterrupt as error:
        if "why" in sys.argv[0]:
            raise KeyboardInterrupt("finished blocks are kept") from error
        raise
    finally:
        print("cleaning", flush=True)
        time.sleep(60 if "slow" in sys.argv[0] else 0)
        print("cleaned", flush=True)
name, sys.argv = sys.argv[1], sys.argv[1:2]
main_with(app)
"""
FAILING = """
import sys, typer
from bilingual.cli.process import main_with
app = typer.Typer()
@app.command()
def act():
    {raising}
sys.argv = ["bilingual"]
main_with(app)
"""


@pytest.fixture(scope="module")
def run(run_new: Run) -> Run:
    """Here the command is started as its users start it."""
    return run_new


@pytest.fixture(scope="module")
def small(run, tiny_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and the dataset `d` made of it."""
    folder = tmp_path_factory.mktemp("process")
    (folder / "a.txt").write_text("Le chat dort.\n\nLa pluie tombe sur la ville.\n", encoding="utf-8")
    built = run("build", "a.txt", "--out", "d", "--model", tiny_package, "--beam", "1", cwd=folder)
    assert built.returncode == 0, built.stderr
    return folder


def shell(command: str, folder: Path, env: dict[str, str], model: Path | str = "") -> subprocess.CompletedProcess[str]:
    """Run a shell command in which `bilingual` is the command."""
    program = f"bilingual() {{ {sys.executable} -m bilingual \"$@\"; }}; model='{model}'; {command}"
    return subprocess.run(
        ["bash", "-c", program], cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=120
    )


@pytest.mark.parametrize("sink", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "command",
    ["segment a.txt", "segment a.txt --json", "stats d", "stats d --json", "check d", "explain d ID", "export d --to csv --out x", "report d",
     "review export d --out -", "review apply d/pairs.tsv d --dry-run", "model list", "translate a.txt --model $model", "--version", "--help", "build --help",
     "build a.txt --out new --model $model --beam 1"],
)  # fmt: skip
def test_results_that_nobody_gets_are_an_error(
    small: Path, clean_home: dict[str, str], tiny_package: Path, command: str, sink: str
):
    command = command.replace("ID", next(iter(read_pairs(small / "d"))).id)
    told = shell(f"bilingual {command} {sink}", small, clean_home, tiny_package)
    *before, last = told.stderr.splitlines()
    assert told.returncode == 1 and last.startswith("bilingual: "), told.stderr
    assert "bilingual: " not in "".join(before) and "Traceback" not in told.stderr


def test_a_closed_output_is_refused_before_anything_is_done(
    small: Path, clean_home: dict[str, str], tiny_package: Path
):
    told = shell("bilingual build a.txt --out never --model $model >&-", small, clean_home, tiny_package)
    assert told.stderr == "bilingual: standard output: closed; open it, or send it to /dev/null\n"
    assert not (small / "never").exists()


@pytest.mark.parametrize("sink", ["2>&-", "2>/dev/full", "2>/dev/null"])
def test_messages_that_nobody_reads_are_dropped(
    small: Path, clean_home: dict[str, str], tiny_package: Path, sink: str, tmp_path: Path
):
    command = f"bilingual build a.txt --out {tmp_path}/d --name d --model $model --beam 1 --fresh {sink}"
    told = shell(command, small, clean_home, tiny_package)
    assert told.returncode == 0 and told.stdout.startswith("built")
    assert read_manifest(tmp_path / "d").files == read_manifest(small / "d").files
    assert shell(f"bilingual segment nowhere.txt {sink}", small, clean_home).returncode == 2


def test_nothing_on_standard_input_is_an_empty_input(small: Path, clean_home: dict[str, str], tiny_package: Path):
    told = shell("bilingual translate --model $model </dev/null", small, clean_home, tiny_package)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_a_reader_that_goes_away_is_no_error_message(small: Path, clean_home: dict[str, str]):
    told = shell(f"bilingual segment {SEEDS} | head -1", small, clean_home)
    assert told.stderr == "" and told.stdout


def begun(env: dict[str, str], how: str = "") -> "subprocess.Popen[str]":
    """The waiting command, once it waits."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    process = subprocess.Popen([sys.executable, "-c", WAITING, f"bilingual-{how}"], cwd=ROOT, env=env, **pipes)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.parametrize(
    ("number", "how", "code", "said"),
    [(signal.SIGINT, "", 130, "bilingual: interrupted\n"), (signal.SIGINT, "why", 130, "bilingual: interrupted; finished blocks are kept\n"),
     (signal.SIGTERM, "", 143, ""), (signal.SIGHUP, "", 129, "")],
)  # fmt: skip
def test_a_signal_ends_a_command_after_it_has_cleaned_up(
    clean_home: dict[str, str], number: int, how: str, code: int, said: str
):
    process = begun(clean_home, how)
    process.send_signal(number)
    assert process.communicate(timeout=20) == ("cleaning\ncleaned\n", said)
    assert process.returncode == code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_same_signal_again_ends_it_at_once(clean_home: dict[str, str], number: int):
    process = begun(clean_home, "slow")
    process.send_signal(number)
    assert process.stdout and process.stdout.readline() == "cleaning\n"
    process.send_signal(number)
    assert process.communicate(timeout=20) == ("", "") and process.returncode == -number


def test_a_signal_that_the_caller_has_ignored_stays_ignored(clean_home: dict[str, str]):
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = begun(clean_home)
    finally:
        signal.signal(signal.SIGHUP, previous)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert process.poll() is None
    process.kill()
    process.communicate()


def test_an_interrupt_while_modules_load_is_one_line(clean_home: dict[str, str]):
    # The interpreter says on stderr what it imports: the signal comes when the command's first module is asked for.
    arguments = [
        sys.executable,
        "-v",
        "-c",
        "import sys; sys.argv = ['bilingual', '--help']; from bilingual.__main__ import main; main()",
    ]
    for marker in ("import 'typer", "import 'bilingual.cli.console'", "import 'logging'"):
        process = subprocess.Popen(
            arguments, cwd=ROOT, env=clean_home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stderr
        for line in process.stderr:
            if line.startswith(marker):
                process.send_signal(signal.SIGINT)
                break
        rest = process.communicate(timeout=20)[1]
        assert process.returncode == 130 and "bilingual: interrupted\n" in rest and "Traceback" not in rest


def test_the_installed_script_begins_where_interrupts_are_caught():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"bilingual": "bilingual.__main__:main"}
    program = "import sys; known = set(sys.modules); import bilingual.__main__; print(sorted(set(sys.modules) - known))"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert told.stdout.strip() == "['bilingual', 'bilingual.__main__']"


@pytest.mark.parametrize(
    ("raising", "said"),
    [("raise MemoryError", "not enough memory; "), ("import pyarrow; pyarrow.lib.ArrowMemoryError; raise pyarrow.lib.ArrowMemoryError('x')", "not enough memory; "),
     ("raise SystemError('error return without exception set')", "a library failed (error return without exception set): "),
     ("raise ImportError('libarrow.so: failed to map segment')", "a library failed (libarrow.so: failed to map segment): "),
     ("import _thread; raise RuntimeError(\"can't start new thread\")", "not enough memory; "), ("'\\udce9'.encode()", "\\xe9: a name that is not UTF-8; "),
     ("bytearray(10**13)", "not enough memory; ")],
)  # fmt: skip
def test_what_the_system_cannot_give_is_one_line(clean_home: dict[str, str], raising: str, said: str):
    program = FAILING.format(raising=raising)
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8"
    )
    assert told.returncode == 1 and told.stderr.startswith(f"bilingual: {said}") and told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--foo"], "--foo: no such option of `bilingual`; see `bilingual --help`"),
        (["review", "apply", "--uot"], "--uot: no such option of `bilingual review apply`; did you mean --out?"),
        (["check"], "DATASET is missing: a dataset folder that `bilingual build` wrote; see `bilingual check --help`"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_says_where_to_look(run, arguments: list[str], said: str):
    told = run(*arguments)
    assert (told.returncode, told.stdout, told.stderr) == (2, "", f"bilingual: {said}\n")


@pytest.mark.parametrize("arguments", [[], ["model"], ["review"]])
def test_nothing_asked_shows_the_help(run, arguments: list[str]):
    told = run(*arguments)
    assert told.returncode == 2 and "Usage: bilingual" in told.stdout and told.stderr == ""


@pytest.mark.parametrize(
    "command",
    ["check DATASET", "stats DATASET", "explain DATASET 0", "export DATASET --to csv --out x", "export d --to csv --out DATASET.x", "report d --out DATASET.html",
     "report DATASET", "review export DATASET --out -", "review export d --out DATASET.tsv", "review apply d/pairs.tsv DATASET --dry-run", "segment DATASET"],
)  # fmt: skip
def test_a_name_that_is_not_utf8_is_no_traceback(small: Path, clean_home: dict[str, str], command: str):
    name = b"d\xe9"
    link = small / os.fsdecode(name)
    if not link.is_symlink():
        link.symlink_to("d")
    arguments = [os.fsdecode(part.encode().replace(b"DATASET", name)) for part in command.split()]
    told = subprocess.run(
        [sys.executable, "-m", "bilingual", *arguments],
        cwd=small,
        env=clean_home,
        capture_output=True,
        encoding="utf-8",
    )
    assert (
        told.returncode in (0, 1, 2) and "Traceback" not in told.stderr and "\\udce9" not in told.stderr + told.stdout
    )
    assert told.returncode == 0 or "d\\xe9" in told.stderr


@pytest.mark.parametrize(
    ("command", "default"), [("export", "(DATASET-export)"), ("review export", "(all)"), ("review apply", "(in place)")]
)
def test_help_shows_defaults_that_are_no_single_value(run, command: str, default: str):
    assert f"[default: {default}]" in " ".join(run(*command.split(), "--help").stdout.split())
