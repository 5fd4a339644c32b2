"""A Hub of the tests' own, and ways to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bilingual.publishing import Hub, connect
from tests.publishing.hub_server import TOKEN, Server, hub_server
from tests.written_datasets import changed, write_dataset


@pytest.fixture
def server() -> Iterator[Server]:
    with hub_server() as hub:
        yield hub


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    """What a process needs to take the server for the Hub; Xet, which is not HTTP alone, is switched off as documented."""
    return {
        "HF_ENDPOINT": server.address,
        "HF_TOKEN": TOKEN,
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_XET": "1",
        "HF_HOME": str(tmp_path / "hf"),
    }


@pytest.fixture
def to(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Hub]:
    """A way to a repository of the server from within this process, whose library was imported with other settings."""
    from huggingface_hub import constants

    files = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace(constants.ENDPOINT, server.address)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", files)
    monkeypatch.setattr(constants, "ENDPOINT", server.address)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    return connect


@pytest.fixture(scope="session")
def second(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of the same name and version as `dataset`, with other English in its first pair."""
    return write_dataset(dataset, tmp_path_factory.mktemp("second") / "fr-en", changed(dataset, {"en": "Other."}))
