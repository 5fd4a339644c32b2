"""What the tests of training share: a small network, a tokenizer, the script as a process."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import strategies as st
from typer.testing import CliRunner

from scripts.train_model import app
from scripts.training.network import Network, Shape
from tests.conftest import ROOT

TINY = Shape(vocabulary=40, width=16, feed_forward=32, heads=2, encoder_layers=2, decoder_layers=1, dropout=0.0)
SENTENCES = st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=20)


def train_model(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the script as a process."""
    command = [sys.executable, str(ROOT / "scripts" / "train_model.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)


def called(*arguments: object) -> str:
    """What a command of the script prints when it runs in this process, where torch is loaded; raises what it raises."""
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False).stdout


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Matrices this small lose more to waiting threads than they gain."""
    torch.set_num_threads(1)


@pytest.fixture
def tokenizer(tiny_package: Path) -> Path:
    """The tiny model's tokenizer."""
    return tiny_package / "sentencepiece.model"


@pytest.fixture
def network() -> Network:
    """A small network with random weights."""
    torch.manual_seed(7)
    return Network(TINY).eval()


def tsv(path: Path, *rows: tuple[str, str]) -> Path:
    """Write pairs."""
    path.write_text("".join(f"{source}\t{target}\n" for source, target in rows), encoding="utf-8")
    return path
