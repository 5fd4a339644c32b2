"""Every command at a real terminal, over a dataset whose texts, names and paths try to write escape sequences."""

import json
import os
import pty
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

ATTACK = "\x1b]0;PWNED\x07\x1b[2J\x9b31m\x08\r\u202e\u2028[/b][link=https://evil.example]"
NAME = "d\x1b[31m\u202e[b]\n\x9b\udce9"
SENTENCES = f"Le chat {ATTACK} dort dans le jardin de la ville.\nLe train {ATTACK} part demain matin."
Shown = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def place(run, tiny_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with hostile articles in `a.jsonl`, the dataset made of them, and a copy of it under a hostile name."""
    folder = tmp_path_factory.mktemp("terminal")
    article = {name: f"{name} {ATTACK}" for name in ("id", "title", "publisher", "url")} | {"text": SENTENCES}
    (folder / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (folder / f"t{NAME}.tsv").write_text(f"{ATTACK} La pluie tombe.\t{ATTACK} Rain falls.\n", encoding="utf-8")
    case = {"kind": ATTACK, "fr": f"La pluie {ATTACK} tombe.", "must": [[ATTACK]]}
    (folder / f"c{NAME}.jsonl").write_text(json.dumps(case), encoding="utf-8")
    built = run("build", "a.jsonl", "--out", "d", "--model", tiny_package, "--beam", "1", cwd=folder)
    assert built.returncode == 0, built.stderr
    shutil.copytree(folder / "d", folder / f"{NAME}")
    table = (folder / "d" / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    cells = table[1].split("\t")
    cells[1:5] = ["edited", cells[2], f"A cat {ATTACK}".replace("\r", "\\r"), "\x9b31m comment \u202e"]
    (folder / "review.tsv").write_text("\n".join([table[0], "\t".join(cells), ""]), encoding="utf-8")
    return folder


@pytest.fixture
def shown(place: Path, clean_home: dict[str, str]) -> Shown:
    """Run a command at a terminal; return its exit code and everything that it made the terminal read."""

    def run_command(*arguments: object, term: str = "dumb", given: str = "") -> tuple[int, str]:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "bilingual", *map(os.fspath, map(str, arguments))]
        env = {**clean_home, "TERM": term, "COLUMNS": "100"}
        told = subprocess.Popen(command, cwd=place, env=env, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs)
        os.close(theirs)
        assert told.stdin
        told.stdin.write(given.encode())
        told.stdin.close()
        read = b""
        while True:
            try:
                read += os.read(ours, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
        os.close(ours)
        return told.wait(), read.decode()

    return run_command


def acting(screen: str) -> set[str]:
    """The characters that act on a terminal, but for its own line ends and tabs between columns."""
    text = screen.replace("\r\n", "").replace("\t", "")
    bidi = {*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
    return {each for each in text if unicodedata.category(each) in ("Cc", "Zl", "Zp") or each in bidi}


COMMANDS = [
    ["segment", "a.jsonl"], ["segment", "a.jsonl", "--json"], ["build", "a.jsonl", "--out", "again", "--beam", "1", "--model", "MODEL"],
    ["build", "a.jsonl", "--out", "again", "--beam", "1", "--model", "MODEL", "--json"], ["check", "d"], ["check", "d", "--json"], ["check", NAME],
    ["stats", "d"], ["stats", "d", "--json"], ["stats", NAME], ["explain", "d", "ID"], ["explain", "d", "ID", "--json"], ["explain", NAME, ATTACK],
    ["export", "d", "--to", "tmx,moses,jsonl,csv", "--out", f"x{NAME}"], ["report", "d", "--out", f"r{NAME}.html"], ["review", "export", "d", "--out", "-"],
    ["review", "export", "d", "--out", f"t{NAME}"], ["review", "apply", "review.tsv", "d", "--dry-run"], ["review", "apply", "review.tsv", "d", "--out", "r", "--json"],
    ["review", "apply", f"t{NAME}.tsv", "d"], ["translate", "--model", "MODEL", "--beam", "1"], ["model", "list"], ["model", "info", "MODEL"],
    ["evaluate", f"t{NAME}.tsv", "--model", "MODEL", "--beam", "1", "--cases", f"c{NAME}.jsonl"],
    # What is wrong, said back.
    ["segment", NAME], ["build", f"x{NAME}.txt"], ["check", f"x{NAME}"], [f"x{NAME}"], [f"--{NAME}"], ["build", "--beam", NAME, "a.jsonl"], ["model", "info", f"x{NAME}"],
    ["build", "a.jsonl", "--kinds", NAME], ["export", "d", "--to", NAME], ["build", "a.jsonl", "--split", NAME], ["review", "export", "d", "--order", NAME],
    ["model", "add", f"x{NAME}"], ["report", f"x{NAME}"], ["translate", f"x{NAME}"], ["explain", "d", NAME], ["build", "a.jsonl", "--exclude", f"x{NAME}"],
]  # fmt: skip


def filled(arguments: list[str], place: Path, tiny_package: Path) -> list[str]:
    """The arguments with the model's path and a pair's id."""
    known = {"MODEL": str(tiny_package), "ID": next(iter(read_pairs(place / "d"))).id}
    return [known.get(argument, argument) for argument in arguments]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: " ".join(map(ascii, arguments)))
def test_no_text_acts_on_the_terminal(shown: Shown, place: Path, tiny_package: Path, arguments: list[str]):
    code, screen = shown(*filled(arguments, place, tiny_package), given=f"Bonjour {ATTACK}.\n")
    assert acting(screen) == set() and "Traceback" not in screen, screen
    assert screen and code in (0, 1, 2)


@pytest.mark.parametrize(
    "arguments", [["stats", "d"], ["explain", "d", "ID"], COMMANDS[2]], ids=["stats", "explain", "build"]
)
def test_neither_where_the_terminal_knows_colours(shown: Shown, place: Path, tiny_package: Path, arguments: list[str]):
    code, screen = shown(*filled(arguments, place, tiny_package), term="xterm-256color")
    assert code == 0 and not {"\x9b", "\x07", "\u202e"} & set(screen) and "\x1b]" not in screen


def test_what_failed_is_red_where_the_terminal_knows_colours(shown: Shown, place: Path):
    name = next(pair.id for pair in read_pairs(place / "d") if pair.flags)
    for term, red in (("xterm-256color", True), ("dumb", False)):
        code, screen = shown("explain", "d", name, term=term)
        assert code == 0 and "FAILS" in screen and ("\x1b[1;31m" in screen) is red


def test_names_are_shown_in_full_with_their_brackets(shown: Shown):
    code, screen = shown("stats", "d")
    assert code == 0 and "[/b][link=https://evil.example]" in "".join(screen.split())


def test_a_segment_is_one_line_whatever_its_id_and_text_hold(run, place: Path):
    told = run("segment", "a.jsonl", cwd=place)
    header, *lines = told.stdout.splitlines()
    rows = [json.loads(line) for line in run("segment", "a.jsonl", "--json", cwd=place).stdout.splitlines()]
    assert len(lines) == len(rows) > 1 and all(len(line.split("\t")) == 7 for line in (header, *lines))
    assert all(SENTENCES[row["start"] : row["end"]] == row["text"] for row in rows)
    assert acting(told.stdout.replace("\n", "")) == set()


def test_a_pipe_gets_the_exact_data(run, place: Path, tmp_path: Path):
    table = run("review", "export", "d", "--out", tmp_path / "table.tsv", cwd=place)
    assert table.returncode == 0
    piped = run("review", "export", "d", "--out", "-", cwd=place).stdout
    assert piped == (tmp_path / "table.tsv").read_bytes().decode()


def test_what_libraries_warn_of_and_log_is_a_message_like_any_other(clean_home: dict[str, str]):
    program = (
        "import typer, warnings, logging; from bilingual.cli.process import main_with\napp = typer.Typer()\n@app.command()\n"
        "def act():\n    warnings.warn('\\x1b[31m\\nx', stacklevel=1)\n    logging.getLogger('x').warning('%s', '\\x1b[31m\\ny')\n    raise ValueError('\\x1b[31m')\nmain_with(app)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8"
    )
    assert told.returncode == 1 and acting(told.stderr.replace("\n", "")) == set()
    assert told.stderr.startswith("note       \\x1b[31m\\nx\nnote       \\x1b[31m\\ny\nTraceback")
    assert told.stderr.endswith("please report the lines above\n")


def test_a_quiet_command_says_where_libraries_fail_not_what_they_warn_of(clean_home: dict[str, str]):
    program = (
        "import logging, typer; from bilingual.cli.console import be_quiet; from bilingual.cli.process import main_with\n"
        "class Failing:\n    def __del__(self):\n        raise ValueError('lost')\n"
        "app = typer.Typer()\n@app.command()\ndef act():\n    be_quiet()\n    Failing()\n"
        "    logging.getLogger('x').warning('slow')\n    logging.getLogger('x').error('broken')\nmain_with(app)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8"
    )
    assert (told.returncode, told.stderr) == (0, "note       ValueError('lost')\nnote       broken\n")
