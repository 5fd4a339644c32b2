"""A copy of the dataset, a server of it, and the browsers of two reviewers."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.review.page.serving import Server
from tests.page_server.browser import Browser, served
from tests.written_datasets import write_dataset


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture
def server(copy: Path) -> Iterator[Server]:
    with served(copy) as server:
        yield server


@pytest.fixture
def ana(server: Server) -> Iterator[Browser]:
    with closing(Browser(server)) as browser:
        yield browser


@pytest.fixture
def ben(server: Server) -> Iterator[Browser]:
    with closing(Browser(server, "Ben Ö")) as browser:
        yield browser


@pytest.fixture(scope="session")
def few(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fifth pair of the dataset, and three pairs more with the same French."""
    pairs = list(read_pairs(dataset))
    same = [replace(pairs[1], id=f"same{number}", start=pairs[1].start + number) for number in range(1, 4)]
    return write_dataset(dataset, tmp_path_factory.mktemp("few") / "fr-en", [*pairs[1::5], *same])
