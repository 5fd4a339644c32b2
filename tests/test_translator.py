"""The translator: one translation per text, whatever the text; nothing cut; the same for any number of workers."""

import math
import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import ModelError, UsageError
from bilingual.models import find_model
from bilingual.translator import Options, Translator
from bilingual.translator.batches import plan_batches
from bilingual.translator.devices import BUDGETS, batches_at_once, engine_settings, find_device
from bilingual.translator.parts import split_long
from tests.conftest import SEEDS
from tests.weights_file import read_file

ODD = [
    "",
    " ",
    "\n",
    "\x00\x01",
    "😀",
    "\u200b",
    "...",
    "«»",
    "\ud800",
    "a" * 10_000,
    "mot " * 2_500,
    "_",
    "<unk>",
    "▁",
    "\t|\r",
]


@pytest.fixture(scope="module")
def translator(tiny_package: Path) -> Translator:
    return Translator(find_model(str(tiny_package)), beam=2)


@pytest.mark.parametrize("beam", [0, -1, 4.0])
def test_a_beam_that_cannot_be_is_refused_at_once(tiny_package: Path, beam):
    with pytest.raises(UsageError, match=f"beam {beam}: choose a whole number from 1 on"):
        Translator(find_model(str(tiny_package)), beam=beam)


@pytest.fixture(scope="module")
def embedded() -> Translator:
    return Translator(find_model("embedded"), workers=2)


class TestBatches:
    @given(st.lists(st.integers(0, 300)), st.integers(1, 500))
    def test_every_item_is_in_exactly_one_batch_and_batches_fit(self, lengths: list[int], budget: int):
        batches = plan_batches(lengths, budget)
        assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
        for batch in batches:
            assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= budget

    def test_items_of_a_batch_are_of_like_length(self):
        assert plan_batches([3, 9, 3, 9], 18) == [[1, 3], [0, 2]]

    @given(st.lists(st.integers(0, 300)), st.integers(1, 9))
    def test_no_batch_has_more_items_than_a_device_takes(self, lengths: list[int], most: int):
        batches = plan_batches(lengths, BUDGETS["cuda"].tokens, most)
        assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
        assert all(len(batch) <= most for batch in batches)


class TestDevices:
    def test_a_gpu_is_taken_where_there_is_one(self):
        assert [find_device("auto", gpus) for gpus in (0, 1, 4)] == ["cpu", "cuda", "cuda"]
        assert find_device("cpu", 4) == "cpu"

    def test_a_gpu_that_is_not_there_is_refused(self):
        with pytest.raises(UsageError, match="--device cuda: CTranslate2 finds no CUDA device here; use --device cpu"):
            find_device("cuda", 0)

    def test_a_compute_type_is_one_in_which_the_device_computes(self, tiny_package: Path):
        with pytest.raises(UsageError, match=r"--compute-type half: choose from default, auto, int8, .*float32$"):
            Translator(find_model(str(tiny_package)), compute_type="half")
        with pytest.raises(UsageError, match=r"float16: --device cpu does not compute in it here; .* default, auto, f"):
            Translator(find_model(str(tiny_package)), device="cpu", compute_type="float16")

    def test_what_computes_is_a_part_of_the_signature(self, tiny_package: Path):
        made = [
            Translator(find_model(str(tiny_package)), device="cpu", compute_type=kind)
            for kind in ("default", "float32")
        ]
        assert made[1].signature["compute_type"] == "float32" != made[0].signature["compute_type"]
        assert made[0].signature["batch_tokens"] == 1024 and "batch_items" not in made[0].signature

    def test_batches_follow_from_the_kind_of_device_and_the_options(self):
        assert [Options().on(device).batch_tokens for device in ("cpu", "cuda")] == [1024, 16_384]
        assert Options(batch_tokens=64).on("cuda").batch_tokens == 64

    def test_every_gpu_takes_part_and_cores_mean_nothing_to_them(self):
        few, many = (engine_settings("cuda", cores, 3) for cores in (1, 64))
        assert few == many and few["device_index"] == [0, 1, 2]
        assert batches_at_once("cuda", 64, 3) == 3 * few["inter_threads"]
        assert engine_settings("cpu", 5, 3)["inter_threads"] == batches_at_once("cpu", 5, 3) == 5


class TestParts:
    @given(st.text(), st.integers(2, 40))
    def test_parts_hold_every_non_blank_character_in_order_and_fit(self, text: str, limit: int):
        parts = split_long(text, limit, len)
        assert "".join("".join(parts).split()) == "".join(text.split())
        assert all(len(part) <= limit for part in parts)

    def test_a_long_sentence_is_cut_at_a_clause_not_in_the_middle_of_one(self):
        text = "Le chat dort sur le canapé rouge du salon ; le chien court dans le jardin, il aboie très fort"
        assert split_long(text, 60, len) == [
            "Le chat dort sur le canapé rouge du salon ;",
            "le chien court dans le jardin, il aboie très fort",
        ]

    def test_a_text_within_the_limit_is_left_whole(self):
        assert split_long("Oui ; non.", 10, len) == ["Oui ; non."]


class TestTranslate:
    @pytest.mark.slow
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=80)), max_size=6))
    def test_any_list_gives_exactly_as_many_translations_in_the_same_order(
        self, translator: Translator, texts: list[str]
    ):
        together = translator.translate(texts)
        assert len(together) == len(texts)
        for text, translation in zip(texts, together, strict=True):
            assert translation.score <= 0 and "\n" not in translation.text
            if not text.strip():
                assert translation.text == ""

    def test_equal_texts_get_equal_translations(self, translator: Translator):
        first, other, second = translator.translate(["Le chat dort.", "Bonjour.", "Le chat dort."])
        assert first == second != other

    @pytest.mark.slow
    def test_the_result_does_not_depend_on_workers(self, embedded: Translator):
        texts = [
            line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()
        ][:40]
        assert Translator(embedded.model, workers=1).translate(texts) == embedded.translate(texts)

    def test_an_underscore_is_kept(self, embedded: Translator):
        assert "_" in embedded.translate(["Le fichier mon_fichier est là."])[0].text

    @pytest.mark.slow
    def test_a_segment_beyond_the_models_limit_is_translated_in_parts_and_nothing_is_lost(self, embedded: Translator):
        sentence = "Le ministre a déclaré que la loi numéro {} sera votée par le parlement ; "
        text = "".join(sentence.format(number) for number in range(100, 160))
        (translation,) = embedded.translate([text])
        assert translation.parts > 1 and not translation.truncated
        assert sum(str(number) in translation.text for number in range(100, 160)) >= 55

    def test_a_hypothesis_that_reaches_the_limit_is_said_to_be_truncated(self, embedded: Translator):
        short = Translator(embedded.model, options=Options(target_limit=5))
        (translation,) = short.translate(["Le ministre de la Défense a déclaré que la loi sera votée lundi."])
        assert translation.truncated


class TestDamaged:
    """Whatever the engine raises is one line that names the package."""

    def test_a_score_that_is_not_a_number_is_no_translation(self, tiny_package: Path, tmp_path: Path):
        package = shutil.copytree(tiny_package, tmp_path / "damaged")
        weights = read_file(package / "model" / "model.bin")
        scale = weights.arrays["decoder/embeddings/weight_scale"]
        piece = find_token(package, "chat")
        scale.data = scale.data[: 4 * piece] + struct.pack("<f", math.nan) + scale.data[4 * piece + 4 :]
        weights.write(package / "model" / "model.bin")
        with pytest.raises(ModelError, match="the score of a translation is not a number") as refusal:
            Translator(find_model(str(package))).translate(["Le chat dort lundi."])
        assert str(refusal.value).startswith(f"{package}: ") and str(refusal.value).isprintable()

    def test_a_package_that_changes_after_it_was_checked(
        self, tiny_package: Path, tmp_path: Path, translator: Translator
    ):
        package = shutil.copytree(tiny_package, tmp_path / "changed")
        model = find_model(str(package))
        (package / "model" / "model.bin").write_bytes(b"\6\0\0\0")
        with pytest.raises(ModelError, match="cannot load this model: ") as refusal:
            Translator(model)
        assert str(refusal.value).startswith(f"{package}: ")

    @pytest.mark.parametrize(
        "error",
        [RuntimeError("a\nb"), ValueError(), IndexError("absent"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x")],
    )
    @pytest.mark.parametrize("step", ["encode", "decode"])
    def test_an_error_of_the_tokenizer(self, tiny_package: Path, monkeypatch, step: str, error: Exception):
        translator = Translator(find_model(str(tiny_package)))

        def fail(texts: list[str]) -> str:
            raise error

        monkeypatch.setattr(translator._tokenizer, step, fail, raising=True)
        with pytest.raises(ModelError, match="cannot translate with this model: ") as refusal:
            translator.translate(["Bonjour."])
        assert str(refusal.value).startswith(f"{tiny_package}: ") and str(refusal.value).isprintable()


def find_token(package: Path, text: str) -> int:
    """The number of the longest token within `text`."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    return max(pieces.encode(text), key=lambda number: len(pieces.id_to_piece(number)))
