"""The command as a whole: help without heavy imports, no sockets, one way to end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import bilingual
from tests.conftest import ROOT, SEEDS, Run

HEAVY = ("torch", "stanza", "spacy", "ctranslate2", "sentencepiece", "pyarrow", "datasets", "argostranslate", "numpy",
         "pandas", "sacrebleu", "trafilatura", "rich.progress")  # fmt: skip
NO_SOCKETS = """
import socket, sys
def refuse(*_, **__):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["bilingual", *sys.argv[1:]]
from bilingual.cli import main
main()
"""


def test_help_names_every_command_and_loads_nothing_heavy(clean_home: dict[str, str]):
    program = f"import sys; sys.argv=['bilingual','--help']\ntry:\n    from bilingual.cli import main; main()\nexcept SystemExit: pass\nprint([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8"
    )
    commands = [
        "build",
        "segment",
        "translate",
        "check",
        "stats",
        "explain",
        "export",
        "report",
        "review",
        "model",
        "evaluate",
    ]
    assert [command for command in commands if command not in told.stdout] == []
    assert told.stderr.strip() == "[]"


@pytest.fixture(scope="module")
def run(run_new: Run) -> Run:
    """Here the command is started as its users start it."""
    return run_new


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_that_of_the_package(run: Run, option: str):
    assert run(option).stdout == f"bilingual {bilingual.__version__}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [("bu", "build"), ("review a", "apply"), ("build --be", "--beam"), ("model ", "list info add install")],
)
def test_bash_completes_commands_and_options(clean_home: dict[str, str], tmp_path: Path, words: str, offered: str):
    program = tmp_path / "bilingual"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bilingual "$@"\n')
    program.chmod(0o755)
    asking = (
        'eval "$(bilingual --show-completion bash)"; IFS=" " read -ra COMP_WORDS <<< "bilingual $0"; '
        '[ "${0% }" = "$0" ] || COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
        'offer=$(complete -p bilingual); offer=${offer##*-F }; ${offer%% *} bilingual; echo "${COMPREPLY[*]}"'
    )
    env = {**clean_home, "PATH": f"{tmp_path}:{clean_home['PATH']}"}
    told = subprocess.run(["bash", "-c", asking, words], cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    assert (told.stdout, told.stderr) == (f"{offered}\n", "")


@pytest.mark.slow
def test_no_command_opens_a_socket(clean_home: dict[str, str], tiny_package: Path, tmp_path: Path):
    out = str(tmp_path / "out")
    for arguments in (
        ["build", str(SEEDS), "--out", out, "--model", str(tiny_package), "--beam", "1"],
        ["check", out],
        ["stats", out],
        ["segment", str(SEEDS)],
        ["translate", str(SEEDS / "000_bd61c7d03565454d.txt"), "--model", str(tiny_package), "--beam", "1"],
        ["model", "list"],
        ["model", "info"],
    ):
        env = {**clean_home, "HF_HUB_OFFLINE": "0"}
        told = subprocess.run(
            [sys.executable, "-c", NO_SOCKETS, *arguments], cwd=ROOT, env=env, capture_output=True, encoding="utf-8"
        )
        assert told.returncode == 0, (arguments, told.stderr)


@pytest.mark.slow
class TestTranslate:
    def test_one_line_in_gives_one_line_out_blank_lines_too(self, run: Run, tiny_package: Path):
        told = run("translate", "--model", tiny_package, input="Bonjour.\n\nLe chat dort.\n   \nOui")
        assert told.returncode == 0, told.stderr
        lines = told.stdout.split("\n")
        assert len(lines) == 6 and lines[1] == lines[3] == lines[5] == "" and lines[0] and lines[2]

    def test_scores_stand_before_the_translation(self, run: Run, tiny_package: Path):
        score, text = (
            run("translate", "--scores", "--model", tiny_package, input="Bonjour.\n").stdout.rstrip("\n").split("\t")
        )
        assert float(score) <= 0 and text

    def test_a_line_of_several_sentences_is_translated_sentence_by_sentence_and_said(
        self, run: Run, tiny_package: Path
    ):
        one_by_one = run("translate", "--model", tiny_package, input="Le chat dort lundi.\nUn train arrive lundi.\n")
        told = run("translate", "--model", tiny_package, input="Le chat dort lundi. Un train arrive lundi.\nBonjour.\n")
        assert told.stdout.splitlines()[0] == " ".join(one_by_one.stdout.splitlines())
        assert len(told.stdout.splitlines()) == 2 and one_by_one.stderr == ""
        assert told.stderr == "note: 1 line held several sentences; each was translated by itself\n"

    def test_raw_gives_the_model_the_line_as_it_is(self, run: Run):
        readable, raw = (run("translate", *option, input="LE MAIRE PART\n").stdout for option in ((), ("--raw",)))
        assert "MAYOR" in readable and "MAYOR" not in raw

    def test_broken_utf8_is_named_by_its_line(self, run: Run, tiny_package: Path, tmp_path: Path):
        (tmp_path / "a.txt").write_bytes(b"Oui.\nd\xe9j\xe0\n")
        told = run("translate", tmp_path / "a.txt", "--model", tiny_package)
        assert told.returncode == 1 and "a.txt:2: broken UTF-8" in told.stderr and "Traceback" not in told.stderr

    def test_a_reader_that_goes_away_is_no_error_message(self, clean_home: dict[str, str], tiny_package: Path):
        command = f"{sys.executable} -m bilingual segment {SEEDS} | head -1"
        told = subprocess.run(["bash", "-c", command], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8")
        assert told.stderr == "" and told.stdout


@pytest.mark.slow
def test_segment_prints_one_json_object_a_line_with_offsets_that_hold(run: Run):
    told = run("segment", SEEDS, "--json")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    assert len(rows) > 200 and all(texts[row["article"]][row["start"] : row["end"]] == row["text"] for row in rows)
