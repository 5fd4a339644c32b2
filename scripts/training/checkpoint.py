"""Networks on disk: our own checkpoints, Argos packages, and the two formats of the first training tool."""

import io
import json
import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bilingual.errors import UsageError
from scripts.training.network import Network, Shape
from scripts.training.unpacking import read_package


@dataclass(frozen=True, slots=True)
class Position:
    """Where a training stood when it was saved: its optimiser's state, steps and seconds so far."""

    optimiser: dict[str, Any]
    step: int
    seconds: float


def save(network: Network, path: Path, position: Position | None = None) -> None:
    """Write shape, weights and, to go on from it, the position; the file appears whole."""
    kept = {"shape": asdict(network.shape), "weights": network.state_dict()}
    if position:
        kept["position"] = asdict(position)
    new = path.with_suffix(path.suffix + ".new")
    torch.save(kept, new)
    new.replace(path)


def load(path: Path, dropout: float | None = None) -> Network:
    """Read a network from a `network.pt`, an Argos package's folder, or the first tool's `ck.pt` or `model.part0`.

    `dropout` replaces the one that was saved. Raises UsageError when the file is none of these, ModelError when the
    package is damaged or of another kind.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such network")
    if path.is_dir():
        network = read_package(path)
        return network if dropout is None else _network(asdict(network.shape), network.state_dict(), dropout)
    if path.name.endswith(".part0"):
        return _from_parts(path, dropout)
    kept = _read(path)
    if "cfg" in kept:
        return _network(_shape(kept["cfg"]), kept["model"], dropout)
    return _network(kept["shape"], kept["weights"], dropout)


def load_position(path: Path) -> Position:
    """Read the position that `save` wrote. Raises UsageError when there is none."""
    kept = _read(path)
    if "position" not in kept:
        raise UsageError(f"{path}: it holds weights only; go on from them with --start")
    return Position(**kept["position"])


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        raise UsageError(f"{path}: not a network that train_model.py saved") from error
    if not isinstance(kept, dict) or not ({"cfg", "model"} <= kept.keys() or {"shape", "weights"} <= kept.keys()):
        raise UsageError(f"{path}: not a network that train_model.py saved")
    return kept


def _from_parts(first: Path, dropout: float | None) -> Network:
    """Return the first tool's weights, cut into `model.part0` …: 8-bit rows `q:` with scales `s:`."""
    parts = sorted(first.parent.glob(f"{first.stem}.part*"), key=lambda part: int(part.suffix.removeprefix(".part")))
    try:
        packed = np.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
        shape = _shape(json.loads(bytes(packed["cfg"])))
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UsageError(f"{first}: not packed weights, or a part is missing") from error
    weights = {name: packed[name] for name in packed.files if not name.startswith(("q:", "s:")) and name != "cfg"}
    for name in packed.files:
        if name.startswith("q:"):
            weights[name[2:]] = packed[name].astype(np.float32) / packed[f"s:{name[2:]}"]
    return _network(shape, {name: torch.from_numpy(value) for name, value in weights.items()}, dropout)


def _shape(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first tool's words for a shape, in ours."""
    words = {"vocab": "vocabulary", "d": "width", "ff": "feed_forward", "heads": "heads", "enc": "encoder_layers",
             "dec": "decoder_layers", "dropout": "dropout"}  # fmt: skip
    return {ours: config[theirs] for theirs, ours in words.items() if theirs in config}


def _network(shape: Mapping[str, Any], weights: Mapping[str, torch.Tensor], dropout: float | None) -> Network:
    network = Network(Shape(**{**shape, **({} if dropout is None else {"dropout": dropout})}))
    network.load_state_dict({name: value for name, value in weights.items() if name != "pe"})
    return network.eval()
