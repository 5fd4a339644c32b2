"""Pairs in every format."""

from pathlib import Path

import pytest

from bilingual.dataset import read_manifest
from bilingual.exports.formats import FORMATS
from bilingual.pairs import Pair
from tests.conftest import Run
from tests.exports.pairs import BOMB, pair, write
from tests.hostile_texts import HOSTILE


@pytest.fixture(scope="module")
def hostile(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Pair], Path]:
    """Pairs of texts that programs like to change, in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    pairs = [
        pair(n, text, text[::-1], comment=text, flags=("numbers", "urls")) for n, text in enumerate((*HOSTILE, BOMB))
    ]
    for name in FORMATS:
        write(name, pairs, folder, read_manifest(dataset))
    return pairs, folder


@pytest.fixture(scope="module")
def exported(dataset: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exports")
    done = run("export", dataset, "--to", "tsv,tmx,moses,jsonl,csv", "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 7
    return out
