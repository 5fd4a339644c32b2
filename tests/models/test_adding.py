"""Adding a package from a file: it appears whole or not at all, and its hash is never ignored."""

import hashlib
import json
import shutil
import subprocess
import sys

import pytest

from bilingual.errors import ModelError, UsageError
from bilingual.models import add_package, find_model, inspect_package, package_hash, read_record
from bilingual.models.known import PUBLISHED, read_sha256
from tests.models.packages import CONFIG, EMBEDDED, zip_package

ADD = """
import sys
from pathlib import Path
from bilingual.models import add_package
add_package(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_an_added_package_is_found_here_and_by_argos_translate(argos, tmp_path):
    from argostranslate.package import get_installed_packages

    file = zip_package(EMBEDDED, tmp_path / "own.argosmodel")
    added = add_package(file)
    assert find_model() == added == find_model(added.name)
    assert added.sha256 == find_model("embedded").sha256
    (listed,) = get_installed_packages()
    assert (listed.package_path, listed.from_code, listed.to_code) == (added.path, "fr", "en")
    assert listed.tokenizer.encode("Bonjour le monde.")


@pytest.mark.slow
def test_an_unknown_hash_is_recorded_and_a_given_one_is_checked(argos, small, tmp_path):
    file = zip_package(small, tmp_path / "own.argosmodel")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    record = read_record(add_package(file).path)
    assert (record.archive, record.archive_sha256, record.verified) == ("own.argosmodel", digest, "nothing")
    assert (record.bytes, record.package_sha256) == (file.stat().st_size, package_hash(small))
    again = add_package(file, digest.upper(), overwrite=True)
    assert read_record(again.path).verified == "given"
    with pytest.raises(ModelError, match=f"its SHA-256 is {digest}, not 0000"):
        add_package(file, "0" * 64)
    with pytest.raises(UsageError, match="not a SHA-256"):
        add_package(file, "abc")


@pytest.mark.slow
def test_a_package_under_the_name_of_a_published_one_must_be_that_one(argos, small, tmp_path):
    (name,) = PUBLISHED
    file = zip_package(small, tmp_path / "own.argosmodel", name)
    with pytest.raises(ModelError, match="calls itself translate-fr_en-1_9, but its SHA-256 is") as refusal:
        add_package(file)
    assert list(argos.packages.iterdir()) == []
    given = str(refusal.value).rpartition(" ")[2]
    assert add_package(file, given).name == name


@pytest.mark.slow
def test_adding_twice_changes_nothing_and_another_of_that_name_needs_replace(argos, small, tmp_path):
    first = add_package(zip_package(small, tmp_path / "a.argosmodel"))
    assert add_package(tmp_path / "a.argosmodel") == first
    (small / "model" / "config.json").write_text(CONFIG + "\n")
    other = zip_package(small, tmp_path / "b.argosmodel")
    with pytest.raises(ModelError, match="a different package is there already; give --replace"):
        add_package(other)
    assert find_model() == first
    assert add_package(other, overwrite=True).sha256 == package_hash(small)
    (first.path / "metadata.json").unlink()
    with pytest.raises(ModelError, match="damaged, give --replace to replace it"):
        add_package(other)
    assert add_package(other, overwrite=True).sha256 == package_hash(small)


@pytest.mark.slow
def test_a_package_never_takes_the_place_of_one_for_other_languages(argos, small, tmp_path):
    there = shutil.copytree(small, argos.packages / "translate-fr_en-9_9")
    (there / "metadata.json").write_text('{"from_code": "en", "to_code": "es"}')
    with pytest.raises(ModelError, match=r"a package of that name is there, .* it translates 'en' to 'es'"):
        add_package(zip_package(small, tmp_path / "a.argosmodel"), overwrite=True)


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [60, 120, 180, 220, 260, 300, 600, 1000, 1500])
def test_a_killed_add_leaves_no_half_package(tmp_path, clean_home, milliseconds):
    file = zip_package(EMBEDDED, tmp_path / "own.argosmodel")
    packages = tmp_path / "argos" / "packages"
    env = clean_home | {"ARGOS_PACKAGES_DIR": str(packages)}
    command = [sys.executable, "-c", ADD, str(file)]
    process = subprocess.Popen(command, env=env)
    try:
        process.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    there = [folder for folder in packages.iterdir() if folder.is_dir()] if packages.exists() else []
    for folder in there:
        assert inspect_package(folder).sha256 == package_hash(EMBEDDED)
    subprocess.run(command, env=env, check=True)
    assert sorted(path.name for path in packages.parent.iterdir()) == [".bilingual.lock", "packages"]


@pytest.mark.slow
def test_processes_that_add_the_same_package_at_once_all_succeed(tmp_path, clean_home):
    file = zip_package(EMBEDDED, tmp_path / "own.argosmodel")
    env = clean_home | {"ARGOS_PACKAGES_DIR": str(tmp_path / "argos" / "packages")}
    processes = [subprocess.Popen([sys.executable, "-c", ADD, str(file)], env=env) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert [path.name for path in (tmp_path / "argos" / "packages").iterdir()] == ["translate-fr_en-9_9"]


@pytest.mark.parametrize("text", ["", "0" * 63, "g" * 64, "0" * 65])
def test_a_sha256_is_64_hexadecimal_digits(text):
    with pytest.raises(UsageError):
        read_sha256(text)
    assert read_sha256(" SHA256:" + "AB" * 32) == "ab" * 32


@pytest.mark.slow
def test_a_package_changed_after_it_was_added_is_no_longer_used(argos, small, tmp_path):
    model = add_package(zip_package(small, tmp_path / "a.argosmodel"))
    (model.path / "model" / "config.json").write_text(CONFIG + "\n")
    notices: list[str] = []
    assert find_model(notice=notices.append).origin == "embedded"
    assert "its files are not those that were installed" in notices[0]


@pytest.mark.slow
def test_the_command_lists_describes_and_adds(run, small, tmp_path):
    env = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages")}
    (embedded,) = json.loads(run("model", "list", "--json", env=env).stdout)
    assert (embedded["name"], embedded["auto"]) == ("fr_en", True)
    file = zip_package(small, tmp_path / "own.argosmodel")
    added = run("model", "add", file, env=env)
    assert added.returncode == 0, added.stderr
    assert (
        f"recorded SHA-256 {read_record(tmp_path / 'packages' / 'translate-fr_en-9_9').archive_sha256}" in added.stderr
    )
    assert run("model", "list", env=env).stdout.startswith(
        f"* translate-fr_en-9_9  {embedded['version']}       installed  "
    )
    described = json.loads(run("model", "info", "--json", env=env).stdout)
    assert (described["archive"], described["archive_verified"]) == ("own.argosmodel", "nothing")
    assert described["sha256"] == package_hash(small)
    assert f"sha256           {package_hash(EMBEDDED)}" in run("model", "info", "embedded", env=env).stdout


@pytest.mark.slow
def test_the_command_ends_with_one_line_and_a_status(run, tmp_path):
    (tmp_path / "page.argosmodel").write_text("<html>")
    for arguments, status in (
        (("info", "absent"), 2),
        (("add", tmp_path / "absent"), 2),
        (("add", tmp_path / "page.argosmodel"), 1),
        (("add", tmp_path / "page.argosmodel", "--sha256", "12"), 2),
        (("install", "--sha256", "12"), 2),
    ):
        done = run("model", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1), done
        assert done.stderr.startswith("bilingual: ")
