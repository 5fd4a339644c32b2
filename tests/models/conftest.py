"""Argos Translate with folders of its own for each test, and a small intact package."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bilingual.errors import ModelError
from bilingual.models import install_package
from tests.models.package_server import downloaded, package_server
from tests.models.packages import EMBEDDED, small_package, zip_package
from tests.models.plain_folders import TERMS, joint_folder, opus_folder, quickmt_folder


@dataclass(frozen=True)
class Argos:
    """The folders of an Argos Translate that has never been used."""

    packages: Path
    downloads: Path
    cache: Path


@pytest.fixture
def argos(argos_settings, tmp_path, monkeypatch):
    """Argos Translate as a new user has it, in this process."""
    folders = Argos(tmp_path / "argos" / "packages", tmp_path / "argos" / "downloads", tmp_path / "argos" / "cache")
    for folder in (folders.packages, folders.downloads, folders.cache):
        folder.mkdir(parents=True)
    monkeypatch.setattr(argos_settings, "package_data_dir", folders.packages)
    monkeypatch.setattr(argos_settings, "package_dirs", [folders.packages])
    monkeypatch.setattr(argos_settings, "downloads_dir", folders.downloads)
    monkeypatch.setattr(argos_settings, "cache_dir", folders.cache)
    monkeypatch.delenv("BILINGUAL_MODEL", raising=False)
    return folders


@pytest.fixture
def small(tmp_path):
    """The folder of a small intact package."""
    return small_package(tmp_path / "small")


@pytest.fixture
def python(clean_home):
    """Run Python code in a process of its own, in a clean home, and return what it printed."""

    def call(code: str, **env: object) -> str:
        command = [sys.executable, "-c", code]
        environment = clean_home | {name: str(value) for name, value in env.items()}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    return call


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """The embedded package as a file of 11 MB that the index does not know."""
    return zip_package(EMBEDDED, tmp_path_factory.mktemp("served") / "own.argosmodel")


@pytest.fixture
def server(package):
    with package_server(package) as behaviour:
        yield behaviour


@pytest.fixture
def install(argos, server):
    """Install from the server without waiting between attempts; what it said is in `install.notices`."""

    def call(**options):
        options = {"timeout": 5.0, "pause": 0.0, "notice": call.notices.append} | options
        return install_package(f"{server.address}/index.json", **options)

    call.notices = []
    return call


@pytest.fixture
def refused(argos, install):
    """Install and expect one line of refusal, no package and nothing half downloaded."""

    def call(**options) -> str:
        with pytest.raises(ModelError) as refusal:
            install(**options)
        assert list(argos.packages.iterdir()) == []
        assert downloaded(argos) == []
        assert str(refusal.value).isprintable()
        return str(refusal.value)

    return call


@pytest.fixture
def opus(tmp_path: Path, tiny_package: Path) -> Path:
    return opus_folder(tmp_path / "opus-mt-fr-en", tiny_package)


@pytest.fixture
def quickmt(tmp_path: Path, tiny_package: Path) -> Path:
    return quickmt_folder(tmp_path / "quickmt-fr-en", tiny_package)


@pytest.fixture
def joint(tmp_path: Path, tiny_package: Path) -> Path:
    folder = joint_folder(tmp_path / "joint", tiny_package)
    (folder / "README.md").write_text(TERMS)
    return folder
