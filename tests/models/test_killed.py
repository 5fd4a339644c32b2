"""`model add --replace`, killed at every step: one of the two packages is there, whole, and found by the next command."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.files.exchange import exchange
from bilingual.models import package_hash
from bilingual.models.staging import put_back, put_in_place, staging_folder
from tests.models.packages import CONFIG, small_package, zip_package

pytestmark = pytest.mark.slow

REPLACE = """
import os, signal, sys
from pathlib import Path
from bilingual.models import add_package, staging

file, home, last, able = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "True"
steps = 0

def step():
    global steps
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
    steps += 1

def exchange(new, old, system=staging.exchange):
    step()
    done = able and system(new, old)
    step()
    return done

def hook(event, arguments):
    if event in ("os.rename", "shutil.rmtree") and str(arguments[0]).startswith(home):
        step()

staging.exchange = exchange
sys.addaudithook(hook)
add_package(file, overwrite=True)
"""
LOOK = """
import json, sys
from pathlib import Path
from bilingual.models import add_package, find_model, list_models

found = find_model()
before = [model.sha256 for model in list_models() if model.origin == "installed"]
add_package(Path(sys.argv[1]))
after = [model.sha256 for model in list_models() if model.origin == "installed"]
print(json.dumps([found.sha256, before, after]))
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """Two packages of one name, and a third of another name."""
    folder = tmp_path_factory.mktemp("files")
    files = {}
    for number, name in enumerate(("old", "new", "other")):
        package = small_package(folder / name)
        (package / "model" / "config.json").write_text(CONFIG + "\n" * number)
        root = "translate-fr_en-1_0" if name == "other" else "translate-fr_en-9_9"
        files[name] = zip_package(package, folder / f"{name}.argosmodel", root)
    return files


@pytest.mark.parametrize("able", [True, False], ids=["exchange", "no exchange"])
def test_a_package_is_never_lost(files, clean_home, tmp_path, able):
    env = clean_home | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    hashes = {name: package_hash(file.with_suffix("")) for name, file in files.items()}

    def python(code: str, home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        own = env | {"ARGOS_PACKAGES_DIR": str(home / "packages")}
        return subprocess.run(command, env=own, capture_output=True, text=True)

    python(REPLACE, tmp_path / "start", files["new"], tmp_path / "start", -1, able)  # the trial of both is over
    shutil.rmtree(tmp_path / "start")
    python(REPLACE, tmp_path / "start", files["old"], tmp_path / "start", -1, able)
    found = []
    for last in range(20):
        home = shutil.copytree(tmp_path / "start", tmp_path / str(last))
        done = python(REPLACE, home, files["new"], home, last, able)
        looked = python(LOOK, home, files["other"])
        assert looked.returncode == 0, looked.stderr
        there, before, after = json.loads(looked.stdout)
        assert there in (hashes["old"], hashes["new"]) and before == [there]
        assert after == [there, hashes["other"]]
        assert sorted(path.name for path in home.iterdir()) == [".bilingual.lock", "packages"]
        found.append(there)
        if done.returncode == 0:
            break
        assert done.returncode == -9
    assert len(found) >= 4
    assert (found[0], found[-1]) == (hashes["old"], hashes["new"])


def test_two_folders_change_places_in_one_step(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not exchange(tmp_path / "one", tmp_path / "two"):
        pytest.skip("this system cannot exchange two folders")
    assert [(tmp_path / name).joinpath(other).exists() for name, other in (("one", "two"), ("two", "one"))] == [
        True
    ] * 2
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "absent")


def test_what_cannot_take_its_place_leaves_the_other_there(tmp_path, monkeypatch):
    """The second rename fails, and the exchange in one step does not exist."""
    monkeypatch.setattr("bilingual.models.staging.exchange", lambda new, old: False)
    (tmp_path / "packages" / "kept").mkdir(parents=True)
    (tmp_path / "packages" / "kept" / "it").touch()
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "fresh":
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no space left"), staging_folder(tmp_path) as stage:
        (stage / "fresh").mkdir()
        put_in_place(stage / "fresh", tmp_path / "packages" / "kept", stage)
    assert (tmp_path / "packages" / "kept" / "it").exists()
    assert [path.name for path in tmp_path.glob(".bilingual-*")] == []


def test_the_only_copy_is_kept_while_it_cannot_be_put_back(tmp_path, monkeypatch):
    stage = tmp_path / ".bilingual-killed"
    (stage / "old").mkdir(parents=True)
    (stage / "place").write_text("packages/kept")
    put_back(tmp_path / "packages")  # the folder of packages itself is gone
    assert (stage / "old").is_dir()
    (tmp_path / "packages").mkdir()
    put_back(tmp_path / "packages")
    assert (tmp_path / "packages" / "kept").is_dir() and not stage.exists()


def test_a_replaced_package_without_a_note_is_not_removed(tmp_path):
    (tmp_path / ".bilingual-killed" / "old").mkdir(parents=True)
    with staging_folder(tmp_path):
        pass
    assert [path.name for path in tmp_path.glob(".bilingual-*")] == [".bilingual-killed"]
