"""What makes a package intact, and what its identity is."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import ModelError
from bilingual.models import inspect_package, package_hash
from bilingual.models.weights import read_weights
from tests.hostile_packages import cut_weights
from tests.models.packages import EMBEDDED


def test_the_embedded_package_is_intact():
    model = inspect_package(EMBEDDED)
    assert (model.from_code, model.to_code, model.argos_version) == ("fr", "en", "1.9")
    assert model.tokenizer == EMBEDDED / "sentencepiece.model"


def test_the_hash_is_that_of_sha256sum_and_does_not_depend_on_the_place(small, tmp_path):
    shell = "find -L metadata.json *.model model -type f | LC_ALL=C sort | xargs sha256sum | sha256sum"
    printed = subprocess.run(["sh", "-c", shell], cwd=small, capture_output=True, text=True, check=True).stdout
    assert printed.split()[0] == package_hash(small)
    assert package_hash(shutil.copytree(small, tmp_path / "elsewhere")) == package_hash(small)


def test_the_hash_depends_on_what_decides_a_translation_and_on_nothing_else(small):
    before = package_hash(small)
    (small / "README.md").write_text("about")
    (small / "stanza").mkdir()
    (small / "stanza" / "resources.json").write_text("{}")
    assert package_hash(small) == before
    (small / "model" / "vmap.txt").write_text("x")
    assert package_hash(small) != before


@pytest.mark.parametrize("weights", list(cut_weights((EMBEDDED / "model" / "model.bin").read_bytes())))
def test_weights_that_are_cut_or_too_long_are_found_without_loading_them(tmp_path, weights):
    file = tmp_path / "model.bin"
    file.write_bytes(weights)
    with pytest.raises(ModelError, match=r"model\.bin"):
        read_weights(file)


@pytest.mark.slow
@given(st.binary(max_size=400), st.integers(0, 120))
@settings(max_examples=300, deadline=None)
def test_any_bytes_as_weights_give_a_version_or_a_clear_error(tmp_path_factory, data, kept):
    head = (EMBEDDED / "model" / "model.bin").read_bytes()[:kept]
    file = tmp_path_factory.getbasetemp() / "any.bin"
    file.write_bytes(head + data)
    try:
        assert 1 <= read_weights(file).version <= 6
    except ModelError as error:
        assert "\n" not in str(error)


def test_a_package_may_have_a_bpe_tokenizer_instead(small):
    (small / "sentencepiece.model").unlink()
    (small / "bpe.model").write_text("#version: 0.2\nl e</w>\nd e\n", encoding="utf-8")
    assert inspect_package(small).tokenizer.name == "bpe.model"
    (small / "bpe.model").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match="BPE merges"):
        inspect_package(small)


def test_a_package_may_have_two_vocabularies_as_text(small):
    (small / "model" / "shared_vocabulary.json").unlink()
    (small / "model" / "source_vocabulary.txt").write_text("<unk>\nle\n</s>\n")
    with pytest.raises(ModelError, match="no vocabulary"):
        inspect_package(small)
    (small / "model" / "target_vocabulary.txt").write_text("<unk>\n<s>\n</s>\n")
    inspect_package(small)
