"""A model and the pairs that people have reviewed → a model that has learnt from them and forgotten little.

Every step mixes reviewed text with `replay`: text of the kind that the model already knows. Without any, the pairs
that nobody has reviewed serve, whose English is the model's own (learning without forgetting, Li and Hoiem 2016).
The result is then averaged with the model it came from, which keeps most of what is new and loses little of what was
old (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from bilingual.errors import ReviewError, UsageError
from scripts.training.batches import Shard
from scripts.training.corpus import Row, read_pairs, write_shard
from scripts.training.loop import train
from scripts.training.network import Network
from scripts.training.schedule import Schedule

REVIEWED, OWN = ("accepted", "edited"), "machine"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The pairs of a review table: those a person stands by, and those still as the model wrote them."""

    reviewed: tuple[Row, ...]
    own: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How far to go: passes over the reviewed pairs, the highest learning rate, source and target tokens a step.

    `replay` is the share of other text in each step and `keep` the share of the old weights in the result, both
    from 0 to 1.
    """

    epochs: int = 8
    rate: float = 2e-4
    tokens: int = 2048
    replay: float = 0.5
    keep: float = 0.1
    seed: int = 1


def read_reviewed(path: Path) -> Reviewed:
    """Read a review table, `pairs.tsv`, as any spreadsheet has saved it; rejected pairs are passed over.

    Raises ReviewError with the first line that is wrong, or when no pair is accepted or edited.
    """
    from bilingual.dataset.cells import decode_cell
    from bilingual.review.rows import Problem, read_rows

    reviewed, own = dict[Row, None](), dict[Row, None]()
    for row in read_rows(path):
        if isinstance(row, Problem):
            raise ReviewError(str(row))
        pair = decode_cell(row.fr), decode_cell(row.en)
        if all(side.strip() for side in pair) and row.status in (*REVIEWED, OWN):
            (own if row.status == OWN else reviewed)[pair] = None
    if not reviewed:
        raise ReviewError(f"{path}: no pair has the status {' or '.join(REVIEWED)}; review some first")
    return Reviewed(tuple(reviewed), tuple(own))


def finetune(
    network: Network, tokenizer: Path, pairs: Reviewed, *, replay: Sequence[Path], recipe: Recipe, out: Path,
    report: Callable[[str], None],
) -> Network:  # fmt: skip
    """Train in place. `replay` are TSV files of pairs or shards; `reviewed.npz` and `own.npz` are written to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    size = write_shard(pairs.reviewed, tokenizer, out / "reviewed.npz")
    if not size:
        raise UsageError("every reviewed pair is too long to learn from (more than 160 tokens on a side)")
    others = [_shard(path, tokenizer, out) for path in replay] or _own(pairs, tokenizer, out)
    schedule = _schedule(network, out / "reviewed.npz", bool(others), recipe)
    report(f"{size} reviewed pairs, {sum(map(_length, others))} others, {schedule.steps} steps")
    train(network, _weighted(out / "reviewed.npz", others, recipe.replay), schedule, report)
    blend(network, before, recipe.keep)
    return network


def blend(network: Network, before: dict[str, torch.Tensor], keep: float) -> None:
    """Set every weight to `keep` times what it was before and the rest of what it is."""
    state = network.cpu().state_dict()
    network.load_state_dict({name: value.lerp(before[name], keep) for name, value in state.items()})


def _own(pairs: Reviewed, tokenizer: Path, out: Path) -> list[Path]:
    if not pairs.own:
        return []
    write_shard(pairs.own, tokenizer, out / "own.npz")
    return [out / "own.npz"]


def _shard(path: Path, tokenizer: Path, out: Path) -> Path:
    if ".npz" in path.suffixes:
        return path
    shard = out / f"{path.name.split('.')[0]}.npz"
    write_shard(list(read_pairs(path)), tokenizer, shard)
    return shard


def _length(path: Path) -> int:
    return len(Shard(path))


def _schedule(network: Network, reviewed: Path, replayed: bool, recipe: Recipe) -> Schedule:
    shard = Shard(reviewed)
    tokens = sum(len(source) + len(target) + 2 for source, target in (shard[index] for index in range(len(shard))))
    share = 1 - recipe.replay if replayed else 1.0
    steps = max(1, round(recipe.epochs * tokens / share / recipe.tokens))
    return Schedule(
        steps=steps,
        tokens=recipe.tokens,
        rate=recipe.rate,
        warmup=max(1, steps // 10),
        log_every=10,
        seed=recipe.seed,
    )


def _weighted(reviewed: Path, others: Sequence[Path], replay: float) -> list[tuple[Path, float]]:
    """Return the reviewed pairs once, and of the others as many as make up the share `replay`, each as often as any."""
    total = sum(map(_length, others))
    if not total or not replay:
        return [(reviewed, 1.0)]
    weight = _length(reviewed) * replay / (1 - replay) / total
    return [(reviewed, 1.0), *((path, weight) for path in others)]
