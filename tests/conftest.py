"""Fixtures: the command as a real process, a tiny real Argos package, and the dataset of the five articles."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from scripts.faults.forks import ForkServer, Job

# A bound of wall time fails on a busy machine; `tests/growth` bounds time by the processor's clock.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_configure() -> None:
    """Let an interrupt end the commands that tests start: a shell's background jobs inherit that it is ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def clean_home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user who has no Argos package, no cache and no settings."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "XDG_", "BILINGUAL_"))}
    return {**kept, "HOME": str(home), "HF_HOME": str(home / "hf"), "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": ""}  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def argos_settings(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Argos Translate's settings, imported so that the folders it makes are not those of the user."""
    home = tmp_path_factory.mktemp("argos-home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home))
        from argostranslate import settings
    return settings


@pytest.fixture(scope="session")
def run_new(clean_home: dict[str, str]) -> Run:
    """Run `bilingual` as a new process and return what it printed and its exit code."""

    def run_command(*arguments: object, cwd: Path = ROOT, env: dict[str, str] | None = None, **options: object):
        command = [sys.executable, "-m", "bilingual", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=cwd,
            env={**clean_home, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            **options,
        )

    return run_command


@pytest.fixture(scope="session")
def forks(clean_home: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """A process that has imported what the command imports, and forks for each command: two seconds less for each."""
    with ForkServer(tmp_path_factory.mktemp("streams"), ROOT, {**clean_home, "OPENBLAS_NUM_THREADS": "1"}) as server:
        yield server


@pytest.fixture(scope="session")
def run(run_new: Run, forks: ForkServer, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `bilingual` as a process, forked where nothing is asked that only a new one can give, and return the same."""
    stdin = tmp_path_factory.mktemp("stdin") / "input"

    def run_command(*arguments: object, cwd: Path = ROOT, env: dict[str, str] | None = None, **options: object):
        if options.keys() - {"input"} or any(not name.startswith("ARGOS_") for name in env or ()):
            return run_new(*arguments, cwd=cwd, env=env, **options)
        stdin.write_text(str(options.get("input", "")), encoding="utf-8", newline="")
        job = Job(arguments=[str(argument) for argument in arguments], cwd=cwd, env=env or {}, stdin=stdin)
        ended = forks.run(job, seconds=300)
        return subprocess.CompletedProcess(job.arguments, ended.code, ended.out, ended.err)

    return run_command


@pytest.fixture(scope="session")
def tiny_model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `.argosmodel` of a tiny French→English model, trained here once and kept while its code does not change."""
    from tests.tiny_model import build_tiny_model

    sources = [Path(__file__).parent / "tiny_model.py", *sorted((ROOT / "scripts" / "training").rglob("*.py"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder = Path(request.config.cache.mkdir(f"tiny-model-{digest}"))
    with FileLock(folder / "lock"):  # the suite runs in two processes
        found = sorted(folder.glob("*.argosmodel"))
        return found[0] if found else build_tiny_model(folder)


@pytest.fixture(scope="session")
def tiny_package(tiny_model: Path) -> Path:
    """The unpacked folder of the tiny model."""
    return next(path.parent for path in tiny_model.parent.rglob("metadata.json"))


@pytest.fixture(scope="session")
def dataset(run_new: Run, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The dataset of the five articles, built once by the command with the embedded model; tests change copies."""
    folder = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    out = folder / "dataset" / "fr-en"
    with FileLock(folder / "dataset.lock"):  # the suite runs in two processes
        if not out.exists():
            built = run_new("build", SEEDS, "--out", out)
            assert built.returncode == 0, built.stderr
    return out


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One Chromium for the tests of a module; while it runs, none of them can have an event loop of its own."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium: apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    with sync_api.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
