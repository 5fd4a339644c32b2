"""Training where there is torch, numpy and sentencepiece and nothing else, by processes that know nothing of the rest."""

import os
import signal
import subprocess
import sys
import time
from importlib.metadata import distribution
from pathlib import Path

import pytest
import torch
from packaging.requirements import Requirement

from bilingual.errors import UsageError
from scripts.training.checkpoint import load, load_position
from scripts.training.command import run
from scripts.training.corpus import read_pairs, write_shard
from tests.conftest import ROOT
from tests.tiny_model import write_pairs
from tests.training.conftest import called, train_model

pytestmark = pytest.mark.slow

NO_GPU = pytest.mark.skipif(torch.cuda.is_available(), reason="wants a machine without a GPU")
TINY = [
    "--tokens",
    "512",
    "--width",
    "16",
    "--feed-forward",
    "32",
    "--heads",
    "2",
    "--encoder-layers",
    "1",
    "--decoder-layers",
    "1",
    "--dropout",
    "0",
]


def with_what_it_needs(name: str, found: dict[str, set[str]]) -> dict[str, set[str]]:
    """The folders and files of a distribution, and of all that it needs, by distribution."""
    if name not in found:
        known = distribution(name)
        found[name] = {path.parts[0] for path in known.files or () if path.parts[0] != ".." and path.suffix != ".pth"}
        for requirement in map(Requirement, known.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                with_what_it_needs(requirement.name, found)
    return found


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with torch, numpy, sentencepiece and what they need themselves."""
    site, found = tmp_path_factory.mktemp("site"), dict[str, set[str]]()
    for name in ("torch", "numpy", "sentencepiece"):
        with_what_it_needs(name, found)
    for name, places in found.items():
        home = Path(str(distribution(name).locate_file("")))
        for place in places - {"__pycache__"}:
            if (home / place).exists() and not (site / place).exists():
                (site / place).symlink_to(home / place)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(site), "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def shard(tokenizer: Path, tmp_path: Path) -> Path:
    """The tiny model's pairs."""
    write_shard(list(read_pairs(write_pairs(tmp_path / "pairs.tsv"))), tokenizer, tmp_path / "all.npz")
    return tmp_path / "all.npz"


def begin(bare: dict[str, str], log: Path, *arguments: object) -> "subprocess.Popen[bytes]":
    """Begin `python -m scripts.training` without the site-packages, its output in `log`."""
    command = [sys.executable, "-S", "-m", "scripts.training", *map(str, arguments)]
    with log.open("wb") as stream:
        return subprocess.Popen(command, cwd=ROOT, env=bare, stdout=stream, stderr=subprocess.STDOUT)


def wait_for(log: Path, words: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the log has the words."""
    for _ in range(1200):
        if words in log.read_text():
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(f"no {words!r}: {log.read_text()}")


class TestABareMachine:
    def test_has_nothing_else(self, bare: dict[str, str]):
        code = "import importlib.util as u; print([n for n in ('torch', 'numpy', 'sentencepiece', 'typer', 'rich', 'ctranslate2', 'pyarrow', 'yaml') if u.find_spec(n)])"
        told = subprocess.run([sys.executable, "-S", "-c", code], env=bare, capture_output=True, encoding="utf-8")
        assert told.stdout == "['torch', 'numpy', 'sentencepiece']\n"

    def test_goes_on_from_a_package_and_saves_and_leaves_on_sigterm(
        self, bare, tiny_package, tokenizer, shard, tmp_path
    ):
        log, saved = tmp_path / "log", tmp_path / "network.pt"
        options = ["--tokenizer", tokenizer, "--out", tmp_path, "--seconds", 600, "--start", tiny_package]
        process = begin(bare, log, "train", shard, *options, "--tokens", 512, "--log-every", 1)
        wait_for(log, "step 2 ", process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text()
        lines, step = log.read_text().splitlines(), load_position(saved).step
        assert step >= 2 and lines[-1] == f"saved {saved} after {step} steps"
        assert lines[0].startswith("step 1 after ") and 0 < float(lines[0].split("loss ")[1].split(",")[0]) < 2
        assert load(saved).shape == load(tiny_package, 0.1).shape

    def test_takes_up_late_shards_and_ends_when_its_clock_says_so(self, bare, tokenizer, shard, tmp_path):
        late, log, clock, saved = (tmp_path / name for name in ("late.npz", "log", "clock", "network.pt"))
        clock.write_text("600")
        options = ["--tokenizer", tokenizer, "--out", tmp_path, "--clock", clock, *TINY, "--log-every", 1]
        process = begin(bare, log, "train", f"{late}:3", shard, *options)
        wait_for(log, "step 1 ", process)
        late.write_bytes(shard.read_bytes()[:-9])
        wait_for(log, "late.npz: there, but no whole shard", process)
        late.write_bytes(shard.read_bytes())
        wait_for(log, "late.npz: 151 pairs join", process)
        clock.write_text("1")
        assert process.wait(60) == 0
        assert f"saved {saved} after " in log.read_text()
        assert load_position(saved).step > 1


class TestTheCommand:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--steps", "1", "--resume"], "no such network"),
            (["--steps", "1", "--fall", "1"], r"--fall 1\.0: must be from 0 to below 1"),
            (["--steps", "1", "--save-every", "0"], "--save-every 0: must be 1 or more"),
            (["--steps", "0"], r"--steps 0\.0: must be above 0"),
            (["--steps", "nan"], "--steps nan: must be above 0"),
            (["--seconds", "nan"], "--seconds nan: must be above 0"),
            (["--steps", "1", "--rate", "-1"], r"--rate -1\.0: must be above 0"),
            (["--steps", "1", "--heads", "3"], "--width 16: must be an even number from 4 on that --heads 3 divides"),
            (["--steps", "1", "--heads", "0"], "--heads 0: must be 1 or more"),
            (["--steps", "1", "--width", "2", "--heads", "1"], "--width 2: must be an even number from 4 on"),
            (["--steps", "1", "--encoder-layers", "0"], "--encoder-layers 0: must be 1 or more"),
            (["--steps", "x"], "argument --steps: invalid float value: 'x'; here train --help lists"),
            ([], "training needs an end"),
            pytest.param(["--steps", "1", "--compile"], "--compile: there is no GPU", marks=NO_GPU),
        ],
    )
    def test_says_what_is_wrong(self, tokenizer, shard, tmp_path, options, message):
        with pytest.raises(UsageError, match=message):
            run(["train", str(shard), "--tokenizer", str(tokenizer), "--out", str(tmp_path), *TINY, *options], "here")

    def test_takes_no_folder_for_a_shard(self, tokenizer: Path, tmp_path: Path):
        with pytest.raises(UsageError, match="not a shard of token ids"):
            run(
                ["train", str(tmp_path), "--tokenizer", str(tokenizer), "--out", str(tmp_path), "--steps", "1", *TINY],
                "x",
            )

    def test_takes_no_other_file_for_a_tokenizer(self, shard: Path, tmp_path: Path):
        for name, told in (("none", "no such tokenizer"), ("all.npz", "not a tokenizer")):
            with pytest.raises(UsageError, match=f"{name}: {told}"):
                run(
                    ["train", str(shard), "--tokenizer", str(tmp_path / name), "--out", "x", "--steps", "1", *TINY], "x"
                )

    def test_takes_up_no_other_optimiser_than_was_saved(self, tokenizer: Path, shard: Path, tmp_path: Path):
        arguments = ["train", str(shard), "--tokenizer", str(tokenizer), "--out", str(tmp_path), *TINY]
        run([*arguments, "--steps", "1"], "here")
        with pytest.raises(UsageError, match=r"--optimiser muon: .* has the state of adamw; use --start"):
            run([*arguments, "--steps", "2", "--resume", "--optimiser", "muon"], "here")

    def test_packs_in_parts(self, tiny_package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        run(["pack", str(tiny_package), "--out", str(tmp_path), "--piece", "0.02"], "here")
        parts = sorted(tmp_path.glob("model.part*"))
        assert len(parts) > 1 and capsys.readouterr().out.startswith(f"{len(parts)} parts, ")
        assert load(parts[0]).shape == load(tiny_package).shape

    def test_leaves_files_that_are_called_much_like_parts(self, tiny_package: Path, tmp_path: Path):
        strays = [tmp_path / name for name in ("model.part0.bak", "model.part", "model.parts", "model.partition")]
        for stray in strays:
            stray.write_text("mine")
        run(["pack", str(tiny_package), "--out", str(tmp_path)], "here")
        assert all(stray.read_text() == "mine" for stray in strays)
        assert load(tmp_path / "model.part0").shape == load(tiny_package).shape


class TestTheScript:
    def test_lists_the_options_of_the_command(self):
        told = called("train", "--help")
        assert all(name in told for name in ("--clock", "--anneal", "--start"))

    def test_says_what_is_wrong_in_one_line(self, tokenizer: Path, tmp_path: Path):
        told = train_model("train", "none.npz", "--tokenizer", tokenizer, "--out", tmp_path, "--steps", 0)
        assert (told.returncode, told.stderr) == (2, "bilingual: --steps 0.0: must be above 0\n")
