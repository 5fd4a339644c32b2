"""Training by the clock or by steps: AdamW, warm-up, a level stretch, then a straight line down to nearly nothing."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from bilingual.errors import UsageError
from scripts.training.batches import POOL, Batch, Shard, batches
from scripts.training.checkpoint import Position, save
from scripts.training.network import Network

LEAST_RATE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast: it ends after `steps` or `seconds`, whichever comes first (0: no limit).

    `tokens` are source and target tokens a step, padding included. The learning rate climbs to `rate` in `warmup`
    steps and falls from `fall` (a share of the whole) on. `sample` words stand for the vocabulary in the softmax
    (0: all of them). `bf16` computes in bfloat16; weights stay in float32.
    """

    steps: int = 0
    seconds: float = 0
    tokens: int = 4096
    rate: float = 7e-4
    warmup: int = 400
    fall: float = 0.0
    smoothing: float = 0.1
    sample: int = 0
    bf16: bool = False
    log_every: int = 100
    save_every: int = 1000
    seed: int = 1


class Trainer:
    """A network with its optimiser, so that a training can be saved and taken up again."""

    def __init__(self, network: Network, position: Position | None = None) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.network = network.to(self.device)
        self.optimiser = make_optimiser(network)
        self.step, self.seconds = 0, 0.0
        if position:
            self.optimiser.load_state_dict(position.optimiser)
            self.step, self.seconds = position.step, position.seconds

    def run(
        self,
        shards: Iterable[tuple[Path, float]],
        schedule: Schedule,
        report: Callable[[str], None],
        checkpoint: Path | None = None,
    ) -> None:
        """Train until the schedule ends. Raises UsageError without an end or without a pair."""
        if not (schedule.steps or schedule.seconds):
            raise UsageError("training needs an end: give a number of steps or of seconds")
        began, loss, tokens = time.monotonic() - self.seconds, 0.0, 0
        lap = time.monotonic()
        for batch in self._batches(shards, schedule):
            self.seconds = time.monotonic() - began
            done = share_done(schedule, self.step, self.seconds)
            if done >= 1:
                break
            loss += update(self.network, self.optimiser, batch, schedule, rate_at(schedule, self.step, done))
            tokens += batch.tokens
            self.step += 1
            if self.step % schedule.log_every == 0:
                speed = tokens / max(1e-9, time.monotonic() - lap) / 1000
                report(f"step {self.step} loss {loss / schedule.log_every:.3f} {speed:.1f}k tokens/s")
                loss, tokens, lap = 0.0, 0, time.monotonic()
            if checkpoint and self.step % schedule.save_every == 0:
                save(self.network, checkpoint, self.position)
        self.network.eval()

    @property
    def position(self) -> Position:
        """What `save` keeps besides the network."""
        return Position(self.optimiser.state_dict(), self.step, self.seconds)

    def _batches(self, shards: Iterable[tuple[Path, float]], schedule: Schedule) -> Iterator[Batch]:
        rng = random.Random(schedule.seed + self.step)  # a training taken up again goes on with other batches
        loaded = [(Shard(path, rng.getrandbits(32)), weight) for path, weight in shards]
        pairs = sum(len(shard) for shard, _ in loaded)
        if not pairs:
            raise UsageError("training needs at least one shard with a pair in it")
        self.network.train()
        return batches(loaded, schedule.tokens, rng, few_shapes=self.device == "cpu" and pairs >= POOL)


def train(
    network: Network, shards: Iterable[tuple[Path, float]], schedule: Schedule, report: Callable[[str], None]
) -> Network:
    """Train in place from start to end, on a GPU where there is one."""
    Trainer(network).run(shards, schedule, report)
    return network


def make_optimiser(network: Network) -> torch.optim.Optimizer:
    """AdamW with the second moment of Vaswani et al. (2017); the rate is set at every step."""
    return torch.optim.AdamW(network.parameters(), lr=1.0, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01)


def update(
    network: Network, optimiser: torch.optim.Optimizer, batch: Batch, schedule: Schedule, rate: float
) -> float:  # fmt: skip
    """One step; returns the batch's loss in nats per target token."""
    device = network.bias.device
    source, given, wanted = (torch.from_numpy(ids).to(device) for ids in (batch.source, batch.given, batch.wanted))
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=schedule.bf16):
        loss = network(source, given, wanted, schedule.smoothing, schedule.sample)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())


def rate_at(schedule: Schedule, step: int, done: float) -> float:
    """Return the learning rate of a step (from 0) when the share `done` of the training is behind."""
    falling = min(1.0, (1 - done) / (1 - schedule.fall))
    return schedule.rate * min(1.0, (step + 1) / max(1, schedule.warmup)) * max(LEAST_RATE, falling)


def share_done(schedule: Schedule, step: int, seconds: float) -> float:
    """Return how much of the training is behind, by steps or by the clock, whichever is further."""
    by_steps = step / schedule.steps if schedule.steps else 0.0
    by_clock = seconds / schedule.seconds if schedule.seconds else 0.0
    return max(by_steps, by_clock)


def bf16_is_fast() -> bool:
    """Return whether this machine computes in bfloat16 natively: any recent GPU; CPUs with AVX512-BF16 or AMX."""
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported()
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
