"""Hostile packages: each kind is refused with one clear line, and nothing is left where packages live."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import ModelError
from bilingual.models import add_package, find_model
from bilingual.models.archive import unpack
from tests.hostile_packages import HOSTILE, hostile_package
from tests.models.packages import ROOT, small_package, write, zip_package


@pytest.fixture(scope="session")
def intact(tmp_path_factory):
    """The file of a small intact package."""
    folder = tmp_path_factory.mktemp("intact")
    return zip_package(small_package(folder / "small"), folder / "intact.argosmodel")


def tree(folder: Path) -> list[tuple[str, bytes]]:
    """Every file and folder under `folder`, with contents."""
    paths = sorted(folder.rglob("*"))
    return [(str(path), path.read_bytes() if path.is_file() else b"") for path in paths if ".lock" not in path.name]


@pytest.mark.slow
def test_the_package_that_the_hostile_ones_are_made_from_is_accepted(argos, intact):
    assert add_package(intact).name == ROOT


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_package_is_refused_and_leaves_nothing(argos, intact, tmp_path, kind):
    (argos.packages / "neighbour").mkdir()
    (argos.packages / "neighbour" / "metadata.json").write_text("{}")
    file = hostile_package(kind, intact, tmp_path / "hostile.argosmodel")
    before = tree(tmp_path)
    for attempt in (add_package, lambda path: find_model(str(path))):
        with pytest.raises(ModelError) as refusal:
            attempt(file)
        message = str(refusal.value)
        assert HOSTILE[kind][1] in message
        assert message.startswith(f"{file}: ") and message.isprintable() and len(message) < len(str(file)) + 250
        left = [path for path in tree(tmp_path) if path not in before and not Path(path[0]).is_dir()]
        assert left == []
    assert names_in(argos.packages) == ["neighbour"]
    assert not Path("/tmp/evil").exists()


def test_a_package_is_unpacked_with_plain_rights_whatever_it_asks_for(argos, intact, tmp_path):
    file = tmp_path / "set-user-id.argosmodel"
    file.write_bytes(intact.read_bytes())
    with ZipFile(file, "a") as archive:
        write(archive, f"{ROOT}/run", b"#!/bin/sh", 0o104777)
    assert (add_package(file).path / "run").stat().st_mode & 0o7111 == 0


names = st.text(st.sampled_from("ab./\\\0é\u0301\u202e-_:C"), max_size=12)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(st.lists(st.tuples(names, st.sampled_from([0, 0o100644, 0o120777, 0o040755])), max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_the_entries_are_called_nothing_is_written_outside(tmp_path_factory, entries):
    base = tmp_path_factory.mktemp("any")
    (base / "into").mkdir()
    with ZipFile(base / "any.zip", "w") as archive:
        for name, mode in entries:
            write(archive, f"r/{name}", b"x", mode)
    try:
        root = unpack(base / "any.zip", base / "into")
        assert root == base / "into" / "r"
    except ModelError as error:
        assert str(error).isprintable()
    assert names_in(base) == ["any.zip", "into"]
    assert names_in(base / "into") in ([], ["r"])
    assert not any(path.is_symlink() for path in base.rglob("*"))
