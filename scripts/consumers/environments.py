"""One environment for each program, kept between runs in a folder outside the repository."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.consumers.programs import Program

CACHE = Path.home() / ".cache" / "bilingual-consumers"


def python_of(program: Program, cache: Path = CACHE) -> Path:
    """Return the interpreter of a program's environment, which is made unless it is there. Raises RuntimeError."""
    if not program.packages:
        return Path(sys.executable)
    wanted = [*program.packages, program.without_dependencies or ""]
    digest = hashlib.sha256("\n".join([sys.version, *wanted]).encode()).hexdigest()[:12]
    folder = cache / f"{program.reader}-{digest}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder)
        _install(python, *program.packages)
        if program.without_dependencies:
            _install(python, "--no-deps", program.without_dependencies)
        (folder / "complete").touch()
    return python


def _make(folder: Path) -> None:
    if shutil.which("uv"):
        _run("uv", "venv", "--quiet", "--python", sys.executable, str(folder))
    else:
        _run(sys.executable, "-m", "venv", str(folder))


def _install(python: Path, *arguments: str) -> None:
    """Install with uv where it is, else with pip; each reads its own settings for where packages come from."""
    if shutil.which("uv"):
        _run("uv", "pip", "install", "--quiet", "--python", str(python), *arguments)
    else:
        _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {last_line(done.stderr or done.stdout)}")


def last_line(text: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"
