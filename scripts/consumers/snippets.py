"""Runs what docs/consumers.md shows of a program, in the program's environment and a folder as the page takes it."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.consumers.environments import last_line

PAGE = Path(__file__).parent.parent.parent / "docs" / "consumers.md"
SECTION = re.compile(r"^### (.+?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(py|python|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def make_place(folder: Path, dataset: Path, run: Callable[..., object]) -> None:
    """Write `dist/fr-en` and its exports, as the page's own command does."""
    copied = folder / "dist" / "fr-en"
    shutil.copytree(dataset, copied)
    run("export", copied, "--to=jsonl,csv,moses,tmx,wmt", "--status=all")


def run_snippets(program: str, python: Path, place: Path, env: Mapping[str, str]) -> str | None:
    """Run the blocks of a program's section; return what the first one that fails says last, or None."""
    for heading, section in SECTION.findall(PAGE.read_text(encoding="utf-8")):
        if program.startswith(heading):
            for language, body in BLOCK.findall(section):
                done = subprocess.run(_command(language, body, python, place), cwd=place, env=env,
                                      capture_output=True, encoding="utf-8")  # fmt: skip
                if done.returncode:
                    return f"the page's lines: {last_line(done.stderr)}"
    return None


def _command(language: str, body: str, python: Path, place: Path) -> list[str]:
    if language != "yaml":
        return [str(python), "-c", body]
    (place / "press.yaml").write_text(body, encoding="utf-8")
    return [str(python.with_name("eole")), "build_vocab", "--config", "press.yaml", "--overwrite"]
