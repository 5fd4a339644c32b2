"""Networks on disk: our own checkpoints and packed parts, Argos packages, and the checkpoints of the first tool."""

import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import torch

from bilingual.errors import UsageError
from scripts.training.network import Network, Shape
from scripts.training.packing import unpack
from scripts.training.unpacking import read_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a training stood when it was saved: its optimisers' kind and states, steps and seconds so far."""

    optimiser: str
    states: list[dict[str, Any]]
    step: int
    seconds: float


def save(network: Network, path: Path, position: Position | None = None) -> None:
    """Write shape, weights and, to go on from it, the position; the file appears whole."""
    kept = {"shape": asdict(network.shape), "weights": network.state_dict()}
    if position:
        kept["position"] = {field.name: getattr(position, field.name) for field in fields(position)}
    new = path.with_suffix(path.suffix + ".new")
    torch.save(kept, new)
    new.replace(path)


def load(path: Path, dropout: float | None = None) -> Network:
    """Read a network from a `network.pt`, an Argos package's folder, a `model.part0` or the first tool's `ck.pt`.

    `dropout` replaces the one that was saved. Raises UsageError when the file is none of these, ModelError when the
    package is damaged or of another kind.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such network")
    if path.is_dir():
        network = read_package(path)
        return network if dropout is None else _network(asdict(network.shape), network.state_dict(), dropout)
    if path.name.endswith(".part0"):
        config, weights = unpack(path)
        return _network(_shape(config), {name: torch.from_numpy(value) for name, value in weights.items()}, dropout)
    kept = _read(path)
    if "cfg" in kept:
        return _network(_shape(kept["cfg"]), kept["model"], dropout)
    return _network(kept["shape"], kept["weights"], dropout)


def load_position(path: Path) -> Position:
    """Read the position that `save` wrote. Raises UsageError when there is none."""
    kept = _read(path)
    if "position" not in kept:
        raise UsageError(f"{path}: it holds weights only; go on from them with --start")
    try:
        return Position(**kept["position"])
    except TypeError as error:
        raise UsageError(f"{path}: another version saved it; go on from its weights with --start") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        raise UsageError(f"{path}: not a network that train_model.py saved") from error
    if not isinstance(kept, dict) or not ({"cfg", "model"} <= kept.keys() or {"shape", "weights"} <= kept.keys()):
        raise UsageError(f"{path}: not a network that train_model.py saved")
    return kept


def _shape(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return a shape in our words, which the first tool had others for."""
    words = {"vocab": "vocabulary", "d": "width", "ff": "feed_forward", "heads": "heads", "enc": "encoder_layers",
             "dec": "decoder_layers", "dropout": "dropout"}  # fmt: skip
    return {words.get(name, name): value for name, value in config.items() if name != "maxpos"}


def _network(shape: Mapping[str, Any], weights: Mapping[str, torch.Tensor], dropout: float | None) -> Network:
    network = Network(Shape(**{**shape, **({} if dropout is None else {"dropout": dropout})}))
    network.load_state_dict({name: value for name, value in weights.items() if name != "pe"})
    return network.eval()
