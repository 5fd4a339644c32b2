"""Which model is used: asked for, from the environment, installed by Argos Translate, or the embedded one."""

import json
import shutil
from pathlib import Path

import pytest

from bilingual.errors import ModelError
from bilingual.models import OtherPurpose, find_model, inspect_package, list_models, package_hash
from tests.models.packages import CONFIG, EMBEDDED, zip_package


def install(folder: Path, source: Path, **metadata: str) -> Path:
    """A package in the folder where Argos Translate has installed it, with some of its metadata changed."""
    shutil.copytree(source, folder)
    file = folder / "metadata.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | metadata))
    return folder


def test_without_anything_installed_the_embedded_model_is_used(argos):
    model = find_model()
    assert (model.name, model.origin, model.path) == ("fr_en", "embedded", EMBEDDED)
    assert list_models() == [model]


@pytest.mark.parametrize("wanted", [None, "auto", ""])
def test_auto_prefers_the_newest_installed_package(argos, small, wanted):
    for version in ("1.9", "1.10", "1.2"):
        install(argos.packages / f"fr_en-{version}", small, package_version=version)
    model = find_model(wanted)
    assert (model.name, model.origin, model.version) == ("fr_en-1.10", "installed", "1.10")
    assert [model.version for model in list_models()] == ["1.10", "1.9", "1.2", inspect_package(EMBEDDED).version]


def test_auto_asks_the_environment_first(argos, small, monkeypatch):
    install(argos.packages / "installed", small)
    monkeypatch.setenv("BILINGUAL_MODEL", str(small))
    assert find_model().path == small
    assert find_model("installed").name == "installed"
    monkeypatch.setenv("BILINGUAL_MODEL", "absent")
    with pytest.raises(ModelError, match=r"^BILINGUAL_MODEL: absent: no such model"):
        find_model()


def test_a_name_means_an_installed_package_before_anything_else(argos, small, monkeypatch):
    install(argos.packages / "fr_en", small, package_version="1.0")
    monkeypatch.chdir(EMBEDDED.parent)
    assert find_model("fr_en").origin == "installed"
    assert find_model("./fr_en").origin == "path"
    assert find_model("embedded").origin == "embedded"


def test_what_is_not_there_is_named_beside_what_is(argos, small):
    install(argos.packages / "mine", small)
    with pytest.raises(ModelError, match=r"^theirs: no such model; choose from mine, embedded, or"):
        find_model("theirs")


@pytest.mark.parametrize("harm", ["no metadata", "cut weights", "unreadable", "not a package"])
def test_a_broken_installed_package_is_passed_over_and_said(argos, small, harm):
    broken = install(argos.packages / "broken", small, package_version="7")
    if harm == "no metadata":
        (broken / "metadata.json").unlink()
    elif harm == "cut weights":
        (broken / "model" / "model.bin").write_bytes(b"\6\0\0\0")
    elif harm == "unreadable":
        (broken / "metadata.json").unlink()
        (broken / "metadata.json").mkdir()
    else:
        shutil.rmtree(broken)
        broken.mkdir()
    notices: list[str] = []
    assert find_model(notice=notices.append).origin == "embedded"
    (notice,) = notices
    assert notice.startswith(f"passed over a broken package: {broken}: ")
    with pytest.raises(ModelError):
        find_model("broken")


def test_packages_of_other_languages_are_passed_over_in_silence(argos, small):
    install(argos.packages / "en_fr", small, from_code="en", to_code="fr")
    notices: list[str] = []
    assert find_model(notice=notices.append).origin == "embedded"
    assert notices == []
    with pytest.raises(OtherPurpose, match="it translates 'en' to 'fr'; a package for French to English is needed"):
        find_model("en_fr")


@pytest.mark.slow
def test_a_home_that_cannot_be_written_leaves_the_embedded_model_usable(python, tmp_path):
    (tmp_path / "file").touch()
    printed = python(
        "from bilingual.models import find_model; said = []; print(find_model(notice=said.append).origin, *said)",
        XDG_DATA_HOME=tmp_path / "file",
    )
    assert printed.startswith("embedded passed over what Argos Translate has installed: Argos Translate's folders")


def test_damaged_settings_of_argos_translate_are_said_and_not_printed(python, tmp_path):
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / "settings.json").write_text("{")
    printed = python(
        "from bilingual.models import find_model; said = []; print(find_model(notice=said.append).origin, said)",
        XDG_CONFIG_HOME=tmp_path,
    )
    assert printed.startswith("embedded ['Error decoding ") and printed.count("\n") == 1


def test_looking_for_a_model_loads_neither_torch_nor_ctranslate2(python):
    printed = python(
        "import sys; from bilingual.models import find_model; find_model();"
        "print({'torch', 'ctranslate2', 'stanza', 'requests'} & set(sys.modules))"
    )
    assert printed == "set()\n"


def test_a_package_file_is_unpacked_once_beside_argos_cache(argos, small, tmp_path):
    file = zip_package(small, tmp_path / "any name.argosmodel", "fr_en")
    first = find_model(str(file))
    assert first == find_model(str(file))
    assert (first.origin, first.name) == ("path", "fr_en")
    assert first.path.is_relative_to(argos.cache.with_name("bilingual"))
    assert first.sha256 == inspect_package(small).sha256
    assert list(argos.packages.iterdir()) == []


def test_a_damaged_cache_is_unpacked_again(argos, small, tmp_path):
    file = zip_package(small, tmp_path / "fr_en.argosmodel", "fr_en")
    first = find_model(str(file))
    (first.path / "model" / "config.json").write_text("{}")
    assert find_model(str(file)) == first
    assert (first.path / "model" / "config.json").read_text() == CONFIG


def test_the_card_of_the_starter_model_is_that_of_its_files():
    assert package_hash(EMBEDDED) in (EMBEDDED / "README.md").read_text(encoding="utf-8")
