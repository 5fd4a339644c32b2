"""The training loop: batches from another thread, steps, and no wait for the device but where a line is reported."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import torch

from scripts.training.batches import Batch, batches
from scripts.training.checkpoint import Position, save
from scripts.training.network import Network
from scripts.training.optimisers import make_optimisers
from scripts.training.schedule import Clock, Schedule, rate_at, share_done
from scripts.training.supply import Supply, prefetch

Tensors = tuple[torch.Tensor, ...]


class Trainer:
    """A network with its optimiser, so that a training can be saved and taken up again."""

    def __init__(self, network: Network, position: Position | None = None, optimiser: str = "adamw") -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        if self.device == "cuda":
            torch.set_float32_matmul_precision("high")
        self.network = network.to(self.device)
        self.kind = position.optimiser if position else optimiser
        self.optimisers = make_optimisers(network, self.kind)
        self.step, self.seconds, self._stopped = 0, 0.0, False
        if position:
            for made, state in zip(self.optimisers, position.states, strict=True):
                made.load_state_dict(state)
            self.step, self.seconds = position.step, position.seconds

    def run(
        self,
        shards: Iterable[tuple[Path, float]],
        schedule: Schedule,
        report: Callable[[str], None],
        checkpoint: Path | None = None,
    ) -> None:
        """Train until the schedule ends or `stop` is called. Raises UsageError without an end or without a pair."""
        clock, progress = Clock(schedule), Progress(self, schedule)
        supply = Supply(shards, schedule.seed + self.step, report)
        self.network.train()
        with closing(prefetch(self._batches(supply, schedule))) as made:
            while not self._stopped and (done := progress.share_done(clock.end)) < 1:
                progress.add(*self._update(made, schedule, rate_at(schedule, self.step, done)))
                self.step += 1
                if self.step % schedule.log_every == 0:
                    report(progress.line())
                if checkpoint and self.step % schedule.save_every == 0:
                    save(self.network, checkpoint, self.position)
        self.network.eval()

    def stop(self) -> None:
        """End `run` after the step at hand; may be called by the handler of a signal."""
        self._stopped = True

    def compile(self) -> None:
        """Compile each layer when it first runs; one that cannot be compiled runs as it is."""
        torch._dynamo.config.suppress_errors = True
        for layer in (*self.network.enc, *self.network.dec):
            layer.compile(dynamic=True)

    @property
    def position(self) -> Position:
        """What `save` keeps besides the network."""
        states = [made.state_dict() for made in self.optimisers]
        return Position(optimiser=self.kind, states=states, step=self.step, seconds=self.seconds)

    def _batches(self, supply: Supply, schedule: Schedule) -> Iterator[Tensors]:
        rng = random.Random(schedule.seed + self.step)  # a training taken up again goes on with other batches
        return map(self._tensors, batches(supply.shards, schedule.tokens, rng, few_shapes=self.device == "cpu"))

    def _tensors(self, batch: Batch) -> Tensors:
        ids = (torch.from_numpy(array) for array in (batch.source, batch.given, batch.wanted))
        return tuple(array.pin_memory() if self.device == "cuda" else array for array in ids)

    def _update(self, made: Iterator[Tensors], schedule: Schedule, rate: float) -> tuple[torch.Tensor, int]:
        """Take one step; returns the loss in nats per target token, still on the device, and the tokens seen."""
        loss, tokens = torch.zeros((), device=self.device), 0
        for ids in islice(made, schedule.accumulate):
            source, given, wanted = (array.to(self.device, non_blocking=True) for array in ids)
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=schedule.bf16):
                part = self.network(source, given, wanted, schedule.smoothing, schedule.sample) / schedule.accumulate
            part.backward()
            loss += part.detach()
            tokens += source.numel() + wanted.numel()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        return loss, tokens


class Progress:
    """How far a run of a trainer is, and what it has done since the last line about it."""

    def __init__(self, trainer: Trainer, schedule: Schedule) -> None:
        self._trainer, self._schedule = trainer, schedule
        self._began = time.monotonic() - trainer.seconds
        self._first = (trainer.step, trainer.seconds) if schedule.anneal else (0, 0.0)
        self._clear()

    def share_done(self, end: float) -> float:
        """Return how much of the run is behind when it ends after so many seconds; sets the trainer's seconds."""
        self._trainer.seconds = time.monotonic() - self._began
        step, seconds = self._first
        return share_done(self._schedule, self._trainer.step - step, self._trainer.seconds - seconds, end)

    def add(self, loss: torch.Tensor, tokens: int) -> None:
        """Count a step."""
        self._loss, self._tokens, self._steps = self._loss + loss, self._tokens + tokens, self._steps + 1

    def line(self) -> str:
        """Return steps, seconds, loss and speed since the last line; the only place that waits for the device."""
        loss, now = float(self._loss) / self._steps, time.monotonic()
        speed = self._tokens / max(1e-9, now - self._since) / 1000
        seconds = now - self._began
        self._clear()
        return f"step {self._trainer.step} after {seconds:.0f} s: loss {loss:.3f}, {speed:.1f}k tokens/s"

    def _clear(self) -> None:
        self._loss, self._tokens, self._steps = torch.zeros((), device=self._trainer.device), 0, 0
        self._since = time.monotonic()


def train(
    network: Network, shards: Iterable[tuple[Path, float]], schedule: Schedule, report: Callable[[str], None]
) -> Network:
    """Train in place from start to end, on a GPU where there is one."""
    Trainer(network).run(shards, schedule, report)
    return network


def bf16_is_fast() -> bool:
    """Return whether this machine computes in bfloat16 natively: any recent GPU; CPUs with AVX512-BF16 or AMX."""
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported()
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
