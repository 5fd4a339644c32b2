"""Adding a plain folder: what it needs is copied beside Argos Translate's packages, whole or not at all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import ModelError, UsageError
from bilingual.models import add_folder, add_package, find_model, list_models, read_record
from tests.conftest import SEEDS
from tests.models.packages import zip_package
from tests.models.plain_folders import joint_folder, opus_folder, quickmt_folder

ADD = """
import sys
from pathlib import Path
from bilingual.models import add_folder
add_folder(Path(sys.argv[1]))
"""


@pytest.fixture
def opus(tmp_path: Path, tiny_package: Path) -> Path:
    return opus_folder(tmp_path / "opus-mt-fr-en", tiny_package)


@pytest.fixture
def joint(tmp_path: Path, tiny_package: Path) -> Path:
    return joint_folder(tmp_path / "joint", tiny_package)


@pytest.mark.slow
def test_it_is_found_by_name_and_auto_does_not_take_it(argos, opus):
    before = find_model(opus)
    added = add_folder(opus)
    assert added == find_model("opus-mt-fr-en") and added.sha256 == before.sha256
    assert (added.origin, added.form, added.license) == ("installed", "CTranslate2 folder", "apache-2.0")
    assert [model.name for model in list_models()] == ["opus-mt-fr-en", "fr_en"]
    assert find_model().origin == "embedded"


@pytest.mark.slow
def test_the_environment_may_name_it(argos, opus, monkeypatch):
    add_folder(opus, "mine")
    monkeypatch.setenv("BILINGUAL_MODEL", "mine")
    assert find_model().name == "mine"


@pytest.mark.slow
def test_argos_translate_does_not_see_it(argos, opus, small, tmp_path):
    from argostranslate.package import get_installed_packages

    add_package(zip_package(small, tmp_path / "own.argosmodel"))
    added = add_folder(opus)
    assert not added.path.is_relative_to(argos.packages)
    assert [package.package_path.name for package in get_installed_packages()] == ["translate-fr_en-9_9"]


@pytest.mark.slow
def test_only_what_it_needs_is_copied_and_links_as_what_they_lead_to(argos, tmp_path, tiny_package):
    folder = quickmt_folder(tmp_path / "quickmt-fr-en", tiny_package)
    (folder / "LICENSE").write_text("CC BY 4.0")
    (folder / "model.bin").rename(tmp_path / "blob")
    (folder / "model.bin").symlink_to(tmp_path / "blob")
    (folder / "pipe").symlink_to("/dev/zero")
    added = add_folder(folder)
    assert sorted(file.name for file in added.path.iterdir()) == [
        "LICENSE", "README.md", "bilingual.json", "config.json", "model.bin", "source_vocabulary.json", "src.spm.model",
        "target_vocabulary.json", "tgt.spm.model",
    ]  # fmt: skip
    assert not any(file.is_symlink() for file in added.path.iterdir())


@pytest.mark.slow
def test_licence_and_attribution_are_recorded(argos, joint):
    with pytest.raises(ModelError, match="it states no licence and no attribution: give them with"):
        add_folder(joint)
    with pytest.raises(ModelError, match="it states no attribution: give"):
        add_folder(joint, license="mit")
    added = add_folder(joint, license="cc-by-4.0", attribution="Ada  Lovelace\n")
    assert (added.license, added.attribution) == ("cc-by-4.0", "Ada Lovelace")
    record = read_record(added.path)
    assert (record.archive, record.license, record.attribution, record.verified) == ("joint", "cc-by-4.0", "Ada Lovelace", "nothing")  # fmt: skip
    assert record.package_sha256 == added.sha256
    assert find_model(added.path).attribution == "Ada Lovelace"


@pytest.mark.parametrize(
    "option", [{"license": " "}, {"attribution": "x" * 1001}, {"license": ""}, {"license": "mit\x1b[31m"}]
)
def test_a_licence_is_a_line(argos, opus, option):
    with pytest.raises(UsageError, match="is empty, too long or holds invisible characters"):
        add_folder(opus, **option)


@pytest.mark.parametrize("name", ["auto", "embedded", "fr_en", "a/b", "..", "é", "-x", "", "x.argosmodel", "a" * 201])
def test_a_name_that_cannot_be(argos, opus, name):
    with pytest.raises(UsageError, match="--name"):
        add_folder(opus, name)
    assert not argos.packages.with_name("bilingual-models").exists() or not any(argos.packages.with_name("bilingual-models").iterdir())  # fmt: skip


def test_the_name_of_a_package_is_taken(argos, opus, small):
    shutil.copytree(small, argos.packages / "mine")
    with pytest.raises(UsageError, match="mine is the name of another model; give this one --name"):
        add_folder(opus, "mine")


@pytest.mark.slow
def test_adding_twice_changes_nothing_and_another_of_that_name_needs_replace(argos, opus):
    first = add_folder(opus)
    inode = first.path.stat().st_ino
    assert add_folder(opus) == first and first.path.stat().st_ino == inode
    with pytest.raises(ModelError, match="it is there with another licence or attribution; give --replace"):
        add_folder(opus, license="mit")
    assert add_folder(opus, license="mit", overwrite=True).license == "mit"
    (opus / "config.json").write_text((opus / "config.json").read_text() + "\n")
    with pytest.raises(ModelError, match="a different model is there already; give --replace"):
        add_folder(opus)
    other = add_folder(opus, overwrite=True)
    assert (other.sha256 == first.sha256, other.license) == (False, "apache-2.0")
    (first.path / "model.bin").write_bytes(b"\6\0\0\0")
    with pytest.raises(ModelError, match="damaged, give --replace to replace it"):
        add_folder(opus)
    assert add_folder(opus, overwrite=True) == other


@pytest.mark.slow
def test_an_installed_folder_can_be_added_again(argos, opus):
    added = add_folder(opus)
    assert add_folder(added.path) == added == add_folder(added.path, overwrite=True)


@pytest.mark.slow
def test_the_hash_that_is_given_is_that_of_the_model(argos, opus):
    digest = find_model(opus).sha256
    with pytest.raises(ModelError, match=f"its SHA-256 is {digest}, not 0000"):
        add_folder(opus, sha256="0" * 64)
    assert read_record(add_folder(opus, sha256=digest).path).verified == "given"


@pytest.mark.slow
def test_one_that_was_changed_is_no_longer_used(argos, opus):
    added = add_folder(opus)
    (added.path / "config.json").write_text((added.path / "config.json").read_text() + "\n")
    with pytest.raises(ModelError, match="its files are not those that were installed"):
        find_model(added.name)
    notices: list[str] = []
    assert [model.name for model in list_models(notices.append)] == ["fr_en"]
    assert notices[0].startswith(f"passed over a broken model: {added.path}: ")


def test_a_refused_folder_leaves_nothing(argos, opus, monkeypatch):
    monkeypatch.setattr("bilingual.models.trial.SECONDS", 0.01)
    with pytest.raises(ModelError, match="opus-mt-fr-en: it does not translate a word within 0 seconds"):
        add_folder(opus)
    assert list(argos.packages.with_name("bilingual-models").iterdir()) == []
    assert sorted(path.name for path in argos.packages.parent.iterdir() if path.name.startswith(".")) == [
        ".bilingual.lock"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [300, 600, 900, 1200])
def test_a_killed_add_leaves_no_half_folder(tmp_path, clean_home, opus, milliseconds):
    home = tmp_path / "argos" / "bilingual-models"
    env = clean_home | {"ARGOS_PACKAGES_DIR": str(tmp_path / "argos" / "packages")}
    command = [sys.executable, "-c", ADD, str(opus)]
    process = subprocess.Popen(command, env=env)
    try:
        process.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    there = [folder for folder in home.iterdir() if folder.is_dir()] if home.exists() else []
    assert [find_model(folder).sha256 for folder in there] == [find_model(opus).sha256] * len(there)
    subprocess.run(command, env=env, check=True)
    assert sorted(path.name for path in home.parent.iterdir()) == [".bilingual.lock", "bilingual-models", "packages"]


@pytest.mark.slow
class TestCommand:
    def test_it_adds_lists_describes_and_builds(self, run, opus, tmp_path):
        env = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages")}
        added = run("model", "add", opus, "--name", "press", "--attribution", "Helsinki-NLP/opus-mt-fr-en", env=env)
        assert added.returncode == 0, added.stderr
        assert "license          apache-2.0\nattribution      Helsinki-NLP/opus-mt-fr-en\n" in added.stdout
        assert "recorded SHA-256" in added.stderr
        listed = run("model", "list", env=env).stdout.splitlines()
        assert [line.split()[0] for line in listed] == ["press", "*"] and listed[0].split()[1:3] == ["-", "installed"]
        described = json.loads(run("model", "info", "press", "--json", env=env).stdout)
        assert (described["form"], described["tokenizer"]) == ("CTranslate2 folder", "source.spm, target.spm")
        (tmp_path / "a.txt").write_text("Le chat dort lundi. La pluie tombe depuis 2019.")
        built = run("build", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", "press", env=env)
        assert built.returncode == 0, built.stderr
        assert "model:press@" in built.stdout and "model      press, installed, sha256 " in built.stderr
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
        assert (manifest["model"]["license"], manifest["model"]["attribution"]) == ("apache-2.0", "Helsinki-NLP/opus-mt-fr-en")  # fmt: skip
        card = (tmp_path / "out" / "README.md").read_text()
        assert "CTranslate2 folder `press` (installed)" in card
        assert "licence apache-2.0, attribution: Helsinki-NLP/opus-mt-fr-en" in card
        assert "The cat sleeps on Monday." in (tmp_path / "out" / "pairs.tsv").read_text()
        assert run("check", tmp_path / "out", env=env).returncode == 0

    def test_by_path_the_same_bytes_each_time(self, run, opus, tmp_path):
        def build(out: Path) -> dict[str, bytes]:
            assert (
                run("build", SEEDS / "000_bd61c7d03565454d.txt", "--out", out, "--model", opus, "--beam", 1).returncode
                == 0
            )
            return {file.name: file.read_bytes() for file in out.rglob("*.parquet")}

        assert build(tmp_path / "a") == build(tmp_path / "b")

    def test_without_a_licence_it_says_what_to_give_and_ends_with_1(self, run, joint, tmp_path):
        for arguments in (("build", SEEDS, "--model", joint, "--out", tmp_path / "out"), ("model", "add", joint),
                          ("model", "info", joint), ("translate", "--model", joint)):  # fmt: skip
            done = run(*arguments, input="Bonjour.\n", env={"ARGOS_PACKAGES_DIR": str(tmp_path / "packages")})
            assert (done.returncode, done.stdout) == (1, ""), arguments
            assert f"bilingual: {joint}: it states no licence and no attribution: give them with `bilingual model add {joint} --license ID --attribution TEXT`" in done.stderr  # fmt: skip
        assert not (tmp_path / "out").exists()

    def test_what_is_for_a_folder_is_not_for_a_file(self, run, small, tmp_path):
        file = zip_package(small, tmp_path / "own.argosmodel")
        for option in ("--license", "--attribution", "--name"):
            done = run("model", "add", file, option, "x")
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
            assert done.stderr == f"bilingual: {option} is for a CTranslate2 folder; an Argos package states its own\n"

    def test_an_unpacked_package_is_not_added(self, run, small):
        done = run("model", "add", small)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "an unpacked Argos package" in done.stderr


def test_a_folder_that_cannot_be_written_is_one_line(argos, opus):
    argos.packages.with_name("bilingual-models").write_text("")
    with pytest.raises(OSError, match="bilingual-models") as caught:
        add_folder(opus)
    assert os.fspath(caught.value.filename).endswith("bilingual-models")
