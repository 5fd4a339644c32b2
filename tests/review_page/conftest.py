"""A dataset of one's own, servers of it that are ended with the test, and reviewers who meet at the page."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bilingual.dataset import read_pairs
from tests.review_page.reviewer import Meet, Reviewer
from tests.review_page.served import Served, start

APART = 4
Serve = Callable[..., Served]


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    """A copy of the dataset of the five articles."""
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture
def serve(clean_home: dict[str, str]) -> Iterator[Serve]:
    """Start servers, which are ended with the test."""
    pytest.importorskip("uvicorn", reason="needs bilingual[review]")
    with ExitStack() as stack:

        def started(folder: Path, *options: object, port: int = 0) -> Served:
            served = start(folder, clean_home, *options, port=port)
            stack.callback(served.end)
            return served

        yield started


@pytest.fixture(scope="session")
def served(dataset: Path, clean_home: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server, of a copy of the dataset, for all tests that judge pairs of their own."""
    pytest.importorskip("uvicorn", reason="needs bilingual[review]")
    folder = Path(shutil.copytree(dataset, tmp_path_factory.mktemp("served") / "fr-en"))
    served = start(folder, clean_home)
    yield served
    served.end()


@pytest.fixture(scope="module")
def quiet(clean_home: dict[str, str], dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A second server, for tests of whole queues."""
    started = start(shutil.copytree(dataset, tmp_path_factory.mktemp("quiet") / "fr-en"), clean_home)
    yield started
    started.end()


@pytest.fixture(scope="session")
def places(dataset: Path) -> Iterator[str]:
    """Pairs of `served` that no other test judges, each with three behind it; the first ones are for who names none."""
    return iter([pair.id for pair in read_pairs(dataset)][2 * APART :: APART])


@pytest.fixture
def meet(chromium: Any) -> Iterator[Meet]:
    """Let reviewers come, each with a browser; they leave with the test, and nothing may have gone wrong there."""
    met: list[Reviewer] = []
    with ExitStack() as stack:

        def come(name: str, **options: Any) -> Reviewer:
            met.append(Reviewer(chromium, name, **options))
            stack.callback(met[-1].context.close)
            return met[-1]

        yield come
    assert [line for reviewer in met for line in reviewer.wrong] == []
