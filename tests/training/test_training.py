"""Pairs in, an Argos package out, and back again: what the tool that makes the model promises."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
import torch

from bilingual.errors import ModelError, UsageError
from bilingual.models.search import EMBEDDED_PATH
from scripts.training.checkpoint import load, load_position, save
from scripts.training.corpus import write_shard
from scripts.training.loop import Trainer, train
from scripts.training.network import Network, Shape
from scripts.training.package import export_package
from scripts.training.schedule import Schedule, rate_at, share_done
from scripts.training.softmax import sample_vocabulary
from scripts.training.unpacking import read_package
from tests.material import find_material
from tests.tiny_model import build_tiny_model


class TestNetwork:
    def test_padding_changes_nothing(self, network: Network):
        source, given, wanted = torch.tensor([[5, 6, 3]]), torch.tensor([[2, 7, 8]]), torch.tensor([[7, 8, 3]])
        padded = [torch.nn.functional.pad(ids, (0, 5)) for ids in (source, given, wanted)]
        assert network(*padded).item() == pytest.approx(network(source, given, wanted).item(), abs=1e-5)

    def test_a_token_is_foretold_without_looking_at_it(self, network: Network):
        source, given = torch.tensor([[5, 6, 3]]), torch.tensor([[2, 7, 8, 9]])
        other = torch.tensor([[2, 7, 8, 30]])
        first, second = (network.decode(ids, *network.encode(source)) for ids in (given, other))
        assert torch.allclose(first[:, :3], second[:, :3]) and not torch.allclose(first[:, 3], second[:, 3])

    def test_a_sample_of_the_vocabulary_stands_for_all_of_it(self):
        torch.manual_seed(1)
        logits, target = torch.randn(1000), torch.tensor([3, 4, 4, 9])
        sums = []
        for _ in range(400):
            chosen, correction, positions = sample_vocabulary(target, 1000, 100)
            assert len(chosen) == 100 and (chosen[positions] == target).all()
            sums.append((logits[chosen] + correction).exp().sum().item())
        assert np.mean(sums) == pytest.approx(logits.exp().sum().item(), rel=0.02)

    def test_a_sample_of_everything_is_the_full_softmax(self, network: Network):
        ids = torch.tensor([[5, 6, 3]]), torch.tensor([[2, 7, 8]]), torch.tensor([[7, 8, 3]])
        assert network(*ids, sample=39).item() == pytest.approx(network(*ids).item(), abs=0.1)
        assert network(*ids, sample=40).item() == network(*ids).item()


class TestSchedule:
    def test_the_rate_climbs_stays_and_falls(self):
        schedule = Schedule(steps=1000, rate=1.0, warmup=100, fall=0.5)
        rates = [rate_at(schedule, step, step / 1000) for step in range(1000)]
        assert rates[0] == 0.01 and rates[49] == 0.5 and set(rates[99:501]) == {1.0}
        assert rates[750] == pytest.approx(0.5) and rates[999] == 0.02

    def test_the_end_is_the_nearer_of_steps_and_seconds(self):
        assert share_done(Schedule(steps=10), 5, 10, end=100) == 0.5
        assert share_done(Schedule(steps=10), 1, 90, end=100) == 0.9
        assert share_done(Schedule(), 1, 90, end=0) == 1

    @pytest.mark.slow
    def test_training_without_an_end_or_without_text_is_refused(
        self, network: Network, tokenizer: Path, tmp_path: Path
    ):
        with pytest.raises(UsageError, match="an end"):
            train(network, [], Schedule(), print)
        write_shard([], tokenizer, tmp_path / "empty.npz")
        with pytest.raises(UsageError, match="at least one shard with a pair"):
            train(network, [(tmp_path / "empty.npz", 1.0)], Schedule(steps=1), print)


class TestCheckpoints:
    def test_a_network_comes_back_as_it_was(self, network: Network, tmp_path: Path):
        save(network, tmp_path / "network.pt")
        found = load(tmp_path / "network.pt")
        assert found.shape == network.shape
        assert all(torch.equal(value, found.state_dict()[name]) for name, value in network.state_dict().items())

    def test_a_training_goes_on_where_it_stopped(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        write_shard([("Oui.", "Yes."), ("Non.", "No.")], tokenizer, tmp_path / "x.npz")
        trainer = Trainer(load(tiny_package))
        trainer.run([(tmp_path / "x.npz", 1.0)], Schedule(steps=3, save_every=3), print, tmp_path / "network.pt")
        position = load_position(tmp_path / "network.pt")
        again = Trainer(load(tmp_path / "network.pt"), position)
        again.run([(tmp_path / "x.npz", 1.0)], Schedule(steps=5), print)
        assert (position.step, again.step) == (3, 5)
        assert all(float(state["step"]) == 5 for state in again.optimisers[0].state.values())

    def test_the_first_tools_checkpoint_is_read(self, network: Network, tmp_path: Path):
        config = {"vocab": 40, "d": 16, "ff": 32, "heads": 2, "enc": 2, "dec": 1, "maxpos": 512, "dropout": 0}
        weights = {**network.state_dict(), "pe": network.pe}
        torch.save({"cfg": config, "model": weights, "opt": [], "step": 9, "spent": 1.0}, tmp_path / "ck.pt")
        assert same(load(tmp_path / "ck.pt"), network)

    def test_the_first_tools_parts_are_read(self, network: Network, tmp_path: Path):
        config = json.dumps({"vocab": 40, "d": 16, "ff": 32, "heads": 2, "enc": 2, "dec": 1, "dropout": 0}).encode()
        packed: dict[str, np.ndarray] = {"cfg": np.frombuffer(config, np.uint8)}
        for name, value in network.state_dict().items():
            number = value.numpy()
            if number.ndim == 2:
                scale = 127 / np.abs(number).max(1, keepdims=True)
                packed |= {f"q:{name}": np.round(number * scale).astype(np.int8), f"s:{name}": scale}
            else:
                packed[name] = number
        np.savez(tmp_path / "whole.npz", **packed)
        content = (tmp_path / "whole.npz").read_bytes()
        (tmp_path / "model.part0").write_bytes(content[:2000])
        (tmp_path / "model.part1").write_bytes(content[2000:])
        assert same(load(tmp_path / "model.part0"), network, 0.01)
        (tmp_path / "model.part1").unlink()
        with pytest.raises(UsageError, match="a part is missing"):
            load(tmp_path / "model.part0")

    @pytest.mark.slow
    def test_the_first_model_is_read(self):
        shape = load(find_material("model.part0")).shape
        assert replace(shape, dropout=0) == Shape(
            vocabulary=16_000, width=256, feed_forward=1024, heads=4, encoder_layers=5, decoder_layers=2, dropout=0
        )

    def test_what_is_no_network_is_refused(self, tmp_path: Path):
        (tmp_path / "network.pt").write_bytes(b"nothing")
        with pytest.raises(UsageError, match="not a network"):
            load(tmp_path / "network.pt")


def same(one: Network, other: Network, within: float = 0.0) -> bool:
    """Whether two networks have the same shape and weights."""
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return one.shape == other.shape and all(torch.allclose(a, b, atol=within, rtol=0) for a, b in pairs)


class TestPackages:
    def test_ctranslate2_computes_what_the_network_computes(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        import ctranslate2

        network = load(tiny_package)
        export_package(network, tokenizer, tmp_path, "exact", "0", quantization=None)
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
        source, target = "Le chat dort sous le pont.", "The minister dreams."
        engine = ctranslate2.Translator(str(tmp_path / "exact" / "model"))
        (scored,) = engine.score_batch([pieces.encode(source, out_type=str)], [pieces.encode(target, out_type=str)])
        wanted = pieces.encode(target)
        rows = [[*pieces.encode(source), 3], [2, *wanted], [*wanted, 3]]
        ids = [torch.tensor([row]) for row in rows]
        assert -np.mean(scored.log_probs) == pytest.approx(network(*ids, smoothing=0.0).item(), abs=1e-4)

    @pytest.mark.slow
    @pytest.mark.parametrize("package", ["tiny", "embedded"])
    def test_a_package_that_is_read_and_written_again_has_the_same_bytes(self, tiny_package, tmp_path, package):
        folder = tiny_package if package == "tiny" else EMBEDDED_PATH
        export_package(read_package(folder), folder / "sentencepiece.model", tmp_path, "again", "0")
        assert (tmp_path / "again/model/model.bin").read_bytes() == (folder / "model/model.bin").read_bytes()

    @pytest.mark.slow
    def test_the_same_pairs_give_the_same_package(self, tiny_model: Path, tmp_path: Path):
        assert build_tiny_model(tmp_path).read_bytes() == tiny_model.read_bytes()

    def test_another_networks_tokenizer_is_refused(self, network: Network, tokenizer: Path, tmp_path: Path):
        with pytest.raises(UsageError, match="the network has 40"):
            export_package(network, tokenizer, tmp_path, "wrong", "0")
        assert not (tmp_path / "wrong").exists()

    @pytest.mark.parametrize("size", [0, 3, 50, 5_000, 100_000])
    def test_a_model_that_is_cut_off_is_refused(self, tiny_package: Path, tmp_path: Path, size: int):
        folder = shutil.copytree(tiny_package, tmp_path / "cut")
        (folder / "model/model.bin").write_bytes((tiny_package / "model/model.bin").read_bytes()[:size])
        with pytest.raises(ModelError, match=r"model\.bin: damaged|position encodings"):
            read_package(folder)

    @pytest.mark.parametrize("name", [b"encoder/pre_norm", b"decoder/scale_embeddings"])
    def test_another_kind_of_transformer_is_refused(self, tiny_package: Path, tmp_path: Path, name: bytes):
        folder = shutil.copytree(tiny_package, tmp_path / "other")
        content = bytearray((folder / "model/model.bin").read_bytes())
        value = content.index(name + b"\0") + len(name) + 1 + 6  # rank, type and size come before it
        assert content[value] == 1
        content[value] = 0
        (folder / "model/model.bin").write_bytes(content)
        with pytest.raises(ModelError, match=f"{name.decode()} is not 1; only models that train_model.py made"):
            read_package(folder)
