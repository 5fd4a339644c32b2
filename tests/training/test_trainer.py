"""How a training runs: the same weights again, no wait for the device, shards that come later, an end that moves."""

import lzma
import random
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from bilingual.errors import UsageError
from scripts.training.checkpoint import load, load_position
from scripts.training.corpus import read_pairs, write_shard
from scripts.training.loop import Trainer, train
from scripts.training.network import Network, Shape
from scripts.training.package import export_package
from scripts.training.packing import pack
from scripts.training.schedule import Clock, Schedule, rate_at
from scripts.training.supply import Supply, prefetch
from tests.tiny_model import write_pairs


def silent(line: str) -> None:
    """Report nothing."""


def weights(network: Network) -> torch.Tensor:
    """All weights in a row."""
    return torch.cat([value.flatten() for value in network.state_dict().values()])


def fresh(tokenizer: Path, dropout: float = 0.1) -> Network:
    """A small network for the tiny tokenizer's pieces, the same each time."""
    torch.manual_seed(1)
    size = load(tokenizer.parent).shape.vocabulary
    return Network(Shape(vocabulary=size, width=16, feed_forward=32, heads=2, encoder_layers=1, decoder_layers=1,
                         dropout=dropout))  # fmt: skip


@pytest.fixture
def shard(tokenizer: Path, tmp_path: Path) -> Path:
    """The tiny model's pairs."""
    write_shard(list(read_pairs(write_pairs(tmp_path / "pairs.tsv"))), tokenizer, tmp_path / "all.npz")
    return tmp_path / "all.npz"


class TestTheSameAgain:
    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["adamw", "muon"])
    def test_the_same_seed_and_shards_give_the_same_weights(self, tokenizer: Path, shard: Path, kind: str):
        found = []
        for seed in (1, 1, 2):
            trainer = Trainer(fresh(tokenizer), optimiser=kind)
            trainer.run([(shard, 1.0), (shard, 0.5)], Schedule(steps=4, tokens=512, sample=200, seed=seed), silent)
            found.append(weights(trainer.network))
        assert torch.equal(found[0], found[1]) and not torch.equal(found[0], found[2])

    @pytest.mark.parametrize("ahead", [1, 2, 64])
    def test_what_the_thread_makes_comes_in_its_order_whoever_is_faster(self, ahead: int):
        def numbers() -> Iterator[int]:
            for number in range(30):
                time.sleep(random.random() / 500)
                yield number

        found = []
        for number in prefetch(numbers(), ahead):
            time.sleep(random.random() / 500)
            found.append(number)
        assert found == list(range(30))

    def test_accumulated_batches_are_one_large_one(self, tokenizer: Path, tmp_path: Path):
        write_shard([("Oui.", "Yes.")], tokenizer, tmp_path / "one.npz")
        one, four = (
            train(
                fresh(tokenizer, 0.0),
                [(tmp_path / "one.npz", 1.0)],
                Schedule(steps=3, tokens=64, accumulate=number),
                silent,
            )
            for number in (1, 4)
        )
        assert torch.allclose(weights(one), weights(four), atol=1e-5)


class TestTheThread:
    def test_its_errors_reach_the_loop_in_their_place(self):
        def broken() -> Iterator[int]:
            yield 1
            yield 2
            raise ValueError("the third")

        made = prefetch(broken())
        assert list(islice(made, 2)) == [1, 2]
        with pytest.raises(ValueError, match="the third"):
            next(made)

    def test_it_ends_with_the_training(self, tokenizer: Path, shard: Path):
        train(fresh(tokenizer), [(shard, 1.0)], Schedule(steps=1, tokens=512), silent)
        assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("batches")]

    def test_it_ends_when_the_training_fails(self, tokenizer: Path, tmp_path: Path):
        np.savez(tmp_path / "far.npz", ls=np.uint8([1]), lt=np.uint8([1]), s=np.uint16([9999]), t=np.uint16([5]))
        with pytest.raises(IndexError):
            train(fresh(tokenizer), [(tmp_path / "far.npz", 1.0)], Schedule(steps=1), silent)
        assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("batches")]


class Waits(TorchDispatchMode):
    """Counts how often a number is read from a tensor, for which a GPU must have computed it."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, function, types, arguments=(), options=None):
        self.count += function is torch.ops.aten._local_scalar_dense.default
        return function(*arguments, **(options or {}))


class TestTheDevice:
    def test_is_waited_for_only_where_a_line_is_reported(self, tokenizer: Path, shard: Path):
        lines: list[str] = []
        with Waits() as waits:
            train(fresh(tokenizer), [(shard, 1.0)], Schedule(steps=12, tokens=512, log_every=4), lines.append)
        assert waits.count == len(lines) == 3
        assert all("loss" in line and "tokens/s" in line for line in lines)


class TestSupply:
    @pytest.mark.parametrize("name", ["late.npz", "late.npz.xz"])
    def test_a_shard_joins_when_its_file_is_whole(self, shard: Path, tmp_path: Path, name: str):
        lines, late = list[str](), tmp_path / name
        supply = Supply([(late, 3.0), (shard, 1.0)], 1, lines.append)
        assert [weight for _, weight in supply.shards()] == [1.0]
        content = lzma.compress(shard.read_bytes()) if late.suffix == ".xz" else shard.read_bytes()
        for size in (0, 10, len(content) // 2, len(content) - 1):
            late.write_bytes(content[:size])
            assert [weight for _, weight in supply.shards()] == [1.0]
        late.write_bytes(content)
        assert [(len(found), weight) for found, weight in supply.shards()] == [(151, 3.0), (151, 1.0)]
        assert lines == [
            f"{late}: not there; it joins when it is",
            f"{late}: there, but no whole shard; it joins when it is",
            f"{late}: 151 pairs join",
        ]

    def test_its_order_does_not_depend_on_when_it_joins(self, shard: Path, tmp_path: Path):
        early, late = tmp_path / "early.npz", tmp_path / "late.npz"
        early.write_bytes(shard.read_bytes())
        supplies = [Supply([(path, 1.0), (shard, 1.0)], 1, silent) for path in (early, late)]
        late.write_bytes(shard.read_bytes())
        first, second = ([found.take(20) for found, _ in supply.shards()] for supply in supplies)
        assert [pair[0].tolist() for pair in first[0]] == [pair[0].tolist() for pair in second[0]]

    def test_one_shard_must_be_there_and_what_is_there_must_be_one(self, shard: Path, tmp_path: Path):
        with pytest.raises(UsageError, match=r"none\.npz: no such shard"):
            Supply([(tmp_path / "none.npz", 1.0)], 1, silent)
        (tmp_path / "cut.npz").write_bytes(shard.read_bytes()[:-1])
        with pytest.raises(UsageError, match=r"cut\.npz: not a shard"):
            Supply([(shard, 1.0), (tmp_path / "cut.npz", 1.0)], 1, silent)


class TestClock:
    @pytest.mark.parametrize("content", ["nan", "", "soon", "4x"])
    def test_what_is_no_number_changes_nothing(self, tmp_path: Path, content: str):
        (tmp_path / "clock").write_text(content)
        assert Clock(Schedule(seconds=60, clock=tmp_path / "clock")).end == 60

    def test_a_number_is_the_end(self, tmp_path: Path):
        (tmp_path / "clock").write_text("90\n")
        assert Clock(Schedule(seconds=60, clock=tmp_path / "clock")).end == 90


class TestAnnealing:
    def test_the_rate_falls_from_the_first_step_of_this_run(self):
        schedule = Schedule(rate=1.0, warmup=10, fall=0.9, anneal=True)
        assert [rate_at(schedule, 5000, done) for done in (0.0, 0.5, 0.999)] == [1.0, 0.5, 0.02]

    def test_its_steps_count_from_its_start(self, tokenizer: Path, shard: Path):
        trainer = Trainer(fresh(tokenizer))
        trainer.run([(shard, 1.0)], Schedule(steps=3, tokens=512), silent)
        trainer.run([(shard, 1.0)], Schedule(steps=3, tokens=512), silent)
        assert trainer.step == 3
        trainer.run([(shard, 1.0)], Schedule(steps=2, tokens=512, anneal=True), silent)
        assert trainer.step == 5


class TestOptimisers:
    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["adamw", "muon"])
    def test_each_learns_and_is_taken_up_again(self, tokenizer: Path, shard: Path, tmp_path: Path, kind: str):
        lines: list[str] = []
        trainer = Trainer(fresh(tokenizer, 0.0), optimiser=kind)
        schedule = Schedule(steps=40, tokens=1024, rate=1e-2, warmup=5, log_every=10, save_every=40)
        trainer.run([(shard, 1.0)], schedule, lines.append, tmp_path / "network.pt")
        first, *_, last = (float(line.partition("loss ")[2].partition(",")[0]) for line in lines)
        assert last < first - 1
        again = Trainer(load(tmp_path / "network.pt"), load_position(tmp_path / "network.pt"))
        assert (again.kind, again.step, len(again.optimisers)) == (kind, 40, 1 + (kind == "muon"))
        for made, found in zip(trainer.optimisers, again.optimisers, strict=True):
            one, other = made.state_dict()["state"], found.state_dict()["state"]
            assert one.keys() == other.keys() and one
            assert all(torch.equal(value, other[key][name]) for key in one for name, value in one[key].items())


class TestPacking:
    def test_parts_are_no_larger_than_asked_and_make_the_same_package(self, tiny_package, tokenizer, tmp_path):
        network = load(tiny_package)
        pack(network, tmp_path, 500)
        parts = pack(network, tmp_path, 20_000)
        assert sorted(tmp_path.glob("model.part*")) == sorted(parts)
        assert 1 < len(parts) < 10 and all(part.stat().st_size <= 20_000 for part in parts)
        export_package(load(parts[0]), tokenizer, tmp_path, "again", "0")
        made, kept = (folder / "model" / "model.bin" for folder in (tmp_path / "again", tiny_package))
        assert made.read_bytes() == kept.read_bytes()
