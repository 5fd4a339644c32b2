"""A plain CTranslate2 folder is a model: which files it needs, which tokens it is given, what it must state."""

import json
import math
import os
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import bilingual
from bilingual.errors import ModelError
from bilingual.models import add_folder, find_model
from bilingual.models.ending import missing_end
from bilingual.models.tokenizers import read_pieces
from bilingual.models.trial import is_known
from bilingual.models.weights import Array, Weights
from bilingual.translator import Options, Translator
from tests.hostile_packages import mutated_packages
from tests.models.marian_model import write_opus_mt
from tests.models.packages import small_weights
from tests.models.plain_folders import CONFIG, SENTENCES, TERMS, joint_folder, opus_folder, quickmt_folder, refusal
from tests.outcomes import outcomes
from tests.weights_file import Stored, WeightsFile, read_file

KINDS = {"opus-mt-fr-en": opus_folder, "quickmt-fr-en": quickmt_folder, "joint": joint_folder}


class TestTranslating:
    @pytest.mark.slow
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_writes_the_english_of_the_package_that_it_is_cut_from(self, argos, tiny_package, tmp_path, kind):
        folder = KINDS[kind](tmp_path / kind, tiny_package)
        (folder / "README.md").write_text(TERMS)
        ours, theirs = (bilingual.Translator(path).translate(SENTENCES) for path in (folder, tiny_package))
        assert [found.text for found in ours] == [found.text for found in theirs]
        assert ours[0].text == "The cat sleeps on Monday."

    def test_each_side_has_its_own_tokenizer(self, quickmt):
        model = find_model(quickmt)
        assert (model.tokenizer.name, model.detokenizer.name) == ("src.spm.model", "tgt.spm.model")
        assert set(read_pieces(model.tokenizer)) - set(read_pieces(model.detokenizer)) != set()
        assert set(read_pieces(model.detokenizer)) - set(read_pieces(model.tokenizer)) != set()

    @pytest.mark.slow
    def test_texts_of_any_kind_give_one_line_each(self, opus):
        texts = ["", "\n", "\u200b", "\ud800", "mot " * 2_000, "</s>", "<unk> <pad>", "▁", "日本"]
        translations = Translator(opus, options=Options.chosen(beam=4, raw=True)).translate(texts)
        assert [translation.text for translation in translations[:2]] == ["", ""]
        assert not any("</s>" in translation.text for translation in translations)

    def test_it_knows_the_characters_that_its_own_vocabulary_holds(self, opus):
        tokenizer = Translator(opus)._tokenizer
        assert tokenizer.knows("v") and tokenizer.knows(" ") and not tokenizer.knows("€")
        vocabulary = json.loads((opus / "shared_vocabulary.json").read_text())
        (opus / "shared_vocabulary.json").write_text(json.dumps([f"{token}x" if token == "v" else token for token in vocabulary]))  # fmt: skip
        assert not Translator(opus)._tokenizer.knows("v")


class TestEnd:
    """The end of a source sentence is written by whoever the training expected to write it, and once."""

    @pytest.mark.parametrize(
        ("made_by", "config", "from_nothing", "end"),
        [
            ("Marian and OPUS-MT", {"add_source_eos": True}, True, ""),
            ("Transformers, Marian", {"add_source_eos": False, "decoder_start_token": "</s>"}, True, "</s>"),
            ("Transformers, another start", {"add_source_eos": False}, True, "</s>"),
            ("Transformers, BART", {"add_source_eos": False, "decoder_start_token": "</s>"}, False, "</s>"),
            ("Transformers, T5", {"add_source_eos": False, "decoder_start_token": "<pad>"}, False, "</s>"),
            ("fairseq", {"add_source_eos": True, "decoder_start_token": "</s>"}, False, ""),
            ("OpenNMT-py and Eole", {"add_source_eos": False}, False, ""),
            ("quickmt-train", {"add_source_bos": True, "add_source_eos": False}, False, "</s>"),
            ("OpenNMT-tf, both marks", {"add_source_bos": True, "add_source_eos": True}, False, ""),
        ],
    )
    def test_by_converter(self, made_by, config, from_nothing, end):
        flag = {"decoder/start_from_zero_embedding": Array("int8", (), float(from_nothing))}
        assert missing_end(Weights(6, "TransformerSpec", 7, flag), CONFIG | config) == end, made_by

    def test_without_it_the_model_is_less_sure(self, opus):
        """The folder's flag is false, as Transformers' converter writes it, but its model was trained with the end."""
        model = find_model(opus)
        right, wrong = (Translator(found).translate(SENTENCES) for found in (model, replace(model, end="")))
        assert all(one.score > other.score for one, other in zip(right, wrong, strict=True))

    def test_what_the_config_says_is_not_said_again(self, opus):
        (opus / "config.json").write_text((opus / "config.json").read_text().replace('eos": false', 'eos": true'))
        assert find_model(opus).end == ""
        assert Translator(opus).translate(SENTENCES[:1])[0].text == "The cat sleeps on Monday."


class TestTokenizers:
    @pytest.mark.parametrize(
        "name",
        ["joint.spm.model", "sentencepiece.model", "spm.model", "sp_m.model", "sentencepiece.bpe.model"],
    )
    def test_the_names_of_one_for_both(self, joint, name):
        (joint / "sentencepiece.model").rename(joint / name)
        assert find_model(joint).tokenizer == find_model(joint).detokenizer == joint / name

    def test_the_names_of_two(self, opus):
        (opus / "source.spm").rename(opus / "source.model")
        (opus / "target.spm").rename(opus / "target.model")
        assert find_model(opus).detokenizer == opus / "target.model"

    def test_none_is_said_with_what_is_looked_for_and_what_is_there(self, joint):
        (joint / "sentencepiece.model").rename(joint / "fr.spm")
        said = refusal(joint)
        assert said.startswith("it has no tokenizer (joint.spm.model, ") and "source.spm with target.spm" in said
        assert said.endswith("there is 'fr.spm': rename it if it is one")

    def test_half_a_pair_is_said(self, opus):
        (opus / "target.spm").unlink()
        assert refusal(opus) == "target.spm is missing"

    @pytest.mark.parametrize("name", ["source.spm", "target.spm"])
    @pytest.mark.parametrize(("data", "said"), [(b"", "is empty"), (b"\xff" * 99, "is not a SentencePiece model")])
    def test_a_damaged_one(self, opus, name, data, said):
        (opus / name).write_bytes(data)
        assert refusal(opus) == f"{name} {said}"

    def test_one_of_another_model(self, opus):
        shutil.copy(Path(bilingual.__file__).parent / "models" / "fr_en" / "sentencepiece.model", opus / "source.spm")
        assert refusal(opus).startswith("source.spm is the tokenizer of another model: the vocabulary has ")


class TestDamaged:
    """What is wrong with a folder is said before anything is loaded."""

    @pytest.mark.parametrize("name", ["config.json", "shared_vocabulary.json"])
    def test_a_missing_part(self, opus, name):
        (opus / name).unlink()
        assert refusal(opus).startswith(f"{name} is missing" if name == "config.json" else "it has no vocabulary (")

    def test_weights_that_are_a_pointer_of_git(self, opus):
        (opus / "model.bin").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:7f11\nsize 64888500\n")
        assert "model.bin is not a CTranslate2 model" in refusal(opus)

    def test_a_vocabulary_that_does_not_fit(self, quickmt):
        """The two sides change places: each has tokens enough, but not as many as embeddings."""
        (quickmt / "source_vocabulary.json").rename(quickmt / "x")
        (quickmt / "target_vocabulary.json").rename(quickmt / "source_vocabulary.json")
        (quickmt / "x").rename(quickmt / "target_vocabulary.json")
        assert "the vocabulary has " in refusal(quickmt)

    def test_a_model_that_crashes(self, argos, opus, monkeypatch):
        monkeypatch.setattr("bilingual.models.runnable.check_structure", lambda weights, sizes: None)
        weights = read_file(opus / "model.bin")
        weights.arrays["encoder/num_heads"] = Stored("int16", (), struct.pack("<h", 0))
        weights.write(opus / "model.bin")
        with pytest.raises(ModelError, match=r"opus-mt-fr-en: it ends the process that translates with it \(SIG"):
            Translator(opus)

    def test_a_folder_that_is_no_model(self, tmp_path):
        (tmp_path / "empty").mkdir()
        assert refusal(tmp_path / "empty") == "not a model: neither an Argos package (metadata.json) nor a CTranslate2 folder (model.bin)"  # fmt: skip

    def test_a_folder_of_checkpoints_beside_it_is_none_of_it(self, opus):
        (opus / "model").mkdir()
        find_model(opus)

    @pytest.mark.parametrize("name", ["pytorch_model.bin", "model.safetensors", "model.npz"])
    def test_a_model_that_is_not_converted(self, tmp_path, name):
        (tmp_path / "opus-mt-fr-en").mkdir()
        (tmp_path / "opus-mt-fr-en" / name).write_bytes(b"x")
        assert refusal(tmp_path / "opus-mt-fr-en") == f"{name} is a model for another program; convert it with CTranslate2's converters (docs/models.md)"  # fmt: skip

    def test_a_pipe_is_not_waited_for(self, opus):
        (opus / "source.spm").unlink()
        os.mkfifo(opus / "source.spm")
        assert refusal(opus) == "source.spm is missing"


class TestHash:
    def test_it_is_that_of_sha256sum_over_what_decides_a_translation(self, opus, tmp_path):
        shell = "sha256sum config.json model.bin shared_vocabulary.json source.spm target.spm | sha256sum"
        printed = subprocess.run(["sh", "-c", shell], cwd=opus, capture_output=True, text=True, check=True).stdout
        before = find_model(opus).sha256
        assert printed.split()[0] == before == find_model(shutil.copytree(opus, tmp_path / "elsewhere")).sha256
        (opus / "README.md").write_text(TERMS)
        (opus / "vocab.json").write_text("{}")
        assert find_model(opus).sha256 == before
        (opus / "config.json").write_text((opus / "config.json").read_text() + "\n")
        assert find_model(opus).sha256 != before

    def test_a_shortlist_comes_last_in_it(self, opus):
        (opus / "vmap.txt").write_text("\t</s>\n")
        shell = "sha256sum config.json model.bin shared_vocabulary.json source.spm target.spm vmap.txt | sha256sum"
        printed = subprocess.run(["sh", "-c", shell], cwd=opus, capture_output=True, text=True, check=True).stdout
        assert find_model(opus).sha256 == printed.split()[0]

    @pytest.mark.slow
    def test_links_are_read_as_what_they_lead_to(self, argos, opus, tmp_path):
        """As in Hugging Face's cache, where a folder is named by its revision and its files are links."""
        cached = tmp_path / "hub" / "models--Helsinki-NLP--opus-mt-fr-en" / "snapshots" / "3fa1"
        cached.mkdir(parents=True)
        for file in opus.iterdir():
            (cached / file.name).symlink_to(file)
        model = find_model(cached)
        assert model.sha256 == find_model(opus).sha256
        assert (model.name, model.attribution) == ("opus-mt-fr-en", "Helsinki-NLP/opus-mt-fr-en")
        added = add_folder(cached)
        assert (added.name, added.attribution, added.sha256) == (model.name, model.attribution, model.sha256)


@pytest.mark.slow
@pytest.mark.parametrize("quantisation", [None, "int8"])
def test_what_the_converter_of_opus_mt_writes_is_accepted_and_runs(argos, tmp_path, opus, quantisation):
    from ctranslate2.converters import OpusMTConverter

    tokens = ["</s>", "<unk>", *read_pieces(opus / "source.spm"), "only-in-the-text"]
    converter = OpusMTConverter(str(write_opus_mt(tmp_path / "marian", dict.fromkeys(tokens))))
    folder = Path(converter.convert(str(tmp_path / "converted"), quantization=quantisation))
    for name in ("source.spm", "README.md"):
        shutil.copy(opus / name, folder)
    shutil.copy(opus / "source.spm", folder / "target.spm")
    model = find_model(folder)
    assert json.loads((folder / "config.json").read_text())["add_source_eos"] and model.end == ""
    assert len(Translator(model, options=Options(target_limit=20)).translate(SENTENCES)) == len(SENTENCES)


@pytest.mark.slow
def test_folders_with_one_thing_wrong_end_in_one_line_or_a_translation(tiny_package, tmp_path):
    folders = [as_plain(package) for package in mutated_packages(tiny_package, tmp_path, 5, 60)]
    found = outcomes(folders, tmp_path)
    assert len(found) == 60
    assert [case for case in found.items() if not case[1].startswith(("refused ", "translated"))] == []
    assert sum(outcome.startswith("refused ") for outcome in found.values()) > 20


def as_plain(package: Path) -> Path:
    """The same folder with the parts of an Argos package laid out as a plain one."""
    for file in (package / "model").iterdir():
        file.rename(package / file.name)
    (package / "model").rmdir()
    (package / "metadata.json").unlink()
    (package / "README.md").write_text(TERMS)
    return package


def test_a_marian_model_is_tried_and_runs(argos, tmp_path, tiny_package):
    """It begins from nothing, with the configuration that Transformers' converter writes; all that it can say is a blank."""
    folder = joint_folder(tmp_path / "marian", tiny_package)
    tokens = json.loads((folder / "shared_vocabulary.json").read_text())
    blank_weights(tokens).write(folder / "model.bin")
    (folder / "config.json").write_text(json.dumps(CONFIG | {"add_source_eos": False, "decoder_start_token": "</s>"}))
    (folder / "README.md").write_text(TERMS)
    assert find_model(folder).end == "</s>"
    assert [found.text for found in Translator(folder).translate(SENTENCES)] == [""] * len(SENTENCES)
    assert is_known(find_model(folder))


def blank_weights(tokens: list[str]) -> WeightsFile:
    """A Transformer of zeros for these tokens, which begins from nothing, writes `▁` and ends."""
    weights = small_weights()
    for array in weights.arrays.values():
        if array.shape and array.shape[0] == 3:
            array.shape = (len(tokens), *array.shape[1:])
            array.data = bytes(4 * math.prod(array.shape))
    likely = [8.0 * (token == "▁") + 9.0 * (token == "</s>") for token in tokens]
    weights.arrays["decoder/projection/bias"].data = struct.pack(f"<{len(tokens)}f", *likely)
    weights.arrays["decoder/start_from_zero_embedding"] = Stored("int8", (), b"\1")
    return weights
