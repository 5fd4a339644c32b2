"""How a page is tried: its commands run in a place as it takes it, and print what it shows."""

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

COMMAND = re.compile(r"^ *\$ (.*(?:\n    .*)*)\n", re.MULTILINE)
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PAGES = [path.relative_to(ROOT).as_posix() for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])]
# Pages on which no command runs, and why.
NOTHING_RUNS = {
    "ARCHITECTURE.md": "the places of its steps are compared with the source",
    "CHANGELOG.md": "a list of changes",
    "SECURITY.md": "a policy; the tests that it names are looked for",
    "docs/README.md": "an index",
    "docs/api.md": "a session, which is run as such",
    "docs/cli.md": "usage lines; the page is compared with the commands",
}
# Commands that are not run, by how they begin, and why.
NOT_RUN = {
    "bilingual review serve": "it answers until it is ended; tests/review_page runs it",
    "bilingual model install": "it needs the network; tests/models runs it against a local server",
    "ct2-transformers-converter": "a program of others, which fetches a model",
    "bilingual publish dist": "it needs the network; tests/publishing runs it against a local server",
    "hf auth": "a program of others, which asks for a token",
    "hf download": "a program of others, which fetches a model or a dataset",
    "hf repos": "a program of others, which changes a repository",
    "git tag": "it makes a release",
    "ray start": "it starts a cluster that outlives the page; tests/cluster starts one that does not",
    "python -m pip": "it needs the network",
    "python -m build": "it needs a program that only a release needs",
    "python -m twine": "it needs a program that only a release needs",
    "python -m venv": "it installs the release that was not built",
    "fresh/bin/bilingual": "it tries the release that was not built",
}
TINY = "--width 32 --feed-forward 64 --heads 2 --encoder-layers 1 --decoder-layers 1 --dropout 0"
# What a test runs instead, so that a command takes seconds and not hours.
SMALLER = (
    (r"^make ", "make --dry-run VENV=. PYTHON=python "),
    (r"--seconds 1200", f"--steps 100 --tokens 1024 --rate 1e-2 --warmup 20 {TINY}"),
    (r"--width 512 .*--encoder-layers 6", TINY),
    (r"(train_model.py finetune .*)", r"\1 --epochs 1"),
    (r"(train_model.py vocabulary .*)", r"\1 --characters '€“”'"),
    (r"(house_style.py write .*)", r"\1 --reviewed 20 --others 20"),
    (r"(bilingual build) seeds (--model build/)", r"\1 short.txt --out dist/short --beam 1 \2"),
    (
        r"^RAY_ADDRESS=\S+ bilingual build articles --out \S+ ",
        "RAY_ADDRESS=local bilingual build short.txt --out dist/cluster --beam 1 ",
    ),
    (
        r"(benchmark_translate.py) seeds --beam 4 --beam 2 --beam 1",
        r"\1 short.txt --beam 1 --repeat 1 --model embedded",
    ),
    (r"(evaluate_models.py shapes .*)", r"\1 --beam 1 --sentences 4"),
    (r"(check_faults.py)$", r"\1 --quick --only environments --case '*closed*' --model my-package"),
)


def blocks(document: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document: language and content, without the indent of a list."""
    found = BLOCK.findall((ROOT / document).read_text(encoding="utf-8"))
    return [(language, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)) for indent, language, body in found]


def run(command: list[str], folder: Path, env: dict[str, str]) -> str:
    """What a command prints."""
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, (command, done.stdout)
    return done.stdout


def run_console(block: str, folder: Path, env: dict[str, str]) -> str:
    """What the commands of a block print; a line that begins with four blanks belongs to the command above it."""
    printed = ""
    for command in COMMAND.findall(block):
        if not command.startswith(tuple(NOT_RUN)):
            for shown, instead in SMALLER:
                command = re.sub(shown, instead, command.replace("\\\n    ", ""))
            printed += run(["bash", "-e", "-c", command], folder, env)
    return printed


def missing(shown: str, printed: str) -> list[str]:
    """The lines that a document shows and no command printed, but for what the processor has a part in."""
    lines = {essence(line) for line in printed.splitlines()}
    return [line for line in shown.splitlines() if line and essence(line) not in lines]


def essence(line: str) -> str:
    """A line about the model whole; of others, not the model's English, nor counts, which other arithmetic may change."""
    if line.startswith(("model ", "signature ")):
        return re.sub(r"data:\w+", "data:…", line)
    return re.sub(r"parent \w+|\d+(?:\.\d+)?", "…", line.partition("←")[0])


def needs_dataset(document: str) -> bool:
    """Whether the commands of a page work with the dataset of the five articles."""
    return any("dist/fr-en" in body for language, body in blocks(document) if language == "console")


def try_page(document: str, folder: Path, env: dict[str, str]) -> None:
    """Run the commands and examples of a page, in order, and compare what they print with what it shows."""
    printed, ran = "", 0
    for language, body in blocks(document):
        if language == "console":
            printed, ran = run_console(body, folder, env), ran + 1
            assert missing(COMMAND.sub("", body), printed) == []
        elif language == "python" and not body.startswith((">>>", " ")):
            printed, ran = run([sys.executable, "-c", body], folder, env), ran + 1
        elif language == "text" and printed:
            assert missing(body, printed) == []
            printed = ""
    assert ran
