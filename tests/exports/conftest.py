"""Pairs in every format."""

from pathlib import Path

import pytest

from bilingual.dataset import Manifest, read_manifest
from bilingual.exports.formats import FORMATS
from bilingual.pairs import Pair
from tests.conftest import Run
from tests.exports.pairs import BOMB, edited, pair, write
from tests.hostile_texts import HOSTILE
from tests.written_datasets import write_dataset

# Those that hold something of a dataset that nobody has reviewed.
FORMATS_OF_ALL = tuple(name for name in FORMATS if name != "trl-preference")


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
    done = run("export", dataset, "--to", ",".join(FORMATS_OF_ALL), "--status", "all", "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 15
    return out


@pytest.fixture(scope="module")
def reviewed(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two articles of four pairs: one edited, one accepted, one rejected and five as the model wrote them."""
    when = {"reviewer": "Anne <a@example.org>", "reviewed": "2026-03-01T12:30:05Z"}
    pairs = [
        edited(0, "Bonjour.", "Good morning.", "Hello.", article_id="a", title="Un titre", **when),
        pair(1, "Il pleut.", "It rains.", article_id="a", status="accepted", origin="memory"),
        pair(2, "Non.", "Nine.", article_id="a", status="rejected", paragraph=1),
        pair(3, "Il dort.", "He sleeps.", article_id="a", paragraph=1, flags=("pronouns",)),
        *(pair(n, f"Le chat {n}.", f"Cat {n}.", article_id="b", sentence=n - 4) for n in range(4, 8)),
    ]
    return write_dataset(dataset, tmp_path_factory.mktemp("reviewed") / "fr-en", pairs)


@pytest.fixture
def manifest(dataset: Path) -> Manifest:
    return read_manifest(dataset)
