"""A package that is new here translates a word in a process of its own, which may crash, once for each content."""

import json
import shutil
import struct

import pytest

from bilingual.errors import ModelError
from bilingual.models import find_model, inspect_package, trial, try_model
from bilingual.models.known import Published
from bilingual.translator import Translator
from tests.models.packages import zip_package
from tests.weights_file import Stored, read_file

pytestmark = pytest.mark.slow


@pytest.fixture
def crashing(tiny_package, tmp_path, monkeypatch):
    """A package with which CTranslate2 writes where it should not, and no check that sees it."""
    monkeypatch.setattr("bilingual.models.runnable.check_structure", lambda weights, sizes: None)
    folder = shutil.copytree(tiny_package, tmp_path / "crashing")
    file = folder / "model" / "model.bin"
    weights = read_file(file)
    weights.arrays["encoder/num_heads"] = Stored("int16", (), struct.pack("<h", 0))
    weights.write(file)
    return folder


@pytest.fixture
def trials(monkeypatch):
    """The commands of the processes that were started."""
    commands, run = [], trial.subprocess.run

    def count(command, **options):
        commands.append(command)
        return run(command, **options)

    monkeypatch.setattr(trial.subprocess, "run", count)
    return commands


def test_a_crash_is_one_line_and_not_the_end(argos, crashing, tmp_path):
    from bilingual.models import add_package

    with pytest.raises(ModelError, match=r"crashing: it ends the process that translates with it \(SIG[A-Z]+\)$"):
        Translator(find_model(str(crashing)))
    file = zip_package(crashing, tmp_path / "crashing.argosmodel")
    with pytest.raises(ModelError, match=r"crashing.argosmodel: it ends the process"):
        add_package(file)
    assert list(argos.packages.iterdir()) == []


def test_the_command_refuses_what_would_crash_it(run, crashing, tmp_path):
    """The check of its parts sees this one first."""
    file = zip_package(crashing, tmp_path / "crashing.argosmodel")
    env = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages")}
    for arguments in (("model", "add", file), ("translate", "--model", file), ("translate", "--model", crashing)):
        done = run(*arguments, env=env, input="Bonjour.\n")
        assert (done.returncode, done.stdout) == (1, "")
        assert (
            done.stderr.endswith("model.bin: encoder/num_heads is 0, which cannot be\n")
            and done.stderr.count("\n") == 1
        )


def test_each_content_is_tried_once(argos, small, trials, tmp_path):
    try_model(inspect_package(small))
    try_model(inspect_package(shutil.copytree(small, tmp_path / "elsewhere")))
    assert len(trials) == 1
    (small / "model" / "config.json").write_text((small / "model" / "config.json").read_text() + "\n")
    try_model(inspect_package(small))
    assert len(trials) == 2


def test_the_embedded_model_and_a_published_package_are_not_tried(argos, small, trials, tmp_path, monkeypatch):
    import hashlib

    from bilingual.models import adding

    Translator(find_model("embedded"))
    file = zip_package(small, tmp_path / "known.argosmodel")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    monkeypatch.setattr(adding, "PUBLISHED", {"translate-fr_en-9_9": Published(file.stat().st_size, digest)})
    try_model(adding.add_package(file))
    assert trials == []


def test_a_record_inside_the_package_does_not_vouch_for_it(argos, small, trials):
    record = dict.fromkeys(("archive", "archive_sha256", "url"), "") | {"bytes": 1, "verified": "known"}
    (small / "bilingual.json").write_text(json.dumps(record | {"package_sha256": inspect_package(small).sha256}))
    try_model(inspect_package(small))
    assert len(trials) == 1


def test_where_nothing_can_be_remembered_it_is_tried_each_time(argos, small, trials):
    argos.cache.with_name("bilingual").touch()
    try_model(inspect_package(small))
    try_model(inspect_package(small))
    assert len(trials) == 2


def test_a_package_that_takes_too_long_is_refused(argos, small, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 0.01)
    with pytest.raises(ModelError, match="it does not translate a word within 0 seconds"):
        try_model(inspect_package(small))


def test_what_the_engine_says_is_passed_on(argos, tiny_package, tmp_path):
    """Twenty positions are no damage, but too few for a sentence."""
    folder = shutil.copytree(tiny_package, tmp_path / "short")
    weights = read_file(folder / "model" / "model.bin")
    array = weights.arrays["decoder/position_encodings/encodings"]
    array.shape, array.data = (20, array.shape[1]), array.data[: 20 * 4 * array.shape[1]]
    weights.write(folder / "model" / "model.bin")
    with pytest.raises(ModelError, match="short: cannot translate with this model: No position encodings"):
        try_model(inspect_package(folder))
