"""A network in a tenth of its checkpoint's size and in pieces: 8-bit rows with their scales, as a package has them."""

import io
import json
import re
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bilingual.errors import UsageError
from scripts.training.network import Network

PIECE = 15 << 20
MOST = 127

Arrays = dict[str, npt.NDArray[Any]]


def pack(network: Network, out: Path, piece: int = PIECE) -> list[Path]:
    """Write `model.part0`, `model.part1` … of at most `piece` bytes each into `out`; earlier ones there are removed."""
    packed: Arrays = {"cfg": np.frombuffer(json.dumps(asdict(network.shape)).encode(), np.uint8)}
    for name, tensor in network.state_dict().items():
        weight = tensor.detach().cpu().float().numpy()
        if weight.ndim == 2:
            packed[f"q:{name}"], packed[f"s:{name}"] = _rounded(weight)
        else:
            packed[name] = weight
    content = io.BytesIO()
    np.savez(content, **packed)
    return _write(content.getvalue(), out, piece)


def unpack(first: Path) -> tuple[dict[str, Any], Arrays]:
    """Return the shape and the weights (float32) that were packed, by the name of the first part.

    Raises UsageError when the parts do not make a whole.
    """
    parts = sorted(_parts(first.parent, first.stem), key=lambda part: int(part.suffix.removeprefix(".part")))
    try:
        packed = np.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
        shape = json.loads(bytes(packed["cfg"]))
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UsageError(f"{first}: not packed weights, or a part is missing") from error
    weights = {name: packed[name] for name in packed.files if not name.startswith(("q:", "s:")) and name != "cfg"}
    for name in packed.files:
        if name.startswith("q:"):
            weights[name[2:]] = packed[name].astype(np.float32) / packed[f"s:{name[2:]}"]
    return shape, weights


def _rounded(weight: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return 8-bit rows and what each was multiplied by; CTranslate2 rounds the same way, so nothing is lost twice."""
    largest = np.abs(weight).max(1, keepdims=True)
    scale = np.float32(MOST) / np.where(largest == 0, np.float32(MOST), largest)
    return np.rint(weight * scale).astype(np.int8), scale


def _parts(folder: Path, stem: str) -> list[Path]:
    """Return the parts in a folder, and nothing that is called much like them: `model.part0.bak`."""
    return [
        path for path in folder.glob(f"{stem}.part*") if re.fullmatch(r"\.part\d+", path.suffix) and path.stem == stem
    ]


def _write(content: bytes, out: Path, piece: int) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    for old in _parts(out, "model"):
        old.unlink()
    parts = []
    for number, first in enumerate(range(0, len(content), piece)):
        parts.append(out / f"model.part{number}")
        parts[-1].write_bytes(content[first : first + piece])
    return parts
