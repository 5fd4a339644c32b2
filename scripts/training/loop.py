"""Training by the clock or by steps: AdamW, warm-up, then a straight line down to nearly nothing."""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from scripts.training.batches import Shard, batches
from scripts.training.network import Network, Shape


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast: it ends after `steps` or `seconds`, whichever comes first (0: no limit)."""

    steps: int = 0
    seconds: float = 0
    tokens: int = 4096
    rate: float = 7e-4
    warmup: int = 400
    smoothing: float = 0.1
    log_every: int = 100
    seed: int = 1


def train(
    network: Network, shards: Iterable[tuple[Path, float]], schedule: Schedule, report: Callable[[str], None]
) -> Network:
    """Train in place on CPU or, where there is one, GPU (in bfloat16). Raises ValueError without an end or a shard."""
    rng = random.Random(schedule.seed)
    loaded = [(Shard(path, rng), weight) for path, weight in shards]
    if not loaded or not (schedule.steps or schedule.seconds):
        raise ValueError("training needs at least one shard and a number of steps or seconds")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device).train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=1.0, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01)
    began, total, step = time.monotonic(), 0.0, 0
    for batch in batches(loaded, schedule.tokens, rng):
        done = _share_done(schedule, step, time.monotonic() - began)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * min(1.0, (step + 1) / schedule.warmup) * max(0.02, 1 - done)
        source, given, wanted = (torch.from_numpy(ids).to(device) for ids in (batch.source, batch.given, batch.wanted))
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            loss = network(source, given, wanted, schedule.smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step, total = step + 1, total + float(loss.detach())
        if step % schedule.log_every == 0:
            report(f"step {step} loss {total / schedule.log_every:.3f} after {time.monotonic() - began:.0f} s")
            total = 0.0
    return network.eval()


def _share_done(schedule: Schedule, step: int, seconds: float) -> float:
    by_steps = step / schedule.steps if schedule.steps else 0.0
    by_clock = seconds / schedule.seconds if schedule.seconds else 0.0
    return max(by_steps, by_clock)


def save(network: Network, path: Path) -> None:
    """Write weights and shape; the file appears whole."""
    new = path.with_suffix(path.suffix + ".new")
    torch.save({"shape": asdict(network.shape), "weights": network.state_dict()}, new)
    new.rename(path)


def load(path: Path) -> Network:
    """Read what `save` wrote."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(Shape(**kept["shape"]))
    network.load_state_dict(kept["weights"])
    return network
